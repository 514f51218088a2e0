"""What use cases need from the machinery. Fakes in the tests obey the same protocols."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any, Protocol, Self

from overstap.domain.answers import Answers, Field
from overstap.domain.catalogue import Audience
from overstap.domain.history import Told
from overstap.domain.offices import Card, Trust
from overstap.domain.paper import Paper
from overstap.domain.records import Dot, OfficeId, Record, RecordId
from overstap.domain.replies import Reply
from overstap.kernel.task import Task
from overstap.usecases.audit_ports import NO_ENDS, Ends


class Tier(IntEnum):
    """How a resident was found; lower is nearer."""

    PREFIX = 1
    SOUND = 2
    FUZZY = 3


Number = int
"""A resident in the lists of this vault: small, so that a list can hold everybody. Means nothing
elsewhere, and not for longer than a list is shown."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Found residents, nearest first. Those from ``sound`` on were found by their sound, and those
    from ``fuzzy`` on by likeness."""

    numbers: Sequence[Number]
    sound: int
    fuzzy: int

    def tier(self, at: int) -> Tier:
        """How the one at this place was found."""
        if at < self.sound:
            return Tier.PREFIX
        return Tier.SOUND if at < self.fuzzy else Tier.FUZZY


class WorkList(StrEnum):
    """Why residents ask for attention, text ``work.<value>``. Only our own, but for DISPUTE and
    CHANGED: somebody here worked with a version, and another office sent a newer one."""

    NEW = "new"
    INCOMPLETE = "incomplete"
    TO_READ_BACK = "to_read_back"
    TO_RELEASE = "to_release"
    TO_HAND_OVER = "to_hand_over"
    DISPUTE = "dispute"
    CLOCK = "clock"
    WAITING = "waiting"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Selection:
    """Narrows a list. Everybody where it says nothing. ``sections`` is how many sections a file
    has; ``until`` up to which day (ISO) a target date asks for attention."""

    work: WorkList | None = None
    gemeente: str = ""
    sections: int = 0
    until: str = ""

    @property
    def by_date(self) -> bool:
        """Whether everybody in it is listed by target date, not by name."""
        return self.work is WorkList.CLOCK


EVERYBODY = Selection()


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of a resident, ready to read. ``sections_done`` are those finished for the
    resident and for the household; ``due`` the next target date (ISO) or empty."""

    number: Number
    person: RecordId
    household: RecordId
    name: str
    v_number: str
    birth_date: str
    room: str
    household_name: str
    household_size: int
    sections_done: int
    read_back: bool
    released: bool
    received: bool
    disputed: bool
    gemeente: str
    due: str


@dataclass(frozen=True, slots=True)
class ListRules:
    """What lists go by. ``next_due`` gives the next target date of a person (ISO, empty for none)
    from the answers of person and household together; ``is_read_back`` whether a household agrees
    with everything as it is now. ``version`` changes when the rules do."""

    next_due: Callable[[Answers], str]
    is_read_back: Callable[[Record, Sequence[Record]], bool]
    version: str


