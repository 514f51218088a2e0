"""The encrypted records of one office."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from overstap.domain.answers import Answers, Field
from overstap.domain.history import Told
from overstap.domain.offices import Trust
from overstap.domain.records import Dot, OfficeId, Record, RecordId
from overstap.domain.replies import Reply
from overstap.kernel.task import Task
from overstap.usecases.ports.journal import BundleEntry, Direction, KeptReply, StreamPosition
from overstap.usecases.ports.lists import (
    EVERYBODY,
    Line,
    ListRules,
    Matches,
    Number,
    Selection,
    WorkList,
)
from overstap.usecases.ports.records import Elsewhere, Snapshot, Write


class Vault(Protocol):
    """The encrypted records of one office. Every method is one transaction of its own, unless
    called within ``writing()``, which makes all or nothing of what is in it."""

    def writing(self) -> AbstractContextManager[None]:
        """All writes inside are one transaction; an exception undoes them all."""

    # records
    def record(self, record: RecordId) -> Record: ...
    def records(self, records: Iterable[RecordId]) -> dict[RecordId, Record]: ...
    def write(self, writes: Sequence[Write], by: str) -> None: ...
    def adopt(self, office: str, records: Sequence[Record]) -> None:
        """Write another office's records as ours from now on. Every answer keeps who wrote it down
        and when; ``office`` is that office's name."""

    def before(self, record: RecordId, field: Field) -> Answers:
        """What a record said before the write whose answer to ``field`` stands now: for every
        question that this write answered and nobody answered since. Not asked where nothing."""

    def told(self, record: RecordId, question: Field) -> tuple[Told, ...]:
        """Everything that was ever answered to a question of our record, or to one field of a
        group, the newest first."""

    def redact(
        self, record: RecordId, field: Field, dots: Collection[Dot], reason: str, by: str
    ) -> None:
        """Take what these writes answered out of the history, here and wherever this arrives.

        Raises:
            RefusedError: one of them counts now.
        """

    def destroyed(self) -> tuple[tuple[OfficeId, RecordId], ...]:
        """What other offices were sent, was destroyed since at another desk of ours, and they do
        not know yet."""

    def corrections(self) -> tuple[tuple[OfficeId, RecordId, Field], ...]:
        """What other offices were sent, was taken out since, and they do not know yet."""

    def members(self, household: RecordId) -> tuple[RecordId, ...]:
        """The residents of a household, in the order in which they were registered."""

    def households(self) -> tuple[RecordId, ...]: ...
    def count_persons(self) -> int: ...

    # lists
    def search(self, text: str, limit: int = 0, only: Selection = EVERYBODY) -> Matches:
        """Residents by name in any order and script, V-number, birth year or room; for an empty
        text all by name, or by target date where ``only.by_date``; without a limit for 0. Waits
        for no writer.

        Raises:
            CancelledError: ``stop_search`` was called meanwhile.
        """

    def stop_search(self) -> None:
        """Break off a search that runs in another thread."""

    def lines(self, numbers: Iterable[Number]) -> tuple[Line, ...]:
        """What lists show of these, in the order asked; who is gone is left out."""

    def count_work(self, only: Selection) -> Mapping[WorkList, int]:
        """How many residents each list of work holds; ``only.work`` does not matter."""

    def watch(self, rules: ListRules, task: Task) -> None:
        """Let lists go by these rules; who is known is worked out again where they changed."""

    def doubles(self, answers: Answers, leave_out: RecordId = "") -> tuple[Line, ...]:
        """Residents who may be the one with these answers: the same V-number, or a name that sounds
        alike and a birth year next to theirs. More than really are; to be judged."""

    def apart(self) -> frozenset[tuple[RecordId, RecordId]]:
        """Every two of whom somebody said that they are two people, the lower id first."""

    def keep_apart(self, one: RecordId, other: RecordId) -> None:
        """Remember of two received records that they are two people."""

    def merged(self) -> tuple[RecordId, ...]:
        """Residents who are in no list any more, because they went on as somebody else."""

    # exchange between offices
    def position(self, stream: str, direction: Direction) -> StreamPosition: ...
    def draft(self, office: OfficeId, records: Sequence[Snapshot]) -> None:
        """Note in the ledger what the next bundle to an office holds, before that is written. Call
        it, and all up to ``log_bundle``, inside ``writing()``."""

    def drafted(self, office: OfficeId) -> Iterator[Snapshot]:
        """What was noted so, in that order and one by one; without ``corrected``."""

    def note_elsewhere(self, sent: "Elsewhere") -> None:
        """Note in the ledger what another desk of ours sent; nothing where something stands under
        that version already."""

    def log_bundle(self, entry: BundleEntry) -> None:
        """Remember a bundle, with what was drafted for it, and move its stream on."""

    def bundles(self) -> tuple[BundleEntry, ...]:
        """Newest first."""

    def bundle(self, digest: str, direction: Direction) -> BundleEntry | None: ...
    def erase(self, record: RecordId, by: str) -> None:
        """Destroy a record of ours, here and wherever this arrives."""

    def sent_households(self) -> tuple[RecordId, ...]:
        """Households of which something was ever sent."""

    def highest_sent(self) -> int:
        """The highest revision ever sent of any record; 0 for none."""

    def last_sent(self, record: RecordId, office: OfficeId) -> Snapshot | None: ...
    def sent_in(self, digest: str, record: RecordId) -> Snapshot | None:
        """What went of a record in one bundle."""

    def acknowledge(self, digest: str, at: datetime, reply: Reply) -> None:
        """The other side took over a bundle of ours, took that back (``reply.undone``), or only
        read it (``reply.reading``)."""

    def replies(self) -> tuple[KeptReply, ...]:
        """What other offices had to say with their receipts, newest first."""

    def records_in(self, digest: str) -> tuple[RecordId, ...]:
        """The records that went in the bundle of that manifest hash."""

    def newer(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """Those of another office's records that ``receive`` would take over: of a higher revision
        than what is here, and than what that office took back."""

    def receive(self, records: Sequence[Record]) -> None:
        """Take over records of another office: a higher revision replaces, a lower is ignored.
        What they were before is kept until a later bundle of the stream is logged."""

    def brought(self, digest: str) -> tuple[RecordId, ...]:
        """The records that came with a received bundle, as long as it can be taken back."""

    def take_back(self, digest: str) -> tuple[RecordId, ...]:
        """Put what a received bundle brought back as it was, and forget the bundle."""

    # trust
    def offices(self) -> tuple[Trust, ...]: ...
    def office(self, office: OfficeId) -> Trust | None: ...
    def save_office(self, trust: Trust) -> None: ...

    # settings and secrets of this desk; values are JSON
    def setting(self, key: str) -> Any: ...
    def set_setting(self, key: str, value: object) -> None: ...

    # accountability
    def audit(self, what: str, **details: str | int) -> None:
        """Append to the chained log: what, which record, why; never a value of an answer."""

    def audit_when_free(self, what: str, **details: str | int) -> None:
        """As ``audit``, for who only looks: they wait for nobody who writes."""

    def audit_trail(self, limit: int = 100) -> tuple[Mapping[str, Any], ...]: ...
    def check(self, task: Task) -> tuple[str, ...]:
        """Codes of what is wrong with the vault, texts ``doctor.vault.<code>``; empty is good."""

    def repair(self, task: Task) -> None:
        """Make again what follows from history: lists, searches, the header's copy."""

    def close(self) -> None: ...
