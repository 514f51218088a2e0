"""Taking over a list in the window: real files, real keys."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from overstap.gui.screens.list_import.state import (
    CheckState,
    ColumnsState,
    DoneState,
    StartState,
)
from overstap.i18n.texts import load
from overstap.usecases.app import App
from people import names, register
from shell_page import ShellPage

NL = load("nl")
HEAD = ("V-nummer", "Achternaam", "Voornamen", "Geboren", "Gezin", "Opmerking")
LAYLA = ("2900001123", "Haddad", "Layla", "12-3-1985", "7", "belt terug")
OMAR = ("2900001131", "Haddad", "Omar", "1983", "7", "")
WRONG = ("2900001140", "Nasser", "Rami", "31-2-1990", "", "")


def csv(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "lijst.csv"
    path.write_text("\n".join(";".join(row) for row in rows), "utf-8-sig")
    return path


class ImportPage(ShellPage):
    """The window at the page that takes over a list."""

    @property
    def state(self) -> Any:
        return self.screen._state

    def open(self, path: Path) -> None:
        """Drop a file in the middle of the window."""
        dragged = QMimeData()
        dragged.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        how = (copy, dragged, left, Qt.KeyboardModifier.NoModifier)
        window = self.shell.windowHandle()
        QApplication.sendEvent(window, QDragEnterEvent(QPoint(700, 400), *how))
        QApplication.sendEvent(window, QDropEvent(QPointF(700, 400), *how))
        self.settle()

    def map(self, title: str, typed: str) -> None:
        """Type the beginning of a question in the choice beside a column."""
        combo = self.screen.columns.combos[title]
        combo.setFocus()
        self.qtbot.keyClicks(combo, typed)
        self.settle()

    def check(self) -> None:
        self.choose(NL("import.check"))

    def skip(self, kind: str, row: int) -> None:
        self.screen.check.boxes[kind, row].click()
        self.settle()


@pytest.fixture
def page(qtbot: Any, location: App) -> ImportPage:
    return ImportPage(qtbot, location, "list_import")


def test_a_list_is_looked_at_and_then_taken_over(
    page: ImportPage, location: App, tmp_path: Path
) -> None:
    page.open(csv(tmp_path, HEAD, LAYLA, OMAR))
    assert isinstance(page.state, ColumnsState)
    guessed = {column.title: column.field for column in page.state.columns}
    assert guessed["Geboren"] == "person.birth_date"
    assert guessed["Opmerking"] == ""
    assert page.state.columns[1].cells == "Haddad · Haddad"

    page.check()
    assert NL("import.fine") in page.said()
    assert names(location, "") == []
    page.choose(NL("import.do", count=2))

    assert names(location, "") == ["Haddad, Layla", "Haddad, Omar"]
    assert isinstance(page.state, DoneState)
    page.choose(NL("import.to_residents"))
    assert page.shell.current == "residents"


def test_a_workbook_that_is_dropped_anywhere_on_the_window_is_opened(
    page: ImportPage, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEAD, LAYLA):
        book.active.append(row)
    book.save(tmp_path / "lijst.xlsx")
    page.shell.show_screen("residents")

    page.open(tmp_path / "lijst.xlsx")

    assert page.shell.current == "list_import"
    assert isinstance(page.state, ColumnsState)


def test_a_column_is_given_a_question_by_typing_its_name(
    page: ImportPage, location: App, tmp_path: Path
) -> None:
    page.open(csv(tmp_path, ("Naam", "Waar"), ("Haddad", "B-214")))

    page.map("Waar", "Kamer")
    page.check()
    page.choose(NL("import.do", count=1))

    assert location.find_residents("haddad").hits[0].room == "B-214"


def test_a_list_without_names_or_with_one_question_twice_is_not_checked(
    page: ImportPage, tmp_path: Path
) -> None:
    page.open(csv(tmp_path, ("Wie", "Waar"), ("Haddad", "B-214")))
    page.check()
    assert NL("import.refused.names") in page.said()

    page.map("Wie", "Achternaam")
    page.map("Waar", "Achternaam")
    page.check()

    assert isinstance(page.state, ColumnsState)
    assert NL("import.twice", column="Wie") in page.said()


def test_a_faulty_row_is_said_and_keeps_everybody_out_until_it_is_left_out(
    page: ImportPage, location: App, tmp_path: Path
) -> None:
    page.open(csv(tmp_path, HEAD, LAYLA, WRONG))
    page.check()
    assert page.state.faulty[0].details == (f"Geboren “31-2-1990”: {NL('problem.date')}",)
    assert not page.state.can_import
    assert page.state.summary == NL("import.first", count=1)

    page.skip("faulty", 3)
    page.choose(NL("import.do", count=1))

    assert names(location, "") == ["Haddad, Layla"]


def test_a_number_that_stands_twice_is_right_when_one_row_is_left_out(
    page: ImportPage, location: App, tmp_path: Path
) -> None:
    twice = (LAYLA[0], *OMAR[1:])
    page.open(csv(tmp_path, HEAD, LAYLA, twice, WRONG))
    page.check()
    assert [row.row for row in page.state.faulty] == [3, 4]

    page.choose(f"{NL('import.skip_all')}: {NL('import.faulty')}")
    page.choose(NL("import.do", count=1))

    assert names(location, "") == ["Haddad, Layla"]


def test_who_has_a_known_number_is_left_out_unless_one_says_otherwise(
    page: ImportPage, location: App, tmp_path: Path
) -> None:
    register(location, name="Haddad", given="Layla", born="19850312", v="2900001123")
    register(location, name="Haddad", given="Omar", born="19830000")
    page.open(csv(tmp_path, HEAD, LAYLA, OMAR))

    page.check()
    assert [(row.row, row.skipped) for row in page.state.known] == [(2, True), (3, False)]
    assert NL("double.v_number") in page.state.known[0].details[0]

    page.skip("known", 2)
    page.skip("known", 3)
    page.choose(NL("import.do", count=1))
    assert names(location, "") == ["Haddad, Layla", "Haddad, Layla", "Haddad, Omar"]


def test_who_stops_halfway_has_taken_nobody_over(
    page: ImportPage, location: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [(f"29{n:08}", f"Naam{n}", "", "", str(n), "") for n in range(150)]
    page.open(csv(tmp_path, HEAD, *many))
    page.check()
    written: list[int] = []
    vault = location.import_list.vault
    write = type(vault).write

    def write_and_press_stop(self: Any, *given: Any) -> None:
        write(self, *given)
        written.append(len(given[0]))
        page.jobs.cancel()

    monkeypatch.setattr(type(vault), "write", write_and_press_stop)
    page.choose(NL("import.do", count=150))

    assert written, "some were written before it was stopped"
    assert location.find_residents("").total == 0
    assert isinstance(page.state, CheckState)


def test_a_file_that_is_no_list_is_explained(page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(b"\0\1\2")

    page.open(path)

    assert isinstance(page.state, StartState)
    assert "lijst.xlsx" in page.state.told
    assert page.state.told in page.said()


def test_leaving_forgets_the_list(page: ImportPage, location: App, tmp_path: Path) -> None:
    page.shell.show_screen("work")
    page.shell.show_screen("list_import")
    page.open(csv(tmp_path, HEAD, LAYLA))

    page.choose(NL("register.cancel"))

    assert page.shell.current == "work"
    page.shell.show_screen("list_import")
    assert isinstance(page.state, StartState)
    assert location.find_residents("").total == 0


def test_an_empty_list_of_residents_leads_to_taking_one_over(page: ImportPage) -> None:
    page.shell.show_screen("residents")
    page.settle()

    page.choose(NL("work.import"))

    assert page.shell.current == "list_import"