@dataclass(frozen=True, slots=True)
class Write:
    """One save of one record. ``seen``: the writes its author had on screen, per field."""

    record: RecordId
    answers: Answers
    seen: Mapping[Field, tuple[Dot, ...]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an office sent, or was sent, of one record. ``stated`` is JSON as in the bundle;
    ``bundle`` the manifest hash of the bundle it travelled in (empty: none yet). ``corrected`` are
    fields of which an earlier answer was taken out: its receiver keeps that nowhere."""

    record: RecordId
    revision: int
    stated: Mapping[Field, Mapping[str, Any]]
    bundle: str = ""
    corrected: tuple[Field, ...] = ()


class Elsewhere(Protocol):
    """A version that another desk of ours sent, or took back: see ``sent_elsewhere``."""

    @property
    def record(self) -> RecordId: ...
    @property
    def office(self) -> OfficeId: ...
    @property
    def revision(self) -> int: ...
    @property
    def taken_back(self) -> bool: ...
    @property
    def at(self) -> datetime: ...
    @property
    def questions(self) -> tuple[Field, ...]: ...


class Direction(StrEnum):
    """Whether a bundle left or came in."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class StreamPosition:
    """The last bundle of a stream: its number (from 1; 0 is none yet) and its manifest's hash."""

    number: int
    digest: str


SUFFIX = ".overstap"
"""How the name of a bundle's file ends."""


def code_of(digest: str) -> str:
    """By what people know a bundle: how the hash of its manifest begins, and how its file is
    called."""
    return digest[:16]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the signed list of a bundle says, verified."""

    kind: str
    office: OfficeId
    desk: str
    card_version: int
    stream: str
    number: int
    previous: str
    created: datetime
    records: int
    destroy_by: str
    digest: str
    ends: Ends = NO_ENDS
    households: int = 0
    persons: int = 0
    """Whose files it is about; 0 where it says nothing of that, as older ones do."""

    @property
    def file_name(self) -> str:
        """Of the file in which it was written."""
        return f"{code_of(self.digest)}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class BundleEntry:
    """One line in the journal of exchanged bundles. ``acknowledged``: when the receipt for it came
    in (of a sent one) or was written (of a received one); None until then."""

    digest: str
    direction: Direction
    kind: str
    office: OfficeId
    stream: str
    number: int
    created: datetime
    handled: datetime
    records: int
    acknowledged: datetime | None = None

    @classmethod
    def of(
        cls, manifest: Manifest, direction: Direction, office: OfficeId, handled: datetime
    ) -> Self:
        """The line that remembers the bundle of this manifest; ``office`` is the other side."""
        return cls(
            digest=manifest.digest,
            direction=direction,
            kind=manifest.kind,
            office=office,
            stream=manifest.stream,
            number=manifest.number,
            created=manifest.created,
            handled=handled,
            records=manifest.records,
        )


@dataclass(frozen=True, slots=True)
class KeptReply:
    """What ``bundle``'s receiver asked, left or remarked, and when it took the bundle over."""

    bundle: BundleEntry
    at: datetime
    reply: Reply


class PrintState(StrEnum):
    """``STARTED`` before anything leaves the program, so that no print is ever unrecorded."""

    STARTED = "started"
    MADE = "made"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class PrintEntry:
    """One printed dossier in the disclosure ledger. ``code`` is its typed code; ``content`` the
    digest of every answer shown, by ``record field``, so that a later version knows what changed;
    ``digest`` is of all that it says. ``bundle`` is the hash of the bundle that says the same,
    empty where there was none yet; ``day`` the date on the paper, ``at`` when it was printed,
    ``by`` who did."""

    household: RecordId
    audience: Audience
    version: int
    recipient: str
    code: str
    content: Mapping[str, str]
    digest: str
    bundle: str
    day: datetime
    at: datetime
    by: str
    state: PrintState = PrintState.STARTED
    number: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What an office was sent of one record, and when it left (None: unknown). ``taken_back``: it
    was asked to destroy what it had. ``ours``: this desk sent it."""

    office: OfficeId
    snapshot: Snapshot
    created: datetime | None
    taken_back: bool
    ours: bool


class Disclosures(Protocol):
    """What was disclosed of a household: on paper, and in bundles."""

    def log_print(self, entry: PrintEntry) -> int:
        """Remember a print before it is made; gives its number."""

    def settle_print(self, number: int, state: PrintState) -> None:
        """It was made, or it was stopped and never left."""

    def prints(self, household: RecordId) -> tuple[PrintEntry, ...]:
        """Newest first."""

    def deliveries(self, record: RecordId) -> tuple[Delivery, ...]:
        """In the order in which they were sent."""

    def erased(self) -> frozenset[RecordId]:
        """Records that were destroyed."""


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


class OpenBundle(Protocol):
    """A bundle whose bytes, signature, addressee and parts are verified."""

    @property
    def manifest(self) -> Manifest: ...
    @property
    def sender(self) -> Card:
        """The newest card of the office that sent it."""

    @property
    def card(self) -> tuple[bytes, bytes]:
        """The sender's current card and its signature, as travelled along."""

    def lines(self) -> Iterator[dict[str, Any]]:
        """The records, parsed strictly, in order. Second pass over the file."""

    def attachment(self, name: str) -> bytes: ...


class Bundles(Protocol):
    """Writes and opens exchange files with the keys of this desk."""

    def write(
        self,
        folder: Path,
        *,
        kind: str,
        to: Card,
        position: StreamPosition,
        stream: str,
        created: datetime,
        destroy_by: str,
        lines: Iterable[Mapping[str, Any]],
        attachments: Mapping[str, bytes],
        task: Task,
    ) -> Manifest:
        """Write a bundle; its file is ``manifest.file_name`` in ``folder``."""

    def open(self, path: Path, offices: Mapping[OfficeId, Trust], task: Task) -> OpenBundle: ...
    def claim(self, path: Path, task: Task) -> tuple[bytes, bytes]:
        """The card (with its signature) of whoever signed the bundle, as it travelled along. It
        says who they are, and proves nothing yet: nothing else of the bundle was read.

        Raises:
            FileError: it is no whole bundle for us.
            TrustError: the card and the signature do not fit together.
        """


class Cards(Protocol):
    """Identity cards: their files, their numbers and what makes us trust them."""

    def own(self) -> Card: ...
    def adopt(self, raw: bytes, signature: bytes) -> None:
        """Show this card as ours from now on."""

    def number(self, card: Card) -> str:
        """40 digits in eight groups of five; depends on the office and its root keys only."""

    def write(self, folder: Path) -> Path:
        """Our own card as a file, for others; it holds no secret."""

    def read(self, path: Path) -> tuple[bytes, bytes]:
        """A card's bytes and signature, not yet believed."""

    def accept(self, known: Trust | None, raw: bytes, signature: bytes) -> Trust:
        """What we hold about its office after seeing this card."""

    def confirm(self, trust: Trust, digits: str, by: str, at: datetime) -> Trust: ...


class Press(Protocol):
    """Turns a composed paper into a PDF: PDF/A and PDF/UA at once."""

    def __call__(self, paper: Paper, task: Task) -> bytes: ...


class Inbox(Protocol):
    """Where bundles lie before they are opened: a folder, and those set aside until their sender
    was checked."""

    def files(self, folder: Path | None) -> tuple[Path, ...]:
        """The bundle files in ``folder`` and those set aside, the oldest first. Empty where the
        folder is gone: a stick that was pulled out is no error."""

    def keep(self, path: Path) -> Path:
        """A copy of the file, still closed, beside the vault.

        Raises:
            FileError: it cannot be read.
            StoreError: there is no room for it.
        """

    def drop(self, path: Path) -> None:
        """Remove the file where it was set aside here; any other file stays."""

    def facts(self, path: Path) -> tuple[int, datetime]:
        """Size in bytes, and since when the file lies there."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: rows of 32 bit pixels (blue, green, red, unused), ``stride`` bytes each."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Pages(Protocol):
    """The pages of a PDF. Used by one thread at a time."""

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of every page in points (1/72 inch)."""

    def draw(self, page: int, dots_per_inch: float) -> Picture:
        """One page, the first is 0, as it would be printed."""


class OpenPages(Protocol):
    """Opens a PDF to look at its pages."""

    def __call__(self, pdf: bytes) -> Pages: ...


class PaperSeals(Protocol):
    """Signs papers as this desk, and finds the seal of a paper that somebody brings."""

    @property
    def desk(self) -> str:
        """The public key of this desk (OpenSSH text)."""

    def sign(self, message: bytes) -> bytes:
        """A bare signature, 64 bytes."""

    def verifies(self, message: bytes, signature: bytes, key: str) -> bool:
        """Whether the key signed the message."""

    def seal(self, pdf: bytes, qr: str) -> bytes:
        """The PDF with its seal: ``qr`` and the signature of the whole file."""

    def read(self, path: Path) -> "UntrustedPaper":
        """What a PDF, or a picture of a paper, says of itself.

        Raises:
            FileError: it cannot be read, or shows no QR code.
        """


@dataclass(frozen=True, slots=True)
class UntrustedPaper:
    """``qr`` is what its code says. A PDF of ours also has a ``digest`` of all its bytes but the
    seal, and the ``signature`` over it; both are empty for a picture or a scan."""

    qr: str
    digest: bytes = b""
    signature: bytes = b""
