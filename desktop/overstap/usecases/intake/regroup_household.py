"""Split a household, join two, or move a resident from one to another.

No answer of an existing household is overwritten: residents change place, a new household gets
copies, a joined one gets what it lacked. So each can be undone by putting the residents back, until
something is built on it (``undo_regrouping``).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.offices import Trust
from overstap.domain.records import Record, RecordId, Subject, new_record_id
from overstap.domain.regroup import Trace, Unit, chosen, lacking, traces, units
from overstap.domain.residents import HOUSEHOLD, ORDER
from overstap.kernel.errors import RefusedError
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.intake.regroup_journal import Journal, Kind, Regrouping
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault


class NobodyStaysError(RefusedError):
    """A household keeps at least one resident; all of them together move by joining."""

    code = "household.nobody_stays"


class NotAMemberError(RefusedError):
    """Somebody was named who does not belong to the household."""

    code = "household.not_a_member"


class SameHouseholdError(RefusedError):
    """They belong together already."""

    code = "household.same"


class TracesLeftError(RefusedError):
    """The other household's answers still name the protected resident; ``traces`` says where."""

    code = "household.traces"

    def __init__(self, found: tuple[Trace, ...]) -> None:
        super().__init__(count=len(found))
        self.traces = found


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """What splitting would do. ``units`` are the household's own answers, to be chosen from for
    the new household; ``offices`` hold something of those who leave, and have to be told."""

    household: RecordId
    leaving: tuple[RecordId, ...]
    staying: tuple[RecordId, ...]
    protected: bool
    units: tuple[Unit, ...]
    traces: tuple[Trace, ...]
    offices: tuple[Trust, ...]


@dataclass(frozen=True, slots=True)
class SplitHousehold:
    """Make two households of one.

    In the usual case those who leave get a new household with copies of what was answered
    together. With ``protected`` it is the others who get a new one, with nothing in it but what is
    chosen: the old household, its answers and its history stay with the protected resident, and no
    path leads there from the other.
    """

    vault: Vault
    catalogue: Catalogue
    journal: Journal
    author: str

    def plan(
        self, leaving: Sequence[RecordId], shared: Collection[str] | None, *, protected: bool
    ) -> SplitPlan:
        """Work it out; nothing is written.

        Raises:
            RefusedError: received, nobody would stay, or not all of one household.
        """
        file = self._household_of(leaving)
        stay = tuple(member for member in file.members if member.id not in leaving)
        if not stay:
            raise NobodyStaysError
        found = units(self.catalogue, file.record)
        return SplitPlan(
            household=file.record.id,
            leaving=tuple(leaving),
            staying=tuple(member.id for member in stay),
            protected=protected,
            units=found,
            traces=self._traces(file, stay, found, shared or ()) if protected else (),
            offices=tuple(self._offices(leaving)),
        )

    def __call__(
        self,
        leaving: Sequence[RecordId],
        shared: Collection[str] | None = None,
        *,
        protected: bool = False,
        checked: Collection[Trace] = (),
    ) -> Regrouping:
        """Split. ``shared`` are the keys of the units that the new household gets; None is all of
        them, and nothing with ``protected``. ``checked``: traces that somebody looked at and left.

        Raises:
            TracesLeftError: answers that would be the other household's name the protected one.
            RefusedError: as ``plan``.
        """
        plan = self.plan(leaving, shared, protected=protected)
        left = tuple(trace for trace in plan.traces if trace not in checked)
        if left:
            raise TracesLeftError(left)
        movers = plan.staying if protected else plan.leaving
        home = new_record_id(Subject.HOUSEHOLD)
        record = self.vault.record(plan.household)
        keys = () if protected and shared is None else shared
        answers = chosen(record, plan.units, keys)
        kind = Kind.PROTECT if protected else Kind.SPLIT
        persons = self.vault.records(movers)
        writes = [Write(home, answers, {}), *_placed(persons.values(), home, 0)]
        return self.journal.write(kind, writes, persons, {home: tuple(answers)}, self.author)

    def _household_of(self, leaving: Sequence[RecordId]) -> Household:
        persons = self.vault.records(leaving)
        homes = {person.text(HOUSEHOLD) for person in persons.values()}
        if len(homes) != 1 or len(persons) != len(set(leaving)):
            raise NotAMemberError
        return _own(read_household(self.vault, homes.pop()))

    def _traces(
        self,
        file: Household,
        stay: Sequence[Record],
        found: Iterable[Unit],
        shared: Collection[str],
    ) -> tuple[Trace, ...]:
        kept = chosen(file.record, found, shared)
        stated = {field: file.record.stated[field] for field in kept}
        protected = [member for member in file.members if member not in stay]
        return traces(self.catalogue, protected, [Record.stating(file.record.id, stated), *stay])

    def _offices(self, persons: Iterable[RecordId]) -> Iterable[Trust]:
        known = tuple(persons)
        for trust in self.vault.offices():
            if any(self.vault.last_sent(person, trust.card.office) for person in known):
                yield trust


