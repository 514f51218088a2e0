"""The pages of a talk in order: only what is asked of this resident. Pure functions."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from overstap.domain.answers import Answers, Field, Status
from overstap.domain.catalogue import Catalogue, Question, Section, asked
from overstap.domain.groups import items
from overstap.domain.read_back import is_read_out
from overstap.gui.screens.talk.state import BEGIN, READING, Page, Step

EXPLAINED_BEFORE = "housing"
"""A preference is no right: that is said before anybody asks where one would like to live."""


def steps(
    catalogue: Catalogue,
    answers_to: Callable[[Section], Answers],
    covered_in: Callable[[Section], Collection[Field]],
    today: date,
) -> tuple[Step, ...]:
    """All pages: the opening, the questions topic by topic, reading back and agreeing."""
    topics = [
        (section, spoken(section, answers_to(section), covered_in(section), today))
        for section in catalogue.sections
    ]
    waiting = {s.key for s in catalogue.sections if unread(s, covered_in(s))}
    return tuple(_steps(topics, answers_to, waiting))


def nearest(wanted: Step, there: tuple[Step, ...], catalogue: Catalogue) -> Step:
    """Where one goes for ``wanted``: there, else the first question after it that is asked."""
    if wanted in there:
        return wanted
    order = [question.key for question in catalogue.questions]
    asked_now = [step for step in there if step.page is Page.QUESTION]
    if wanted.about in order:
        behind = order[order.index(wanted.about) :]
        return next((step for step in asked_now if step.about in behind), there[-1])
    return there[0]


def spoken(
    section: Section, answers: Answers, covered: Collection[Field], today: date
) -> tuple[Question, ...]:
    """What is asked aloud in a section. What is ``covered`` stays out of a talk: others look along.
    It is uncovered in the form."""
    return tuple(
        question
        for question in section.questions
        if is_read_out(question) and question.key not in covered and asked(question, answers, today)
    )


def unread(section: Section, covered: Collection[Field]) -> tuple[Question, ...]:
    """The questions of a section that are read out once somebody uncovers their answer."""
    return tuple(q for q in section.questions if is_read_out(q) and q.key in covered)


def answered(question: Question, answers: Answers) -> bool:
    """Whether something was said: an answer, or why there is none."""
    given = answers.get(question.key)
    status = given is not None and given.status is not Status.NOT_ASKED
    return status or bool(items(question.key, answers))


def _steps(
    topics: Sequence[tuple[Section, Sequence[Question]]],
    answers_to: Callable[[Section], Answers],
    waiting: Collection[str],
) -> Iterator[Step]:
    yield Step(Page.START, BEGIN)
    yield Step(Page.NOTICE, BEGIN)
    for section, questions in topics:
        if questions and section.key == EXPLAINED_BEFORE:
            yield Step(Page.NO_RIGHT, section.key)
        yield from (Step(Page.QUESTION, section.key, question.key) for question in questions)
    for section, questions in topics:
        answers = answers_to(section)
        said = any(answered(question, answers) for question in questions)
        if said or section.key in waiting:
            yield Step(Page.READ, READING, section.key)
    yield Step(Page.AGREE, READING)
