"""From choosing a household to a bundle on a stick, without a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from offices import PASSPHRASE, answer, introduce, take_in
from overstap.domain.kinds import OfficeKind
from overstap.domain.offices import BlockReason
from overstap.doors import Doors
from overstap.gui.screens.handover.presenter import HandoverPresenter
from overstap.gui.screens.handover.state import (
    Act,
    ChooseState,
    PlanState,
    SendingState,
    SentState,
    Step,
)
from overstap.i18n.texts import load
from overstap.kernel.errors import CancelledError
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.vaults import NewOffice
from screens import run_now


class Screen:
    """Remembers what it was told; picks ``folder`` when it is asked for one."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.choose: ChooseState | None = None
        self.plan: PlanState | None = None
        self.sent: SentState | None = None
        self.asked_for_folder = self.changes = 0

    def show_choose(self, state: ChooseState) -> None:
        self.choose = state

    def show_plan(self, state: PlanState) -> None:
        self.plan = state

    def show_sending(self, state: SendingState) -> None: ...

    def show_sent(self, state: SentState) -> None:
        self.sent = state

    def ask_folder(self, start: Path | None) -> Path | None:
        self.asked_for_folder += 1
        return self.folder

    def tell_changed(self) -> None:
        self.changes += 1


@pytest.fixture
def screen(tmp_path: Path) -> Screen:
    stick = tmp_path / "stick"
    stick.mkdir()
    return Screen(stick)


@pytest.fixture
def presenter(screen: Screen, location: App, gemeente: App) -> HandoverPresenter:
    return HandoverPresenter(screen, location, load("nl"), run_now, lambda: None)


@pytest.fixture
def second_gemeente(doors: Doors, location: App, tmp_path: Path) -> Iterator[App]:
    office = NewOffice("Elders", OfficeKind.GEMEENTE, "GM0363", "Balie", "Jansen", training=True)
    app = doors.create(tmp_path / "elders", PASSPHRASE, office, Quiet()).app
    introduce(location, app, tmp_path)
    yield app
    app.close()


def plan_of(screen: Screen) -> PlanState:
    assert screen.plan is not None
    return screen.plan


def choice_of(screen: Screen) -> ChooseState:
    assert screen.choose is not None
    return screen.choose


def test_a_chosen_household_brings_its_gemeente_along(
    presenter: HandoverPresenter, screen: Screen, location: App, gemeente: App
) -> None:
    [household] = take_in(location)
    presenter.entered()

    presenter.toggle(household)

    [recipient] = choice_of(screen).recipients
    assert (recipient.office, recipient.chosen) == (gemeente.office.id, True)


