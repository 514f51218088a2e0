"""Desks of one office write, exchange, lose, repeat, crash, take answers out, erase, are put back,
copied, come late, are upgraded, with clocks that are years off: the result is a function of what
each of them knows, whatever the order. The oracle knows nothing of the store.

100 stories; 1,000 with ``--hypothesis-profile=nightly``."""

import json
import shutil
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from older import FIRST, make_older
from overstap.domain.answers import Answer
from overstap.domain.history import StandingAnswerError
from overstap.kernel.clock import system_clock
from overstap.store.engine import Key, open_engine
from overstap.store.errors import ErasedRecordError
from overstap.store.journal import HistoryGapError, UnexplainedGapError
from overstap.store.migrations import steps_from
from overstap.store.records import RecordStore
from overstap.store.tables import RevisionRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports.records import Write
from stopping import Crash, stopping

NAMES = ("a", "b", "c")
RECORDS = ("person-" + "0" * 32, "person-" + "1" * 32)
FIELDS = ("person.surname", "person.room")


class Desk:
    """A desk with its own file and a clock that may be years off. Like the product, it takes a new
    replica id whenever its file is a copy or was put back."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.path, self.kept = name, folder / f"{name}.db", folder / f"{name}.kept"
        self.replica, self.renewed, self.years = name, 0, 0
        self.open()

    def open(self) -> None:
        self.engine = open_engine(self.path, Key(bytes(32)))
        RevisionRow.metadata.create_all(self.engine)
        self.transactions = Transactions(self.engine)
        self.store = RecordStore(self.transactions, self.clock, lambda: self.replica)

    def clock(self) -> datetime:
        return system_clock() + timedelta(days=365 * self.years)

    def keep(self, path: Path) -> None:
        """Copy the file as a backup program would: all of it, nothing half written."""
        with self.engine.connect() as connection:
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        shutil.copyfile(self.path, path)

    def put_back(self, path: Path) -> None:
        self.engine.dispose()
        for left in ("-wal", "-shm"):
            self.path.with_name(self.path.name + left).unlink(missing_ok=True)
        shutil.copyfile(path, self.path)
        self.renewed += 1
        self.replica = f"{self.name}{self.renewed}"
        self.open()

    def state(self) -> dict[str, Any]:
        found = self.store.records(RECORDS)
        return {
            name: (
                {f: sorted(record.seen[f]) for f in record.seen},
                {f: sorted(s.answer.text for s in said) for f, said in record.disputes.items()},
            )
            for name, record in found.items()
        }


class Desks(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desks = {name: Desk(name, Path(self.folder.name)) for name in NAMES}
        self.written: dict[tuple[str, int], tuple[str, str, str, frozenset[tuple[str, int]]]] = {}
        self.erased: set[tuple[str, int]] = set()
        self.taken_out: dict[tuple[str, int], tuple[tuple[str, int], str]] = {}
        self.mail: list[tuple[str, list[Any]]] = []
        self.forms: list[tuple[str, str, Any]] = []

    def newest(self, name: str) -> tuple[str, int]:
        """The name of the write that the desk just made."""
        desk = self.desks[name]
        return desk.replica, desk.store.have()[desk.replica]

    who = st.sampled_from(NAMES)
    which = st.sampled_from(RECORDS)
    what = st.sampled_from(FIELDS)

    @rule(name=who, record=which, field=what, value=st.sampled_from("xyz"))
    def write(self, name: str, record: str, field: str, value: str) -> None:
        found = self.desks[name].store.records([record])
        self._write(name, record, field, value, found[record].seen if found else {})

    @rule(name=who, record=which)
    def open_form(self, name: str, record: str) -> None:
        found = self.desks[name].store.records([record])
        self.forms.append((name, record, found[record].seen if found else {}))

    @precondition(lambda self: self.forms)
    @rule(at=st.integers(0, 20), field=what)
    def save_old_form(self, at: int, field: str) -> None:
        name, record, seen = self.forms.pop(at % len(self.forms))
        self._write(name, record, field, "late", seen)

    def _write(self, name: str, record: str, field: str, value: str, seen: Any) -> None:
        store = self.desks[name].store
        try:
            store.write([Write(record, {field: Answer(value)}, seen)], name)
        except ErasedRecordError:
            return
        dot = self.newest(name)
        self.written[dot] = (record, field, value, frozenset(seen.get(field, ())))

    @rule(name=who, record=which)
    def erase(self, name: str, record: str) -> None:
        store = self.desks[name].store
        store.erase(record, name)
        dot = self.newest(name)
        self.written[dot] = (record, "", "", frozenset())
        self.erased.add(dot)

    @rule(name=who, record=which, field=what, at=st.integers(0, 20))
    def take_an_answer_out(self, name: str, record: str, field: str, at: int) -> None:
        store = self.desks[name].store
        told = [one for one in store.told(record, field) if one.stated]
        if not told:
            return
        chosen = told[at % len(told)]
        try:
            store.redact(record, field, [chosen.dot], "wrong", name)
        except StandingAnswerError:
            assert chosen.standing
            return
        dot = self.newest(name)
        self.written[dot] = (record, "", "", frozenset())
        self.taken_out[dot] = (chosen.dot, field)

    @rule(one=who, other=who)
    def send(self, one: str, other: str) -> None:
        base = self.desks[other].store.have()
        self.mail.append((other, list(self.desks[one].store.since(base))))

    @precondition(lambda self: self.mail)
    @rule(at=st.integers(0, 20), again=st.booleans(), crash=st.none() | st.integers(0, 5))
    def deliver(self, at: int, again: bool, crash: int | None) -> None:
        other, revisions = self.mail[at % len(self.mail)]
        if not again:
            self.mail.pop(at % len(self.mail))
        desk = self.desks[other]
        before = desk.state()
        if crash is not None and crash < len(revisions):
            with suppress(Crash, HistoryGapError, UnexplainedGapError), desk.transactions():
                desk.store.unite(revisions[: crash + 1])
                raise Crash
            assert desk.state() == before
            return
        try:
            desk.store.unite(revisions)
        except (HistoryGapError, UnexplainedGapError):
            assert desk.state() == before

    @precondition(lambda self: self.mail)
    @rule(at=st.integers(0, 20), steps=st.integers(1, 400))
    def deliver_and_be_stopped_at_any_statement(self, at: int, steps: int) -> None:
        other, revisions = self.mail[at % len(self.mail)]
        desk = self.desks[other]
        before = desk.state()
        with stopping(desk.engine, steps, HistoryGapError, UnexplainedGapError) as stopped:
            desk.store.unite(revisions)
        assert not stopped or desk.state() == before

    @rule(name=who, years=st.sampled_from((-30, -2, 0, 2, 30)))
    def set_the_clock(self, name: str, years: int) -> None:
        self.desks[name].years = years

    @rule(name=who)
    def keep_a_backup(self, name: str) -> None:
        self.desks[name].keep(self.desks[name].kept)

    @precondition(lambda self: any(desk.kept.exists() for desk in self.desks.values()))
    @rule(name=who)
    def put_the_backup_back(self, name: str) -> None:
        desk = self.desks[name]
        if desk.kept.exists():
            desk.put_back(desk.kept)
            self.forms = [form for form in self.forms if form[0] != name]

    @rule(name=who, other=who)
    def go_on_with_a_copy_of_another_desk(self, name: str, other: str) -> None:
        if name != other:
            copy = Path(self.folder.name) / "copy.db"
            self.desks[other].keep(copy)
            self.desks[name].put_back(copy)
            self.forms = [form for form in self.forms if form[0] != name]

    @rule(name=who)
    def begin_anew_as_a_desk_that_comes_late(self, name: str) -> None:
        empty = Path(self.folder.name) / "empty.db"
        if not empty.exists():
            made = open_engine(empty, Key(bytes(32)))
            RevisionRow.metadata.create_all(made)
            made.dispose()
        self.desks[name].put_back(empty)
        self.forms = [form for form in self.forms if form[0] != name]

    @precondition(lambda self: self.mail)
    @rule(at=st.integers(0, 20))
    def lose(self, at: int) -> None:
        self.mail.pop(at % len(self.mail))

    @rule(name=who)
    def rebuild(self, name: str) -> None:
        before = self.desks[name].state()
        self.desks[name].store.rebuild()
        assert self.desks[name].state() == before

    @rule(name=who)
    def upgrade_from_the_first_version(self, name: str) -> None:
        desk = self.desks[name]
        before = desk.state()
        with desk.engine.begin() as connection:
            make_older(connection)
            for step in steps_from(FIRST):
                step.change(connection)
        assert desk.state() == before

    @invariant()
    def state_is_a_function_of_what_is_known(self) -> None:
        for desk in self.desks.values():
            have = desk.store.have()
            known = {dot: w for dot, w in self.written.items() if dot[1] <= have.get(dot[0], 0)}
            gone = {w[0] for dot, w in known.items() if dot in self.erased}
            heads: dict[str, dict[str, list[tuple[str, int]]]] = {}
            replaced = {(w[0], w[1], dot) for w in known.values() for dot in w[3]}
            out = {self.taken_out[dot] for dot in known if dot in self.taken_out}
            for dot, (record, field, _, _) in known.items():
                told = field and (dot, field) not in out
                if told and record not in gone and (record, field, dot) not in replaced:
                    heads.setdefault(record, {}).setdefault(field, []).append(dot)
            state = desk.state()
            assert {r: {f: sorted(d) for f, d in h.items()} for r, h in heads.items()} == {
                record: seen for record, (seen, _) in state.items() if seen
            }
            for record, (seen, disputes) in state.items():
                for field, dots in seen.items():
                    said = {known[dot][2] for dot in dots}
                    assert (len(said) > 1) == (field in disputes), (record, field)

    @invariant()
    def what_is_erased_leaves_no_body(self) -> None:
        for desk in self.desks.values():
            bodies = [(record, body) for _, record, _, body in desk.store.since({})]
            gone = {r for r, body in bodies if body and b'"change":"erase"' in body}
            for record, body in bodies:
                assert record not in gone or not body or b'"change":"erase"' in body

    @invariant()
    def what_was_taken_out_stands_in_no_body(self) -> None:
        for desk in self.desks.values():
            have = desk.store.have()
            out = {said for dot, said in self.taken_out.items() if dot[1] <= have.get(dot[0], 0)}
            bodies = {dot: body for dot, _, _, body in desk.store.since({}) if body}
            for dot, field in out:
                said = json.loads(bodies[dot]) if dot in bodies else {"set": {}}
                assert field not in said["set"], (dot, field)

    def teardown(self) -> None:
        for _ in range(len(self.desks)):
            for one in self.desks.values():
                for other in self.desks.values():
                    if one is not other:
                        other.store.unite(one.store.since(other.store.have()))
        states = [desk.state() for desk in self.desks.values()]
        assert all(state == states[0] for state in states)
        for desk in self.desks.values():
            desk.engine.dispose()
        self.folder.cleanup()


Desks.TestCase.settings = settings(stateful_step_count=25, deadline=None)
TestDesks = Desks.TestCase
