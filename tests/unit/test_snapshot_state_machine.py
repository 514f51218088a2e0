"""An office sends another one snapshots: they come late, twice, half or never, are undone, taken
back and corrected, and the vault is upgraded meanwhile. Nothing goes back by itself, an undo puts
back exactly what was there, and of what was taken back no word is left.

100 stories; 1,000 with ``--hypothesis-profile=nightly``."""

import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import text
from sqlmodel import SQLModel

from older import FIRST, make_older
from overstap.domain.answers import Answer
from overstap.domain.records import Record, RecordId, Stated
from overstap.domain.residents import HOUSEHOLD, ROOM, SURNAME
from overstap.store.destruction import Destruction
from overstap.store.engine import open_database
from overstap.store.migrations import steps_from
from overstap.store.received import ReceivedStore
from overstap.store.records import RecordStore
from overstap.store.transactions import Transactions
from overstap.usecases.ports.destruction import Gone
from overstap.usecases.receive.brought import Brought
from stopping import Crash, stopping

SENDER = "a" * 32
HOME = "household-" + "0" * 32
PERSONS = ("person-" + "1" * 32, "person-" + "2" * 32)
RECORDS = (HOME, *PERSONS)
AT = datetime(2026, 11, 1, tzinfo=UTC)

Here = dict[RecordId, tuple[int, str, str]]
"""Of each record its revision, what it says, and the bundle it came in."""


@dataclass(frozen=True)
class Bundle:
    """Snapshots; or, where ``gone`` says so, that its sender takes records back."""

    name: str
    records: tuple[Record, ...] = ()
    gone: tuple[Gone, ...] = ()


class Gemeente:
    """The store of whoever receives. Obeys as much of ``Vault`` as taking over asks for."""

    def __init__(self, folder: Path) -> None:
        self.database = open_database(folder / "vault.db", bytes(32))
        SQLModel.metadata.create_all(self.database.writer)
        self.transactions = Transactions(self.database.writer, self.database.readers)
        own = RecordStore(self.transactions, lambda: AT, lambda: "gemeente")
        self.received = ReceivedStore(self.transactions, own.projection)
        self.destruction = Destruction(self.transactions, own.projection, self.database)
        self.records, self.newer = own.records, self.received.newer

    def here(self) -> Here:
        found = self.records(RECORDS)
        return {r: (one.revision, one.text(SURNAME), one.bundle) for r, one in found.items()}

    def take(self, bundle: Bundle) -> None:
        """As an import does, in one transaction."""
        with self.transactions():
            if bundle.gone:
                self.destruction.drop_received(SENDER, bundle.gone, bundle.name, AT)
            else:
                vault: Any = self
                newer, _ = Brought(vault, SENDER).newer(bundle.records)
                self.received.receive(newer)

    def upgrade(self) -> None:
        with self.database.writer.begin() as connection:
            make_older(connection)
            for step in steps_from(FIRST):
                step.change(connection)

    def words(self) -> str:
        """Every word that is kept of what was sent."""
        tables = ("record", "brought", "person", "home", "name_word", "double_key")
        with self.database.writer.connect() as connection:
            rows = [connection.execute(text(f"SELECT * FROM {one}")).all() for one in tables]
        return repr(rows)


