"""Each rule of merging, told with two desks and as few writes as it takes."""

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from overstap.domain.answers import Answer, Basis
from overstap.domain.groups import resting_on
from overstap.domain.history import History, StandingAnswerError
from overstap.domain.records import Dot, Record
from overstap.domain.revision import Change, Revision, digest_of, without
from overstap.kernel.clock import system_clock
from overstap.store.engine import Key, open_engine
from overstap.store.journal import (
    ForkedHistoryError,
    HistoryGapError,
    UnexplainedGapError,
    UnlikeRevisionError,
)
from overstap.store.records import RecordStore
from overstap.store.tables import RevisionRow
from overstap.store.transactions import Transactions
from overstap.usecases.ports.records import Write

PERSON = "person-" + "0" * 32
NAME, ROOM = "person.surname", "person.room"
Seen = dict[str, tuple[Dot, ...]]


class Desk:
    """A desk that knows what its form showed when it was opened."""

    def __init__(self, name: str, folder: Path) -> None:
        engine = open_engine(folder / f"{name}.db", Key(bytes(32)))
        RevisionRow.metadata.create_all(engine)
        self.name, self.ahead = name, timedelta()
        self.store = RecordStore(Transactions(engine), self.clock, lambda: name)

    def clock(self) -> datetime:
        return system_clock() + self.ahead

    def form(self) -> Seen:
        found = self.store.records([PERSON])
        return dict(found[PERSON].seen) if found else {}

    def save(self, form: Seen, **answers: str) -> None:
        fields = {"name": NAME, "room": ROOM}
        said = {fields[key]: Answer(value) for key, value in answers.items()}
        self.store.write([Write(PERSON, said, form)], self.name)

    def tell(self, other: "Desk") -> None:
        other.store.unite(self.store.since(other.store.have()))

    @property
    def record(self) -> Record:
        return self.store.record(PERSON)

    def disputed(self, field: str) -> set[str]:
        return {stated.answer.text for stated in self.record.disputes.get(field, ())}


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    return Desk("a", tmp_path), Desk("b", tmp_path)


def test_a_form_that_was_open_when_an_answer_arrived_does_not_overwrite_it(
    desks: tuple[Desk, Desk],
) -> None:
    ours, theirs = desks
    form = ours.form()
    theirs.save({}, room="B-2")
    theirs.tell(ours)

    ours.save(form, room="A-1")

    assert ours.disputed(ROOM) == {"A-1", "B-2"}


def test_a_form_replaces_what_it_showed(desks: tuple[Desk, Desk]) -> None:
    ours, theirs = desks
    theirs.save({}, room="B-2")
    theirs.tell(ours)

    ours.save(ours.form(), room="A-1")

    assert ours.record.text(ROOM) == "A-1"
    assert not ours.record.disputes


def test_replacing_one_answer_leaves_the_others_of_the_same_save(
    desks: tuple[Desk, Desk],
) -> None:
    ours, _ = desks
    ours.save({}, name="Haddad", room="A-1")

    ours.save(ours.form(), room="A-2")

    assert ours.record.text(NAME) == "Haddad"
    assert ours.record.text(ROOM) == "A-2"


def test_the_same_answer_twice_is_no_dispute(desks: tuple[Desk, Desk]) -> None:
    ours, theirs = desks
    ours.save({}, room="A-1")
    theirs.save({}, room="A-1")

    theirs.tell(ours)

    assert not ours.record.disputes


def test_choosing_between_two_answers_ends_the_dispute_everywhere(
    desks: tuple[Desk, Desk],
) -> None:
    ours, theirs = desks
    ours.save({}, room="A-1")
    theirs.save({}, room="B-2")
    theirs.tell(ours)
    assert ours.disputed(ROOM) == {"A-1", "B-2"}

    ours.save(ours.form(), room="B-2")
    ours.tell(theirs)

    assert not theirs.record.disputes
    assert theirs.record.text(ROOM) == "B-2"


