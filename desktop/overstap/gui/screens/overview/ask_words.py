"""What still has to be asked, in words. No Qt."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from overstap.domain.answers import Status
from overstap.domain.records import Subject
from overstap.gui.screens.overview.state import AskGroup, AskState, Jump
from overstap.usecases.intake.list_questions_to_ask import Purpose, ToAsk
from overstap.usecases.words.speaker import Speaker


def ask_state(purpose: Purpose, found: tuple[ToAsk, ...], say: Speaker) -> AskState:
    """The open questions per member, in the order of the talk."""
    texts = say.texts
    groups = tuple(
        AskGroup(_name(questions[0], say), tuple(_jump(question, say) for question in questions))
        for questions in _by_record(found)
    )
    count = texts("overview.ask.count", count=len(found)) if found else texts("to_ask.nothing")
    purposes = tuple((str(one), texts(f"to_ask.{one}")) for one in Purpose)
    return AskState(purpose, purposes, count, groups)


def _by_record(found: Iterable[ToAsk]) -> Iterator[tuple[ToAsk, ...]]:
    for _, questions in groupby(found, key=lambda question: question.record):
        yield tuple(questions)


def _name(question: ToAsk, say: Speaker) -> str:
    if question.record.startswith(Subject.HOUSEHOLD):
        return say.texts("overview.ask.household", household=question.name)
    return question.name


def _jump(question: ToAsk, say: Speaker) -> Jump:
    section = say.texts(f"section.{question.section}")
    text = f"{section}: {say.field(question.field)}"
    if question.status is Status.UNKNOWN:
        text = f"{text} ({say.texts('to_ask.find_out')})"
    return Jump(question.record, question.field, text)
