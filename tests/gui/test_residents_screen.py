"""Finding and registering by keyboard, as at the desk."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from doing import PATIENCE_MS
from offices import answer
from overstap.domain.residents import BIRTH_DATE, GIVEN_NAMES, ROOM, SURNAME, V_NUMBER
from overstap.gui import theme
from overstap.gui.screens.residents import make
from overstap.gui.screens.residents.column import SearchColumn
from overstap.gui.screens.residents.state import ListState, Row
from overstap.i18n.texts import load
from overstap.usecases.app import App
from people import register
from screen_page import ScreenPage

NL = load("nl")
ROW = Row("1", "Haddad, Layla", "", "", "", (), "none", "", "", late=False)


class Desk(ScreenPage):
    """The screen of residents as somebody types at it."""

    def __init__(self, qtbot: Any, app: App) -> None:
        super().__init__(qtbot, app, make)
        self.column, self.page = self.screen.column, self.screen.page
        self.enter()

    def search(self, text: str) -> None:
        self.qtbot.keyClicks(self.column.box, text)
        self.qtbot.waitUntil(lambda: self.column.shown == text.strip(), timeout=PATIENCE_MS)

    def press(self, key: Qt.Key, widget: QWidget | None = None) -> None:
        self.qtbot.keyClick(widget or self.column.box, key)
        self.settle()

    def fill_in(self, person: int, field: str, text: str) -> None:
        editor = self.page.forms[person].fields[field].editor
        self.qtbot.keyClicks(editor, text)
        self.settle()

    def choose(self, label: str) -> None:
        button = next(b for b in self.screen.findChildren(QAbstractButton) if b.text() == label)
        button.click()
        self.settle()

    def rows(self) -> list[str]:
        model = self.column.model
        return [row.name for at in range(model.rowCount()) if (row := model.row(at))]

    @property
    def opened(self) -> str:
        return self.screen.place()[0]


@pytest.fixture
def people(location: App) -> dict[str, str]:
    return {
        "layla": register(location, name="Haddad", given="Layla", born="19890312"),
        "yusuf": register(location, name="Haddad", given="Yusuf", born="19860000"),
        "abel": register(location, name="Tesfay", given="Abel"),
    }


@pytest.fixture
def desk(qtbot: Any, location: App, people: dict[str, str]) -> Iterator[Desk]:
    desk = Desk(qtbot, location)
    yield desk
    desk.jobs.close()


def test_one_types_at_once_and_enter_opens_the_first(desk: Desk, people: dict[str, str]) -> None:
    assert desk.screen.focusWidget() is desk.column.box

    desk.search("hadd")
    assert desk.rows() == ["Haddad, Layla", "Haddad, Yusuf"]
    desk.press(Qt.Key.Key_Return)

    assert desk.opened == people["layla"]


def test_enter_at_once_opens_the_first_of_the_answer_to_come(
    desk: Desk, people: dict[str, str], qtbot: Any
) -> None:
    qtbot.keyClicks(desk.column.box, "tesf")
    desk.press(Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: desk.opened == people["abel"], timeout=PATIENCE_MS)


def test_the_rest_is_asked_for_when_the_first_rows_are_on_screen(qtbot: Any) -> None:
    column, seen = SearchColumn(NL), list[str]()
    qtbot.addWidget(column)
    column.show()
    qtbot.waitExposed(column)
    QApplication.processEvents()
    column.rest_wanted.connect(lambda: seen.append("asked"))
    column.list.painted.connect(lambda: seen.append("painted"))

    column.show_list(ListState("a", 2, (ROW, ROW), "", "", nobody=False, more=True))
    qtbot.waitUntil(lambda: "asked" in seen, timeout=PATIENCE_MS)

    assert "painted" in seen[: seen.index("asked")]


def test_arrows_walk_through_the_list_from_the_search_box(
    desk: Desk, people: dict[str, str]
) -> None:
    desk.search("hadd")

    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)

    assert desk.opened == people["yusuf"]


def test_f2_stands_in_the_first_question_of_who_one_walked_to(
    desk: Desk, people: dict[str, str]
) -> None:
    desk.search("hadd")
    desk.press(Qt.Key.Key_Down)

    desk.press(Qt.Key.Key_F2)

    assert desk.screen.place() == (people["yusuf"], "person", V_NUMBER)
    assert desk.screen.file.isAncestorOf(desk.screen.focusWidget())


def test_ctrl_n_begins_with_what_was_searched_for(desk: Desk) -> None:
    desk.search("gebre")

    desk.screen.register()
    desk.settle()

    editor = desk.page.forms[0].fields[SURNAME].editor
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Gebre"


def test_somebody_new_is_registered_and_opened(desk: Desk, location: App) -> None:
    desk.search("gebre")
    desk.screen.register()
    desk.settle()

    desk.fill_in(0, GIVEN_NAMES, "Abel")
    desk.fill_in(0, BIRTH_DATE, "1985")
    desk.choose(NL("register.do", count=1))

    assert location.open_file(desk.opened).name == "Gebre, Abel"
    assert desk.column.box.text() == ""


def test_a_scanner_that_ends_with_enter_registers_nobody(desk: Desk, location: App) -> None:
    desk.screen.register()
    desk.settle()
    fields = desk.page.forms[0].fields

    for field, scanned in ((SURNAME, "Gebre"), (V_NUMBER, "2900001123"), (ROOM, "B-214")):
        desk.fill_in(0, field, scanned)
        desk.press(Qt.Key.Key_Return, fields[field].editor)

    assert len(location.find_residents("").hits) == 3
    assert desk.page.isVisible()


def test_one_reason_is_asked_where_somebody_is_alike(desk: Desk, location: App) -> None:
    desk.screen.register()
    desk.settle()
    desk.fill_in(0, SURNAME, "Haddad")
    desk.fill_in(0, GIVEN_NAMES, "Laila")
    desk.fill_in(0, BIRTH_DATE, "12-3-1989")

    desk.choose(NL("register.do", count=1))
    assert len(location.find_residents("").hits) == 3
    desk.choose(NL("register.reason.document"))
    desk.choose(NL("register.do", count=1))

    assert len(location.find_residents("").hits) == 4


def test_hidden_names_are_in_no_row_and_not_in_the_box(desk: Desk) -> None:
    desk.search("hadd")

    desk.screen.blur(True)

    assert desk.column.delegate.hidden
    assert desk.column.box.echoMode() is QLineEdit.EchoMode.Password


def test_a_card_stays_drawn_until_something_about_it_changes(
    desk: Desk, location: App, people: dict[str, str]
) -> None:
    def seen() -> QImage:
        inside = rows.visualRect(rows.model().index(0, 0)).adjusted(4, 4, -4, -8)
        return rows.viewport().grab(inside).toImage()

    rows = desk.column.list

    before, again = seen(), seen()
    answer(location, people["layla"], ROOM, "B-214")
    desk.screen.presenter.refresh()
    desk.settle()
    moved = seen()
    desk.screen.blur(True)
    hidden = seen()
    desk.screen.blur(False)

    assert again == before
    assert moved != before
    assert hidden not in (before, moved)
    assert seen() == moved


def test_where_both_do_not_fit_one_sees_the_list_or_the_file(
    desk: Desk, people: dict[str, str]
) -> None:
    desk.screen.resize(700, 740)

    desk.search("hadd")
    desk.press(Qt.Key.Key_Return)
    beside_the_file = desk.column.isVisible()
    desk.choose(NL("file.back"))

    assert (desk.opened, beside_the_file) == (people["layla"], False)
    assert desk.column.isVisible()
    assert not desk.screen.file.isVisible()
    assert desk.screen.focusWidget() is desk.column.box


def test_the_way_to_somebody_new_stands_right_under_the_last_row(desk: Desk) -> None:
    column, last = desk.column, desk.column.model.index(2)

    row = column.list.viewport().mapToGlobal(column.list.visualRect(last).bottomLeft())
    way = column.new.mapToGlobal(QPoint(0, 0))

    assert 0 < way.y() - row.y() < theme.size(24)
    assert column.list.verticalScrollBar().maximum() == 0


def test_everything_one_can_operate_has_a_name(desk: Desk) -> None:
    desk.screen.register()
    desk.settle()

    operated = [
        widget
        for kind in (QLineEdit, QAbstractButton, QComboBox)
        for widget in desk.screen.findChildren(kind)
        if not widget.objectName().startswith("qt_")
    ]

    nameless = [
        w for w in operated if not w.accessibleName() and not isinstance(w.parent(), QLineEdit)
    ]
    assert nameless == []
