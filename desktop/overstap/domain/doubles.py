"""Whether two residents may be one, and why: reasons in words, never a score of anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz

from overstap.domain.findable import swapped
from overstap.domain.names import sounding, sounds, tokens
from overstap.domain.sounds import skeleton

_ALIKE = 80
"""From 0 to 100: how alike two names have to be."""


class Why(StrEnum):
    """Why somebody may be the same person, text ``double.<value>``; the strongest first."""

    V_NUMBER = "v_number"
    NAME_SAME = "name_same"
    NAME_SOUNDS = "name_sounds"
    NAME_ALIKE = "name_alike"
    BIRTH_SAME = "birth_same"
    BIRTH_SWAPPED = "birth_swapped"
    BIRTH_NEAR = "birth_near"
    BIRTH_YEAR = "birth_year"
    BIRTH_NEXT_YEAR = "birth_next_year"
    BIRTH_UNKNOWN = "birth_unknown"


_STRENGTH = {why: len(Why) - place for place, why in enumerate(Why)}


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a resident is compared. ``name`` holds all names; ``birth`` is a BRP date
    or empty."""

    name: str
    birth: str
    v_number: str


def reasons(one: Traits, other: Traits) -> tuple[Why, ...]:
    """Why they may be one person; empty where they hardly are. A V-number is enough; else the name
    and the date of birth both have to point there."""
    number = bool(one.v_number) and one.v_number == other.v_number
    name, birth = _names(one.name, other.name), _births(one.birth, other.birth)
    if not number and (name is None or birth is None):
        return ()
    if not number and birth is Why.BIRTH_UNKNOWN and name is Why.NAME_ALIKE:
        return ()
    return tuple(why for why in (Why.V_NUMBER if number else None, name, birth) if why)


def strength(why: Iterable[Why]) -> int:
    """What to show first: how strong the reasons are together. Only for the order."""
    return sum(_STRENGTH[reason] for reason in why)


def _names(one: str, other: str) -> Why | None:
    """Order does not matter, nor a name that only one of them has."""
    ours, theirs = tokens(one), tokens(other)
    if not ours or not theirs:
        return None
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return Why.NAME_SAME if min(len(ours), len(theirs)) > 1 else Why.NAME_ALIKE
    if _one_sounds_in_the_other(ours, theirs):
        return Why.NAME_SOUNDS
    alike = fuzz.token_sort_ratio(" ".join(ours), " ".join(theirs))
    return Why.NAME_ALIKE if alike >= _ALIKE else None


def _one_sounds_in_the_other(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    shorter, longer = sorted((sounding(ours), sounding(theirs)), key=len)
    heard = {skeleton(word) for word in shorter}
    known = {*sounds(longer), *(skeleton(word) for word in longer)}
    return len(heard) > 1 and heard <= known


def _births(one: str, other: str) -> Why | None:
    if not one[:4].strip("0") or not other[:4].strip("0"):
        return Why.BIRTH_UNKNOWN
    if one == other:
        return Why.BIRTH_SAME if "00" not in (one[4:6], one[6:]) else Why.BIRTH_YEAR
    if one == swapped(other):
        return Why.BIRTH_SWAPPED
    if _near(one, other):
        return Why.BIRTH_NEAR
    if one[:4] == other[:4]:
        return Why.BIRTH_YEAR
    return Why.BIRTH_NEXT_YEAR if abs(int(one[:4]) - int(other[:4])) == 1 else None


def _near(one: str, other: str) -> bool:
    """Whole dates within a month, or with one digit that differs."""
    days = [_day(birth) for birth in (one, other)]
    if days[0] is None or days[1] is None:
        return False
    differing = sum(a != b for a, b in zip(one, other, strict=True))
    return differing == 1 or abs((days[0] - days[1]).days) <= 31


def _day(birth: str) -> date | None:
    try:
        return date(int(birth[:4]), int(birth[4:6]), int(birth[6:]))
    except ValueError:
        return None
