"""What is proposed for a wrong answer: one likely thing, or nothing."""

from datetime import date

import pytest

from overstap.domain.answers import Answer, Problem, Value
from overstap.domain.problems import problems
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables

CATALOGUE, TABLES = read_catalogue(), read_code_tables()
TODAY = date(2026, 11, 24)


def found(field: str, value: Value) -> Problem:
    question = CATALOGUE.question(field)
    [problem] = problems([question], {field: Answer(value)}, TABLES, training=True, today=TODAY)
    return problem


@pytest.mark.parametrize(
    ("field", "typed", "meant"),
    [
        ("person.v_number", "V2900001123", "2900001123"),
        ("person.v_number", "VNR 290/000/1123", "2900001123"),
        ("person.birth_date", "3/31/1985", "19850331"),
        ("person.birth_date", "20850312", "19850312"),
        ("person.email", "layla@voorbeeld,nl", "layla@voorbeeld.nl"),
        ("household.matched_gemeente", "GM0457", "GM0363"),
        ("practical.transport", ("none", "bicycle"), ("bicycle",)),
    ],
)
def test_one_likely_thing_is_proposed(field: str, typed: Value, meant: Value) -> None:
    assert found(field, typed).proposed == meant


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("person.v_number", "290"),
        ("person.birth_date", "31-2-1990"),
        ("person.email", "layla"),
        ("household.matched_gemeente", "GM0000"),
    ],
)
def test_where_nothing_is_likely_nothing_is_proposed(field: str, typed: Value) -> None:
    assert found(field, typed).proposed is None


@pytest.mark.parametrize("field", ["person.v_number", "person.birth_date", "person.email"])
def test_what_is_proposed_is_right(field: str) -> None:
    """Whoever takes it over is not told of the same mistake again."""
    wrong = {
        "person.v_number": "V2900001123",
        "person.birth_date": "3/31/1985",
        "person.email": "a @b.nl",
    }
    meant = found(field, wrong[field]).proposed
    assert meant is not None

    again = problems(
        [CATALOGUE.question(field)], {field: Answer(meant)}, TABLES, training=True, today=TODAY
    )

    assert again == ()
