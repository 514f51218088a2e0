"""The bundles that wait to be opened, each with a quick verdict, in the order to open them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from overstap.kernel.errors import FileError, OverstapError, RefusedError, TrustError
from overstap.kernel.task import Task
from overstap.usecases.ports.bundles import Inbox
from overstap.usecases.ports.vault import Vault
from overstap.usecases.receive.verify_bundle import Grade, Verdict, VerifyBundle

FOLDER = "inbox.folder"
RECEIPTS = "inbox.receipts"
UNCHECKED = frozenset({"sender.unverified", "sender.unknown"})
"""Errors of bundles that can be opened once somebody compared the sender's number."""


class QuarantineFullError(RefusedError):
    """So much waits for a check already that nothing more is kept; nothing was thrown away."""

    code = "quarantine.full"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits: exactly one of ``verdict`` and ``error`` is given."""

    path: Path
    verdict: Verdict | None
    error: OverstapError | None

    @property
    def order(self) -> tuple[int, str, int, str]:
        """What can be opened first; bundles of one stream by number, refused files last."""
        if self.verdict is None:
            waits = self.error is not None and self.error.code in UNCHECKED
            return (1 if waits else 3, "", 0, self.path.name)
        done = self.verdict.grade is Grade.DUPLICATE
        manifest = self.verdict.manifest
        return (2 if done else 0, manifest.stream, manifest.number, self.path.name)


@dataclass(frozen=True, slots=True)
class InboxView:
    """``folder`` is the remembered one, None before it was chosen; ``receipts`` is where receipts
    go, None for the folder that the bundle came from."""

    folder: Path | None
    receipts: Path | None
    files: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class ReadInbox:
    """Look at what lies in the inbox folder, and at what was set aside."""

    vault: Vault
    verify: VerifyBundle
    inbox: Inbox
    most: int = 200
    """Files that lie aside at most, so that nobody we do not know can fill the disk."""
    most_bytes: int = 1 << 30

    def __call__(self, task: Task) -> InboxView:
        """The files with their verdicts. Nothing is stored."""
        folder = self._folder(FOLDER)
        files = self.inspect(self.inbox.files(folder), task)
        return InboxView(folder, self._folder(RECEIPTS), files)

    def inspect(self, paths: Iterable[Path], task: Task) -> tuple[Waiting, ...]:
        """A quick verdict on each of these files, in the order to open them."""
        wanted = list(dict.fromkeys(paths))
        found = []
        for done, path in enumerate(wanted):
            task.step("inbox.inspect", done, len(wanted))
            found.append(self._judged(path, task))
        return tuple(sorted(found, key=lambda waiting: waiting.order))

    def remember(self, folder: Path) -> None:
        """Look into this folder from now on."""
        self.vault.set_setting(FOLDER, str(folder))

    def send_receipts_to(self, folder: Path) -> None:
        """Write receipts into this folder from now on."""
        self.vault.set_setting(RECEIPTS, str(folder))

    def set_aside(self, path: Path) -> Path:
        """Keep the file, still closed, until its sender was checked; gives where.

        Raises:
            QuarantineFullError: too much lies there already; this one stays where it was.
        """
        before = self.inbox.files(None)
        kept = self.inbox.keep(path)
        held = [self.inbox.facts(one)[0] for one in self.inbox.files(None)]
        if kept not in before and (len(held) > self.most or sum(held) > self.most_bytes):
            self.inbox.drop(kept)
            raise QuarantineFullError(count=len(before))
        return kept

    def settle(self, path: Path) -> None:
        """The file was taken over: a copy that was set aside is no longer needed."""
        self.inbox.drop(path)

    def _folder(self, key: str) -> Path | None:
        known = self.vault.setting(key)
        return Path(known) if known else None

    def _judged(self, path: Path, task: Task) -> Waiting:
        try:
            return Waiting(path, self.verify(path, task), None)
        except (FileError, TrustError) as error:
            return Waiting(path, None, error)
