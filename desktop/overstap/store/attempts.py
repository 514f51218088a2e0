"""Slows down who guesses at a passphrase, and remembers it for the audit log.

The count lies beside the vault. Removing it helps a thief little: what is expensive is each guess.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from overstap.kernel.clock import Clock
from overstap.kernel.errors import StoreError
from overstap.store.files import write_whole

FILE = "attempts.json"
FREE = 3
"""So many mistakes are a slip of the fingers."""
LONGEST = timedelta(minutes=5)


class TooManyAttemptsError(StoreError):
    """The passphrase was wrong so often that one has to wait before the next try."""

    code = "vault.too_many_attempts"


@dataclass(frozen=True)
class Attempts:
    """The failed attempts on the vault in ``folder`` since it was last opened."""

    folder: Path
    clock: Clock

    def allow(self) -> None:
        """Go on, unless somebody failed too often a moment ago.

        Raises:
            TooManyAttemptsError: with the ``seconds`` to wait.
        """
        failed, last = self._read()
        wait = pause(failed) - max(self.clock() - last, timedelta())
        if wait > timedelta():
            raise TooManyAttemptsError(seconds=max(1, round(wait.total_seconds())))

    def failed(self) -> None:
        """One more."""
        said = {"failed": self._read()[0] + 1, "last": self.clock().isoformat()}
        write_whole(self.folder / FILE, json.dumps(said).encode())

    def forget(self) -> int:
        """It was opened; gives how often that failed before."""
        failed, _ = self._read()
        (self.folder / FILE).unlink(missing_ok=True)
        return failed

    def _read(self) -> tuple[int, datetime]:
        try:
            said = json.loads((self.folder / FILE).read_text("utf-8"))
            return int(said["failed"]), datetime.fromisoformat(said["last"]).astimezone(UTC)
        except (OSError, ValueError, KeyError, TypeError):
            return 0, datetime.min.replace(tzinfo=UTC)


def pause(failed: int) -> timedelta:
    """How long to wait after so many failures: nothing, then five seconds, then twice as long each
    time."""
    if failed < FREE:
        return timedelta()
    return min(timedelta(seconds=5 * 2 ** min(failed - FREE, 10)), LONGEST)
