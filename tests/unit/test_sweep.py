"""A sweep finds the pairs that comparing everybody with everybody finds, and no others."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from overstap.domain.doubles import Traits, Why, reasons
from overstap.domain.findable import keys, near_keys
from overstap.domain.names import sounds, tokens
from overstap.usecases.lists.sweep_duplicates import Files

WORDS = (
    *("Ali", "Haddad", "Hadad", "Khaddad", "Layla", "Leyla", "Omar", "Al", "Abd", "Ava"),
    *("Gebreselassie", "Gebre", "Selassie", "Tesfay", "Mohammed", "Muhammad", "Oe", "Ahmad"),
)
NAMES = some.lists(some.sampled_from(WORDS), max_size=4).map(" ".join)
BIRTHS = some.sampled_from(
    ("", "00000000", "19850000", "19850312", "19851203", "19860312", "19850101", "19900505")
)
PEOPLE = some.builds(Traits, NAMES, BIRTHS, some.sampled_from(("", "", "2900001123")))


@settings(max_examples=200, deadline=None)
@given(some.lists(PEOPLE, max_size=12))
def test_nobody_is_missed_who_lies_near_and_nobody_is_named_twice(people: list[Traits]) -> None:
    files = Files(frozenset())

    found = [pair for at, one in enumerate(people) for pair in files.add(at, f"p{at}", one)]

    expected = {
        (one, other): reasons(people[one], people[other])
        for one, other in combinations(range(len(people)), 2)
        if lie_near(people[one], people[other])
    }
    pairs: dict[tuple[int, int], tuple[Why, ...]] = {(one, other): why for one, other, why in found}
    assert len(pairs) == len(found)
    assert pairs == {pair: why for pair, why in expected.items() if why}


def lie_near(one: Traits, other: Traits) -> bool:
    """Whether one is filed under a key that the other is looked for under."""
    near = near_keys(sounds(tokens(one.name)), one.birth)
    filed = keys(sounds(tokens(other.name)), other.birth)
    begun = any(key.startswith(sound) for key in filed for sound in near if sound.endswith("|"))
    same_number = bool(one.v_number) and one.v_number == other.v_number
    return bool(near & filed) or begun or same_number
