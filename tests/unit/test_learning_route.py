"""The indication is by rules that can be read, and by nothing that must not count."""

from datetime import date

import pytest

from overstap.domain.answers import Answer, Answers, Field, Status
from overstap.domain.catalogue import Kind, Sensitivity
from overstap.domain.learning_route import (
    INPUTS,
    RULES_VERSION,
    Indication,
    Route,
    Strength,
    indication,
)
from overstap.i18n.texts import load
from overstap.usecases.rules.read_catalogue import read_catalogue

TODAY = date(2026, 11, 24)
PENSION_AGE = 67

SCHOOLED: dict[Field, Answer] = {
    "person.birth_date": Answer("19950312"),
    "status.phase": Answer("granted"),
    "education.years": Answer(12),
    "education.study_wish": Answer("none"),
    "language.literacy": Answer("both"),
}
FEASIBLE = {
    "language.lbt_state": Answer("taken"),
    "language.lbt_result": Answer("feasible"),
}
NOT_FEASIBLE = FEASIBLE | {"language.lbt_result": Answer("not_feasible")}


def judged(*parts: Answers) -> Indication:
    answers: dict[Field, Answer] = {}
    for part in parts:
        answers |= part
    return indication(answers, TODAY, PENSION_AGE)


def rules(found: Indication) -> list[str]:
    return [reason.rule for reason in found.reasons]


@pytest.mark.parametrize(
    ("rule", "answers", "route"),
    [
        ("P1", {"person.birth_date": Answer("20100000")}, Route.TOO_YOUNG),
        ("P2", {"person.birth_date": Answer("19580000")}, Route.PENSION_AGE),
        ("P3", {"education.dutch_diploma": Answer("havo")}, Route.EXEMPTION),
        ("P4", {"status.phase": Answer("temporary")}, Route.NOT_YET),
        ("P4", {"status.phase": Answer("procedure")}, Route.NOT_YET),
    ],
)
def test_a_precondition_ends_it(rule: str, answers: Answers, route: Route) -> None:
    found = judged(SCHOOLED, FEASIBLE, answers)

    assert (found.route, found.strength, rules(found)) == (route, Strength.NONE, [rule])


def test_who_may_be_eighteen_is_not_called_a_child() -> None:
    assert judged(SCHOOLED, {"person.birth_date": Answer("20080000")}).route is not Route.TOO_YOUNG
    assert judged(SCHOOLED, {"person.birth_date": Answer("00000000")}).route is not Route.TOO_YOUNG


def test_only_the_official_test_makes_it_strong() -> None:
    with_test, without = judged(SCHOOLED, FEASIBLE), judged(SCHOOLED)

    assert (with_test.route, with_test.strength) == (Route.B1, Strength.STRONG)
    assert (without.route, without.strength) == (Route.B1, Strength.WEAK)
    assert rules(without) == ["L5", "L9"]


def test_somebody_who_wants_to_study_and_can_is_shown_the_education_route() -> None:
    wish = {"education.study_wish": Answer("bachelor")}
    full_time = {"language.half_days": Answer(10)}
    young = {"person.birth_date": Answer("20020101")}

    assert judged(SCHOOLED, FEASIBLE, wish).route is Route.EDUCATION
    assert judged(SCHOOLED, FEASIBLE, wish).strength is Strength.PROVISIONAL
    assert judged(SCHOOLED, FEASIBLE, wish, full_time, young).strength is Strength.STRONG
    assert judged(SCHOOLED, FEASIBLE, wish, {"education.years": Answer(9)}).route is Route.B1


def test_a_finished_education_counts_as_schooling() -> None:
    study = {
        "education.years": Answer(9),
        "education.study_wish": Answer("vocational"),
        "education.studies/a/level": Answer("upper"),
        "education.studies/a/finished": Answer("yes"),
    }

    assert judged(SCHOOLED, FEASIBLE, study).route is Route.EDUCATION
    unfinished = study | {"education.studies/a/finished": Answer("no")}
    assert judged(SCHOOLED, FEASIBLE, unfinished).route is Route.B1


def test_a_test_that_contradicts_the_rest_asks_for_a_closer_look() -> None:
    unlikely = judged(SCHOOLED, NOT_FEASIBLE)
    likely = judged(SCHOOLED, NOT_FEASIBLE, {"education.years": Answer(4)})

    assert unlikely.route is likely.route is Route.SELF_RELIANCE
    assert "L3a" in rules(unlikely)
    assert unlikely.strength is Strength.PROVISIONAL
    assert "L3a" not in rules(likely)
    assert likely.strength is Strength.STRONG


