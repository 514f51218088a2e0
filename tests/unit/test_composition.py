"""The size of a household is counted, never asked."""

from datetime import date

import pytest

from overstap.domain.answers import Answer, Answers
from overstap.domain.composition import Composition, composition

TODAY = date(2026, 11, 24)


def person(birth: str, role: str = "child", gender: str = "V", moves: str = "yes") -> Answers:
    return {
        "person.birth_date": Answer(birth),
        "person.role": Answer(role),
        "person.gender": Answer(gender),
        "person.moves_along": Answer(moves),
    }


HEAD, PARTNER = person("19850312", "head"), person("19830000", "partner", "M")


def of(*members: Answers, joining: tuple[int, int] = (0, 0)) -> Composition:
    household = {
        "household.joining/a/adults": Answer(joining[0]),
        "household.joining/a/children": Answer(joining[1]),
    }
    return composition(members, household, TODAY)


def test_adults_and_children_are_counted_by_age() -> None:
    family = of(HEAD, PARTNER, person("20250101"), person("20180000"), person("20120601"))

    assert (family.adults, family.children, family.persons) == (2, (1, 1, 1), 5)
    assert family.uncertain == 0


def test_who_stays_behind_does_not_count() -> None:
    assert of(HEAD, person("20180412", moves="no")).persons == 1


def test_an_age_that_may_be_in_two_bands_is_said_to_be_uncertain() -> None:
    family = of(HEAD, person("20080000"), person("00000000"))

    assert family.adults == 3
    assert family.uncertain == 2


@pytest.mark.parametrize(
    ("members", "bedrooms"),
    [
        ((HEAD,), 1),
        ((HEAD, PARTNER), 1),
        ((HEAD, person("19550101", "parent")), 2),
        ((HEAD, PARTNER, person("20200101")), 2),
        ((HEAD, PARTNER, person("20200101"), person("20180101", gender="M")), 2),
        ((HEAD, PARTNER, person("20200101"), person("20180101"), person("20160101")), 3),
        ((HEAD, person("20110101"), person("20120101", gender="M")), 3),
        ((HEAD, person("20110101"), person("20120101")), 2),
        ((HEAD, person("20110101", gender="O"), person("20120101", gender="O")), 3),
        ((), 0),
    ],
)
def test_bedrooms_are_counted_by_who_can_share(members: tuple[Answers, ...], bedrooms: int) -> None:
    assert of(*members).bedrooms == bedrooms


def test_expected_family_is_counted_apart_and_makes_the_home_larger() -> None:
    family = of(HEAD, joining=(1, 3))

    assert (family.persons, family.joining_adults, family.joining_children) == (1, 1, 3)
    assert (family.bedrooms, family.bedrooms_with_joining) == (1, 3)


def test_a_removed_item_of_expected_family_no_longer_counts() -> None:
    household = {
        "household.joining/a/adults": Answer(2),
        "household.joining/a/removed": Answer(True),
    }

    assert composition((HEAD,), household, TODAY).joining_adults == 0
