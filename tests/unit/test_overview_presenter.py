"""The overview of a household without a window: every page, and changing the household."""

import re
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date

import pytest

from family import FAMILY
from offices import answer
from overstap.domain.answers import Answer
from overstap.domain.places import Level
from overstap.domain.readiness import ItemState, Said
from overstap.gui.checklist import CheckLine
from overstap.gui.screens.overview.presenter import OverviewPresenter
from overstap.gui.screens.overview.state import (
    JoinState,
    MoveState,
    OverviewState,
    Page,
    SplitState,
)
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.intake.register_household import Registered
from overstap.usecases.words.speaker import Speaker
from screens import run_now


class Screen:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.states: list[OverviewState] = []
        self.changes = 0

    @property
    def state(self) -> OverviewState:
        return self.states[-1]

    def show_state(self, state: OverviewState) -> None:
        self.states.append(state)

    def show_nothing(self) -> None:
        self.states.clear()

    def tell_changed(self) -> None:
        self.changes += 1


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def home(location: App) -> Registered:
    return location.register_household(*FAMILY)


@pytest.fixture
def presenter(screen: Screen, location: App, home: Registered) -> OverviewPresenter:
    say = Speaker(location.catalogue, location.tables, load("nl"))
    made = OverviewPresenter(screen, location, say, run_now)
    made.show(home.persons[0])
    return made


def line(screen: Screen, item: str) -> CheckLine:
    assert screen.state.readiness is not None
    lines = (line for group in screen.state.readiness.groups for line in group.lines)
    return next(line for line in lines if line.key == item)


