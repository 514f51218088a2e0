"""Open a bundle far enough to say whether it is genuine, whole, for us and the newest."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from overstap.domain.offices import Card
from overstap.domain.streams import ForkedError, Order, ReplayedError, judge
from overstap.kernel.task import Task
from overstap.usecases.intake.moves import MOVE
from overstap.usecases.ports.bundles import Bundles, OpenBundle
from overstap.usecases.ports.journal import BundleEntry, Direction, Manifest
from overstap.usecases.ports.vault import Vault


class Grade(StrEnum):
    """The verdict on a bundle that is genuine; what is not genuine is raised as an error."""

    NEWEST = "newest"
    AFTER_GAP = "after_gap"
    DUPLICATE = "duplicate"
    LATE = "late"
    """Later ones came first. What is newer stays: each record has a version of its own."""
    READ = "read"
    """Genuine, whole and for us; what came before is not known to who only reads."""


_GRADES = {
    Order.NEXT: Grade.NEWEST,
    Order.GAP: Grade.AFTER_GAP,
    Order.DUPLICATE: Grade.DUPLICATE,
    Order.LATE: Grade.LATE,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Sentence: text ``verdict.<grade>``. ``missing`` are the numbers that did not arrive yet."""

    grade: Grade
    manifest: Manifest
    sender: Card
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VerifyBundle:
    """Open a bundle far enough to say whether it is genuine, whole, for us and the newest."""

    vault: Vault
    bundles: Bundles
    reading: bool = False
    """Nothing is known of earlier bundles, so nothing is said of the order."""

    def __call__(self, path: Path, task: Task) -> Verdict:
        """The verdict; nothing is stored.

        Raises:
            FileError: it is no bundle, or it is damaged, incomplete or of a newer version.
            TrustError: it is not what an office that we checked sent to us.
        """
        return self.open(path, task)[0]

    def open(self, path: Path, task: Task) -> tuple[Verdict, OpenBundle]:
        """The verdict and the bundle itself."""
        offices = {trust.card.office: trust for trust in self.vault.offices()}
        bundle = self.bundles.open(path, offices, task)
        manifest = bundle.manifest
        order = self._order(manifest)
        if self.reading and order is not Order.DUPLICATE:
            return Verdict(Grade.READ, manifest, bundle.sender, ()), bundle
        position = self.vault.position(manifest.stream, Direction.RECEIVED)
        missing = range(position.number + 1, manifest.number) if order is Order.GAP else ()
        return Verdict(_GRADES[order], manifest, bundle.sender, tuple(missing)), bundle

    def _order(self, manifest: Manifest) -> Order:
        """Where it stands. What we took over ourselves is no replay, however long ago that was."""
        if self.vault.bundle(manifest.digest, Direction.RECEIVED):
            return Order.DUPLICATE
        position = self.vault.position(manifest.stream, Direction.RECEIVED)
        try:
            return judge(position.number, position.digest, manifest)
        except ReplayedError:
            if manifest.kind == MOVE:
                raise
        if any(known.number == manifest.number for known in self._received(manifest.stream)):
            raise ForkedError(number=manifest.number)
        return Order.LATE

    def _received(self, stream: str) -> Iterator[BundleEntry]:
        entries = (e for e in self.vault.bundles() if e.direction is Direction.RECEIVED)
        return (entry for entry in entries if entry.stream == stream)
