"""Answers that are shown only with a reason: what is left of a record without them.

Which questions those are stands in the catalogue (``restricted``). Those that are as sensitive in
the same way are behind one cover: one looks at all needs of a household, not at one of them. What a
gemeente is sent is decided in ``sharing``, not here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue, Question, Sensitivity
from overstap.domain.records import Record, Said
from overstap.domain.roles import Permission

_T = TypeVar("_T")


def is_restricted(catalogue: Catalogue, field: Field) -> bool:
    """Whether the answer at ``field`` is shown only with a reason."""
    question = catalogue.find(field)
    return question is not None and question.restricted


def to_see(question: Question) -> Permission:
    """What somebody must be permitted to see an answer to a restricted question."""
    health = question.sensitivity is Sensitivity.HEALTH
    return Permission.UNCOVER_NEEDS if health else Permission.UNCOVER


def behind_one_cover(catalogue: Catalogue, question: Question) -> frozenset[Field]:
    """The restricted questions that one sees together with ``question``."""
    return frozenset(
        other.key
        for other in catalogue.questions
        if other.restricted
        and (other.subject, other.sensitivity) == (question.subject, question.sensitivity)
    )


def covered(catalogue: Catalogue, record: Record, but: Collection[Field] = ()) -> Record:
    """The record without its restricted answers; ``covered`` names their questions. ``but`` are
    questions that the reader has seen, or answered just now."""
    hidden = frozenset(
        _question(field)
        for field in record.stated
        if is_restricted(catalogue, field) and _question(field) not in but
    )
    if not hidden:
        return record
    shown = {_question(field) for field in record.stated} - hidden
    return replace(
        record,
        said=_said_about(shown, record),
        disputes=_about(shown, record.disputes),
        covered=hidden,
        behind=_about(hidden, record.seen),
    )


def uncovered(record: Record, shown: Iterable[Record]) -> Record:
    """The record with what was ``shown`` of it in its place again, as long as nobody answered
    otherwise since: what is newer stays covered."""
    for piece in shown:
        questions = {_question(field) for field in piece.stated} & record.covered
        if questions and all(record.seen.get(f) == seen for f, seen in piece.seen.items()):
            record = replace(
                record,
                said=record.said + piece.said,
                disputes={**record.disputes, **piece.disputes},
                covered=record.covered - questions,
                behind=_about(record.covered - questions, record.behind),
            )
    return record


def only(record: Record, about: Collection[Field]) -> Record:
    """What a record says to these questions, with the writes that this shows."""
    return replace(
        record,
        said=_said_about(about, record),
        disputes=_about(about, record.disputes),
        covered=frozenset(),
        behind={},
    )


def _said_about(questions: Collection[Field], record: Record) -> tuple[Said, ...]:
    said = (replace(one, answers=_about(questions, one.answers)) for one in record.said)
    return tuple(one for one in said if one.answers)


def _about(questions: Collection[Field], fields: Mapping[Field, _T]) -> dict[Field, _T]:
    return {field: value for field, value in fields.items() if _question(field) in questions}


def _question(field: Field) -> Field:
    return field.partition("/")[0]
