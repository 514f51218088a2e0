"""What lists and searches need, worked out from the present state of records whenever it changes.

Nothing here is a source of truth: ``rebuild`` makes all of it again. Persons first, then the
households they are or were in, because a household's line tells about its members.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlmodel import Session

from overstap.domain.answers import Field
from overstap.domain.findable import NAMES, Findable, findable
from overstap.domain.names import fold
from overstap.domain.records import Record, RecordId, Subject, is_mark, subject_of
from overstap.domain.residents import (
    BIRTH_DATE,
    HOUSEHOLD,
    MERGED_INTO,
    NOT_SAME,
    ORDER,
    PREFIX,
    ROOM,
    V_NUMBER,
    household_name,
    list_name,
)
from overstap.kernel.task import Task
from overstap.store.homes import NO_RULES, Homes, finished_sections
from overstap.store.statements import run, run_many
from overstap.store.states import chunks, erased_of, read_states, save_states

VERSION = 2
"""Raised whenever what is worked out here changes; an older vault is worked out again."""

_COLUMNS = (
    "number, record, household, place, name, family, sort_name, v_number, birth_date, room, done,"
    " disputed, words, sounds"
)
_PERSON = (
    f"INSERT INTO person({_COLUMNS}, due) VALUES({'?, ' * 14}'')"
    " ON CONFLICT(number) DO UPDATE SET household = excluded.household, place = excluded.place,"
    " name = excluded.name, family = excluded.family, sort_name = excluded.sort_name,"
    " v_number = excluded.v_number, birth_date = excluded.birth_date, room = excluded.room,"
    " done = excluded.done, disputed = excluded.disputed, words = excluded.words,"
    " sounds = excluded.sounds"
)
_LAST = "SELECT coalesce(max(number), 0) FROM person"
_UNINDEX = "INSERT INTO name_index(name_index, rowid, word, sound) VALUES('delete', ?, ?, ?)"
_INDEX = "INSERT INTO name_index(rowid, word, sound) VALUES(?, ?, ?)"
_KEY = "INSERT INTO double_key(key, number) VALUES(?, ?)"
_UNKEY = "DELETE FROM double_key WHERE number = ?"
_NAMES_CHANGED = (
    "INSERT INTO setting(key, value) VALUES('names', 1)"
    " ON CONFLICT(key) DO UPDATE SET value = value + 1"
)


_READ = frozenset(
    {*NAMES, PREFIX, BIRTH_DATE, V_NUMBER, ROOM, HOUSEHOLD, ORDER}  # and every mark
)


def moves_line(field: Field) -> bool:
    """Whether the line of a person follows from it, apart from whether it is disputed."""
    return field in _READ or is_mark(field)


class _Line(NamedTuple):
    """The line of a person in the lists, as ``_COLUMNS``."""

    number: int
    record: RecordId
    household: RecordId
    place: int
    name: str
    family: str
    sort_name: str
    v_number: str
    birth_date: str
    room: str
    done: int
    disputed: bool
    words: str
    sounds: str

    @property
    def indexed(self) -> tuple[int, str, str]:
        """What stands in the index of names."""
        return self.number, self.words, self.sounds

    @property
    def keyed(self) -> tuple[str, str]:
        """What the keys of doubles follow from."""
        return self.sounds, self.birth_date

    @property
    def named(self) -> tuple[str, str]:
        """What the order of names, and likeness to them, follow from."""
        return self.sounds, self.sort_name


Known = Mapping[RecordId, _Line]
"""The lines as they are in the lists now."""


class Projection:
    """Keeps the lines of lists, the index of names and the keys of doubles."""

    def __init__(self) -> None:
        self.rules = NO_RULES

    def save(
        self,
        session: Session,
        records: Collection[Record],
        same: Collection[RecordId] = frozenset(),
    ) -> None:
        """Keep the present state of these records, and everything that follows from it. Of those in
        ``same`` nothing changed that ``moves_line``."""
        kept = list(records)
        save_states(session, kept)
        known = _known(session, (record.id for record in kept))
        shown = _shown(session, kept)
        gone = known.keys() - {record.id for record in shown}
        self._remove(session, {record: known[record] for record in gone})
        self._show(session, shown, known, same)
        _keep_apart(session, kept)
        touched = {line.household for line in known.values()} | {r.text(HOUSEHOLD) for r in shown}
        touched |= {r.id for r in kept if subject_of(r.id) is Subject.HOUSEHOLD}
        Homes(session, self.rules).refresh(touched - {""}, {r.id: r for r in kept})

    def remove(self, session: Session, record: RecordId) -> None:
        """Forget a record everywhere here, down to the last letter of a name. Who lives in it stays
        there, to be found and destroyed too."""
        known = _known(session, [record])
        run(session, "DELETE FROM record WHERE record = ?", (record,))
        run(session, "DELETE FROM apart WHERE one = ? OR other = ?", (record, record))
        self._remove(session, known)
        homes = {line.household for line in known.values()}
        if subject_of(record) is Subject.HOUSEHOLD:
            homes.add(record)
        Homes(session, self.rules).refresh(homes, {})

    def rebuild(self, session: Session, task: Task) -> None:
        """Work everything out again from the present states."""
        run(session, "INSERT INTO name_index(name_index) VALUES('delete-all')")
        for table in ("person", "home", "double_key"):
            run(session, f"DELETE FROM {table}")
        every = [record for (record,) in run(session, "SELECT record FROM record ORDER BY record")]
        done = 0
        for some in chunks(every):
            task.step("vault.lists", done, len(every))
            done += len(some)
            self.save(session, list(read_states(session, some).values()))

    def _show(
        self,
        session: Session,
        persons: Collection[Record],
        known: Known,
        same: Collection[RecordId],
    ) -> None:
        new = any(person.id not in known for person in persons)
        next_number = 1 + run(session, _LAST).fetchone()[0] if new else 0
        lines, keys, changed = [], [], list[tuple[_Line | None, _Line]]()
        for person in persons:
            old = known.get(person.id)
            if old is not None and person.id in same and old.disputed == bool(person.disputes):
                continue
            found_by = findable(person)
            line = _line(old.number if old else next_number, person, found_by)
            next_number += old is None
            if line != old:
                lines.append(line)
                changed.append((old, line))
            if old is None or line.keyed != old.keyed:
                keys += [(key, line.number) for key in found_by.keys]
        run_many(session, _PERSON, lines)
        unkeyed = [(old.number,) for old, new in changed if old and new.keyed != old.keyed]
        run_many(session, _UNKEY, unkeyed)
        run_many(session, _KEY, keys)
        moved = [(old, new) for old, new in changed if old is None or new.indexed != old.indexed]
        run_many(session, _UNINDEX, [old.indexed for old, _ in moved if old])
        run_many(session, _INDEX, [new.indexed for _, new in moved])
        if any(old is None or new.named != old.named for old, new in changed):
            run(session, _NAMES_CHANGED)

    def _remove(self, session: Session, known: Known) -> None:
        numbers = [(line.number,) for line in known.values()]
        run_many(session, _UNINDEX, [line.indexed for line in known.values()])
        run_many(session, "DELETE FROM person WHERE number = ?", numbers)
        run_many(session, _UNKEY, numbers)
        if known:
            run(session, _NAMES_CHANGED)


def _line(number: int, person: Record, found_by: Findable) -> _Line:
    answers = person.answers
    name, place = list_name(answers), answers.get(ORDER)
    return _Line(
        number,
        person.id,
        person.text(HOUSEHOLD),
        place.value if place and isinstance(place.value, int) else 0,
        name,
        household_name([answers]),
        fold(name),
        person.text(V_NUMBER),
        person.text(BIRTH_DATE),
        person.text(ROOM),
        finished_sections(person),
        bool(person.disputes),
        " ".join(found_by.words),
        " ".join(found_by.sounds),
    )


def _shown(session: Session, records: Iterable[Record]) -> list[Record]:
    """The residents among them, but who goes on as somebody else. Where that one was destroyed, at
    another desk, the double stands in lists again: else nobody could destroy it."""
    persons = [record for record in records if subject_of(record.id) is Subject.PERSON]
    into = {person.text(MERGED_INTO) for person in persons} - {""}
    lost = erased_of(session, into)
    return [one for one in persons if not one.text(MERGED_INTO) or one.text(MERGED_INTO) in lost]


def _known(session: Session, records: Iterable[RecordId]) -> Known:
    found: dict[RecordId, _Line] = {}
    for some in chunks(records):
        marks = ",".join("?" * len(some))
        rows = run(session, f"SELECT {_COLUMNS} FROM person WHERE record IN ({marks})", some)
        found |= {row[1]: _Line(*row) for row in rows}
    return found


def _keep_apart(session: Session, records: Iterable[Record]) -> None:
    """Remember which pairs somebody said are two people."""
    told = [(r, f) for r in records for f in r.marks if f.startswith(NOT_SAME)]
    for record, field in told:
        pair = tuple(sorted((record.id, field.removeprefix(NOT_SAME))))
        said = record.answers[field].value is True
        run(session, _APART if said else _NOT_APART, pair)


_APART = "INSERT OR IGNORE INTO apart(one, other) VALUES(?, ?)"
_NOT_APART = "DELETE FROM apart WHERE one = ? AND other = ?"
