"""Answers that do not go together are asked about, and never refused."""

import inspect
import re
from datetime import date

import pytest

from overstap.domain import contradictions as rules
from overstap.domain.answers import Answer, Answers
from overstap.domain.contradictions import contradictions
from overstap.domain.residents import ROLE
from overstap.i18n.texts import load
from overstap.usecases.rules.read_catalogue import read_catalogue

TODAY = date(2026, 11, 24)
CATALOGUE = read_catalogue()


def raised(*roles: str, **answers: object) -> set[str]:
    """The codes for answers, where others have these roles; ``__`` stands for a dot, ``___`` for a
    slash."""
    others: list[Answers] = [{ROLE: Answer(role)} for role in roles]
    given = {
        key.replace("___", "/").replace("__", "."): Answer(value)  # type: ignore[arg-type]
        for key, value in answers.items()
    }
    return {problem.code for problem in contradictions(given, TODAY, others)}


CASES: list[tuple[str, dict[str, object], dict[str, object]]] = [
    (
        "partner_single",
        {"person__marital_status": "single", "person__role": "partner"},
        {"person__role": "head"},
    ),
    (
        "literate_years",
        {"language__literacy": "none", "education__years": 8},
        {"education__years": 3},
    ),
    (
        "literate_skills",
        {"language__literacy": "none", "language__dutch_reading": "A1"},
        {"language__dutch_reading": "pre"},
    ),
    (
        "level_years",
        {"education__years": 6, "education__studies___a___level": "master"},
        {"education__years": 16},
    ),
    (
        "years_order",
        {"education__jobs___a___from": 2015, "education__jobs___a___until": 2010},
        {"education__jobs___a___until": 2015},
    ),
    (
        "year_future",
        {"education__studies___a___until": 2030},
        {"education__studies___a___until": 2026},
    ),
    (
        "before_birth",
        {"person__birth_date": "19850000", "education__jobs___a___from": 1980},
        {"person__birth_date": "00000000"},
    ),
    (
        "before_birth",
        {"person__birth_date": "19850312", "status__brp_date": "19840101"},
        {"status__brp_date": "20260101"},
    ),
    (
        "bsn_unregistered",
        {"person__bsn": "999990019", "status__brp_registered": "no"},
        {"status__brp_registered": "yes"},
    ),
    (
        "minor_grown",
        {"person__birth_date": "20080101", "status__unaccompanied_minor": "yes"},
        {"person__birth_date": "20080000"},
    ),
    (
        "test_future",
        {"language__lbt_state": "taken", "language__lbt_date": "20261201"},
        {"language__lbt_state": "planned"},
    ),
    ("future_date", {"status__permit_from": "20261125"}, {"status__permit_from": "20261124"}),
    (
        "none_and_more",
        {"practical__transport": ("none", "car")},
        {"practical__transport": ("none",)},
    ),
    (
        "no_form",
        {
            f"housing__form_{f}": "no"
            for f in ["independent", "shared", "room", "flex", "transitional", "har"]
        },
        {"housing__form_har": "conditions"},
    ),
    (
        "wheelchair_stairs",
        {"housing__need_wheelchair": "yes", "housing__need_ground_floor": "no"},
        {"housing__need_ground_floor": "yes"},
    ),
    (
        "evidence_detail",
        {
            "housing__hard_criteria___a___evidence": "seen",
            "housing__hard_criteria___a___seen_on": "20261101",
        },
        {"housing__hard_criteria___a___evidence_kind": "contract"},
    ),
    (
        "date_order",
        {
            "housing__hard_criteria___a___from": "20270101",
            "housing__hard_criteria___a___until": "20261201",
        },
        {"housing__hard_criteria___a___until": "20270601"},
    ),
    (
        "same_wish",
        {
            "housing__preferences___a___place": "GM0193",
            "housing__preferences___b___place": "GM0193",
        },
        {"housing__preferences___b___removed": True},
    ),
    (
        "matched_state",
        {"household__matched_gemeente": "GM0193", "household__matching_state": "none"},
        {"household__matching_state": "matched"},
    ),
    ("read_back_when", {"talk__read_back": "agreed"}, {"talk__read_back_on": "20261112"}),
]


BESIDE: list[tuple[str, dict[str, object], str, str]] = [
    (
        "partner_here",
        {"person__marital_status": "single", "person__role": "head"},
        "partner",
        "child",
    ),
    ("two_heads", {"person__role": "head"}, "head", "partner"),
    ("two_partners", {"person__role": "partner"}, "partner", "head"),
]


@pytest.mark.parametrize(("code", "own", "odd", "mended"), BESIDE)
def test_what_does_not_go_with_the_others_of_a_household_is_asked_about(
    code: str, own: dict[str, object], odd: str, mended: str
) -> None:
    assert raised(odd, **own) == {code}
    assert raised(mended, **own) == set()


@pytest.mark.parametrize(("code", "odd", "mended"), CASES)
def test_what_does_not_go_together_is_asked_about_until_it_is_mended(
    code: str, odd: dict[str, object], mended: dict[str, object]
) -> None:
    assert raised(**odd) == {code}
    assert raised(**odd | mended) == set()


def test_every_rule_has_a_case_and_every_question_its_words() -> None:
    codes = {code for code, *_ in (*CASES, *BESIDE)}

    assert codes == set(re.findall(r'yield "(\w+)"', inspect.getsource(rules)))
    for language in ("nl", "en"):
        for code in codes:
            assert load(language)(f"problem.{code}", years=1).endswith(("?", "."))


def test_the_question_stands_under_a_field_of_the_catalogue_and_blocks_nothing() -> None:
    for _, odd, _ in CASES:
        answers: Answers = {
            key.replace("___", "/").replace("__", "."): Answer(value)  # type: ignore[arg-type]
            for key, value in odd.items()
        }
        for problem in contradictions(answers, TODAY):
            assert problem.warning
            assert CATALOGUE.find(problem.field)


def test_nothing_is_asked_where_nothing_was_answered() -> None:
    assert contradictions({}, TODAY) == ()