@dataclass(frozen=True, slots=True)
class SafeSplits:
    """Which households were split to protect somebody, and whether that still holds."""

    vault: Vault
    catalogue: Catalogue
    journal: Journal

    def __call__(self, file: Household) -> tuple[Trace, ...] | None:
        """Answers of the household that name a protected resident who left it, or say how to reach
        them; None where it was never split so at this desk."""
        found = None
        for done in self.journal.known():
            homes = {home for home, _ in done.before.values()}
            if done.kind is not Kind.PROTECT or file.record.id not in {done.household, *homes}:
                continue
            apart = {m for home in homes for m in self.vault.members(home)} - {*file.member_ids}
            protected = self.vault.records(sorted(apart)) if file.record.id not in homes else {}
            left = traces(self.catalogue, protected.values(), file.records)
            found = (*(found or ()), *left)
        return found


@dataclass(frozen=True, slots=True)
class JoinPlan:
    """What joining would do. ``filled`` are answers that the household lacked and gets;
    ``differing`` are fields where both have an answer, and its own stays."""

    household: RecordId
    arriving: tuple[RecordId, ...]
    filled: tuple[Field, ...]
    differing: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class JoinHouseholds:
    """Bring all residents of one household into another, whose answers lead."""

    vault: Vault
    catalogue: Catalogue
    journal: Journal
    author: str

    def plan(self, household: RecordId, other: RecordId) -> JoinPlan:
        """Work it out; nothing is written.

        Raises:
            RefusedError: received, or one and the same.
        """
        if household == other:
            raise SameHouseholdError
        ours, theirs = (_own(read_household(self.vault, one)) for one in (household, other))
        if not ours.members or not theirs.members:
            raise NotAMemberError
        offered, filled = self._offered(ours.record, theirs.record)
        known = ours.record.answers
        differing = tuple(f for f in offered if f not in filled and known.get(f) != offered[f])
        return JoinPlan(household, tuple(m.id for m in theirs.members), tuple(filled), differing)

    def __call__(self, household: RecordId, other: RecordId) -> Regrouping:
        """Join ``other`` to ``household``.

        Raises:
            RefusedError: as ``plan``.
        """
        plan = self.plan(household, other)
        persons = self.vault.records(plan.arriving)
        behind = len(self.vault.members(household))
        home = self.vault.record(household)
        writes = [*_placed(persons.values(), household, behind)]
        if plan.filled:
            _, answers = self._offered(home, self.vault.record(other))
            writes.append(Write(household, answers, home.seen))
        filled = {household: plan.filled}
        return self.journal.write(Kind.JOIN, writes, persons, filled, self.author)

    def _offered(self, ours: Record, theirs: Record) -> tuple[Answers, Answers]:
        """What the other household answered, and what of it this one lacks."""
        found = units(self.catalogue, theirs)
        offered = chosen(theirs, found, None)
        return offered, lacking(ours, found, offered)


@dataclass(frozen=True, slots=True)
class MoveMember:
    """Move residents from one household to another that exists."""

    vault: Vault
    journal: Journal
    author: str

    def __call__(self, persons: Sequence[RecordId], household: RecordId) -> Regrouping:
        """Move ``persons`` behind those who are in ``household``.

        Raises:
            NobodyStaysError: a household would be left empty; join them instead.
            RefusedError: received, or they are there already.
        """
        home = _own(read_household(self.vault, household))
        moving = self.vault.records(persons)
        if not moving or len(moving) != len(set(persons)):
            raise NotAMemberError
        for left in {person.text(HOUSEHOLD) for person in moving.values()}:
            if left == household:
                raise SameHouseholdError
            if set(_own(read_household(self.vault, left)).member_ids) <= moving.keys():
                raise NobodyStaysError
        writes = _placed(moving.values(), household, len(home.members))
        return self.journal.write(Kind.MOVE, writes, moving, {}, self.author)


def _own(file: Household) -> Household:
    if file.received:
        raise NotOursError
    return file


def _placed(persons: Iterable[Record], household: RecordId, behind: int) -> list[Write]:
    return [
        Write(person.id, {HOUSEHOLD: Answer(household), ORDER: Answer(behind + place)}, person.seen)
        for place, person in enumerate(persons)
    ]
