"""What goes back with a receipt: what is asked, what was left, or that it was undone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from overstap.domain.answers import Field
from overstap.domain.records import RECORD_ID, RecordId

LONGEST_REMARK = 2000
"""Characters; a receipt is a note, not a letter."""
MOST_ASKED = 2000
_FIELD = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+(?:/[0-9A-Za-z_-]+/[a-z0-9_]+)?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a record whose answer the other office still needs."""

    record: RecordId
    field: Field


@dataclass(frozen=True, slots=True)
class Reply:
    """``left`` are records that were not taken over; ``undone`` takes an earlier receipt back.
    ``reading``: the bundle was opened and read, and nothing of it is kept there yet."""

    asked: tuple[Asked, ...] = ()
    remark: str = ""
    left: tuple[RecordId, ...] = ()
    undone: bool = False
    reading: bool = False

    def to_json(self) -> dict[str, Any]:
        """Only what is said: a plain receipt adds nothing."""
        said: dict[str, Any] = {}
        if self.asked:
            said["asked"] = [{"record": a.record, "field": a.field} for a in self.asked]
        if self.remark:
            said["remark"] = self.remark
        if self.left:
            said["left"] = list(self.left)
        return said | {flag: True for flag in ("undone", "reading") if getattr(self, flag)}

    @classmethod
    def from_json(cls, json: Mapping[str, Any]) -> Self:
        """Read what ``to_json`` wrote; what else stands there is left alone.

        Raises:
            ValueError: it is something else.
        """
        asked, left = json.get("asked", []), json.get("left", [])
        remark = json.get("remark", "")
        undone, reading = json.get("undone", False), json.get("reading", False)
        if not isinstance(asked, list) or not isinstance(left, list) or len(asked) > MOST_ASKED:
            raise ValueError("asked, left")
        if not isinstance(remark, str) or len(remark) > LONGEST_REMARK:
            raise ValueError("remark")
        if type(undone) is not bool or type(reading) is not bool or (undone and reading):
            raise ValueError("undone, reading")
        return cls(tuple(map(_asked, asked)), remark, tuple(map(_record, left)), undone, reading)


def _asked(json: Any) -> Asked:
    if not isinstance(json, dict):
        raise ValueError("asked")  # noqa: TRY004
    field = json.get("field")
    if not isinstance(field, str) or len(field) > 200 or not _FIELD.fullmatch(field):
        raise ValueError("field")
    return Asked(_record(json.get("record")), field)


def _record(json: Any) -> RecordId:
    if not isinstance(json, str) or not RECORD_ID.fullmatch(json):
        raise ValueError("record")
    return json
