"""Looks at a backup and puts it back: what the door does on ``Page.RESTORE``. Knows no Qt."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError

if TYPE_CHECKING:
    from overstap.usecases.ports.backups import BackupFile, Contents
    from overstap.usecases.vaults import Vaults

_FIELDS = {
    "vault.wrong_passphrase": "passphrase",
    "vault.wrong_recovery_key": "passphrase",
    "vault.mistyped_recovery_key": "passphrase",
    "vault.exists": "into",
}
"""At which field an error stands; others stand at the file."""


class Restoring:
    """``show`` changes what the door shows; ``done`` hears the new folder, and what to tell."""

    def __init__(
        self,
        vaults: "Vaults",
        texts: Texts,
        run: Callable[..., None],
        show: Callable[..., None],
        done: Callable[[str, str], None],
    ) -> None:
        self._vaults, self._texts, self._run = vaults, texts, run
        self._show, self._done = show, done

    def look(self, file: str, key: str) -> None:
        """Say what a backup would give; nothing is put back yet."""
        if self._missing(backup=file, passphrase=key):
            return
        self._show(busy=self._texts("door.restore.busy"), found="")
        self._run(
            lambda task: self._vaults.look_at_backup(Path(file), key, task),
            done=self._looked,
            failed=self._failed,
        )

    def restore(self, file: str, key: str, into: str) -> None:
        """Make a vault of the backup in a new folder, and stand before it."""
        folder = into.strip()
        if self._missing(backup=file, passphrase=key, into=folder):
            return
        self._show(busy=self._texts("door.restore.busy"))
        self._run(
            lambda task: self._vaults.restore_backup(Path(file), Path(folder), key, task),
            done=lambda _found: self._done(folder, self._texts("door.restored")),
            failed=self._failed,
        )

    def _looked(self, found: "tuple[BackupFile, Contents]") -> None:
        from babel.dates import format_datetime

        from overstap.i18n.languages import locale

        file, contents = found
        texts, made = self._texts, file.made.astimezone()
        pattern, spoken = "d MMMM y HH:mm", locale(texts.language)
        day = format_datetime(made, pattern, tzinfo=made.tzinfo, locale=spoken)
        counts = texts("backup.counts", **asdict(contents))
        self._show(found=texts("door.restore.contents", day=day, counts=counts))

    def _failed(self, error: OverstapError) -> None:
        """Where it goes wrong: the file, the new folder, or what opens it."""
        field = _FIELDS.get(error.code, "backup")
        self._show(problems={field: self._texts.error(error)})

    def _missing(self, **said: str) -> bool:
        wrong = {
            name: self._texts(f"door.restore.missing.{name}")
            for name, text in said.items()
            if not text.strip()
        }
        if wrong:
            self._show(problems=wrong)
        return bool(wrong)
