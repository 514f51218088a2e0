"""One save of one record, and its bytes: the only encoder and decoder of history.

A revision never changes and is never overwritten. Its bytes are what is stored and sent, so they
are canonical: sorted keys, no spaces, UTF-8. What is hashed, and so signed, is its ``digest``: the
same with a salted hash in the place of each answer. So a single answer can be taken out of it for
ever (``without``), and the chain of hashes still holds.
"""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any, Self

import orjson

from overstap.domain.answers import Answers, Field, Packed, json_of
from overstap.domain.records import Dot, RecordId
from overstap.kernel.errors import RefusedError


class Change(StrEnum):
    """What a revision does everywhere: answer questions, take earlier answers out of the history,
    or destroy the whole record."""

    SET = "set"
    REDACT = "redact"
    ERASE = "erase"


VERSION = 2
"""Of the bytes; what stands in the place of an answer that was taken out depends on it."""


class OlderRevisionError(RefusedError):
    """It was written by a version whose answers can only be destroyed together."""

    code = "history.older"


_SORTED = orjson.OPT_SORT_KEYS
_NEVER = 1 << 62
"""Ticks of a day some 2,000 years from now."""

Statement = tuple[Dot, Field]
"""One answer of one write."""


def _salt() -> str:
    return secrets.token_hex(12)


@dataclass(frozen=True, eq=False)
class Revision:
    """``pre`` names, per field, the writes that the author saw on screen and so replaces.

    ``ticks`` orders what is shown first (milliseconds since 1970, shifted left 16 bits, with a
    counter below); it never decides what is lost. ``salt`` keeps the hash of an erased answer from
    revealing a value that could be guessed; once an answer was taken out, ``salts`` holds what
    follows from it for the others, and ``gone`` the hashes of what was. ``redacts`` are the answers
    that this revision takes out, and ``reason`` is why (a code).
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
    redacts: frozenset[Statement] = frozenset()
    reason: str = ""
    salts: Mapping[Field, str] = field(default_factory=dict)
    gone: Mapping[Field, str] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        """A dot names one write for ever, whichever of its answers were taken out here."""
        return isinstance(other, Revision) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.dot)

    @cached_property
    def digest(self) -> str:
        """What names the content for ever, SHA-256 in hex."""
        return _digest(self._body)

    def to_bytes(self) -> bytes:
        """The canonical bytes."""
        return _canonical(self._body)

    @cached_property
    def _body(self) -> Mapping[str, Any]:
        body: dict[str, Any] = {
            "v": VERSION,
            "dot": list(self.dot),
            "record": self.record,
            "change": self.change.value,
            "set": json_of(self.answers),
            "pre": self.pre,
            "ticks": self.ticks,
            "at": self.at.isoformat(),
            "by": self.by,
        }
        if self.redacts:
            body["redacts"] = [[*dot, key] for dot, key in sorted(self.redacts)]
            body["reason"] = self.reason
        if self.gone:
            body |= {"salts": dict(self.salts), "gone": dict(self.gone)}
        else:
            body["salt"] = self.salt
        return body

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read ``to_bytes``.

        Raises:
            ValueError: they are not those of a revision.
        """
        return cls._reading(raw, Packed.reading)

    @classmethod
    def kept(cls, raw: bytes) -> Self:
        """As ``from_bytes`` of bytes that were read before: each answer is read when it is asked
        for."""
        return cls._reading(raw, Packed)

    @classmethod
    def _reading(cls, raw: bytes, answers: Callable[[Mapping[Field, Any]], Answers]) -> Self:
        try:
            body = orjson.loads(raw)
            return cls._from_json(body, answers(body["set"]))
        except (LookupError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError("not a revision") from error

    @classmethod
    def _from_json(cls, body: Mapping[str, Any], answers: Answers) -> Self:
        ticks = int(body["ticks"])
        if not 0 <= ticks < _NEVER:
            raise ValueError("no clock of a desk runs that far ahead")
        at = datetime.fromisoformat(body["at"])
        if at.tzinfo is None:
            raise ValueError("a time has a zone")
        return cls(
            dot=_dot(body["dot"]),
            record=str(body["record"]),
            change=Change(body["change"]),
            answers=answers,
            pre={key: tuple(map(_dot, dots)) for key, dots in body["pre"].items()},
            ticks=ticks,
            at=at,
            by=str(body["by"]),
            salt=str(body.get("salt", "")),
            redacts=frozenset((_dot(one[:2]), str(one[2])) for one in body.get("redacts", ())),
            reason=str(body.get("reason", "")),
            salts=dict(body.get("salts", {})),
            gone=dict(body.get("gone", {})),
        )


def digest_of(raw: bytes) -> str:
    """The digest of a revision's bytes, whichever answers were taken out of them. It covers what a
    newer version may have added. Revisions of before had a hash of all of it, so nothing can be
    taken out of them.

    Raises:
        ValueError: they are not those of a revision.
    """
    try:
        body = orjson.loads(raw)
        return _digest(body) if "v" in body else _sha256(raw)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError("not a revision") from error


def _digest(body: Mapping[str, Any]) -> str:
    hashes = body.get("gone", {}) | _hashes(body, body["set"])
    covered = {key: body[key] for key in body if key not in _OPENING}
    return _sha256(_canonical(covered | {"set": hashes}))


def without(raw: bytes, fields: Collection[Field]) -> bytes:
    """The same revision, with the same digest, without its answers to these ``fields``.

    Raises:
        OlderRevisionError: it was written before that was possible.
    """
    body = orjson.loads(raw)
    if "v" not in body:
        raise OlderRevisionError
    going = [key for key in fields if key in body["set"]]
    if not going:
        return raw
    body["gone"] = body.get("gone", {}) | _hashes(body, going)
    body["salts"] = _salts(body, [key for key in body["set"] if key not in going])
    body["set"] = {key: body["set"][key] for key in body["salts"]}
    body.pop("salt", None)
    return _canonical(body)


_OPENING = frozenset({"salt", "salts", "gone"})
"""What opens the hashes of answers; the digest does not depend on it."""


def _hashes(body: Mapping[str, Any], fields: Collection[Field]) -> dict[Field, str]:
    """Per field the hash that stands for its answer. Half the cost of a large import."""
    answers, salts = body["set"], _salts(body, fields)
    return {
        key: sha256(orjson.dumps([salts[key], key, answers[key]], None, _SORTED)).hexdigest()
        for key in fields
    }


def _salts(body: Mapping[str, Any], fields: Collection[Field]) -> Mapping[Field, str]:
    """The salt of each answer."""
    if not fields:  # nor is there a salt where every answer was taken out
        return {}
    if salts := body.get("salts"):
        return {key: str(salts[key]) for key in fields}
    opening = f"{body['salt']}\n"
    return {key: sha256((opening + key).encode()).hexdigest()[:24] for key in fields}


def _sha256(data: bytes) -> str:
    return sha256(data).hexdigest()


def _canonical(value: object) -> bytes:
    return orjson.dumps(value, option=_SORTED)


def _dot(json: Any) -> Dot:
    replica, number = json
    return str(replica), int(number)
