"""The people of the demo: always the same, never real."""

from datetime import date

import pytest
from stdnum.nl import bsn

from overstap.domain.answers import Answers
from overstap.domain.catalogue import asked
from overstap.domain.problems import problems
from overstap.domain.residents import full_name
from overstap.usecases.demo.people import DemoHousehold, make_households
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables

GEMEENTE = "GM9999"


def everybody(count: int, seed: int) -> list[Answers]:
    """All persons of so many households."""
    return [person for one in make_households(count, seed, GEMEENTE) for person in one.persons]


def values(field: str) -> list[object]:
    """What 200 households answered to one question."""
    return [person[field].value for person in everybody(200, 7) if field in person]


def test_the_same_seed_gives_the_same_people() -> None:
    assert make_households(12, 3, GEMEENTE) == make_households(12, 3, GEMEENTE)


def test_another_seed_gives_other_people() -> None:
    assert everybody(12, 3) != everybody(12, 4)


def test_more_households_begin_with_the_same_ones() -> None:
    assert make_households(20, 3, GEMEENTE)[:5] == make_households(5, 3, GEMEENTE)


def test_every_bsn_is_valid_and_from_the_range_for_tests() -> None:
    numbers = [str(number) for number in values("person.bsn")]
    assert numbers
    assert all(number.startswith("99999") and bsn.is_valid(number) for number in numbers)


def test_no_two_people_share_a_v_number() -> None:
    numbers = values("person.v_number")
    assert len(numbers) == len(set(numbers)) == len(everybody(200, 7))


def test_some_know_only_the_year_of_their_birth_and_some_the_month() -> None:
    dates = [str(date) for date in values("person.birth_date")]
    assert all(len(date) == 8 and date.isdigit() for date in dates)
    assert any(date.endswith("0000") for date in dates)
    assert any(date.endswith("00") and not date.endswith("0000") for date in dates)


def test_some_have_a_name_chain_without_given_names() -> None:
    chained = [person for person in everybody(200, 7) if person["person.given_names"].value == "."]
    assert chained
    assert all(" " in str(person["person.surname"].value) for person in chained)


def test_nobody_has_the_name_of_another_while_there_are_names() -> None:
    names = [full_name(person) for person in everybody(16, 1)]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("seed", range(3))
def test_every_family_is_one_that_can_be(seed: int) -> None:
    for one in make_households(60, seed, GEMEENTE):
        grown = [person for person in one.persons if person["person.role"].value != "child"]
        children = [_born(person) for person in one.persons if person not in grown]
        couple = len(grown) == 2
        stated = {p["person.marital_status"].value for p in grown if "person.marital_status" in p}

        assert stated <= {"married" if couple else "single"}
        assert len({person["person.gender"].value for person in grown}) == len(grown)
        assert all(18 < born - _born(parent) < 45 for born in children for parent in grown)
        assert len(children) == len(set(children))


@pytest.mark.parametrize("seed", range(3))
def test_everybody_went_to_school_before_they_worked(seed: int) -> None:
    for person in everybody(60, seed):
        began = [answer.value for field, answer in person.items() if field.endswith("/from")]
        years = person["education.years"].value if "education.years" in person else 0
        assert all(int(str(year)) >= _born(person) + 6 + int(str(years)) for year in began)


def _born(person: Answers) -> int:
    return int(str(person["person.birth_date"].value)[:4])


def test_only_finished_households_are_read_back_and_linked_to_the_gemeente() -> None:
    households = make_households(30, 1, GEMEENTE)
    assert {one.finished for one in households} == {True, False}
    for one in households:
        linked = one.household.get("household.matched_gemeente")
        assert (linked is not None and linked.value == GEMEENTE) == one.finished
        assert ("talk.read_back" in one.household) == one.finished


def test_nobody_has_an_answer_that_the_form_would_refuse() -> None:
    catalogue, tables = read_catalogue(), read_code_tables()
    questions = tuple(catalogue.questions)
    known = [answers for one in make_households(60, 5, GEMEENTE) for answers in everything(one)]

    for answers in known:
        fields = [field for field in answers if catalogue.find(field) is None]
        found = problems(questions, answers, tables, training=True, today=date(2026, 11, 24))
        assert fields == []
        assert [problem for problem in found if not problem.warning] == []


def everything(one: DemoHousehold) -> tuple[Answers, ...]:
    return (*one.persons, one.household)


def test_children_go_to_school_and_adults_do_not() -> None:
    today = date(2026, 11, 24)
    school = read_catalogue().question("education.school")
    for person in everybody(60, 5):
        assert ("education.school" in person) <= asked(school, person, today)
