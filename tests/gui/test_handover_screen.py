"""The handover screen by hand and keyboard, on real vaults."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QListView,
    QWidget,
)

from doing import PATIENCE_MS
from offices import answer, hand_over, take_in
from overstap.gui import theme
from overstap.gui.confirm_dialog import ConfirmDialog
from overstap.gui.reason_dialog import ReasonDialog
from overstap.gui.screens.handover import make
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.handover.find_households import Standing
from screen_page import ScreenPage

TEXTS = load("nl")


class HandoverPage(ScreenPage):
    """What somebody at the desk does and sees."""

    def press(self, widget: QWidget, key: Qt.Key) -> "HandoverPage":
        self.qtbot.keyClick(widget, key)
        return self.settle()

    def push(self, word: str) -> "HandoverPage":
        """The only button with that word."""
        [button] = [b for b in self.buttons() if b.text() == word]
        return self.click(button)

    def buttons(self) -> list[QAbstractButton]:
        return self.shown(QAbstractButton)

    def title(self) -> str:
        return self.screen.header.title.text()


@pytest.fixture
def page(qtbot, location: App, gemeente: App, tmp_path: Path):
    stick = tmp_path / "stick"
    stick.mkdir()
    page = HandoverPage(qtbot, location, make)
    page.screen.ask_folder = lambda _start: stick
    yield page
    page.jobs.close()


def test_a_household_is_handed_over_without_a_mouse(page, location, tmp_path):
    take_in(location)
    page.enter()
    search = page.screen.choose_page.search

    page.press(search, Qt.Key.Key_Down).press(search, Qt.Key.Key_Return)
    assert page.title().startswith("Overdracht huishouden")
    page.screen.checks.send.setFocus()
    page.press(page.screen.checks.send, Qt.Key.Key_Space)

    [bundle] = (tmp_path / "stick").glob("*.overstap")
    assert page.says(bundle.name)
    [sent] = location.list_sent()
    assert sent.received is None


def test_a_bundle_that_was_lost_is_sent_again_from_the_list(page, location, gemeente, tmp_path):
    hand_over(location, gemeente, tmp_path)
    page.enter()

    page.push(TEXTS("handover.act.lost"))

    assert page.says(TEXTS("handover.sent.lost"))
    assert not [b for b in page.buttons() if b.text() == TEXTS("handover.act.lost")]
    [row] = location.find_households("").rows
    page.screen.choose(row.household)
    page.settle()
    page.push(TEXTS("handover.send"))
    assert [bundle.number for bundle in location.list_sent()] == [2, 1]


def test_space_takes_a_household_along_and_verder_shows_what_goes(page, location):
    take_in(location, 2)
    page.enter()
    rows = page.screen.choose_page.list

    page.press(rows, Qt.Key.Key_Space).press(rows, Qt.Key.Key_Down).press(rows, Qt.Key.Key_Space)
    page.push(TEXTS("handover.go_on"))

    assert page.title() == TEXTS("handover.title.many", count=2)


def test_unfolding_a_section_shows_its_answers(page, location):
    [household] = take_in(location)
    page.screen.choose(household)
    page.settle()
    fold = page.screen.going.folds[0]
    assert not page.says(TEXTS("status.unknown"))

    page.push(TEXTS("handover.every"))

    assert all(fold.button.isChecked() for fold in page.screen.going.folds)
    assert any(page.says(line.value) for block in fold._section.blocks for line in block.lines)


def test_a_household_is_read_back_and_released_from_the_checks(page, location, qtbot):
    [household] = take_in(location)
    answer(location, household, "talk.read_back", "refused")
    page.screen.choose(household)
    page.settle()

    page.push(TEXTS("handover.act.read_back"))
    question = page.screen.findChild(ConfirmDialog)
    assert not page.says(TEXTS("handover.act.release"))
    page.click(question.yes)
    page.push(TEXTS("handover.act.release"))

    assert location.find_households.one(household).standing is Standing.READY


def test_a_restricted_answer_goes_along_only_for_a_reason(page, location):
    [household] = take_in(location)
    for member in location.open_file(household).members:
        answer(location, member.person, "person.bsn", "999990019")
    page.screen.choose(household)
    page.settle()
    word = TEXTS("handover.act.open")
    closed = [b for b in page.buttons() if b.text() == word]

    page.press(closed[0], Qt.Key.Key_Space)
    dialog = page.screen.findChild(ReasonDialog)
    dialog.do.click()
    refused = dialog.isVisible()
    dialog.reason.setText("nodig voor de BRP")
    dialog.do.click()
    page.settle()

    assert refused, "it asks why first"
    assert len(closed) == len(location.open_file(household).members), "each resident has a button"
    assert len([b for b in page.buttons() if b.text() == word]) == len(closed) - 1
    assert page.says(TEXTS("handover.opened"))


def test_a_check_leads_to_the_question_that_mends_it(page, location, qtbot):
    [household] = take_in(location)
    answer(location, household, "talk.read_back", "refused")
    page.screen.choose(household)
    page.settle()

    with qtbot.waitSignal(page.screen.question_asked, timeout=PATIENCE_MS) as asked:
        page.push(TEXTS("handover.act.question"))

    person, field = asked.args
    assert location.open_file(person).household == household
    assert field == "talk.read_back"


def test_without_room_the_columns_stand_behind_tabs(page, location):
    [household] = take_in(location)
    page.screen.choose(household)
    page.settle()
    assert page.screen.columns.beside

    page.screen.resize(theme.size(700), 740)
    page.settle()

    assert page.screen.checks.isVisible()
    assert not page.screen.going.isVisible()
    page.push(TEXTS("handover.goes"))
    assert page.screen.going.isVisible()


def test_everything_one_can_operate_has_a_name(page, location):
    [household] = take_in(location)
    page.enter()
    kinds = (QAbstractButton, QLineEdit, QComboBox, QListView)
    page.screen.choose(household)
    page.settle()

    found = [w for kind in kinds for w in page.screen.findChildren(kind)]
    combos = page.screen.findChildren(QComboBox)
    inner = {view for combo in combos for view in combo.findChildren(QListView)}
    nameless = [w for w in found if not w.accessibleName() and w not in inner]

    assert nameless == []


def test_an_empty_vault_says_what_to_do(page):
    page.enter()

    assert page.says(TEXTS("handover.none.text"))
    assert page.says(TEXTS("handover.sent.none"))
