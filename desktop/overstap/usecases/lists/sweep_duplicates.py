"""Look for everybody who is registered twice.

All are read once and filed in memory under the keys of ``domain.findable``; each is compared with
those who were filed before under a key near its own. So a hundred thousand take seconds: a question
to the vault for each of them would take minutes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from overstap.domain.doubles import Traits, Why, alike, reasons, strength
from overstap.domain.findable import keys, near_keys
from overstap.domain.records import RecordId
from overstap.kernel.task import Task
from overstap.usecases.lists.likely_duplicates import LikelyDuplicate, Pair, traits_of
from overstap.usecases.ports.lists import Number, Selection
from overstap.usecases.ports.vault import Vault

_AT_ONCE = 500

Likely = tuple[Number, Number, tuple[Why, ...]]
"""Two residents in the lists, and why they may be one."""


@dataclass(frozen=True, slots=True)
class SweepDuplicates:
    """Compare everybody with everybody who lies near."""

    vault: Vault

    def __call__(self, task: Task) -> tuple[Pair, ...]:
        """All likely pairs, the likeliest first; each once."""
        numbers = self.vault.search("", 0, Selection()).numbers
        files, found = Files(self.vault.apart()), list[Likely]()
        for start in range(0, len(numbers), _AT_ONCE):
            task.step("duplicates.sweep", start, len(numbers))
            for line in self.vault.lines(numbers[start : start + _AT_ONCE]):
                found += files.add(line.number, line.person, traits_of(line))
        return tuple(self._pairs(sorted(found, key=lambda pair: -strength(pair[2]))))

    def _pairs(self, found: Iterable[Likely]) -> Iterator[Pair]:
        found = list(found)
        named = {number for one, other, _ in found for number in (one, other)}
        lines = {line.number: line for line in self.vault.lines(named)}
        for one, other, why in found:
            if one in lines and other in lines:
                yield Pair(LikelyDuplicate(lines[one], why), LikelyDuplicate(lines[other], why))


@dataclass(slots=True)
class Files:
    """Everybody so far. ``apart`` are pairs of whom somebody said that they are two people."""

    apart: frozenset[tuple[RecordId, RecordId]]
    _people: list[tuple[Number, RecordId, Traits]] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)
    _under: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _short: set[int] = field(default_factory=set)

    def add(self, number: Number, person: RecordId, traits: Traits) -> Iterator[Likely]:
        """File somebody, and give those of before who may be the same."""
        for place in sorted(self._near(traits)):
            before, other, theirs = self._people[place]
            if (why := reasons(theirs, traits)) and not self._said_apart(person, other):
                yield before, number, why
        filed = {f"{sound}|" for sound in traits.sounds} | _numbered(traits)
        for key in filed | keys(traits.sounds, traits.birth):
            self._under[key].append(len(self._people))
        if _is_short(traits):
            self._short.add(len(self._people))
        self._people.append((number, person, traits))
        self._names.append(traits.in_order)

    def _near(self, traits: Traits) -> Iterator[int]:
        """Who is to be judged: of those with one sound in common, only who is written alike."""
        near = near_keys(traits.sounds, traits.birth)
        shared = Counter(chain.from_iterable(self._under[k] for k in near if k in self._under))
        shared.update(place for key in _numbered(traits) for place in self._under[key] * 2)
        short = _is_short(traits)
        once = []
        for place, times in shared.items():
            if times > 1 or short or place in self._short:
                yield place
            else:
                once.append(place)
        for found in alike(traits.in_order, [self._names[place] for place in once]):
            yield once[found]

    def _said_apart(self, one: RecordId, other: RecordId) -> bool:
        return (min(one, other), max(one, other)) in self.apart


def _is_short(traits: Traits) -> bool:
    """Whether somebody can be called the same as another while only one sound is in common."""
    return sum(len(sound) > 1 for sound in traits.heard) < 2


def _numbered(traits: Traits) -> frozenset[str]:
    """The key of who has the same V-number."""
    return frozenset((f"V {traits.v_number}",)) if traits.v_number else frozenset()
