"""Show what would go to a gemeente and what stays, and why, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from overstap.domain.answers import Field
from overstap.domain.offices import Trust
from overstap.domain.records import OfficeId, RecordId


@dataclass(frozen=True, slots=True)
class Going:
    """A question whose answer goes. ``share`` says how much; ``new`` since what was sent last."""

    record: RecordId
    field: Field
    share: str
    ground: str
    new: bool


@dataclass(frozen=True, slots=True)
class Staying:
    """A question whose answer stays; ``reason`` is the key of a text ``stays.<reason>``."""

    record: RecordId
    field: Field
    reason: str


@dataclass(frozen=True, slots=True)
class Check:
    """One preflight line, text ``check.<code>``. A failed one ``blocks`` or only warns."""

    code: str
    passed: bool
    blocks: bool
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """``names`` gives each record in words: a resident's name or "huishouden <name>"."""

    households: tuple[RecordId, ...]
    office: Trust
    names: Mapping[RecordId, str]
    going: tuple[Going, ...]
    staying: tuple[Staying, ...]
    checks: tuple[Check, ...]

    @property
    def allowed(self) -> bool:
        """Whether no failed check blocks."""
        return all(check.passed or not check.blocks for check in self.checks)


class PrepareHandover:
    def __call__(self, households: Sequence[RecordId], office: OfficeId) -> HandoverPlan:
        raise NotImplementedError
