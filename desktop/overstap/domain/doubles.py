"""Whether two residents may be one, and why: reasons in words, never a score of anybody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz, process

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


@dataclass(frozen=True)
class Traits:
    """What of a resident is compared. ``name`` holds all names; ``birth`` is a BRP date
    or empty. What follows from the name is worked out once, however many it is compared with."""

    name: str
    birth: str
    v_number: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words of all names."""
        return tokens(self.name)

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The same, each once."""
        return frozenset(self.words)

    @cached_property
    def in_order(self) -> str:
        """The same, so that it does not matter which comes first."""
        return " ".join(sorted(self.words))

    @cached_property
    def heard(self) -> frozenset[str]:
        """How each of them sounds."""
        return frozenset(skeleton(word) for word in sounding(self.words))

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """How they sound, each and joined to the next, without what hardly sounds."""
        return sounds(self.words)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every sound of the name."""
        return self.heard.union(self.sounds)

    @cached_property
    def day(self) -> date | None:
        """The day of birth, where it is known whole and there is such a day."""
        try:
            return date(int(self.birth[:4]), int(self.birth[4:6]), int(self.birth[6:]))
        except ValueError:
            return None


def reasons(one: Traits, other: Traits) -> tuple[Why, ...]:
    """Why they may be one person; empty where they hardly are. A V-number is enough; else the name
    and the date of birth both have to point there."""
    number = bool(one.v_number) and one.v_number == other.v_number
    name = _names(one, other)
    if name is None and not number:
        return ()
    birth = _births(one, other)
    if birth is None and not number:
        return ()
    if not number and birth is Why.BIRTH_UNKNOWN and name is Why.NAME_ALIKE:
        return ()
    return tuple(why for why in (Why.V_NUMBER if number else None, name, birth) if why)


def alike(name: str, names: Sequence[str]) -> list[int]:
    """Which of ``names`` are written much like it, by their place; all as ``Traits.in_order``."""
    found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    return [place for _, _, place in found]


def strength(why: Iterable[Why]) -> int:
    """What to show first: how strong the reasons are together. Only for the order."""
    return sum(_STRENGTH[reason] for reason in why)


def _names(one: Traits, other: Traits) -> Why | None:
    """Order does not matter, nor a name that only one of them has."""
    if not one.words or not other.words:
        return None
    if one.distinct <= other.distinct or other.distinct <= one.distinct:
        several = min(len(one.words), len(other.words)) > 1
        return Why.NAME_SAME if several else Why.NAME_ALIKE
    if _one_sounds_in_the_other(one, other):
        return Why.NAME_SOUNDS
    alike = fuzz.ratio(one.in_order, other.in_order, score_cutoff=_ALIKE)
    return Why.NAME_ALIKE if alike else None


def _one_sounds_in_the_other(one: Traits, other: Traits) -> bool:
    shorter, longer = (one, other) if len(one.heard) <= len(other.heard) else (other, one)
    return len(shorter.heard) > 1 and shorter.heard <= longer.known


def _births(one: Traits, other: Traits) -> Why | None:
    ours, theirs = one.birth, other.birth
    if not ours[:4].strip("0") or not theirs[:4].strip("0"):
        return Why.BIRTH_UNKNOWN
    if ours == theirs:
        return Why.BIRTH_SAME if "00" not in (ours[4:6], ours[6:]) else Why.BIRTH_YEAR
    if ours == swapped(theirs):
        return Why.BIRTH_SWAPPED
    if _near(one, other):
        return Why.BIRTH_NEAR
    if ours[:4] == theirs[:4]:
        return Why.BIRTH_YEAR
    return Why.BIRTH_NEXT_YEAR if abs(int(ours[:4]) - int(theirs[:4])) == 1 else None


def _near(one: Traits, other: Traits) -> bool:
    """Whole dates within a month, or with one digit that differs."""
    if one.day is None or other.day is None:
        return False
    differing = sum(a != b for a, b in zip(one.birth, other.birth, strict=True))
    return differing == 1 or abs((one.day - other.day).days) <= 31
