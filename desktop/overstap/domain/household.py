"""The household as the unit of housing: who is there, who is still expected, and who wants what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overstap.domain import dates
from overstap.domain.answers import Answer, Answers, Field
from overstap.domain.groups import items
from overstap.domain.records import Record, RecordId
from overstap.domain.residents import BIRTH_DATE, list_name

JOINING: Field = "household.joining"
AGREES: Field = "wishes.agrees"
OWN_WISHES: Field = "wishes.preferences"


class Certainty(StrEnum):
    """How sure it is that somebody joins, text ``certainty.<value>``: by the procedure, never by a
    guess of ours."""

    HOPED = "hoped"
    REQUESTED = "requested"
    GRANTED = "granted"
    COMING = "coming"


_BY_PROCEDURE = {
    "requested": Certainty.REQUESTED,
    "granted": Certainty.GRANTED,
    "visa": Certainty.COMING,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """People who are expected to join. They come between ``earliest`` and ``latest`` (BRP dates of
    8 digits; both empty where nobody can say), as far as was said."""

    adults: int
    children: int
    certainty: Certainty
    earliest: str
    latest: str

    @property
    def persons(self) -> int:
        """How many in all."""
        return self.adults + self.children


@dataclass(frozen=True, slots=True)
class Size:
    """How many a home is for. ``ages`` counts present members per band (text ``ages.<band>``);
    ``unknown`` are those whose age nobody knows."""

    ages: tuple[tuple[str, int], ...]
    unknown: int
    expected: tuple[Expected, ...]

    @property
    def now(self) -> int:
        """How many move along now."""
        return sum(count for _, count in self.ages) + self.unknown

    @property
    def likely(self) -> int:
        """With those whose joining was granted."""
        sure = (Certainty.GRANTED, Certainty.COMING)
        return self.now + sum(e.persons for e in self.expected if e.certainty in sure)

    @property
    def most(self) -> int:
        """With everybody who is expected."""
        return self.now + sum(expected.persons for expected in self.expected)


@dataclass(frozen=True, slots=True)
class Dissent:
    """An adult who sees the agreed preferences otherwise. ``own`` is how many own wishes there
    are; ``said`` is ``agrees``, ``differs`` or empty where nobody asked."""

    person: RecordId
    name: str
    said: str
    own: int


_BANDS = (("0-3", 3), ("4-11", 11), ("12-17", 17), ("18+", 200))


def household_size(household: Answers, members: Sequence[Answers], today: date) -> Size:
    """How many a home is for; who does not move along is not counted."""
    along = [member for member in members if _text(member, "person.moves_along") != "no"]
    bands = [_band(member, today) for member in along]
    return Size(
        ages=tuple((band, bands.count(band)) for band, _ in _BANDS),
        unknown=bands.count(""),
        expected=tuple(_expected(household)),
    )


def adult(person: Answers, today: date) -> bool:
    """Whether somebody is, or may be, 18 or older."""
    known = _ages(person, today)
    return known is None or known.highest >= 18


def views(members: Sequence[Record], today: date) -> tuple[Dissent, ...]:
    """What each adult thinks of the preferences that the household agreed on."""
    adults = [member for member in members if adult(member.answers, today)]
    return tuple(
        Dissent(
            person=member.id,
            name=list_name(member.answers),
            said=member.text(AGREES),
            own=len(items(OWN_WISHES, member.answers)),
        )
        for member in adults
    )


def _expected(household: Answers) -> Iterator[Expected]:
    for _, parts in items(JOINING, household):
        adults, children = (_number(parts, part) for part in ("adults", "children"))
        if adults + children:
            earliest = _text(parts, "expected")
            yield Expected(
                adults=adults,
                children=children,
                certainty=_BY_PROCEDURE.get(_text(parts, "procedure"), Certainty.HOPED),
                earliest=earliest,
                latest=_text(parts, "expected_until") or earliest,
            )


def _band(member: Answers, today: date) -> str:
    """The band of a member's age; of the eldest they can be, where that is not certain."""
    known = _ages(member, today)
    if known is None:
        return ""
    return next(band for band, last in _BANDS if known.highest <= last)


def _ages(person: Answers, today: date) -> dates.Ages | None:
    birth = _text(person, BIRTH_DATE)
    return dates.ages(birth, today) if dates.is_possible(birth) else None


def _number(parts: Answers, part: str) -> int:
    answer = parts.get(part)
    value = answer.value if answer else 0
    return value if isinstance(value, int) else 0


def _text(answers: Answers, field: Field) -> str:
    answer: Answer | None = answers.get(field)
    return answer.text if answer else ""
