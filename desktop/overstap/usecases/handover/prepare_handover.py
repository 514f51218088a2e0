"""Show what would go to a gemeente and what stays, and why, before anything is written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from overstap.domain.answers import Field
from overstap.domain.catalogue import Audience, Catalogue, asked
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import Trust
from overstap.domain.records import OfficeId, Record, RecordId, Stated
from overstap.domain.residents import RESTRICTION, list_name
from overstap.domain.sharing import Shared, housing_only, visible
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError
from overstap.usecases.handover.handover_checks import Check, Preflight
from overstap.usecases.handover.not_there import NotThere
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.intake.regroup_household import SafeSplits
from overstap.usecases.ports.records import Snapshot
from overstap.usecases.ports.vault import Vault

NOT_ASKED = "not_asked"
"""The reason for staying of a question that has no answer yet."""


REVISION_FLOOR = "handover.revision_floor"
"""Setting: every new revision number is above it. Raised when the vault was put back from a backup:
revisions sent after the backup are out there under numbers that we no longer know."""


@dataclass(frozen=True, slots=True)
class Going:
    """An answer that goes, as the gemeente gets it. ``share`` says how much of the answer that is;
    ``new``: it differs from what was sent last."""

    record: RecordId
    field: Field
    stated: Stated
    share: str
    ground: str
    new: bool


@dataclass(frozen=True, slots=True)
class Staying:
    """A question whose answer stays; ``reason`` is the key of a text ``stays.<reason>``."""

    record: RecordId
    field: Field
    reason: str


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """``names`` gives each record in words: a resident's name, or the one that staff call the
    household by. ``members`` are the residents of each household."""

    households: tuple[RecordId, ...]
    members: Mapping[RecordId, tuple[RecordId, ...]]
    office: Trust
    names: Mapping[RecordId, str]
    going: tuple[Going, ...]
    staying: tuple[Staying, ...]
    checks: tuple[Check, ...]
    smaller: frozenset[RecordId] = frozenset()
    """Of whom only the smaller variant goes."""

    @property
    def moves(self) -> bool:
        """Whether the households move: another location writes them from then on."""
        return self.office.card.kind is OfficeKind.LOCATION

    @property
    def allowed(self) -> bool:
        """Whether no failed check blocks."""
        return all(check.passed or not check.blocks for check in self.checks)


class UnknownOfficeError(RefusedError):
    """There is no identity card of that office here."""

    code = "handover.unknown_office"


SMALLER = "handover.smaller"
"""The setting that keeps of whom only the smaller variant goes."""

Share = Callable[[Record], Shared]
"""What an office of the chosen kind may see of a record."""


@dataclass(frozen=True, slots=True)
class PrepareHandover:
    """Work out the plan; nothing is written."""

    vault: Vault
    catalogue: Catalogue
    safe_splits: SafeSplits
    training: bool
    clock: Clock

    def __call__(self, households: Sequence[RecordId], office: OfficeId) -> HandoverPlan:
        """What would go to ``office`` of these households and their members.

        Raises:
            UnknownOfficeError: its card was never imported.
        """
        trust = self.office(office)
        files = [read_household(self.vault, household) for household in households]
        moving = trust.card.kind is OfficeKind.LOCATION
        smaller = smaller_of(self.vault) if not moving else frozenset()
        share = sharer(self.catalogue, smaller, audience_of(trust))
        there = self._there(office)
        going: list[Going] = []
        staying: list[Staying] = []
        for file in files:
            for record in file.records:
                shared = share(record)
                going += self._going(record, shared, there(record.id))
                staying += self._staying(record, shared)
        return HandoverPlan(
            households=tuple(households),
            members={f.record.id: tuple(member.id for member in f.members) for f in files},
            office=trust,
            names=_names(files),
            going=tuple(going),
            staying=tuple(staying),
            checks=tuple(self.checks(files, trust)),
            smaller=smaller & {member.id for file in files for member in file.members},
        )

    def office(self, office: OfficeId) -> Trust:
        """The office that something would go to.

        Raises:
            UnknownOfficeError: its card was never imported.
        """
        trust = self.vault.office(office)
        if trust is None:
            raise UnknownOfficeError
        return trust

    def checks(self, files: Iterable[Household], trust: Trust) -> Iterator[Check]:
        """What has to be so of each household, and of the office itself."""
        preflight = Preflight(self.catalogue, self.training, self.clock().date())
        moving = trust.card.kind is OfficeKind.LOCATION
        others = [] if moving else self._other_gemeenten(trust)
        for file in files:
            yield from preflight.of_move(file) if moving else preflight.of_household(file, trust)
            if not moving:
                yield self._elsewhere(file, others)
            yield from self._safe_split(file)
        yield from preflight.of_office(trust)

    def choose_variant(self, resident: RecordId, *, smaller: bool) -> None:
        """From now on only the smaller variant of this resident goes to a gemeente, or the full one
        again. What an office has already changes with the next bundle."""
        chosen = smaller_of(self.vault) - {resident} | ({resident} if smaller else set())
        with self.vault.writing():
            self.vault.set_setting(SMALLER, sorted(chosen))
            self.vault.audit(
                "variant-chosen", record=resident, reason="smaller" if smaller else "full"
            )

    def _there(self, office: OfficeId) -> Callable[[RecordId], Snapshot | None]:
        """What the office has of a record, as far as we know."""
        not_there = NotThere.known_to(self.vault)

        def there(record: RecordId) -> Snapshot | None:
            sent = self.vault.last_sent(record, office)
            return None if sent is None or not_there.lacks(sent) else sent

        return there

    def _going(self, record: Record, shared: Shared, before: Snapshot | None) -> Iterator[Going]:
        for field, (stated, share) in shared.goes.items():
            question = self.catalogue.find(field)
            if question is None:
                continue
            new = before is None or before.stated.get(field) != stated.to_json()
            yield Going(record.id, field, stated, share, question.ground, new)

    def _staying(self, record: Record, shared: Shared) -> Iterator[Staying]:
        """What was never asked because it does not apply is no answer that stays. Whether somebody
        objected is a check, and no answer of the file."""
        for field, reason in shared.stays:
            if field == RESTRICTION:
                continue
            question = self.catalogue.question(field)
            if reason != NOT_ASKED or asked(question, record.answers, self.clock().date()):
                yield Staying(record.id, field, reason)

    def _safe_split(self, file: Household) -> Iterator[Check]:
        """Whether nothing in it leads to who was protected from it. What does only warns: somebody
        may have looked at it, and left it."""
        left = self.safe_splits(file)
        if left is not None:
            mend = tuple((trace.record, trace.field) for trace in left)
            told = {"household": file.name}
            yield Check("safe_split", not left, not left, told, file.record.id, mend)

    def _other_gemeenten(self, trust: Trust) -> list[OfficeId]:
        cards = (known.card for known in self.vault.offices())
        gemeenten = (card.office for card in cards if card.kind is OfficeKind.GEMEENTE)
        return [office for office in gemeenten if office != trust.card.office]

    def _elsewhere(self, file: Household, others: Sequence[OfficeId]) -> Check:
        """Whether no other gemeente still has the household, from before it was linked here."""
        holding = any(
            snapshot.stated
            for office in others
            for record in file.records
            if (snapshot := self.vault.last_sent(record.id, office)) is not None
        )
        return Check("elsewhere", not holding, False, {"household": file.name}, file.record.id)


def audience_of(trust: Trust) -> Audience:
    """As what an office gets a file."""
    moving = trust.card.kind is OfficeKind.LOCATION
    return Audience.LOCATION if moving else Audience.GEMEENTE


def sharer(
    catalogue: Catalogue,
    smaller: Collection[RecordId] = (),
    audience: Audience = Audience.GEMEENTE,
) -> Share:
    """What an office gets of a record: by the catalogue alone, or the smaller variant of those
    residents for whom somebody chose that."""

    def share(record: Record) -> Shared:
        if record.id in smaller:
            return housing_only(catalogue, record)
        return visible(catalogue, record, audience)

    return share


def smaller_of(vault: Vault) -> frozenset[RecordId]:
    """The residents of whom only the smaller variant goes to a gemeente."""
    return frozenset(vault.setting(SMALLER) or ())


def snapshot_of(shared: Shared, record: RecordId, revision: int) -> Snapshot:
    """What goes of one record, as it travels and as the ledger keeps it."""
    stated = {field: stated.to_json() for field, (stated, _) in shared.goes.items()}
    return Snapshot(record, revision, stated)


def next_revision(vault: Vault, sent: Iterable[Snapshot | None]) -> int:
    """The revision number after these, of what an office was sent last."""
    highest = max((snapshot.revision for snapshot in sent if snapshot), default=0)
    return 1 + max(highest, vault.setting(REVISION_FLOOR) or 0)


def _names(files: Sequence[Household]) -> Mapping[RecordId, str]:
    names = {file.record.id: file.name for file in files}
    members = {member.id: list_name(member.answers) for file in files for member in file.members}
    return names | members
