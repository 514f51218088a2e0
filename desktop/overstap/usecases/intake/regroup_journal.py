"""What was split, joined and moved at this desk, so that it can be undone: ids, never answers."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from overstap.domain.answers import NOT_ASKED, Answer, Field
from overstap.domain.groups import REMOVED, part_field
from overstap.domain.records import Record, RecordId
from overstap.domain.residents import HOUSEHOLD, ORDER
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError
from overstap.kernel.ids import NewId
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault

_SETTING = "household.regroupings"
_REMEMBERED = 50
"""How many can be undone; what protects somebody is remembered for ever."""


class Kind(StrEnum):
    """What was done, text ``regrouping.<value>``."""

    SPLIT = "split"
    PROTECT = "protect"
    JOIN = "join"
    MOVE = "move"


class BuiltOnError(RefusedError):
    """Something was answered, moved or sent since; undoing would take that away too."""

    code = "household.built_on"


class NothingToUndoError(RefusedError):
    """This desk knows no such regrouping."""

    code = "household.nothing_to_undo"


@dataclass(frozen=True)
class Regrouping:
    """One regrouping. ``before`` is where its residents were: household and place; ``filled`` the
    fields that a household got; ``marks`` how every record looked right after."""

    id: str
    kind: Kind
    at: datetime
    household: RecordId
    before: Mapping[RecordId, tuple[RecordId, int]]
    filled: Mapping[RecordId, tuple[Field, ...]]
    marks: Mapping[RecordId, str]


@dataclass(frozen=True, slots=True)
class Journal:
    """Does regroupings in one transaction each, and remembers them newest first."""

    vault: Vault
    clock: Clock
    new_id: NewId

    def write(
        self,
        kind: Kind,
        writes: Sequence[Write],
        persons: Mapping[RecordId, Record],
        filled: Mapping[RecordId, tuple[Field, ...]],
        author: str,
    ) -> Regrouping:
        """Write it all or nothing. The residents' new household is in ``writes``."""
        home = next(w.answers[HOUSEHOLD].text for w in writes if HOUSEHOLD in w.answers)
        before = {
            person.id: (person.text(HOUSEHOLD), place_of(person)) for person in persons.values()
        }
        done = Regrouping(self.new_id(), kind, self.clock(), home, before, filled, {})
        with self.vault.writing():
            self.vault.write(writes, author)
            self.vault.audit(f"household.{kind}", record=home, count=len(persons))
            done = replace(done, marks=self._marks([*persons, *filled]))
            known = self.known()
            protecting = [one for one in known[_REMEMBERED - 1 :] if one.kind is Kind.PROTECT]
            self._keep([done, *known[: _REMEMBERED - 1], *protecting])
        return done

    def undo(self, which: str, author: str) -> Regrouping:
        """Put its residents back, and take away what a household got.

        Raises:
            BuiltOnError: a record changed or was sent since.
            NothingToUndoError: it is not known here.
        """
        done = next((one for one in self.known() if one.id == which), None)
        if done is None:
            raise NothingToUndoError
        if self._marks(done.marks) != done.marks:
            raise BuiltOnError
        records = self.vault.records(done.marks)
        writes = [
            Write(r, {HOUSEHOLD: Answer(home), ORDER: Answer(place)}, records[r].seen)
            for r, (home, place) in done.before.items()
        ]
        writes += [
            Write(r, _emptied(fields), records[r].seen)
            for r, fields in done.filled.items()
            if fields
        ]
        with self.vault.writing():
            self.vault.write(writes, author)
            self.vault.audit("household.undo", record=done.household, count=len(done.before))
            self._keep([one for one in self.known() if one.id != which])
        return done

    def known(self) -> list[Regrouping]:
        """What was done at this desk, newest first."""
        return [_regrouping(raw) for raw in self.vault.setting(_SETTING) or []]

    def _keep(self, regroupings: Sequence[Regrouping]) -> None:
        raw = [{**asdict(one), "at": one.at.isoformat()} for one in regroupings]
        self.vault.set_setting(_SETTING, raw)

    def _marks(self, records: Sequence[RecordId] | Mapping[RecordId, str]) -> dict[RecordId, str]:
        known = self.vault.records(records)
        return {record: self._mark(known[record]) if record in known else "" for record in records}

    def _mark(self, record: Record) -> str:
        """Changes with every write to the record, and with everything sent of it."""
        sent = {
            trust.card.office: last.revision
            for trust in self.vault.offices()
            if (last := self.vault.last_sent(record.id, trust.card.office))
        }
        shown = json.dumps([record.seen, sent], sort_keys=True)
        return hashlib.sha256(shown.encode()).hexdigest()


def place_of(person: Record) -> int:
    """The place of a resident in the household."""
    answer = person.answers.get(ORDER)
    return answer.value if answer and isinstance(answer.value, int) else 0


def _emptied(fields: Sequence[Field]) -> dict[Field, Answer]:
    """What takes fields away again: an item is removed, another answer was never asked."""
    emptied: dict[Field, Answer] = {}
    for field in fields:
        group, _, rest = field.partition("/")
        if rest:
            emptied[part_field(group, rest.partition("/")[0], REMOVED)] = Answer(True)
        else:
            emptied[field] = NOT_ASKED
    return emptied


def _regrouping(raw: Mapping[str, Any]) -> Regrouping:
    return Regrouping(
        id=raw["id"],
        kind=Kind(raw["kind"]),
        at=datetime.fromisoformat(raw["at"]),
        household=raw["household"],
        before={record: (home, place) for record, (home, place) in raw["before"].items()},
        filled={record: tuple(fields) for record, fields in raw["filled"].items()},
        marks=dict(raw["marks"]),
    )


@dataclass(frozen=True, slots=True)
class UndoRegrouping:
    """Undo a split, join or move of this desk."""

    journal: Journal
    author: str

    def known(self) -> tuple[Regrouping, ...]:
        """What could be undone, newest first."""
        return tuple(self.journal.known())

    def __call__(self, which: str = "") -> Regrouping:
        """Undo the regrouping of that id; the newest without.

        Raises:
            BuiltOnError, NothingToUndoError: see there.
        """
        newest = next(iter(self.journal.known()), None)
        return self.journal.undo(which or (newest.id if newest else ""), self.author)
