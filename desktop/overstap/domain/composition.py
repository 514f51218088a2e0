"""How large a household is: adults, children by age, and the bedrooms that it needs at least.

Computed from the members, never asked. Who does not move along does not count. Ages are intervals:
somebody who may be either is counted where most room is needed, and is said to be uncertain. The
bedrooms are an aid to calculate with, not a norm: a couple shares, children under 12 share in twos,
and from 12 years in twos of the same gender; every other adult has one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from overstap.domain import dates
from overstap.domain.answers import Answers
from overstap.domain.groups import items
from overstap.domain.residents import BIRTH_DATE, ROLE

BANDS = ((0, 3), (4, 11), (12, 17))
"""Ages of children, first and last included; what follows is an adult."""
ADULT = 18
SHARES_ANYHOW = 12
JOINING = "household.joining"
COUPLE = frozenset({"head", "partner"})


@dataclass(frozen=True, slots=True)
class Composition:
    """``children`` counts per band of ``BANDS``; ``uncertain`` is how many of all these may be in
    another band. ``joining_adults`` and ``joining_children`` are expected, and not in the rest."""

    adults: int
    children: tuple[int, ...]
    uncertain: int
    joining_adults: int
    joining_children: int
    bedrooms: int
    bedrooms_with_joining: int

    @property
    def persons(self) -> int:
        """Everybody who moves along now."""
        return self.adults + sum(self.children)


def composition(members: Sequence[Answers], household: Answers, today: date) -> Composition:
    """What the household is made of on that day."""
    people = [_person(member, today) for member in members if _moves(member)]
    adults, children = _joining(household)
    rooms = _bedrooms(people)
    single = sum(person.age >= ADULT for person in people) == 1
    partner = 1 if single and adults else 0
    return Composition(
        adults=sum(person.age >= ADULT for person in people),
        children=tuple(sum(low <= p.age <= high for p in people) for low, high in BANDS),
        uncertain=sum(person.uncertain for person in people),
        joining_adults=adults,
        joining_children=children,
        bedrooms=rooms,
        bedrooms_with_joining=rooms + adults - partner + _in_twos(children),
    )


@dataclass(frozen=True, slots=True)
class _Person:
    age: int
    uncertain: bool
    gender: str
    in_couple: bool = field(default=False)


def _person(answers: Answers, today: date) -> _Person:
    birth, gender, role = (answers.get(k) for k in (BIRTH_DATE, "person.gender", ROLE))
    text = birth.text if birth else ""
    known = dates.ages(text, today) if dates.is_possible(text) else None
    age = known.highest if known else ADULT
    vague = known is None or _band(known.lowest) != _band(known.highest)
    couple = age >= ADULT and role is not None and role.value in COUPLE
    return _Person(age, vague, gender.text if gender else "", couple)


def _band(age: int) -> int:
    return next((n for n, (_, high) in enumerate(BANDS) if age <= high), len(BANDS))


def _moves(answers: Answers) -> bool:
    answer = answers.get("person.moves_along")
    return answer is None or answer.value != "no"


def _joining(household: Answers) -> tuple[int, int]:
    counted: Counter[str] = Counter()
    for _, parts in items(JOINING, household):
        for name in ("adults", "children"):
            value = parts[name].value if name in parts else 0
            counted[name] += value if isinstance(value, int) else 0
    return counted["adults"], counted["children"]


def _bedrooms(people: Sequence[_Person]) -> int:
    couple = sum(person.in_couple for person in people)
    adults = sum(person.age >= ADULT for person in people) - (1 if couple == 2 else 0)
    young = sum(person.age < SHARES_ANYHOW for person in people)
    older = Counter(p.gender for p in people if SHARES_ANYHOW <= p.age < ADULT)
    shared = sum(_in_twos(count) for gender, count in older.items() if gender in ("M", "V"))
    alone = sum(count for gender, count in older.items() if gender not in ("M", "V"))
    return adults + _in_twos(young) + shared + alone


def _in_twos(count: int) -> int:
    return (count + 1) // 2
