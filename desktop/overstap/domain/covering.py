"""Answers that are shown only with a reason: what is left of a record without them.

Which questions those are stands in the catalogue (``restricted``). What a gemeente is sent is
decided in ``sharing``, not here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.records import Record

_T = TypeVar("_T")


def is_restricted(catalogue: Catalogue, field: Field) -> bool:
    """Whether the answer at ``field`` is shown only with a reason."""
    question = catalogue.find(field)
    return question is not None and question.restricted


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
        stated=_about(shown, record.stated),
        disputes=_about(shown, record.disputes),
        covered=hidden,
    )


def uncovered(record: Record, shown: Iterable[Record]) -> Record:
    """The record with what was ``shown`` of it in its place again, as long as nobody answered
    otherwise since: what is newer stays covered."""
    for piece in shown:
        questions = {_question(field) for field in piece.stated} & record.covered
        if questions and all(record.seen.get(f) == seen for f, seen in piece.seen.items()):
            record = replace(
                record,
                stated={**record.stated, **piece.stated},
                disputes={**record.disputes, **piece.disputes},
                covered=record.covered - questions,
            )
    return record


def only(record: Record, question: Field) -> Record:
    """What a record says to one question, with the writes that this shows."""
    about = {question}
    return replace(
        record,
        stated=_about(about, record.stated),
        seen=_about(about, record.seen),
        disputes=_about(about, record.disputes),
        covered=frozenset(),
    )


def _about(questions: Collection[Field], fields: Mapping[Field, _T]) -> dict[Field, _T]:
    return {field: value for field, value in fields.items() if _question(field) in questions}


def _question(field: Field) -> Field:
    return field.partition("/")[0]
