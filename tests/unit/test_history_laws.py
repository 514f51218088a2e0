from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.domain.answers import HIGHEST, Answer, Basis, Packed, Status, json_of
from overstap.domain.history import History, after
from overstap.domain.records import Stated
from overstap.domain.revision import Change, Revision, digest_of, without
from overstap.store.states import record_of, state_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FIELDS = ("person.surname", "person.room", "person.gender")


def write(
    replica: str, number: int, value: str, pre: tuple[tuple[str, int], ...] = (), ticks: int = 0
) -> Revision:
    answers = {FIELDS[0]: Answer(value)}
    seen = {FIELDS[0]: pre} if pre else {}
    return Revision(
        (replica, number), "person-1", Change.SET, answers, seen, ticks, NOW, "x", salt=""
    )


texts = st.text('aé"\\', max_size=3)
values = texts | st.integers(-HIGHEST, HIGHEST) | st.booleans() | st.tuples(texts)
bases = st.none() | st.sampled_from(Basis)
answers = st.builds(Answer, values, st.none(), bases) | st.builds(
    Answer, st.none(), st.sampled_from(Status), bases
)
dots = st.tuples(st.sampled_from("abc"), st.integers(1, 4))
revisions = st.builds(
    lambda dot, pre: write(*dot, f"{dot}", tuple(sorted(pre))), dots, st.sets(dots, max_size=2)
)


def about(
    dot: tuple[str, int], fields: Iterable[str], pre: Mapping[str, tuple[tuple[str, int], ...]]
) -> Revision:
    said = {field: Answer(f"{dot} {field}") for field in fields}
    seen = {field: pre[field] for field in said if field in pre}
    return Revision(dot, "person-1", Change.SET, said, seen, 0, NOW, "x", salt="")


wide = st.builds(
    lambda dot, fields, pre: about(dot, fields, dict.fromkeys(FIELDS, tuple(sorted(pre)))),
    dots,
    st.lists(st.sampled_from(FIELDS), min_size=1, unique=True),
    st.sets(dots, max_size=3),
)
redactions = st.builds(
    lambda number, gone: Revision(
        ("r", number),
        "person-1",
        Change.REDACT,
        {},
        {},
        0,
        NOW,
        "x",
        salt="",
        redacts=frozenset({(gone, FIELDS[0])}),
    ),
    st.integers(1, 4),
    dots,
)
histories = st.builds(
    History.of, st.lists(revisions | redactions, max_size=4, unique_by=lambda r: r.dot)
)


@given(histories, histories, histories)
def test_order_of_arrival_never_matters(a: History, b: History, c: History) -> None:
    assert a.merge(b).merge(c) == c.merge(a.merge(b)) == b.merge(c).merge(a)


@given(histories)
def test_the_same_again_changes_nothing(a: History) -> None:
    assert a.merge(a) == a


@given(revisions)
def test_a_revision_survives_as_bytes(revision: Revision) -> None:
    assert Revision.from_bytes(revision.to_bytes()) == revision
    assert Revision.kept(revision.to_bytes()) == revision


@given(answers)
def test_the_json_of_answers_is_that_of_each(answer: Answer) -> None:
    said = {"p": answer}
    each = {"p": answer.to_json()}

    json = orjson.loads(orjson.dumps(json_of(said)))

    assert json == each
    assert Packed.reading(json) == Packed(json) == Packed.of(said) == said


@given(st.sets(st.sampled_from("pqrs")), st.sets(st.sampled_from("pqrs")))
def test_taking_answers_out_never_changes_the_digest(first: set[str], second: set[str]) -> None:
    answers = {key: Answer(f"said {key}") for key in "pqrs"}
    whole = Revision(("a", 1), "person-1", Change.SET, answers, {}, 0, NOW, "x").to_bytes()

    left = without(without(whole, first), second)

    assert digest_of(left) == digest_of(whole)
    assert left == without(whole, first | second)
    assert Revision.from_bytes(left).to_bytes() == left
    for key in answers:
        assert (f"said {key}".encode() in left) == (key not in first | second)


@given(histories, histories)
def test_what_was_taken_out_stands_in_no_record(a: History, b: History) -> None:
    both = a.merge(b)

    shown = {dot for dots in both.record("person-1").seen.values() for dot in dots}

    assert not {(dot, FIELDS[0]) for dot in shown} & both.redacted.keys()


def test_another_answer_has_another_digest() -> None:
    one, other = write("a", 1, "x"), write("a", 1, "y")

    assert one.digest != other.digest


@given(st.lists(wide, max_size=4, unique_by=lambda r: r.dot), st.sets(st.sampled_from(FIELDS)))
def test_one_more_write_gives_what_the_whole_history_gives(
    known: list[Revision], unseen: set[str]
) -> None:
    state = History.of(known).record("person-1")
    pre = {f: dots[1:] if f in unseen else dots for f, dots in state.seen.items()}
    one_more = about(("z", 1), FIELDS[:2], pre)

    quick = after(state, one_more)

    blind = any(f in unseen and f in state.seen for f in FIELDS[:2])
    assert quick == (None if blind else History.of([*known, one_more]).record("person-1"))


@given(histories)
def test_every_answer_is_said_once_by_the_newest_write_that_stands(history: History) -> None:
    record = history.record("person-1")

    newest = {field: found[0] for field, found in history.heads.items()}
    assert record.stated == {f: Stated(r.answers[f], r.at, r.by) for f, r in newest.items()}
    assert record.seen == {f: tuple(r.dot for r in found) for f, found in history.heads.items()}
    assert record.answers == {f: r.answers[f] for f, r in newest.items()}


@given(histories)
def test_a_state_lies_in_the_vault_as_it_was_worked_out(history: History) -> None:
    record = history.record("person-1")

    assert record_of("person-1", "", 0, "", orjson.loads(state_of(record))) == record


@pytest.mark.parametrize("ticks", [-1, 1 << 62, 1 << 80])
def test_a_clock_that_no_desk_can_have_is_no_revision(ticks: int) -> None:
    forged = write("a", 1, "x").to_bytes().replace(b'"ticks":0', b'"ticks":%d' % ticks)

    with pytest.raises(ValueError, match="clock"):
        Revision.from_bytes(forged)


def test_an_answer_that_was_seen_is_replaced() -> None:
    record = History.of([write("a", 1, "x"), write("b", 1, "y", (("a", 1),))]).record("person-1")

    assert record.text(FIELDS[0]) == "y"
    assert not record.disputes


def test_an_answer_that_was_not_seen_is_a_dispute() -> None:
    record = History.of([write("a", 1, "x", ticks=1), write("b", 1, "y")]).record("person-1")

    assert record.text(FIELDS[0]) == "x"
    assert [stated.answer.text for stated in record.disputes[FIELDS[0]]] == ["x", "y"]


def test_equal_answers_are_no_dispute() -> None:
    assert not History.of([write("a", 1, "x"), write("b", 1, "x")]).record("person-1").disputes
