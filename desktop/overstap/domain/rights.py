"""A resident's objection (AVG art. 21) or restriction (art. 18): while it stands, nothing of the
household is shared. Said on the resident's own record, so that it has a history, travels between
our desks, and goes along to another household. It is no question and leaves to nobody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from overstap.domain.answers import Answer, Field, Status
from overstap.domain.records import Record, RecordId, Stated


class Right(StrEnum):
    """What a resident asked for, text ``right.<value>``."""

    OBJECTION = "objection"
    RESTRICTION = "restriction"


LIFTED = Answer(status=Status.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Flag:
    """``person`` asked for ``right``, with the ``reason`` as it was written down."""

    person: RecordId
    right: Right
    reason: str
    by: str
    at: datetime


def right_field(right: Right) -> Field:
    """Where it stands on the resident's record; the answer is the reason."""
    return f"rights.{right}"


def flags(records: Iterable[Record]) -> tuple[Flag, ...]:
    """Those that stand, in the order of the records. Where one desk lifted what another did not,
    it stands until somebody settles it."""
    return tuple(flag for record in records for flag in _flags(record))


def _flags(record: Record) -> Iterator[Flag]:
    for right in Right:
        said = next((s for s in _said(record, right_field(right)) if s.answer.text), None)
        if said is not None:
            yield Flag(record.id, right, said.answer.text, said.by, said.at)


def _said(record: Record, field: Field) -> tuple[Stated, ...]:
    stated = record.stated.get(field)
    return record.disputes.get(field, (stated,) if stated else ())
