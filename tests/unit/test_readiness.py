"""The checklist, the scenario and the chain follow from answers, and staff may say otherwise."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from overstap.domain.answers import Answer, Answers, Value
from overstap.domain.chain import Chain, Person, StepState, chain
from overstap.domain.chain_file import parse_chain
from overstap.domain.checklist_rules import RULES
from overstap.domain.clocks import Lane, read_clocks
from overstap.domain.handover_scenario import Scenario, propose
from overstap.domain.readiness import Actor, Checklist, Facts, Item, ItemState, checklist
from overstap.domain.records import Record, Stated
from overstap.domain.rule_files import RuleFileError
from overstap.i18n.texts import load
from overstap.kernel import resources
from overstap.usecases.rules.read_catalogue import read_catalogue
from overstap.usecases.rules.read_rules import read_chain_rules, read_clock_rules

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
ADULT = {"person.birth_date": "19900101", "person.role": "head", "person.moves_along": "yes"}


def answers(said: Mapping[str, Value]) -> Answers:
    return {field: Answer(value) for field, value in said.items()}


def record(subject: str, said: Mapping[str, Value]) -> Record:
    stated = {field: Stated(answer, NOW, "x") for field, answer in answers(said).items()}
    return Record.stating(f"{subject}-{'0' * 32}", stated)


def checked(
    person: Mapping[str, Value] = ADULT, household: Mapping[str, Value] | None = None, **facts: date
) -> Checklist:
    home, one = record("household", household or {}), record("person", person)
    known = Facts(answers={**home.answers, **one.answers}, members=(one.answers,), today=TODAY)
    return checklist(RULES, home, one, replace(known, **facts))


def item(found: Checklist, key: str) -> Item:
    return next(item for item in found.items if item.key == key)


@pytest.mark.parametrize(
    ("key", "said", "state"),
    [
        ("A1", {"status.permit_from": "20261101"}, ItemState.DONE),
        ("A1", {"status.phase": "procedure"}, ItemState.WAITING),
        ("A1", {"status.phase": "temporary"}, ItemState.NOT_APPLICABLE),
        ("A3", {"status.brp_registered": "requested"}, ItemState.WAITING),
        ("A4", {"status.brp_registered": "requested"}, ItemState.WAITING),
        ("A4", {"person.bsn": "999990019"}, ItemState.DONE),
        ("A5", {"status.permit_from": "20261101"}, ItemState.WAITING),
        ("B1", {"language.pre_consent": "no"}, ItemState.DONE),
        ("B2", {"language.pre_consent": "thinking"}, ItemState.RUNNING),
        ("B3", {"language.nt2_hours": 20}, ItemState.RUNNING),
        ("B3", {"language.nt2_hours": 121}, ItemState.DONE),
        ("B3", {"language.pre_consent": "no"}, ItemState.NOT_APPLICABLE),
        ("B4", {"language.knm_hours": 6, "language.pre_state": "finished"}, ItemState.DONE),
        ("B5", {"language.intro_map": "no"}, ItemState.OPEN),
        ("C7", {"language.lbt_state": "planned"}, ItemState.RUNNING),
        ("C8", {"education.studies/a/valuation": "requested"}, ItemState.WAITING),
        ("C8", {"education.studies/a/level": "upper"}, ItemState.RUNNING),
        ("D1", {}, ItemState.DONE),
        ("D1", {"person.role": "child"}, ItemState.OPEN),
        ("D3", {}, ItemState.NOT_APPLICABLE),
    ],
)
def test_an_item_follows_from_the_answers(
    key: str, said: Mapping[str, Value], state: ItemState
) -> None:
    assert item(checked({**ADULT, **said}), key).state is state


@pytest.mark.parametrize(
    ("key", "said", "state"),
    [
        ("A5", {"household.matched_gemeente": "GM0193"}, ItemState.DONE),
        (
            "A5",
            {"household.matched_gemeente": "GM0193", "household.matching_state": "proposed"},
            ItemState.RUNNING,
        ),
        ("D2", {"household.joining/a/procedure": "granted"}, ItemState.WAITING),
        ("D2", {"household.joining/a/procedure": "visa"}, ItemState.DONE),
        ("E1", {"housing.hard_criteria/a/evidence": "not_seen"}, ItemState.RUNNING),
        ("E1", {"housing.hard_criteria/a/evidence": "seen"}, ItemState.DONE),
        ("E3", {"housing.need_quiet": "no"}, ItemState.RUNNING),
        ("G1", {"talk.read_back": "remark"}, ItemState.DONE),
        ("G3", {"handover.planned_on": "20261201"}, ItemState.DONE),
        ("G4", {"handover.planned_on": "20261201"}, ItemState.RUNNING),
        ("G6", {"handover.copy_given_on": "20261120"}, ItemState.DONE),
    ],
)
def test_an_item_of_the_household_follows_from_its_answers(
    key: str, said: Mapping[str, Value], state: ItemState
) -> None:
    assert item(checked(household=said), key).state is state


def test_a_receipt_closes_the_handover() -> None:
    assert item(checked(), "G5").state is ItemState.OPEN
    assert item(checked(sent_on=TODAY), "G5").state is ItemState.WAITING
    assert item(checked(sent_on=TODAY, received_on=TODAY), "G5").state is ItemState.DONE


def test_a_childs_checklist_asks_nothing_about_inburgering() -> None:
    child = checked({"person.birth_date": "20180101", "person.role": "head"})

    groups = {group.key: group for group in child.groups}
    assert groups["B"].applicable == groups["C"].applicable == groups["F"].applicable == 0
    assert item(child, "D3").state is ItemState.OPEN


def test_what_somebody_will_not_say_is_not_asked_again() -> None:
    from overstap.domain.answers import Status

    declined = {"practical.income": Answer(status=Status.DECLINED)}
    stated = {field: Stated(answer, NOW, "x") for field, answer in declined.items()}
    person = Record.stating("person-" + "0" * 32, stated)
    facts = Facts(answers=person.answers, members=(), today=TODAY)

    found = checklist(RULES, record("household", {}), person, facts)

    assert item(found, "F4").state is ItemState.DONE


def test_staff_may_say_otherwise_with_a_date_and_who_acts() -> None:
    said = {
        "checklist.A2": "waiting",
        "checklist.A2.on": "20261120",
        "checklist.A2.who": "coa",
    }

    found = item(checked({**ADULT, **said}), "A2")

    assert found.by_hand
    assert (found.state, found.derived) == (ItemState.WAITING, ItemState.OPEN)
    assert (found.on, found.who) == (date(2026, 11, 20), Actor.COA)


def test_an_item_of_the_household_is_set_on_the_household() -> None:
    assert item(checked(household={"checklist.E2": "done"}), "E2").by_hand
    assert not item(checked({**ADULT, "checklist.E2": "done"}), "E2").by_hand


def test_groups_count_items_and_nothing_counts_people() -> None:
    groups = checked().groups

    assert [group.key for group in groups] == list("ABCDEFG")
    assert [len(group.items) for group in groups] == [6, 8, 9, 4, 5, 4, 6]
    assert all(group.done <= group.applicable <= len(group.items) for group in groups)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_in_it_has_a_text(language: str) -> None:
    texts = load(language)

    for key, group in RULES.items():
        assert texts(f"checklist.group.{key}")
        assert all(texts(f"checklist.{rule.key}") for rule in group)
    assert all(texts(f"checklist.state.{state}") for state in ItemState)
    assert all(texts(f"actor.{actor}") for actor in Actor)
    assert all(texts(f"chain.{step.key}") for step in read_chain_rules())
    assert all(texts(f"chain.state.{state}") for state in StepState)
    assert all(texts(f"lane.{lane}") for lane in Lane)
    assert all(texts(f"scenario.{scenario}") for scenario in Scenario)


def test_every_rule_of_the_checklist_asks_for_what_the_catalogue_knows() -> None:
    catalogue = read_catalogue()

    dated = [rule.dated for group in RULES.values() for rule in group if rule.dated]

    assert all(catalogue.find(field) for field in dated)


# the three scenarios


def region_of(gemeente: str) -> str:
    return {"GM0193": "AM08", "GM0180": "AM08", "GM0363": "AM13"}.get(gemeente, "")


@pytest.mark.parametrize(
    ("said", "scenario", "rule"),
    [
        ({}, None, "S1"),
        ({"household.matched_gemeente": "GM0193"}, Scenario.AFTER, "S3"),
        (
            {"household.matched_gemeente": "GM0193", "status.brp_registered": "yes"},
            Scenario.FAST,
            "S4",
        ),
        (
            {"household.matched_gemeente": "GM0363", "status.brp_registered": "yes"},
            Scenario.COMBINED,
            "S5",
        ),
        (
            {
                "household.matched_gemeente": "GM0193",
                "status.brp_registered": "yes",
                "housing.moves_on": "20261210",
            },
            Scenario.AFTER,
            "S2",
        ),
    ],
)
def test_a_scenario_is_proposed_with_its_reason(
    said: Mapping[str, Value], scenario: Scenario | None, rule: str
) -> None:
    found = propose(answers(said), "GM0180", region_of, TODAY)

    assert (found.scenario, found.rules) == (scenario, (rule,))
    assert load("nl")(f"scenario.rule.{rule}")


def test_what_staff_chose_stands_beside_the_proposal() -> None:
    found = propose(answers({"language.scenario": "combined"}), "GM0180", region_of, TODAY)

    assert (found.scenario, found.chosen) == (None, Scenario.COMBINED)
    assert "household.matched_gemeente" in found.missing


# the chain


def person(said: Mapping[str, Value], number: int = 0, *, adult: bool = True) -> Person:
    given = answers(said)
    one = replace(record("person", said), id=f"person-{number:032}")
    facts = Facts(answers=given, members=(given,), today=TODAY)
    return Person(
        record=one.id,
        adult=adult,
        answers=given,
        checklist=checklist(RULES, record("household", said), one, facts),
        clocks=read_clocks(read_clock_rules(), given, TODAY),
    )


def chained(*members: Person) -> Chain:
    return chain(read_chain_rules(), members)


def test_no_registration_so_no_test_so_no_plan() -> None:
    found = chained(person({**ADULT, "status.permit_from": "20261101"}))

    assert found.why("pip") == ("brp", "lbt", "pip")
    assert found.by_key["brp"].state is StepState.READY
    assert found.by_key["lbt"].waits_for == ("brp",)
    clock = found.by_key["pip"].clock
    assert clock is not None
    assert "status.brp_date" in clock.waits_for


def test_a_step_that_is_with_others_waits_for_them() -> None:
    said = {**ADULT, "status.permit_from": "20261101", "status.brp_registered": "requested"}

    found = chained(person(said)).by_key["brp"]

    assert (found.state, found.waits_for, found.who) == (StepState.WAITING, (), Actor.GEMEENTE)


def test_what_is_done_has_its_day_and_its_clock() -> None:
    said = {
        **ADULT,
        "status.permit_from": "20261101",
        "household.matched_gemeente": "GM0193",
        "household.matched_on": "20261112",
    }

    found = chained(person(said)).by_key["match"]

    assert (found.state, found.on) == (StepState.DONE, date(2026, 11, 12))
    assert found.clock is not None
    assert found.clock.met_on == date(2026, 11, 12)


def test_a_step_that_one_of_two_adults_took_is_running_and_names_the_other() -> None:
    registered = {**ADULT, "status.permit_from": "20261101", "status.brp_registered": "yes"}
    waiting = {**ADULT, "status.permit_from": "20261101"}

    found = chained(person(registered, 1), person(waiting, 2)).by_key["brp"]

    assert found.state is StepState.RUNNING
    assert found.open_for == (f"person-{2:032}",)


def test_a_childs_learning_test_is_nobodys_work() -> None:
    child = person({"person.birth_date": "20180101"}, adult=False)

    assert chained(child).by_key["lbt"].state is StepState.NOT_APPLICABLE


def test_the_lanes_are_three_and_each_step_has_a_source() -> None:
    found = chained(person(ADULT))

    assert all(found.lane(lane) for lane in Lane)
    assert all(link.source for link in found.links)


def test_a_wait_goes_from_one_lane_to_another() -> None:
    found = chained(person(ADULT))

    assert found.by_key["match"].lane is Lane.HOUSING
    assert found.by_key["permit"].lane is Lane.RECEPTION
    assert "permit" in found.by_key["match"].waits_for


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("reception.toml", 'item = "A1"', 'item = "Z1"', "permit.item"),
        ("reception.toml", 'waits_for = ["permit"]', 'waits_for = ["permt"]', "document.waits_for"),
        (
            "reception.toml",
            'item = "D1"',
            'item = "D1"\nwaits_for = ["release"]',
            "household.waits_for",
        ),
        ("reception.toml", 'who = "ind"', 'who = "king"', "permit.who"),
        ("reception.toml", 'per = "household"', 'per = "village"', "household.per"),
        ("reception.toml", 'lane = "reception"', 'lane = "housing"', "lane"),
        ("reception.toml", 'key = "bsn"', 'key = "brp"', "brp"),
        ("housing.toml", 'clock = "match"', 'clock = "mach"', "match.clock"),
        ("housing.toml", '"housing.moves_on"', '"housing.moved"', "move.question"),
        ("inburgering.toml", "[[step]]", "[[step", ""),
    ],
)
def test_a_bad_chain_is_refused_with_file_key_and_reason(
    file: str, old: str, new: str, key: str
) -> None:
    folder = resources.folder() / "chain"
    files = {path.name: path.read_bytes() for path in folder.glob("*.toml")}
    changed = files[file].replace(old.encode(), new.encode(), 1)
    assert changed != files[file]
    items = {rule.key for group in RULES.values() for rule in group}
    clocks = {clock.key for clock in read_clock_rules()}

    with pytest.raises(RuleFileError) as caught:
        parse_chain(files | {file: changed}, read_catalogue(), items, clocks)

    assert caught.value.parameters["file"] == file
    assert caught.value.parameters["key"] == key
    assert caught.value.parameters["reason"]
