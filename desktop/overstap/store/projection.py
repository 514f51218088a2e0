"""What lists and searches need, worked out from the present state of records whenever it changes.

Nothing here is a source of truth: ``rebuild`` makes all of it again. Persons first, then the
households they are or were in, because a household's line tells about its members.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlmodel import Session

from overstap.domain.findable import double_keys, findable
from overstap.domain.names import fold
from overstap.domain.records import Record, RecordId, Subject, subject_of
from overstap.domain.residents import (
    BIRTH_DATE,
    HOUSEHOLD,
    MERGED_INTO,
    NOT_SAME,
    ORDER,
    ROOM,
    V_NUMBER,
    household_name,
    list_name,
)
from overstap.store.homes import NO_RULES, Homes, finished_sections
from overstap.store.states import chunks, read_states, save_states

VERSION = 2
"""Raised whenever what is worked out here changes; an older vault is worked out again."""

_PERSON = (
    "INSERT INTO person(number, record, household, place, name, family, sort_name, v_number,"
    " birth_date, room, done, disputed, due, words, sounds)"
    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)"
    " ON CONFLICT(number) DO UPDATE SET household = excluded.household, place = excluded.place,"
    " name = excluded.name, family = excluded.family, sort_name = excluded.sort_name,"
    " v_number = excluded.v_number, birth_date = excluded.birth_date, room = excluded.room,"
    " done = excluded.done, disputed = excluded.disputed, words = excluded.words,"
    " sounds = excluded.sounds"
)
_UNINDEX = "INSERT INTO name_index(name_index, rowid, word, sound) VALUES('delete', ?, ?, ?)"
_INDEX = "INSERT INTO name_index(rowid, word, sound) VALUES(?, ?, ?)"
_NAMES_CHANGED = (
    "INSERT INTO setting(key, value) VALUES('names', 1)"
    " ON CONFLICT(key) DO UPDATE SET value = value + 1"
)

Known = Mapping[RecordId, tuple[int, str, str, str, str, str]]
"""Record to number, household, words, sounds, sort name and birth date, as in the lists now."""


class Projection:
    """Keeps the lines of lists, the index of names and the keys of doubles."""

    def __init__(self) -> None:
        self.rules = NO_RULES

    def save(self, session: Session, records: Collection[Record]) -> None:
        """Keep the present state of these records, and everything that follows from it."""
        kept = list(records)
        save_states(session, kept)
        known = _known(session, (record.id for record in kept))
        shown = [r for r in kept if subject_of(r.id) is Subject.PERSON and not r.text(MERGED_INTO)]
        gone = known.keys() - {record.id for record in shown}
        self._remove(session, {record: known[record] for record in gone})
        self._show(session, shown, known)
        _keep_apart(session, kept)
        touched = {home for _, home, *_ in known.values()} | {r.text(HOUSEHOLD) for r in shown}
        touched |= {r.id for r in kept if subject_of(r.id) is Subject.HOUSEHOLD}
        Homes(session, self.rules).refresh(touched - {""}, {r.id: r for r in kept})

    def remove(self, session: Session, record: RecordId) -> None:
        """Forget a record everywhere here, down to the last letter of a name."""
        run = session.connection().exec_driver_sql
        known = _known(session, [record])
        run("DELETE FROM record WHERE record = ?", (record,))
        run("DELETE FROM apart WHERE one = ? OR other = ?", (record, record))
        self._remove(session, known)
        homes = {home for _, home, *_ in known.values()}
        if subject_of(record) is Subject.HOUSEHOLD:
            run("UPDATE person SET household = '' WHERE household = ?", (record,))
            homes.add(record)
        Homes(session, self.rules).refresh(homes, {})

    def rebuild(self, session: Session) -> None:
        """Work everything out again from the present states."""
        run = session.connection().exec_driver_sql
        run("INSERT INTO name_index(name_index) VALUES('delete-all')")
        for table in ("person", "home", "double_key"):
            run(f"DELETE FROM {table}")
        every = [record for (record,) in run("SELECT record FROM record ORDER BY record")]
        for some in chunks(every, 2000):
            self.save(session, list(read_states(session, some).values()))

    def _show(self, session: Session, persons: Iterable[Record], known: Known) -> None:
        run = session.connection().exec_driver_sql
        next_number = 1 + run("SELECT coalesce(max(number), 0) FROM person").scalar_one()
        rows, before, after, keys = [], [], [], []
        for person in persons:
            number, _, *old = known.get(person.id) or (next_number, "", None, None, None, None)
            next_number += number == next_number
            row = _line(number, person)
            rows.append(row)
            if old == [row[-2], row[-1], row[6], row[8]]:
                continue
            after.append((number, row[-2], row[-1]))
            if old[0] is not None:
                before.append((number, *old[:2]))
            keys += [(key, number) for key in double_keys(person.answers)]
        _run(session, _PERSON, rows)
        _run(session, "DELETE FROM double_key WHERE number = ?", [old[:1] for old in before])
        _run(session, "INSERT INTO double_key(key, number) VALUES(?, ?)", keys)
        _run(session, _UNINDEX, before)
        _run(session, _INDEX, after)
        if after:
            run(_NAMES_CHANGED)

    def _remove(self, session: Session, known: Known) -> None:
        numbers = [(number,) for number, *_ in known.values()]
        _run(session, _UNINDEX, [(n, words, sounds) for n, _, words, sounds, *_ in known.values()])
        _run(session, "DELETE FROM person WHERE number = ?", numbers)
        _run(session, "DELETE FROM double_key WHERE number = ?", numbers)
        if known:
            session.connection().exec_driver_sql(_NAMES_CHANGED)


def _line(number: int, person: Record) -> tuple[Any, ...]:
    answers = person.answers
    name, found_by = list_name(answers), findable(answers)
    place = answers.get(ORDER)
    return (
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


def _known(session: Session, records: Iterable[RecordId]) -> Known:
    run = session.connection().exec_driver_sql
    found: dict[RecordId, tuple[int, str, str, str, str, str]] = {}
    for some in chunks(records):
        marks = ",".join("?" * len(some))
        rows = run(
            "SELECT record, number, household, words, sounds, sort_name, birth_date FROM person"
            f" WHERE record IN ({marks})",
            tuple(some),
        )
        found |= {record: tuple(rest) for record, *rest in rows}
    return found


def _keep_apart(session: Session, records: Iterable[Record]) -> None:
    """Remember which pairs somebody said are two people."""
    for record in records:
        for field, stated in record.stated.items():
            if field.startswith(NOT_SAME):
                pair = sorted((record.id, field.removeprefix(NOT_SAME)))
                said = stated.answer.value is True
                _run(session, _APART if said else _NOT_APART, [tuple(pair)])


_APART = "INSERT OR IGNORE INTO apart(one, other) VALUES(?, ?)"
_NOT_APART = "DELETE FROM apart WHERE one = ? AND other = ?"


def _run(session: Session, statement: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        session.connection().exec_driver_sql(statement, rows)
