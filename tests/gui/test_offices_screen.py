"""The offices screen by hand, on real vaults."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from overstap.domain.offices import BlockReason, TrustState
from overstap.gui.screens.offices import make
from overstap.gui.screens.offices.block_dialog import BlockDialog
from overstap.i18n.texts import load
from overstap.usecases.app import App
from screen_page import ScreenPage
from shell_page import ShellPage

TEXTS = load("nl")


class OfficesPage(ScreenPage):
    """What somebody at the desk does and sees."""

    def choose(self, office: str) -> None:
        self.click(self.screen.list.buttons[office])

    def hear(self, digits: str) -> None:
        """Type where the focus is, as one does on the telephone."""
        for digit in digits:
            self.qtbot.keyClicks(self.screen.focusWidget(), digit)
        self.settle()


@pytest.fixture
def page(qtbot, location: App, gemeente: App):
    page = OfficesPage(qtbot, location, make).enter()
    yield page
    page.jobs.close()


@pytest.fixture
def unverified(page, location: App, gemeente: App) -> str:
    location.block_office(gemeente.office.id, BlockReason.OTHER)
    location.block_office.undo(gemeente.office.id)
    page.screen.entered()
    page.settle()
    page.choose(gemeente.office.id)
    return gemeente.show_card().number


def state_of(location: App) -> TrustState:
    return location.list_offices()[0].trust.state


def test_the_number_is_typed_through_the_boxes_and_confirmed(page, location, unverified):
    page.click(page.screen.office.check)

    page.hear(unverified.replace(" ", ""))
    assert page.says(TEXTS("offices.check.all", office="Voorbeeldstad"))
    page.click(page.screen.check.confirm)

    assert state_of(location) is TrustState.VERIFIED


def test_a_wrong_group_is_marked_while_one_types_on(page, location, unverified):
    wrong = str((int(unverified[0]) + 1) % 10)
    page.click(page.screen.office.check)

    page.hear(wrong + unverified.replace(" ", "")[1:])

    assert page.says(TEXTS("offices.group.wrong"))
    assert page.screen.check.boxes.boxes[0].accessibleDescription() == TEXTS("offices.group.wrong")
    page.click(page.screen.check.confirm)
    assert state_of(location) is TrustState.UNVERIFIED
    assert page.screen.check.boxes.boxes[0].hasFocus()


def test_a_pasted_or_scanned_number_is_spread_over_the_boxes(page, unverified):
    page.click(page.screen.office.check)

    page.screen.check.boxes._typed(0, f" {unverified.replace(' ', '.')} ")
    page.settle()

    assert page.screen.check.boxes.groups() == tuple(unverified.split())
    assert page.says(TEXTS("offices.check.all", office="Voorbeeldstad"))


def test_backspace_in_an_empty_box_goes_back(page, unverified, qtbot):
    page.click(page.screen.office.check)
    boxes = page.screen.check.boxes.boxes
    boxes[1].setFocus()

    qtbot.keyClick(boxes[1], Qt.Key.Key_Backspace)

    assert boxes[0].hasFocus()


def test_an_office_is_blocked_only_after_a_reason(page, location, gemeente):
    page.choose(gemeente.office.id)
    page.click(page.screen.office.block)
    dialog = page.screen.findChild(BlockDialog)
    assert state_of(location) is TrustState.VERIFIED

    dialog.group.button(1).setChecked(True)
    page.click(dialog.block)

    [known] = location.list_offices()
    assert known.trust.block is not None
    assert known.trust.block.reason is BlockReason.KEYS_LOST
    assert page.screen.office.unblock.isVisible()


def test_a_card_that_is_dropped_anywhere_on_the_window_is_taken_in_and_shown(
    qtbot, location, gemeente, tmp_path
):
    window = ShellPage(qtbot, location, "residents")
    card = gemeente.show_card.export(tmp_path)

    window.drop(card)

    assert window.shell.current == "offices"
    assert window.shell.screen_of("offices").list.buttons[gemeente.office.id].isChecked()


def test_everything_one_can_operate_has_a_name(page, unverified):
    page.click(page.screen.office.check)

    found = [w for kind in (QAbstractButton, QLineEdit) for w in page.screen.findChildren(kind)]

    assert [w for w in found if not w.accessibleName()] == []


def test_without_other_offices_the_list_says_what_to_do(qtbot, location):
    page = OfficesPage(qtbot, location, make).enter()

    assert page.says(TEXTS("offices.none.text"))
    page.jobs.close()
