"""The files of this desk that are on their way, in two folders beside the vault."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from overstap.mailbox.errors import FullHereError

_OUTBOX = "outbox"
_LANDING = "landing"


@dataclass(frozen=True, slots=True)
class LocalSpool:
    """Obeys ``usecases.ports.mailboxes.Spool``; ``folder`` is that of the vault."""

    folder: Path

    def outbox(self) -> Path:
        """The folder with what waits to be sent."""
        outbox = self.folder / _OUTBOX
        try:
            outbox.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FullHereError from error
        return outbox

    def holds(self, path: Path) -> bool:
        """Whether the file is, or will be, in the outbox."""
        return path.parent == self.folder / _OUTBOX

    def drop(self, name: str) -> None:
        """Remove what was sent."""
        (self.folder / _OUTBOX / name).unlink(missing_ok=True)

    @contextmanager
    def landing(self) -> Iterator[Path]:
        """An empty folder; what a crash left in it last time goes first."""
        landing = self.folder / _LANDING
        shutil.rmtree(landing, ignore_errors=True)
        try:
            landing.mkdir()
        except OSError as error:
            raise FullHereError from error
        try:
            yield landing
        finally:
            shutil.rmtree(landing, ignore_errors=True)
