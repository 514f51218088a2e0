"""Who the made-up residents are to each other: families that can be."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_NOW = 2026
_GROWN = 18
_YOUNGEST_PARENT, _OLDEST_PARENT = 19, 43
"""How old a parent was when a child was born."""


@dataclass(frozen=True, slots=True)
class Member:
    """Who somebody is in the family; ``gender`` M or V."""

    role: str
    gender: str
    given: str
    born: int


@dataclass(frozen=True, slots=True)
class Family:
    """What its members have in common. ``chained``: their papers have one name, in one piece."""

    origin: Mapping[str, Any]
    surname: str
    members: tuple[Member, ...]
    chained: bool
    permit_from: str
    registered: str

    @property
    def couple(self) -> bool:
        """Whether there is a partner."""
        return any(member.role == "partner" for member in self.members)

    @property
    def children(self) -> int:
        """How many there are."""
        return sum(member.role == "child" for member in self.members)


class Families:
    """Makes one after the other; no two people have one name while there are names."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._surnames: set[str] = set()
        self._names: set[str] = set()

    def next(self, origin: Mapping[str, Any]) -> Family:
        """A family from there."""
        dice = self._dice
        surname = self._new(origin["surnames"], self._surnames)
        parents = list(self._parents(origin, surname, dice.choice((1, 1, 2, 2))))
        children = dice.choice((0, 0, 1, 2, 3) if len(parents) == 2 else (0, 0, 1))
        born = self._years(parents, children)
        return Family(
            origin,
            surname,
            (*parents, *(self._member(origin, surname, "child", year) for year in born)),
            chained=bool(origin.get("chains")) and dice.random() < 0.4,
            permit_from=f"{_NOW}{dice.randint(2, 6):02d}15",
            registered=dice.choice(("yes", "requested")),
        )

    def _parents(self, origin: Mapping[str, Any], surname: str, count: int) -> Iterator[Member]:
        head = self._member(origin, surname, "head", self._dice.randint(1966, 2003))
        yield head
        if count == 2:
            other = "V" if head.gender == "M" else "M"
            born = min(head.born + self._dice.randint(-5, 5), _NOW - _GROWN - 4)
            yield self._member(origin, surname, "partner", born, other)

    def _years(self, parents: Sequence[Member], children: int) -> list[int]:
        """When they were born, the eldest first; fewer where the parents are too young or old."""
        ages = [parent.born for parent in parents]
        first = max(max(ages) + _YOUNGEST_PARENT, _NOW - _GROWN + 1)
        possible = range(first, min(min(ages) + _OLDEST_PARENT, _NOW - 1) + 1)
        return sorted(self._dice.sample(possible, min(children, len(possible))))

    def _member(
        self, origin: Mapping[str, Any], surname: str, role: str, born: int, gender: str = ""
    ) -> Member:
        gender = gender or self._dice.choice("MV")
        names = origin["women" if gender == "V" else "men"]
        name = self._new([f"{given} {surname}" for given in names], self._names)
        return Member(role, gender, name.removesuffix(f" {surname}"), born)

    def _new(self, names: Sequence[str], used: set[str]) -> str:
        """One that was not used, as long as there is one."""
        name = self._dice.choice([name for name in names if name not in used] or names)
        used.add(name)
        return name