@pytest.mark.parametrize(
    "answers", [{"language.literacy": Answer("none")}, {"education.years": Answer(3)}]
)
def test_little_school_points_at_literacy_first(answers: Answers) -> None:
    found = judged(SCHOOLED, answers)

    assert (found.route, found.strength) == (Route.SELF_RELIANCE_OR_B1, Strength.WEAK)
    assert "L4" in rules(found)


def test_between_little_and_enough_school_the_rules_say_nothing() -> None:
    assert judged(SCHOOLED, {"education.years": Answer(5)}).route is Route.TALK_ONLY


def test_a_waived_test_leaves_it_to_the_talk() -> None:
    found = judged(SCHOOLED, {"language.lbt_state": Answer("waived")})

    assert (found.route, found.strength) == (Route.TALK_ONLY, Strength.NONE)
    assert "L6" in rules(found)


def test_tested_dutch_strengthens_b1_and_estimated_dutch_does_not() -> None:
    tested = {"language.dutch": Answer("A2"), "language.dutch_basis": Answer("test")}

    assert judged(SCHOOLED, tested).strength is Strength.PROVISIONAL
    estimated = tested | {"language.dutch_basis": Answer("estimate")}
    assert judged(SCHOOLED, estimated).strength is Strength.WEAK


def test_little_time_changes_no_route() -> None:
    busy = judged(SCHOOLED, FEASIBLE, {"language.half_days": Answer(2)})

    assert "L8" in rules(busy)
    assert (busy.route, busy.strength) == (Route.B1, Strength.STRONG)


def test_what_is_missing_is_named_and_weakens() -> None:
    asked = {**SCHOOLED, **FEASIBLE}
    del asked["education.study_wish"]
    asked["education.years"] = Answer(status=Status.UNKNOWN)

    found = judged(asked)

    assert found.missing == ("education.years", "education.study_wish")
    assert found.strength is Strength.PROVISIONAL


def test_coas_own_grouping_is_no_test() -> None:
    grouped = {"language.coa_level_group": Answer("middle_high")}

    assert judged(SCHOOLED, grouped) == judged(SCHOOLED)


def test_it_says_what_it_looked_at_and_by_which_rules() -> None:
    found = judged(SCHOOLED, FEASIBLE)

    assert found.version == RULES_VERSION
    assert found.inputs.keys() <= INPUTS
    assert found.inputs["education.years"] == Answer(12)
    assert all(set(reason.inputs) <= found.inputs.keys() for reason in found.reasons)


def test_no_input_says_where_somebody_is_from_what_they_believe_or_how_healthy_they_are() -> None:
    forbidden = {"person.gender", "person.nationalities", "person.birth_country"}
    health = {q.key for q in read_catalogue().questions if q.sensitivity is Sensitivity.HEALTH}

    assert forbidden.isdisjoint(INPUTS)
    assert health.isdisjoint(INPUTS)


@pytest.mark.parametrize(
    "start", [SCHOOLED, {**SCHOOLED, **FEASIBLE}, {**SCHOOLED, **NOT_FEASIBLE}]
)
def test_nothing_but_the_inputs_can_influence_it(start: Answers) -> None:
    before = judged(start)
    others = [
        (question.key, value)
        for question in read_catalogue().questions
        if question.key not in INPUTS
        for value in _every_value(question.kind, question.choices)
    ]

    for key, value in others:
        assert judged(start, {key: value}) == before, key
    everything = dict(others)
    assert judged(start, everything) == before
    countries = {
        "education.studies/a/country": Answer("7009"),
        "education.studies/a/subject": Answer("x"),
    }
    with_country = judged(start, countries)
    assert (with_country.route, with_country.strength) == (before.route, before.strength)


def _every_value(kind: Kind, choices: tuple[str, ...]) -> list[Answer]:
    if kind is Kind.CHOICE:
        return [Answer(choice) for choice in choices]
    if kind is Kind.CHOICES:
        return [Answer((choice,)) for choice in choices] + [Answer(choices)]
    if kind in (Kind.CODES,):
        return [Answer(("0336",)), Answer(("0084", "0499"))]
    return [Answer("7009"), Answer("9003"), Answer(status=Status.DECLINED)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_outcome_and_every_rule_has_a_sentence_and_a_source(language: str) -> None:
    texts = load(language)
    named = [*(f"P{n}" for n in range(1, 5)), *(f"L{n}" for n in range(1, 10)), "L2a", "L3a"]

    for route in Route:
        assert texts(f"route.{route}")
    for rule in named:
        assert texts(f"route.rule.{rule}")
        assert texts(f"route.source.{rule}")
    for strength in Strength:
        assert texts(f"route.strength.{strength.value}")
    assert texts("route.no_decision")
