"""Write the next bundle of our stream to an office, and remember that it went. The only place
where a bundle leaves: handovers, receipts, notices and histories of desks all go this way.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from overstap.domain.offices import Card
from overstap.domain.records import OfficeId
from overstap.kernel.clock import Clock
from overstap.kernel.task import Task
from overstap.usecases.intake.sent_elsewhere import MarkSent
from overstap.usecases.ports.bundles import Bundles, Letter
from overstap.usecases.ports.journal import BundleEntry, Direction
from overstap.usecases.ports.vault import Vault

CARRIED_FOR = timedelta(days=30)
"""How long a bundle may lie on a stick or in a folder before it has to be destroyed."""

Stream = Callable[[OfficeId], str]
"""The name of our numbered series of bundles to an office."""

_MARKED = frozenset({"handover", "withdrawal"})
"""Kinds after which our other desks have to know what an office has."""

_AUDITED = {"handover": "export", "transfer": "move", "sync": "sync-sent"}
"""Kinds whose line in the log has another name than the kind itself."""


def _nothing() -> None:
    """There is nothing else to remember."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to the office of a card.

    ``lines`` are asked for when they are written. ``count`` is how many of what it holds (for the
    log), and ``answers`` the bundle that it answers. ``also`` is remembered with it or not at all.
    """

    kind: str
    to: Card
    lines: Iterable[Mapping[str, Any]]
    count: int
    answers: str = ""
    also: Callable[[], None] = _nothing


@dataclass(frozen=True, slots=True)
class Sent:
    """The bundle file and its name in words: number in the stream and hash of its manifest.
    ``destroy_by`` is the last day on which the file may still lie about."""

    path: Path
    number: int
    digest: str
    destroy_by: date


@dataclass(frozen=True, slots=True)
class SendBundle:
    """Write the file, then remember that it went: in that order."""

    vault: Vault
    bundles: Bundles
    stream_to: Stream
    mark: MarkSent
    clock: Clock

    def __call__(self, parcel: Parcel, folder: Path, task: Task) -> Sent:
        """Write the bundle into ``folder``, under a name that says nothing. Call it inside
        ``vault.writing()`` where something was drafted for it.

        Raises:
            StoreError: ``folder`` is full, gone or not writable; nothing is remembered as sent.
        """
        now, stream = self.clock(), self.stream_to(parcel.to.office)
        destroy_by = (now + CARRIED_FOR).date()
        letter = Letter(
            kind=parcel.kind,
            to=parcel.to,
            position=self.vault.position(stream, Direction.SENT),
            stream=stream,
            created=now,
            destroy_by=destroy_by.isoformat(),
            lines=parcel.lines,
        )
        manifest = self.bundles.write(folder, letter, task)
        entry = BundleEntry.of(manifest, Direction.SENT, parcel.to.office, now)
        with self.vault.writing():
            if parcel.kind in _MARKED:
                self.mark(parcel.to.office)
            self.vault.log_bundle(entry)
            parcel.also()
            self._audit(parcel, manifest.digest)
        path = folder / manifest.file_name
        return Sent(path, manifest.number, manifest.digest, destroy_by)

    def _audit(self, parcel: Parcel, digest: str) -> None:
        self.vault.audit(
            _AUDITED.get(parcel.kind, parcel.kind),
            bundle=parcel.answers or digest,
            peer=parcel.to.office,
            count=parcel.count,
        )
