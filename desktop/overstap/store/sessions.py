"""Notices that a vault is a copy, or was put back from a backup.

Each unlocking writes a new token into the vault and beside it, in this user's own folder on this
computer. A vault that was put back holds an older token than the folder; a copied one meets a
folder without any.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from overstap.kernel.ids import NewId
from overstap.store.files import write_whole
from overstap.usecases.vaults import Past

SESSION = "session"
"""The name of the setting."""


class Settings(Protocol):
    """What of a vault counts here."""

    def setting(self, key: str) -> Any: ...
    def set_setting(self, key: str, value: object) -> None: ...


@dataclass(frozen=True)
class Sessions:
    """The tokens of this user's vaults on this computer, in ``file``."""

    file: Path
    new_id: NewId

    def begin(self, vault: Settings) -> Past:
        """Compare the tokens, and write new ones: first into the vault, then beside it."""
        name, kept = str(vault.setting("vault")), self._kept()
        past = _past(vault.setting(SESSION), kept.get(name))
        token = self.new_id()
        vault.set_setting(SESSION, token)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        tokens = {**kept, name: token}
        write_whole(self.file, json.dumps(tokens, indent=1, sort_keys=True).encode())
        return past

    def _kept(self) -> dict[str, str]:
        try:
            kept = json.loads(self.file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}


def _past(ours: object, beside: str | None) -> Past:
    if ours is None or ours == beside:
        return Past.HERE
    return Past.COPIED if beside is None else Past.PUT_BACK