def said(value: object) -> Iterator[str]:
    """Every text in a state, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from said(part)


def split_of(screen: Screen) -> SplitState:
    assert isinstance(screen.state.doing, SplitState)
    return screen.state.doing


def test_the_chain_says_on_a_line_and_in_lists_what_waits_for_what(
    presenter: OverviewPresenter, screen: Screen
) -> None:
    chain = screen.state.chain

    assert chain is not None
    listed = {row.key for steps in chain.lists for row in steps.rows}
    assert listed == {card.key for card in chain.cards}
    pip = next(card for card in chain.cards if card.key == "pip")
    assert pip.path[-1] == "pip"
    assert {"brp", "lbt"} < set(pip.path)
    assert "Inschrijving in de BRP → Leerbaarheidstoets → PIP" in pip.detail
    assert ("lbt", "pip") in chain.lines


def test_an_item_set_by_hand_shows_its_date_and_can_be_given_back(
    presenter: OverviewPresenter, screen: Screen, home: Registered
) -> None:
    presenter.show_page(Page.READINESS)
    before = line(screen, "A2")

    presenter.set_item(home.persons[0], "A2", Said(ItemState.DONE, date(2026, 11, 20)))
    by_hand = line(screen, "A2")
    presenter.set_item(home.persons[0], "A2", before.said)

    assert (by_hand.word, by_hand.note) == (
        "gereed",
        "20 november 2026 · door een medewerker ingesteld",
    )
    assert line(screen, "A2") == before
    assert screen.changes == 2


def test_the_route_says_rules_inputs_what_is_missing_and_the_remark(
    presenter: OverviewPresenter, screen: Screen
) -> None:
    presenter.show_page(Page.READINESS)

    assert screen.state.readiness is not None
    route = screen.state.readiness.route
    assert route is not None
    assert [reason.rule for reason in route.reasons] == ["L5", "L9"]
    assert "9" in dict(route.inputs).values()
    assert any(jump.field == "language.lbt_state" for jump in route.missing)
    assert route.remark == "Wil graag eerst beter leren spreken."
    assert "2026.11" in route.version


def test_a_child_has_no_route_and_no_scenario(
    presenter: OverviewPresenter, screen: Screen, home: Registered
) -> None:
    presenter.show_page(Page.READINESS)

    presenter.show_person(home.persons[2])

    assert screen.state.readiness is not None
    assert (screen.state.readiness.route, screen.state.readiness.scenario) == (None, None)


def test_no_page_shows_a_percentage_or_a_score(
    presenter: OverviewPresenter, screen: Screen
) -> None:
    for page in Page:
        presenter.show_page(page)

    words = " ".join(text for state in screen.states for text in said(astuple(state)))
    assert "%" not in words
    assert not re.search(r"\bscore (is|van) \d|\d+ punten", words)


def test_what_is_to_be_asked_leads_to_the_question_of_the_record(
    presenter: OverviewPresenter, screen: Screen, home: Registered
) -> None:
    presenter.show_page(Page.ASK)

    presenter.ask_for("broad_intake")

    assert screen.state.ask is not None
    asked = [jump for group in screen.state.ask.groups for jump in group.questions]
    assert screen.state.ask.purpose == "broad_intake"
    assert {jump.record for jump in asked} <= {home.household, *home.persons}
    assert screen.state.ask.count.startswith(str(len(asked)))


def test_three_letters_find_zwolle_with_its_regions_beside_it(
    presenter: OverviewPresenter,
) -> None:
    found = presenter.suggest("zwo")

    assert any(code == "GM0193" and "Regio Zwolle" in name for code, name in found)


def test_an_area_says_what_it_meets_and_on_what_evidence(
    presenter: OverviewPresenter, screen: Screen
) -> None:
    presenter.show_page(Page.REGIONS)

    presenter.show_area("GM0193")

    regions = screen.state.regions
    assert regions is not None
    assert regions.area is not None
    assert regions.level == Level.GEMEENTE
    reached = {ground.text: ground.reach for ground in regions.area.grounds}
    work = next(text for text in reached if text.startswith("Hard criterium: Arbeidscontract"))
    assert work.endswith("bewijs gezien (Contract, 3 november 2026)")
    assert reached[work] == "hier"
    assert "niet in dit gebied" in reached.values()


def test_a_region_to_avoid_is_shown_for_a_reason_only(
    presenter: OverviewPresenter, screen: Screen
) -> None:
    presenter.show_page(Page.REGIONS)
    before = screen.state.regions

    presenter.uncover("  ")
    still = screen.state.regions
    presenter.uncover("Overleg over de koppeling")
    presenter.show_area("GM0034")

    assert before is not None
    assert before.covered
    assert still == before
    assert not any("te vermijden" in area.marks for area in before.areas)
    after = screen.state.regions
    assert after is not None
    assert after.area is not None
    assert not after.covered
    assert "te vermijden" in after.area.marks


def test_a_split_says_who_goes_and_can_be_undone(
    presenter: OverviewPresenter, screen: Screen, home: Registered, location: App
) -> None:
    presenter.show_page(Page.HOUSEHOLD)

    presenter.regroup.begin_split()
    presenter.regroup.choose_member(home.persons[1])
    plan = split_of(screen)
    presenter.regroup.do()
    done = screen.state.home
    presenter.undo(done.done[0].id if done else "")

    assert plan.result == "Gaat: Haddad, Yusuf. Blijft: Haddad, Layla; Haddad, Nour."
    assert all(choice.chosen for choice in plan.shared)
    assert done is not None
    assert [member.name for member in done.members] == ["Haddad, Layla", "Haddad, Nour"]
    assert "Haddad, Yusuf" in done.done[0].undoing
    assert screen.state.home is not None
    assert len(screen.state.home.members) == 3


def test_a_protected_split_waits_until_what_names_them_was_changed_or_looked_at(
    presenter: OverviewPresenter, screen: Screen, home: Registered, location: App
) -> None:
    layla, yusuf, nour = home.persons
    answer(location, yusuf, "language.route_remark", "Belt elke dag met Layla")
    presenter.show_page(Page.HOUSEHOLD)

    presenter.regroup.begin_split()
    presenter.regroup.choose_member(layla)
    presenter.regroup.choose_member(nour)
    presenter.regroup.choose_protected(on=True)
    presenter.regroup.do()
    refused = split_of(screen)
    presenter.regroup.choose_checked(on=True)
    presenter.regroup.do()

    assert [(jump.record, jump.field) for jump in refused.traces] == [
        (yusuf, "language.route_remark")
    ]
    assert refused.error.startswith("Antwoorden van het andere huishouden")
    assert not any(choice.chosen for choice in refused.shared)
    assert screen.state.doing is None
    assert location.open_file(layla).household == home.household
    assert location.open_file(yusuf).household != home.household


def test_after_a_protected_split_the_other_household_does_not_tell_of_it(
    presenter: OverviewPresenter, screen: Screen, home: Registered, location: App
) -> None:
    layla, yusuf, nour = home.persons
    location.split_household([layla, nour], protected=True)
    presenter.show_page(Page.HOUSEHOLD)
    with_layla = screen.state.home

    presenter.show(yusuf)

    assert with_layla is not None
    assert len(with_layla.done) == 1
    assert screen.state.home is not None
    assert screen.state.home.done == ()
    for page in Page:
        presenter.show_page(page)
        assert not any("Layla" in text for text in said(astuple(screen.state)))


def test_a_member_moves_to_a_household_that_was_searched_for(
    presenter: OverviewPresenter, screen: Screen, home: Registered, location: App
) -> None:
    other = location.register_household(
        [{"person.surname": Answer("Yilmaz"), "person.given_names": Answer("Deniz")}], {}
    )
    presenter.show_page(Page.HOUSEHOLD)

    presenter.regroup.begin_move()
    presenter.regroup.choose_member(home.persons[1])
    presenter.regroup.search("yilm")
    assert isinstance(screen.state.doing, MoveState)
    presenter.regroup.pick(screen.state.doing.found[0].household)
    presenter.regroup.do()

    assert location.open_file(home.persons[1]).household == other.household


def test_joining_shows_both_answers_side_by_side(
    presenter: OverviewPresenter, screen: Screen, home: Registered, location: App
) -> None:
    other = location.register_household(
        [{"person.surname": Answer("Yilmaz"), "person.given_names": Answer("Deniz")}],
        {"household.matched_gemeente": Answer("GM0363"), "housing.bedrooms": Answer(2)},
    )
    presenter.show_page(Page.HOUSEHOLD)

    presenter.regroup.begin_join()
    presenter.regroup.search("deniz")
    assert isinstance(screen.state.doing, JoinState)
    presenter.regroup.pick(other.household)
    planned = screen.state.doing
    presenter.regroup.do()

    assert isinstance(planned, JoinState)
    assert [(side.ours, side.theirs) for side in planned.differing] == [("Zwolle", "Amsterdam")]
    assert [(side.ours, side.theirs) for side in planned.filled] == [("–", "2")]
    assert len(location.open_file(home.household).members) == 4


def test_nobody_can_be_moved_when_no_one_would_stay(
    presenter: OverviewPresenter, screen: Screen, home: Registered
) -> None:
    presenter.show_page(Page.HOUSEHOLD)
    presenter.regroup.begin_split()

    for person in home.persons:
        presenter.regroup.choose_member(person)

    assert split_of(screen).error.startswith("Er blijft niemand achter")