class Snapshots(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.gemeente = Gemeente(Path(self.folder.name))
        self.sent: dict[RecordId, list[str]] = {record: [] for record in RECORDS}
        self.mail: list[Bundle] = []
        self.made = 0
        self.before: dict[tuple[str, RecordId], tuple[int, str, str] | None] = {}
        self.reached: dict[RecordId, int] = {}

    def snapshot(self, record: RecordId) -> Record:
        """The next revision, with a word that no other holds."""
        self.sent[record].append(f"w{RECORDS.index(record)}x{len(self.sent[record]) + 1}q")
        said = {SURNAME: Answer(self.sent[record][-1]), ROOM: Answer("1")}
        if record != HOME:
            said[HOUSEHOLD] = Answer(HOME)
        stating = Record.stating(record, {f: Stated(one, AT, "Wit") for f, one in said.items()})
        revision = len(self.sent[record])
        return replace(stating, origin=SENDER, revision=revision, bundle=str(self.made))

    def next_name(self) -> str:
        self.made += 1
        return str(self.made)

    @rule(persons=st.sets(st.sampled_from(PERSONS)))
    def hand_over(self, persons: set[RecordId]) -> None:
        name = self.next_name()
        records = tuple(self.snapshot(record) for record in (HOME, *sorted(persons)))
        self.mail.append(Bundle(name, records))

    @precondition(lambda self: any(self.sent.values()))
    @rule()
    def take_everything_back(self) -> None:
        gone = tuple(Gone(r, len(said)) for r, said in self.sent.items() if said)
        self.mail.append(Bundle(self.next_name(), gone=gone))

    @precondition(lambda self: self.mail)
    @rule(at=st.integers(0, 20), again=st.booleans(), steps=st.none() | st.integers(1, 400))
    def deliver(self, at: int, again: bool, steps: int | None) -> None:
        bundle = self.mail[at % len(self.mail)]
        before = self.gemeente.here()
        if steps is None:
            self.gemeente.take(bundle)
        else:
            with stopping(self.gemeente.database.writer, steps) as stopped:
                self.gemeente.take(bundle)
            if stopped:
                assert self.gemeente.here() == before
                return
        if not again:
            self.mail.remove(bundle)
        assert self.gemeente.here() == self.after(bundle, before)

    def after(self, bundle: Bundle, before: Here) -> Here:
        """What has to be there when it came, and from now on counts as delivered."""
        for one in bundle.gone:
            self.reached[one.record] = max(one.revision, self.reached.get(one.record, 0))
        if bundle.gone:
            kept = {r: s for r, s in before.items() if s[0] > self.reached.get(r, 0)}
            gone = before.keys() - kept.keys()
            self.before = {
                (name, record): was if was and was[0] > self.reached.get(record, 0) else None
                for (name, record), was in self.before.items()
                if record not in gone
            }
            return kept
        newer: Here = {
            one.id: (one.revision, one.text(SURNAME), bundle.name)
            for one in bundle.records
            if one.revision > max(self.reached.get(one.id, 0), before.get(one.id, (0,))[0])
        }
        if HOME not in before | newer:  # who has no household here stays out
            return before
        for record in newer:
            self.before.setdefault((bundle.name, record), before.get(record))
        return before | newer

    @rule(name=st.integers(1, 20).map(str))
    def undo(self, name: str) -> None:
        """As ``UndoImport`` allows it: nothing came after."""
        before = self.gemeente.here()
        brought = self.gemeente.received.brought(name)
        if not brought or any(before[record][2] != name for record in brought):
            return

        self.gemeente.received.take_back(name)

        was = {record: self.before.pop((name, record)) for record in brought}
        assert self.gemeente.here() == {r: s for r, s in {**before, **was}.items() if s}

    @precondition(lambda self: self.mail)
    @rule(at=st.integers(0, 20))
    def stop_in_the_middle(self, at: int) -> None:
        before = self.gemeente.here()
        with suppress(Crash), self.gemeente.transactions():
            self.gemeente.take(self.mail[at % len(self.mail)])
            raise Crash
        assert self.gemeente.here() == before

    @precondition(lambda self: self.mail)
    @rule(at=st.integers(0, 20))
    def lose(self, at: int) -> None:
        self.mail.pop(at % len(self.mail))

    @rule()
    def upgrade_from_the_first_version(self) -> None:
        before = self.gemeente.here()
        self.gemeente.upgrade()
        assert self.gemeente.here() == before

    @invariant()
    def what_is_here_is_what_the_sender_said(self) -> None:
        for record, (revision, word, _) in self.gemeente.here().items():
            assert word == self.sent[record][revision - 1]
            assert revision > self.reached.get(record, 0)

    @invariant()
    def of_what_was_taken_back_no_word_is_left(self) -> None:
        kept = self.gemeente.words()
        for record, revision in self.reached.items():
            for word in self.sent[record][:revision]:
                assert word not in kept, word

    def teardown(self) -> None:
        """Once the newest comes, it is all there, whatever went wrong before."""
        bundle = Bundle(self.next_name(), tuple(self.snapshot(record) for record in RECORDS))
        self.gemeente.take(bundle)
        newest = {r: (len(said), said[-1], bundle.name) for r, said in self.sent.items()}
        assert self.gemeente.here() == newest
        self.gemeente.database.close()
        self.folder.cleanup()


Snapshots.TestCase.settings = settings(stateful_step_count=25, deadline=None)
TestSnapshots = Snapshots.TestCase


def test_an_undo_puts_back_the_version_that_was_there() -> None:
    story = Snapshots()
    for _ in range(3):
        story.hand_over(set(PERSONS))
        story.deliver(0, again=False, steps=None)

    story.undo("3")

    assert {revision for revision, _, _ in story.gemeente.here().values()} == {2}
    story.what_is_here_is_what_the_sender_said()
    story.teardown()


def test_an_undo_brings_nothing_back_that_was_taken_back_by_a_notice_that_came_late() -> None:
    story = Snapshots()
    story.hand_over(set(PERSONS))
    story.deliver(0, again=False, steps=None)
    story.take_everything_back()
    story.hand_over(set(PERSONS))
    story.deliver(1, again=False, steps=None)

    story.deliver(0, again=False, steps=None)
    story.of_what_was_taken_back_no_word_is_left()
    story.undo("3")

    assert story.gemeente.here() == {}
    story.teardown()
