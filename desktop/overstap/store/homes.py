"""The line of a household in lists: what its record and its members say together."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.records import Record, RecordId
from overstap.domain.release import RELEASED, is_released
from overstap.domain.residents import MATCHED_GEMEENTE, read_back_agreed
from overstap.store.statements import run, run_many
from overstap.store.states import chunks, read_states
from overstap.usecases.ports.lists import ListRules

_HOME = "INSERT OR REPLACE INTO home VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"


_DUE = "UPDATE person SET due = ? WHERE record = ?"


NO_RULES = ListRules(
    next_due=lambda _answers: "",
    is_read_back=lambda household, _members: read_back_agreed(household.answers),
    version="",
)
"""Where nobody said by which rules lists go."""


def finished_sections(record: Record) -> int:
    """How many of the sections on this record somebody said are finished."""
    done = [f for f in record.marks if record.answers[f].value == "done"]
    return sum(field.startswith("progress.") for field in done)


class Homes:
    """Works out the lines of households again by the rules of ``watched``."""

    def __init__(self, session: Session, watched: ListRules) -> None:
        self._session = session
        self._rules = watched

    def refresh(self, homes: Collection[RecordId], fresh: Mapping[RecordId, Record]) -> None:
        """Work out the lines of ``homes``; ``fresh`` are states that are in memory already."""
        for some in chunks(sorted(homes)):
            members = self._members(some)
            states = self._states(some, members, fresh)
            lines = {line[0]: line for line in self._lines(some, members, states)}
            known = self._known(some)
            gone = [(home,) for home in known.keys() - lines.keys()]
            run_many(self._session, "DELETE FROM home WHERE household = ?", gone)
            changed = [line for home, line in lines.items() if line != known.get(home)]
            run_many(self._session, _HOME, changed)
            run_many(self._session, _DUE, self._due(members, states, fresh))

    def _states(
        self,
        homes: list[RecordId],
        members: Mapping[RecordId, list[tuple[Any, ...]]],
        fresh: Mapping[RecordId, Record],
    ) -> dict[RecordId, Record]:
        """The households, and those of their members whose answers matter now: who changed, and
        everybody of a household that changed, or was released or read back. Reading a file costs
        more than all else here."""
        states = {home: fresh[home] for home in homes if home in fresh}
        states |= read_states(self._session, set(homes) - states.keys())
        whole = {home for home, record in states.items() if home in fresh or _is_judged(record)}
        wanted = {m for home, of in members.items() for m, *_ in of if home in whole or m in fresh}
        states |= {member: fresh[member] for member in wanted & fresh.keys()}
        return states | read_states(self._session, wanted - fresh.keys())

    def _known(self, homes: list[RecordId]) -> dict[RecordId, tuple[Any, ...]]:
        """The lines that are there, which are written again only where they changed."""
        marks = ",".join("?" * len(homes))
        rows = run(self._session, f"SELECT * FROM home WHERE household IN ({marks})", homes)
        return {row[0]: row for row in rows}

    def _members(self, homes: list[RecordId]) -> dict[RecordId, list[tuple[Any, ...]]]:
        marks = ",".join("?" * len(homes))
        found = defaultdict(list)
        rows = run(
            self._session,
            "SELECT household, record, family, due, disputed FROM person"
            f" WHERE household IN ({marks}) ORDER BY household, place, record",
            homes,
        )
        for home, *member in rows:
            found[home].append(tuple(member))
        return found

    def _lines(
        self,
        homes: list[RecordId],
        members: Mapping[RecordId, list[tuple[Any, ...]]],
        states: Mapping[RecordId, Record],
    ) -> Iterator[tuple[Any, ...]]:
        for home in homes:
            record, people = states.get(home) or Record(home), members.get(home, [])
            if not people:
                continue
            who = [states[member] for member, *_ in people if member in states]
            released = record.stated[RELEASED] if RELEASED in record.answers else None
            holds = released and is_released(record, who)
            yield (
                home,
                people[0][1],
                len(people),
                finished_sections(record),
                bool(record.origin),
                self._rules.is_read_back(record, who),
                _moment(released.at) if released and holds else "",
                bool(record.disputes) or any(disputed for *_, disputed in people),
                record.text(MATCHED_GEMEENTE),
            )

    def _due(
        self,
        members: Mapping[RecordId, list[tuple[Any, ...]]],
        states: Mapping[RecordId, Record],
        fresh: Mapping[RecordId, Record],
    ) -> list[tuple[str, RecordId]]:
        due = list[tuple[str, RecordId]]()
        for home, people in members.items():
            shared = _answers(states, home)
            for member, _, known, _ in people:
                if home in fresh or member in fresh:
                    day = self._rules.next_due(_Together(_answers(states, member), shared))
                    if day != known:
                        due.append((day, member))
        return due


def _is_judged(household: Record) -> bool:
    """Whether its line depends on every answer of its members."""
    return bool(household.text(RELEASED)) or read_back_agreed(household.answers)


def _moment(at: datetime) -> str:
    """As the database writes moments, so that they compare."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _answers(states: Mapping[RecordId, Record], record: RecordId) -> Answers:
    found = states.get(record)
    return found.answers if found else {}


class _Together(Mapping[Field, Answer]):
    """The answers of a person over those of the household, looked up one by one, because few of
    them are asked for."""

    def __init__(self, person: Answers, household: Answers) -> None:
        self._person, self._household = person, household

    def __getitem__(self, field: Field) -> Answer:
        return self._person[field] if field in self._person else self._household[field]

    def __contains__(self, field: object) -> bool:
        return field in self._person or field in self._household

    def __iter__(self) -> Iterator[Field]:
        return iter({**self._household, **self._person})

    def __len__(self) -> int:
        return len({*self._household, *self._person})
