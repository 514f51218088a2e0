"""What is written, and what went to and came from other offices, of one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from overstap.domain.answers import Answers, Field
from overstap.domain.records import Dot, OfficeId, RecordId


@dataclass(frozen=True, slots=True)
class Write:
    """One save of one record. ``seen``: the writes its author had on screen, per field."""

    record: RecordId
    answers: Answers
    seen: Mapping[Field, tuple[Dot, ...]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What an office sent, or was sent, of one record. ``stated`` is JSON as in the bundle;
    ``bundle`` the manifest hash of the bundle it travelled in (empty: none yet). ``corrected`` are
    fields of which an earlier answer was taken out: its receiver keeps that nowhere."""

    record: RecordId
    revision: int
    stated: Mapping[Field, Mapping[str, Any]]
    bundle: str = ""
    corrected: tuple[Field, ...] = ()


class Elsewhere(Protocol):
    """A version that another desk of ours sent, or took back: see ``sent_elsewhere``."""

    @property
    def record(self) -> RecordId: ...
    @property
    def office(self) -> OfficeId: ...
    @property
    def revision(self) -> int: ...
    @property
    def taken_back(self) -> bool: ...
    @property
    def at(self) -> datetime: ...
    @property
    def questions(self) -> tuple[Field, ...]: ...
