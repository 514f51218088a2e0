"""One save of one record, and its bytes: the only encoder and decoder of history.

A revision never changes and is never overwritten. Its bytes are what is hashed, signed, stored and
sent, so they are canonical: sorted keys, no spaces, UTF-8.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.records import Dot, RecordId


class Change(StrEnum):
    """What a revision does: answer questions, or destroy the whole record everywhere."""

    SET = "set"
    ERASE = "erase"


def _salt() -> str:
    return secrets.token_hex(12)


@dataclass(frozen=True, eq=False)
class Revision:
    """``pre`` names, per field, the writes that the author saw on screen and so replaces.

    ``ticks`` orders what is shown first (milliseconds since 1970, shifted left 16 bits, with a
    counter below); it never decides what is lost. ``salt`` keeps the hash of an erased revision
    from revealing a value that could be guessed.
    """

    dot: Dot
    record: RecordId
    change: Change
    answers: Answers
    pre: Mapping[Field, tuple[Dot, ...]]
    ticks: int
    at: datetime
    by: str
    salt: str = field(default_factory=_salt)

    def __eq__(self, other: object) -> bool:
        """A dot names one write for ever, so equal bytes are the same revision."""
        return isinstance(other, Revision) and self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash((self.dot, self.salt))

    def to_bytes(self) -> bytes:
        """The canonical bytes."""
        body = {
            "dot": list(self.dot),
            "record": self.record,
            "change": str(self.change),
            "set": {key: answer.to_json() for key, answer in self.answers.items()},
            "pre": {key: [list(dot) for dot in dots] for key, dots in self.pre.items()},
            "ticks": self.ticks,
            "at": self.at.isoformat(),
            "by": self.by,
            "salt": self.salt,
        }
        return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read ``to_bytes``.

        Raises:
            ValueError: they are not those of a revision.
        """
        try:
            return cls._from_json(json.loads(raw))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a revision") from error

    @classmethod
    def _from_json(cls, body: Mapping[str, Any]) -> Self:
        return cls(
            dot=_dot(body["dot"]),
            record=str(body["record"]),
            change=Change(body["change"]),
            answers={key: Answer.from_json(json) for key, json in body["set"].items()},
            pre={key: tuple(map(_dot, dots)) for key, dots in body["pre"].items()},
            ticks=int(body["ticks"]),
            at=datetime.fromisoformat(body["at"]),
            by=str(body["by"]),
            salt=str(body["salt"]),
        )


def _dot(json: Any) -> Dot:
    replica, number = json
    return str(replica), int(number)
