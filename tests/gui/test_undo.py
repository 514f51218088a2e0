"""The history of edits: how far back it goes, and what becomes one edit."""

from typing import Any

from overstap.domain.answers import NOT_ASKED, Answer, Answers
from overstap.gui.editing import Edit
from overstap.gui.editing.undo import LIMIT, EditStack


class Written:
    """Stands for ``Editing``: remembers what was written, and whether to undo or redo it."""

    def __init__(self) -> None:
        self.writes: list[tuple[Answers, bool]] = []

    def apply(self, _edit: Edit, answers: Answers, *, again: bool) -> None:
        self.writes.append((answers, again))


def edit(question: str, before: Answer, after: Answer, *, apart: bool = False) -> Edit:
    return Edit("person-1", "person", "person-1", {question: before}, {question: after}, apart)


def history() -> tuple[EditStack, Any]:
    written: Any = Written()
    return EditStack(written), written


def test_two_hundred_edits_can_be_undone_and_no_more() -> None:
    stack, written = history()
    for number in range(LIMIT + 5):
        stack.push(edit(f"question.{number}", NOT_ASKED, Answer(number)))
    written.writes.clear()

    for _ in range(LIMIT + 5):
        stack.undo()

    undone = [question for answers, _ in written.writes for question in answers]
    assert LIMIT == 200
    assert undone == [f"question.{number}" for number in reversed(range(5, LIMIT + 5))]
    assert all(again for _, again in written.writes)


def test_edits_of_one_question_become_one() -> None:
    stack, written = history()
    for text in ("L", "La", "Lay"):
        stack.push(edit("person.call_name", NOT_ASKED, Answer(text)))
    written.writes.clear()

    stack.undo()
    stack.undo()

    assert written.writes == [({"person.call_name": NOT_ASKED}, True)]


def test_what_was_done_apart_is_undone_by_itself() -> None:
    stack, written = history()
    stack.push(edit("person.birth_date", NOT_ASKED, Answer("13640000")))
    stack.push(edit("person.birth_date", Answer("13640000"), Answer("19850000"), apart=True))

    stack.undo()

    assert written.writes[-1] == ({"person.birth_date": Answer("13640000")}, True)


def test_an_edit_that_is_typed_away_again_is_none() -> None:
    stack, _ = history()

    stack.push(edit("person.call_name", NOT_ASKED, Answer("Lay")))
    stack.push(edit("person.call_name", Answer("Lay"), NOT_ASKED))

    assert not stack.stack.canUndo()


def test_a_cleared_history_brings_nothing_back() -> None:
    stack, written = history()
    stack.push(edit("person.call_name", NOT_ASKED, Answer("Lay")))
    written.writes.clear()

    stack.clear()
    stack.undo()
    stack.redo()

    assert written.writes == []
