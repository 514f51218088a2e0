"""A release holds for exactly what was released: any later answer needs a new one."""

import hashlib
import json
from collections.abc import Iterable

from overstap.domain.answers import Field
from overstap.domain.records import Record

RELEASED: Field = "handover.released"
"""On the household: the ``content_digest`` of what a case manager released."""

_WORKFLOW = (
    "handover.",
    "progress.",
    "identity.",
    "checklist.",
    "rights.",
    "sharing.",
    "talk.notes",
)
_READ_OUT = ".reading"


def is_workflow(field: Field) -> bool:
    """Whether it says how far the work is, or who is who, or is a note or a right that goes to
    nobody, or that a topic was read out, and so needs no new release."""
    return field.startswith(_WORKFLOW) or field.endswith(_READ_OUT)


def content_digest(records: Iterable[Record]) -> str:
    """SHA-256 (hex) of all answers of these records, leaving out the state of the work itself."""
    content = {
        record.id: {
            field: answer.to_json()
            for field, answer in record.answers.items()
            if not is_workflow(field)
        }
        for record in records
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def is_released(household: Record, members: Iterable[Record]) -> bool:
    """Whether what is answered now is what was released."""
    released = household.text(RELEASED)
    return bool(released) and released == content_digest([household, *members])