def test_households_of_another_gemeente_cannot_go_in_the_same_bundle(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    one, other = take_in(location, 2)
    answer(location, other, "household.matched_gemeente", "GM0363")
    presenter.entered()

    presenter.toggle(one)

    why = {row.household: row.why for row in choice_of(screen).rows}
    assert not why[one]
    assert why[other]


def test_going_on_with_nothing_says_what_is_missing(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    presenter.entered()
    assert choice_of(screen).note == ""

    presenter.go_on()

    assert choice_of(screen).note == load("nl")("handover.choose.household")


def test_a_gemeente_without_a_card_is_named(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    [household] = take_in(location)
    answer(location, household, "household.matched_gemeente", "GM0363")

    presenter.choose(household)

    assert "Amsterdam" in choice_of(screen).unknown
    assert screen.plan is None


def test_an_unverified_gemeente_is_shown_with_why_and_how_to_mend_it(
    presenter: HandoverPresenter, screen: Screen, location: App, gemeente: App
) -> None:
    location.block_office(gemeente.office.id, BlockReason.OTHER)
    location.block_office.undo(gemeente.office.id)

    presenter.entered()

    [recipient] = choice_of(screen).recipients
    assert recipient.why
    assert recipient.act is not None
    assert (recipient.act.act, recipient.act.target) == (Act.VERIFY, gemeente.office.id)


def test_the_number_of_a_gemeente_is_shown_only_after_it_was_compared(
    presenter: HandoverPresenter, screen: Screen, location: App, gemeente: App
) -> None:
    [household] = take_in(location)
    presenter.choose(household)
    assert plan_of(screen).recipient.number == gemeente.show_card().number

    location.block_office(gemeente.office.id, BlockReason.OTHER)
    location.block_office.undo(gemeente.office.id)
    presenter.entered()

    assert plan_of(screen).recipient.number == ""


def test_what_goes_and_what_stays_is_said_with_its_ground(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    [household] = take_in(location)

    presenter.choose(household)

    plan = plan_of(screen)
    assert sum(section.count for section in plan.sections) == plan.going == plan.new
    assert all(section.ground.startswith(("AVG", "UAVG")) for section in plan.sections)
    assert all(row.reason and row.ground for row in plan.staying)
    assert not any("toestemming" in section.ground.lower() for section in plan.sections)


def test_an_answer_that_does_not_apply_any_more_stays_and_says_so(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    [household] = take_in(location)
    person = location.open_file(household).person
    answer(location, person, "education.work_now", "paid")
    answer(location, person, "education.work_hours", "24")
    answer(location, person, "education.work_now", "none")

    presenter.choose(household)

    stays = {row.label: row.reason for row in plan_of(screen).staying}
    assert stays["Uren per week"] == "Niet meer van toepassing"


def test_the_answers_of_one_resident_can_be_looked_at(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    [household] = take_in(location)
    presenter.choose(household)
    person, name = plan_of(screen).people[2]

    presenter.show_person(person)

    blocks = [block for section in plan_of(screen).sections for block in section.blocks]
    assert {block.name for block in blocks} == {name}
    assert all(line.label and line.value for block in blocks for line in block.lines)


def test_reading_back_and_releasing_are_done_from_the_checks(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    [household] = take_in(location)
    answer(location, household, "talk.read_back", "refused")
    presenter.choose(household)
    assert plan_of(screen).step is Step.CHECK
    assert acts(screen) == [Act.READ_BACK, Act.QUESTION]

    presenter.agree_read_back(household)
    assert acts(screen) == [Act.RELEASE]
    presenter.release(household)

    assert plan_of(screen).step is Step.SEND
    assert acts(screen) == []
    assert screen.changes == 2


def acts(screen: Screen) -> list[Act]:
    return [action.act for check in plan_of(screen).checks for action in check.actions]


def test_a_question_to_mend_opens_the_file_of_a_resident(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    [household] = take_in(location)
    answer(location, household, "talk.read_back", "refused")

    presenter.choose(household)

    [blocked] = [check for check in plan_of(screen).checks if len(check.actions) == 2]
    assert blocked.actions[1].target.startswith("person-")
    assert blocked.actions[1].question == "talk.read_back"


def test_nothing_is_written_while_a_check_fails(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    [household] = take_in(location)
    answer(location, household, "talk.interpreter", "other")
    presenter.choose(household)

    presenter.send()

    assert plan_of(screen).note == load("nl")("handover.not_allowed")
    assert screen.folder is not None
    assert list(screen.folder.iterdir()) == []


def test_sending_asks_for_a_folder_once_and_remembers_it(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    one, two = take_in(location, 2)
    presenter.choose(one)
    presenter.send()
    assert screen.sent is not None
    assert Path(screen.sent.file).exists()
    assert [household for household, _ in screen.sent.dossiers] == [one]

    presenter.back()
    presenter.choose(two)
    presenter.send()

    assert screen.asked_for_folder == 1
    assert len(choice_after(presenter, screen).sent) == 2


def choice_after(presenter: HandoverPresenter, screen: Screen) -> ChooseState:
    presenter.back()
    return choice_of(screen)


def test_a_folder_that_will_not_do_is_said_and_nothing_is_written(
    presenter: HandoverPresenter, screen: Screen, location: App, tmp_path: Path
) -> None:
    [household] = take_in(location)
    screen.folder = tmp_path / "gone"
    presenter.choose(household)

    presenter.send()

    assert plan_of(screen).folder.icon == "blocked"
    assert screen.sent is None
    assert location.list_sent() == ()


def test_stopping_leaves_one_before_sending(screen: Screen, location: App, gemeente: App) -> None:
    def stopped_while_writing(work, *, label="", **told) -> None:  # type: ignore[no-untyped-def]
        def cancelled(task: object) -> None:
            raise CancelledError

        run_now(cancelled if label else work, label=label, **told)

    presenter = HandoverPresenter(screen, location, load("nl"), stopped_while_writing, lambda: None)
    presenter.choose(*take_in(location))

    presenter.send()

    assert plan_of(screen).note == load("nl")("handover.stopped")
    assert screen.sent is None


def test_a_change_after_sending_is_all_that_is_new(
    presenter: HandoverPresenter, screen: Screen, location: App
) -> None:
    [household] = take_in(location)
    presenter.choose(household)
    presenter.send()
    answer(location, household, "talk.interpreter", "other")
    location.release(household)
    presenter.choose(household)
    assert (plan_of(screen).again, plan_of(screen).new) == (True, 1)

    presenter.show_only_new(True)

    [section] = plan_of(screen).sections
    assert (section.key, section.count) == ("talk", 1)


def test_a_second_gemeente_can_be_picked_and_the_match_check_says_no(
    presenter: HandoverPresenter, screen: Screen, location: App, second_gemeente: App
) -> None:
    [household] = take_in(location)
    presenter.entered()
    presenter.toggle(household)

    presenter.pick_office(second_gemeente.office.id)
    presenter.go_on()

    words = [check.word for check in plan_of(screen).checks if check.icon == "blocked"]
    assert words == [load("nl")("handover.check.matched.no")]
