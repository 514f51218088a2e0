"""How long a file may be kept, and since when that counts. Periods are proposals that the office's
archivist confirms; they are data (``resources/retention.toml``), not code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why a file has to go."""

    HANDED_OVER = "handed_over"
    NO_CONTACT = "no_contact"
    NEVER_RELEASED = "never_released"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Rule:
    """Keep for ``days`` after what the reason begins with. ``source`` is where that comes from."""

    reason: Reason
    days: int
    source: str


@dataclass(frozen=True, slots=True)
class Life:
    """What counts of a file: days on which things happened; None for what did not."""

    last_contact: date | None
    acknowledged: date | None
    released: bool
    received: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """When a file has to be destroyed, and by which rule."""

    day: date
    rule: Rule


def due(life: Life, rules: Iterable[Rule]) -> Due | None:
    """The first day on which a rule says so; None where no rule applies yet.

    A received file counts from the day it came. One of ours that was handed over and acknowledged
    counts from then or from the last contact, whichever is later; others from the last contact.
    """
    begins = _begins(life)
    found = [
        Due(begins[rule.reason] + timedelta(days=rule.days), rule)
        for rule in rules
        if rule.reason in begins
    ]
    return min(found, key=lambda one: one.day, default=None)


def _begins(life: Life) -> dict[Reason, date]:
    if life.received is not None:
        return {Reason.RECEIVED: life.received}
    if life.last_contact is None:
        return {}
    if life.acknowledged is not None:
        return {Reason.HANDED_OVER: max(life.acknowledged, life.last_contact)}
    begins = {Reason.NO_CONTACT: life.last_contact}
    return begins if life.released else begins | {Reason.NEVER_RELEASED: life.last_contact}