def test_a_write_whose_predecessor_is_missing_waits_for_it(desks: tuple[Desk, Desk]) -> None:
    ours, theirs = desks
    ours.save({}, room="A-1")
    ours.save(ours.form(), room="A-2")
    first, second = ours.store.since({})

    with pytest.raises(HistoryGapError):
        theirs.store.unite([second])
    theirs.store.unite([first, second])

    assert theirs.record.text(ROOM) == "A-2"


def test_two_writes_of_one_name_are_refused_and_the_first_stays(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    ours, theirs = desks
    (elsewhere := tmp_path / "copy").mkdir()
    twin = Desk(ours.name, elsewhere)
    ours.save({}, room="A-1")
    twin.save({}, room="B-2")
    ours.tell(theirs)

    with pytest.raises(ForkedHistoryError):
        theirs.store.unite(twin.store.since({}))

    assert theirs.record.text(ROOM) == "A-1"


def test_a_clock_that_is_behind_loses_nothing(desks: tuple[Desk, Desk]) -> None:
    ours, theirs = desks
    theirs.ahead = timedelta(days=365)
    theirs.save({}, room="B-2")
    theirs.tell(ours)

    ours.save(ours.form(), room="A-1")
    ours.tell(theirs)

    assert theirs.record.text(ROOM) == "A-1"


def test_what_was_written_last_is_shown_first_though_its_clock_is_behind(
    desks: tuple[Desk, Desk],
) -> None:
    ours, theirs = desks
    theirs.ahead = timedelta(days=365)
    theirs.save({}, room="B-2")
    theirs.tell(ours)

    ours.save({}, room="A-1")

    assert ours.disputed(ROOM) == {"A-1", "B-2"}
    assert ours.record.text(ROOM) == "A-1"


def test_what_arrives_after_an_erasure_is_destroyed_too(desks: tuple[Desk, Desk]) -> None:
    ours, theirs = desks
    ours.save({}, room="A-1")
    ours.tell(theirs)
    theirs.save(theirs.form(), name="Late")

    ours.store.erase(PERSON, "a")
    theirs.tell(ours)
    ours.tell(theirs)

    for desk in desks:
        assert not desk.store.records([PERSON])
        bodies = [body for _, _, _, body in desk.store.since({}) if body]
        assert all(b'"change":"erase"' in body for body in bodies), desk.name


def test_an_answer_that_was_taken_out_is_gone_everywhere_and_its_neighbours_stay(
    desks: tuple[Desk, Desk],
) -> None:
    ours, theirs = desks
    ours.save({}, name="Haddad", room="wrong")
    first = ours.record.seen[ROOM][0]
    ours.tell(theirs)
    theirs.save(theirs.form(), room="A-1")
    theirs.tell(ours)

    ours.store.redact(PERSON, ROOM, [first], "wrong", "a")
    ours.tell(theirs)

    for desk in desks:
        assert (desk.record.text(NAME), desk.record.text(ROOM)) == ("Haddad", "A-1")
        assert not any(b'wrong"}' in body for _, _, _, body in desk.store.since({}) if body)
        told = desk.store.told(PERSON, ROOM)
        assert [one.stated and one.stated.answer.text for one in told] == ["A-1", None]
        assert told[1].removal
        assert told[1].removal.by == "a"


def test_an_answer_that_counts_is_not_taken_out(desks: tuple[Desk, Desk]) -> None:
    ours, _ = desks
    ours.save({}, room="A-1")

    with pytest.raises(StandingAnswerError):
        ours.store.redact(PERSON, ROOM, ours.record.seen[ROOM], "wrong", "a")

    assert ours.record.text(ROOM) == "A-1"


def test_what_was_taken_out_before_it_arrived_is_taken_out_on_arrival(
    desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    ours, theirs = desks
    third = Desk("c", tmp_path)
    theirs.save({}, room="wrong")
    whole = theirs.store.since({})
    theirs.tell(ours)
    ours.save(ours.form(), room="A-1")
    ours.store.redact(PERSON, ROOM, [("b", 1)], "wrong", "a")
    only_ours = [one for one in ours.store.since({}) if one[0][0] == "a"]
    third.store.unite(only_ours)

    third.store.unite(whole)

    assert third.record.text(ROOM) == "A-1"
    assert not any(b'wrong"}' in body for _, _, _, body in third.store.since({}) if body)


def test_nobody_puts_other_words_under_the_name_of_a_write(desks: tuple[Desk, Desk]) -> None:
    ours, theirs = desks
    ours.save({}, name="Haddad")
    ours.tell(theirs)
    ((dot, record, _, body),) = ours.store.since({})
    assert body
    forged = replace(Revision.from_bytes(body), answers={NAME: Answer("VERVALST")})

    for name, about in ((("b", 1), "person-" + "1" * 32), (("b", 1), record)):
        with pytest.raises(UnlikeRevisionError):
            ours.store.unite([(name, about, forged.digest, forged.to_bytes())])

    assert ours.store.have() == {dot[0]: dot[1]}
    ours.store.rebuild()
    assert ours.record.text(NAME) == "Haddad"


MALFORMED = (
    b"",
    b"[]",
    b'"v"',
    b'{"v":2}',
    b'{"v":2,"set":[]}',
    b'{"v":2,"dot":["b",1],"record":"x","change":"set","set":{},"pre":{},"ticks":1,"by":"b",'
    b'"at":"2026-11-24"}',
    b'{"v":2,"dot":["b",1],"record":"x","change":"set","set":{},"pre":{},"ticks":1,"by":"b",'
    b'"at":"2026-11-24T09:00Z","redacts":[["b",1]]}',
)


@pytest.mark.parametrize("body", MALFORMED)
def test_what_is_no_write_is_refused_and_is_no_fault_of_the_program(
    desks: tuple[Desk, Desk], body: bytes
) -> None:
    ours, _ = desks
    digest = hashlib.sha256(body).hexdigest()
    with suppress(ValueError):
        digest = digest_of(body)

    with pytest.raises(UnlikeRevisionError):
        ours.store.unite([(("b", 1), "x", digest, body)])

    assert ours.store.have() == {}


@pytest.mark.parametrize("blanked", ["answer", "all of it"])
def test_who_passes_on_what_others_wrote_cannot_blank_it(
    desks: tuple[Desk, Desk], blanked: str
) -> None:
    ours, theirs = desks
    ours.save({}, name="Haddad", room="A-1")
    ((dot, record, digest, body),) = ours.store.since({})
    assert body
    left = without(body, [ROOM]) if blanked == "answer" else None

    with pytest.raises(UnexplainedGapError):
        theirs.store.unite([(dot, record, digest, left)])

    assert not theirs.store.have()


def test_a_history_with_an_erasure_shows_nothing_whatever_else_is_in_it() -> None:
    now = system_clock()
    erased = Revision(("a", 1), PERSON, Change.ERASE, {}, {}, 1, now, "a")
    later = Revision(("b", 1), PERSON, Change.SET, {ROOM: Answer("B-2")}, {}, 9, now, "b")

    history = History.of([erased]).merge(History.of([later]))

    assert history.erased
    assert history.record(PERSON).stated == {}


def test_what_a_colleague_changed_meanwhile_is_not_taken_for_what_the_document_said(
    desks: tuple[Desk, Desk],
) -> None:
    ours, theirs = desks
    level, year = (f"education.studies/a/{part}" for part in ("level", "from"))
    told = {level: Answer("mbo", basis=Basis.STATED), year: Answer(2001, basis=Basis.STATED)}
    ours.store.write([Write(PERSON, told, {})], "ours")
    ours.tell(theirs)

    seen = resting_on(Basis.DOCUMENT_SEEN, {"level": told[level], "from": told[year]})
    document = {f"education.studies/a/{part}": answer for part, answer in seen.items()}
    ours.store.write([Write(PERSON, document, ours.form())], "ours")
    theirs.store.write(
        [Write(PERSON, {year: Answer(2003, basis=Basis.STATED)}, theirs.form())], "x"
    )
    theirs.tell(ours)

    assert set(ours.record.disputes) == {year}
    assert ours.record.answers[level] == Answer("mbo", basis=Basis.DOCUMENT_SEEN)
