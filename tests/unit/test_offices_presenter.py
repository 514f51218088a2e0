"""Cards of offices without a window: taking in, comparing by telephone, blocking."""

from pathlib import Path

import pytest

from overstap.domain.offices import BlockReason, compare_groups
from overstap.gui.screens.offices.presenter import OfficesPresenter
from overstap.gui.screens.offices.state import CheckState, OfficesState, OfficeState, OwnState
from overstap.i18n.texts import load
from overstap.usecases.app import App
from screens import run_now


class Screen:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.state: OfficesState | None = None
        self.changes = 0

    def show_state(self, state: OfficesState) -> None:
        self.state = state

    def tell_changed(self) -> None:
        self.changes += 1

    @property
    def page(self) -> OwnState | OfficeState | CheckState:
        assert self.state is not None
        return self.state.page


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def presenter(screen: Screen, location: App) -> OfficesPresenter:
    return OfficesPresenter(screen, location, load("nl"), run_now)


@pytest.fixture
def unverified(presenter: OfficesPresenter, location: App, gemeente: App) -> str:
    """The gemeente, whose number has to be compared again."""
    location.block_office(gemeente.office.id, BlockReason.OTHER)
    location.block_office.undo(gemeente.office.id)
    presenter.choose(gemeente.office.id)
    return gemeente.show_card().number


def check_of(screen: Screen) -> CheckState:
    assert isinstance(screen.page, CheckState)
    return screen.page


def office_of(screen: Screen) -> OfficeState:
    assert isinstance(screen.page, OfficeState)
    return screen.page


def test_our_own_card_shows_its_number_in_eight_groups(
    presenter: OfficesPresenter, screen: Screen, location: App
) -> None:
    presenter.entered()

    assert isinstance(screen.page, OwnState)
    assert screen.page.groups == tuple(location.show_card().number.split())
    assert [len(group) for group in screen.page.groups] == [5] * 8


def test_a_card_taken_in_waits_to_be_checked_and_hides_its_number(
    presenter: OfficesPresenter, screen: Screen, unverified: str
) -> None:
    office = office_of(screen)

    assert (office.checkable, office.tone, office.groups) == (True, "warn", ())
    assert not any(group in repr(screen.state) for group in unverified.split())


def test_a_wrong_group_is_named_at_once_and_the_right_digits_are_not_given_away(
    presenter: OfficesPresenter, screen: Screen, unverified: str
) -> None:
    groups = unverified.split()
    wrong = "00000" if groups[2] != "00000" else "11111"
    presenter.begin_check()

    presenter.hear((groups[0], groups[1], wrong, groups[3][:2], "", "", "", ""))

    check = check_of(screen)
    assert [mark.icon for mark in check.marks] == ["done", "done", "warning", "", "", "", "", ""]
    assert "3" in check.differs
    assert not any(group in repr(screen.state) for group in groups[2:])


def test_confirming_before_all_groups_are_the_same_changes_nothing(
    presenter: OfficesPresenter, screen: Screen, unverified: str
) -> None:
    presenter.begin_check()
    presenter.hear((*unverified.split()[:7], ""))

    presenter.confirm()

    assert not check_of(screen).right
    assert screen.changes == 0


def test_a_number_that_is_the_same_makes_the_office_trusted(
    presenter: OfficesPresenter, screen: Screen, unverified: str
) -> None:
    presenter.begin_check()
    presenter.hear(tuple(f"{group[:2]}.{group[2:]} " for group in unverified.split()))
    assert check_of(screen).right

    presenter.confirm()

    office = office_of(screen)
    assert (office.tone, office.checkable, office.blocked) == ("ok", False, False)
    assert "Wit (Balie 1)" in office.who
    assert screen.changes == 1


def test_leaving_the_check_forgets_what_was_typed(
    presenter: OfficesPresenter, screen: Screen, unverified: str
) -> None:
    presenter.begin_check()
    presenter.hear(tuple(unverified.split()))

    presenter.leave_check()
    presenter.begin_check()

    assert not check_of(screen).right


def test_blocking_says_who_and_why_and_unblocking_asks_for_a_new_call(
    presenter: OfficesPresenter, screen: Screen, gemeente: App
) -> None:
    presenter.choose(gemeente.office.id)

    presenter.block(BlockReason.KEYS_LOST)
    assert office_of(screen).blocked
    assert load("nl")("blocked.keys_lost") in office_of(screen).who

    presenter.unblock()
    assert office_of(screen).checkable


def test_a_card_is_exported_and_taken_in_by_the_other_side(
    presenter: OfficesPresenter, screen: Screen, location: App, tmp_path: Path
) -> None:
    presenter.export_card(tmp_path)

    assert isinstance(screen.page, OwnState)
    assert Path(screen.page.written).exists()
    assert screen.page.folder == str(tmp_path)


def test_groups_are_judged_only_when_they_are_whole() -> None:
    number = "12345 67890"

    assert compare_groups(number, ("1234", "67 890")) == (None, True)
    assert compare_groups(number, ("12346", "")) == (False, None)
    assert compare_groups(number, ("123456", "abcde")) == (False, False)
