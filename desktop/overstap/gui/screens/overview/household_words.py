"""The household in words: who belongs to it, who is expected, and what was done with it. No Qt."""

from collections.abc import Iterable, Iterator, Mapping

from overstap.domain.answers import Answer, Field
from overstap.domain.household import JOINING, Expected
from overstap.domain.offices import Trust
from overstap.domain.records import Record, RecordId
from overstap.domain.regroup import Trace, Unit
from overstap.gui.screens.overview.state import (
    Choice,
    DoneRow,
    FoundHousehold,
    HouseholdState,
    Jump,
    MemberRow,
    Side,
)
from overstap.i18n.languages import set_apart
from overstap.usecases.handover.find_households import Candidate
from overstap.usecases.intake.read_readiness import HouseholdReadiness
from overstap.usecases.intake.regroup_household import JoinPlan
from overstap.usecases.intake.regroup_journal import Regrouping
from overstap.usecases.lists.open_file import Member, ResidentFile
from overstap.usecases.words.speaker import Speaker

MOST_UNDONE = 5
"""So many of the newest regroupings are shown."""


class HouseholdWords:
    """Says things about households."""

    def __init__(self, say: Speaker) -> None:
        self._say = say

    def state(
        self,
        file: ResidentFile,
        found: HouseholdReadiness,
        done: Iterable[Regrouping],
        names: Mapping[RecordId, str],
    ) -> HouseholdState:
        """The page of the household; ``names`` are those of everybody who was regrouped."""
        size, texts = found.size, self._say.texts
        return HouseholdState(
            members=tuple(map(self._member, file.members)),
            size=texts("household.size", now=size.now, likely=size.likely, most=size.most),
            expected=tuple(map(self._expected, size.expected)),
            ask_expected=Jump(file.household, JOINING, texts("overview.home.expected.ask")),
            done=tuple(self._done(one, names) for one in done),
            read_only=file.read_only,
        )

    def choices(self, members: Iterable[Member], chosen: Iterable[RecordId]) -> tuple[Choice, ...]:
        """Members one may choose."""
        taken = set(chosen)
        return tuple(
            Choice(member.person, f"{set_apart(member.name)} · {facts}", member.person in taken)
            if (facts := self._member(member).facts)
            else Choice(member.person, member.name, member.person in taken)
            for member in members
        )

    def units(
        self, units: Iterable[Unit], household: Record, chosen: Iterable[str]
    ) -> tuple[Choice, ...]:
        """Answers of the household that may go along."""
        taken = set(chosen)
        return tuple(Choice(u.key, self._unit(u, household), u.key in taken) for u in units)

    def traces(
        self, found: Iterable[Trace], household: RecordId, names: Mapping[RecordId, str]
    ) -> tuple[Jump, ...]:
        """Answers of the others that name who is protected, and where they stand."""
        return tuple(
            Jump(trace.record, trace.field.partition("/")[0], self._trace(trace, names))
            for trace in found
            if trace.record in names or trace.record == household
        )

    def offices(self, found: Iterable[Trust]) -> str:
        """Offices that hold something of who leaves; empty for none."""
        names = ", ".join(trust.card.name for trust in found)
        return self._say.texts("cli.household.offices", offices=names) if names else ""

    def found(self, rows: Iterable[Candidate], without: RecordId) -> tuple[FoundHousehold, ...]:
        """Other households, in words that tell them apart."""
        return tuple(
            FoundHousehold(
                row.household,
                row.name,
                " · ".join(
                    part
                    for part in (
                        self._say.texts("residents.size", count=row.size),
                        self._place(row.gemeente),
                    )
                    if part
                ),
            )
            for row in rows
            if row.household != without
        )

    def differing(self, plan: JoinPlan, ours: Record, theirs: Record) -> tuple[Side, ...]:
        """What both answered, side by side; ours stays."""
        return self._sides(plan.differing, ours, theirs)

    def filled(self, plan: JoinPlan, ours: Record, theirs: Record) -> tuple[Side, ...]:
        """What we lacked and get."""
        return self._sides(plan.filled, ours, theirs)

    def _sides(self, fields: Iterable[Field], ours: Record, theirs: Record) -> tuple[Side, ...]:
        """One per question, or per row of a repeating group."""
        units: dict[str, list[Field]] = {}
        for field in fields:
            units.setdefault("/".join(field.split("/")[:2]), []).append(field)
        return tuple(
            Side(
                self._say.field(unit.partition("/")[0]),
                self._values(parts, ours),
                self._values(parts, theirs),
            )
            for unit, parts in units.items()
        )

    def _values(self, fields: Iterable[Field], record: Record) -> str:
        """What was answered at these fields; a dash for nothing."""
        said = [self._said(field, record) for field in fields]
        return ", ".join(dict.fromkeys(value for value in said if value)) or "–"

    def _said(self, field: Field, record: Record) -> str:
        if field.partition("/")[0] in record.covered:
            return self._say.texts("file.covered")
        return self._value(field, record.answers[field]) if field in record.answers else ""

    def _value(self, field: Field, answer: Answer) -> str:
        """In words; empty for what only keeps a row in its place."""
        question = self._say.catalogue.question(field.partition("/")[0])
        if "/" not in field:
            return self._say.value(question, answer)
        part = next((p for p in question.parts if p.name == field.rpartition("/")[2]), None)
        return self._say.value(part, answer) if part else ""

    def _unit(self, unit: Unit, household: Record) -> str:
        question = self._say.field(unit.key.partition("/")[0])
        return f"{question}: {self._values(unit.fields, household)}"

    def _trace(self, trace: Trace, names: Mapping[RecordId, str]) -> str:
        return self._say.texts(
            "overview.split.trace",
            name=names[trace.record],
            field=self._say.field(trace.field),
            of=self._say.field(trace.of),
        )

    def _member(self, member: Member) -> MemberRow:
        role = self._say.catalogue.question("person.role")
        facts = (
            self._say.option(role, member.role).lower() if member.role else "",
            self._say.age(member.birth_date),
        )
        return MemberRow(member.person, member.name, " · ".join(fact for fact in facts if fact))

    def _expected(self, expected: Expected) -> str:
        said = self._say.texts(
            "household.expected",
            adults=expected.adults,
            children=expected.children,
            certainty=self._say.texts(f"certainty.{expected.certainty}"),
        )
        when = [self._say.partial_date(day) for day in self._between(expected)]
        return f"{said}, {' – '.join(when)}" if when else said

    @staticmethod
    def _between(expected: Expected) -> Iterator[str]:
        yield from dict.fromkeys(day for day in (expected.earliest, expected.latest) if day)

    def _done(self, done: Regrouping, names: Mapping[RecordId, str]) -> DoneRow:
        texts = self._say.texts
        who = "; ".join(names.get(person, "?") for person in done.before)
        return DoneRow(
            id=done.id,
            title=texts(
                "overview.done",
                what=texts(f"regrouping.{done.kind}"),
                day=self._say.day(done.at),
                who=who,
            ),
            undoing=texts(f"overview.undoing.{done.kind}", who=who),
        )

    def _place(self, code: str) -> str:
        return (
            self._say.tables.table("gemeenten").label(code, self._say.texts.language)
            if code
            else ""
        )
