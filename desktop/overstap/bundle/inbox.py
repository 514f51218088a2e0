"""A folder with bundles, and a place beside the vault for those whose sender is not checked yet.

The copies stay closed as they came: only the desk's key opens them, and nothing here has it.
"""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from overstap.bundle.errors import DamagedError, FolderError
from overstap.bundle.folder import reading, write_new
from overstap.usecases.ports.journal import SUFFIX

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class FolderInbox:
    """Obeys ``usecases.ports.bundles.Inbox``; ``aside`` is made when it is first needed."""

    aside: Path

    def files(self, folder: Path | None) -> tuple[Path, ...]:
        """The bundle files in the folder and those set aside, the oldest first."""
        found = [*_bundles(folder), *_bundles(self.aside)] if folder else _bundles(self.aside)
        return tuple(path for _, path in sorted(found))

    def keep(self, path: Path) -> Path:
        """A copy of the file; the same file is kept once, whatever it is called."""
        with reading(path, DamagedError) as file:
            digest = hashlib.sha256()
            while block := file.read(_BLOCK):
                digest.update(block)
            kept = self.aside / f"{digest.hexdigest()[:16]}{SUFFIX}"
            file.seek(0)
            self._make()
            with write_new(kept) as copy:
                shutil.copyfileobj(file, copy)
        return kept

    def drop(self, path: Path) -> None:
        """Remove the file where it was set aside here."""
        if path.parent == self.aside:
            path.unlink(missing_ok=True)

    def facts(self, path: Path) -> tuple[int, datetime]:
        """Size in bytes, and since when the file lies there."""
        found = path.stat()
        return found.st_size, datetime.fromtimestamp(found.st_mtime, UTC)

    def _make(self) -> None:
        try:
            self.aside.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderError(path=str(self.aside)) from error


def _bundles(folder: Path) -> list[tuple[float, Path]]:
    try:
        found = [path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file()]
        return [(path.stat().st_mtime, path) for path in found]
    except OSError:
        return []  # the stick was pulled out: nothing lies there now
