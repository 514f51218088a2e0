"""Notices that a vault is a copy, or was put back from a backup.

Each unlocking writes a new token into the vault and beside it, in this user's own folder on this
computer, together with the place of the vault. A vault that was put back holds an older token than
its place should have; a copy lies in a place without any. Where two lie on one computer, it is so
the copy that is told, and the original goes on as it was.
"""

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from overstap.kernel.ids import NewId
from overstap.store.files import holds_vault, write_whole
from overstap.usecases.own_office import Past

SESSION = "session"
"""The name of the setting."""
BACKUP = "backup"
"""Stands for the token in a vault that was made of a backup."""

_Places = dict[str, Collection[str]]
"""Per place of a vault the tokens that it may have: two, while a new one is being written."""
_ANYWHERE = ""
"""The place of a vault in what older versions kept."""


class Settings(Protocol):
    """What of a vault counts here."""

    def setting(self, key: str) -> Any: ...
    def set_setting(self, key: str, value: object) -> None: ...


@dataclass(frozen=True)
class Sessions:
    """The tokens of this user's vaults on this computer, in ``file``."""

    file: Path
    new_id: NewId

    def past(self, vault: Settings, folder: Path) -> Past:
        """Where the vault in ``folder`` was since it was locked. Nothing is written."""
        ours = vault.setting(SESSION)
        if ours is None:
            return Past.HERE
        here, places = self._place(folder), self._kept().get(str(vault.setting("vault")), {})
        others = {p: t for p, t in places.items() if p != here and self._has_vault(p)}
        if any(ours in tokens for tokens in others.values()):
            return Past.COPIED
        if here in places:
            return Past.HERE if ours in places[here] else Past.PUT_BACK
        if any(ours in tokens for tokens in places.values()):
            return Past.HERE  # the folder was moved, or an older version kept no place
        known = _ANYWHERE in places or ours == BACKUP
        return Past.PUT_BACK if places and known and not others else Past.COPIED

    def begin(self, vault: Settings, folder: Path) -> None:
        """Write new tokens. Call it when the past was dealt with: until then it is told again. A
        crash at any point leaves a token that is known."""
        name, here, kept = str(vault.setting("vault")), self._place(folder), self._kept()
        ours, token = str(vault.setting(SESSION)), self.new_id()
        others = {p: t for p, t in kept.get(name, {}).items() if p != here and self._has_vault(p)}
        self._keep({**kept, name: {**others, here: [ours, token]}})
        vault.set_setting(SESSION, token)
        self._keep({**kept, name: {**others, here: [token]}})

    def _place(self, folder: Path) -> str:
        """The folder as seen from ours, so that both can be moved together."""
        try:
            return os.path.relpath(folder.resolve(), self.file.parent.resolve())
        except ValueError:
            return str(folder.resolve())  # on another drive

    def _has_vault(self, place: str) -> bool:
        return bool(place) and holds_vault(self.file.parent / place)

    def _kept(self) -> dict[str, _Places]:
        try:
            kept = json.loads(self.file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): _places(v) for k, v in kept.items()} if isinstance(kept, dict) else {}

    def _keep(self, tokens: Mapping[str, _Places]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.file, json.dumps(tokens, indent=1, sort_keys=True).encode())


def _places(kept: object) -> _Places:
    """Of one vault, also as an older version kept it: one token, wherever the vault was."""
    if isinstance(kept, dict):
        return {str(place): list(tokens) for place, tokens in kept.items()}
    return {_ANYWHERE: [str(kept)]}
