"""Lists of work in the window: choose one, go through it, keep a filter."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from doing import PATIENCE_MS
from offices import answer, pass_on
from overstap.gui.screens.work.filter_dialog import FilterDialog
from overstap.i18n.texts import load
from overstap.usecases.app import App
from overstap.usecases.lists.saved_filters import Filter
from overstap.usecases.ports.lists import Selection, WorkList
from people import register
from shell_page import ShellPage

NL = load("nl")


class WorkPage(ShellPage):
    """The window at its page of work."""

    def count(self, work: WorkList) -> str:
        card = next(
            c for c in self.screen.lists if c.accessibleName().startswith(NL(f"work.{work}"))
        )
        return str(card.accessibleName().rpartition(", ")[2])

    def keep_as(self, name: str) -> FilterDialog:
        (dialog,) = (d for d in self.screen.findChildren(FilterDialog) if d.isVisible())
        dialog.name.clear()
        self.qtbot.keyClicks(dialog.name, name)
        self.choose(NL("filter.keep"), dialog)
        return dialog

    def listed(self) -> list[str]:
        model = self.shell.screen_of("residents").column.model
        return [row.name for at in range(model.rowCount()) if (row := model.row(at))]

    def titles(self) -> list[str]:
        """What stands in sight, from top to bottom."""
        labels = [label for label in self.shell.findChildren(QLabel) if label.isVisible()]
        return [x.text() for x in sorted(labels, key=lambda x: x.mapTo(self.shell, QPoint()).y())]

    def badge(self) -> str:
        button = next(
            b for b in self.shell.findChildren(QAbstractButton) if b.text() == NL("desk.work")
        )
        return button.accessibleDescription()


@pytest.fixture
def page(qtbot: Any, location: App) -> WorkPage:
    register(location, name="Haddad", given="Layla", room="B-214")
    due = register(location, name="Tesfay", given="Abel", room="A-1")
    answer(location, due, "status.phase", "granted")
    answer(location, due, "status.permit_from", "20261110")
    return WorkPage(qtbot, location, "work")


def test_a_list_is_counted_and_narrows_the_residents_until_everybody_is_asked(
    page: WorkPage,
) -> None:
    assert (page.count(WorkList.NEW), page.count(WorkList.CLOCK)) == ("2", "1")

    page.choose(NL("work.clock"))
    assert page.shell.current == "residents"
    assert page.listed() == ["Tesfay, Abel"]
    assert page.shell.screen_of("residents").column.narrowed.isVisible()

    page.choose(NL("residents.widen"))
    assert page.listed() == ["Haddad, Layla", "Tesfay, Abel"]
    assert not page.shell.screen_of("residents").column.narrowed.isVisible()


def test_a_list_is_gone_through_with_the_keys_alone(page: WorkPage, qtbot: Any) -> None:
    assert page.shell.focusWidget() is page.screen.lists[0]
    for _ in range(6):
        qtbot.keyClick(page.shell.focusWidget(), Qt.Key.Key_Tab)

    qtbot.keyClick(page.shell.focusWidget(), Qt.Key.Key_Return)
    page.settle()
    qtbot.keyClick(page.shell.focusWidget(), Qt.Key.Key_Return)
    page.settle()

    assert page.listed() == ["Tesfay, Abel"]
    assert page.shell.screen_of("residents").place()[0]


def test_escape_in_the_search_box_lists_everybody_again(page: WorkPage, qtbot: Any) -> None:
    page.choose(NL("work.clock"))

    qtbot.keyClick(page.shell.screen_of("residents").column.box, Qt.Key.Key_Escape)
    page.settle()

    assert len(page.listed()) == 2


def test_nobody_on_a_list_is_told_from_nobody_at_all(page: WorkPage, qtbot: Any) -> None:
    page.choose(NL("work.clock"))
    column = page.shell.screen_of("residents").column

    qtbot.keyClicks(column.box, "haddad")
    qtbot.waitUntil(lambda: column.shown == "haddad", timeout=PATIENCE_MS)

    said = [label.text() for label in column.findChildren(QLabel) if label.isVisible()]
    assert NL("residents.none.on_list") in said


def test_a_filter_is_kept_used_renamed_and_removed(page: WorkPage, location: App) -> None:
    page.choose(NL("work.new"))
    page.choose(NL("filter.keep"))
    assert page.shell.current == "work"
    page.keep_as("Nieuw hier")
    assert location.saved_filters() == {"Nieuw hier": Filter("", Selection(WorkList.NEW))}

    page.choose(f"{NL('filter.change')}: Nieuw hier")
    page.keep_as("Alles wat nieuw is")
    assert list(location.saved_filters()) == ["Alles wat nieuw is"]

    page.choose("Alles wat nieuw is")
    assert len(page.listed()) == 2

    page.shell.show_screen("work")
    page.settle()
    page.choose(f"{NL('filter.remove')}: Alles wat nieuw is")
    assert location.saved_filters() == {}


def test_a_filter_without_a_name_or_with_that_of_another_is_not_kept(
    page: WorkPage, location: App
) -> None:
    location.saved_filters.save("Gebouw B", Filter("B"))
    page.choose(NL("filter.add"))

    dialog = page.keep_as("")
    assert dialog.isVisible()
    page.keep_as("Gebouw B")

    assert dialog.isVisible()
    assert location.saved_filters() == {"Gebouw B": Filter("B")}


def test_the_badge_says_what_cannot_wait_and_follows_what_changes(
    page: WorkPage, location: App, qtbot: Any
) -> None:
    assert page.badge() == NL("desk.work.waiting", count=1)
    due = register(location, name="Nasser")
    answer(location, due, "status.phase", "granted")
    answer(location, due, "status.permit_from", "20261110")

    page.screen.changed.emit()

    qtbot.waitUntil(lambda: page.badge() == NL("desk.work.waiting", count=2), timeout=PATIENCE_MS)


def test_a_resident_about_whom_desks_disagree_is_dealt_with_among_the_differences(
    qtbot: Any, location: App, second: App, tmp_path: Path
) -> None:
    one, other = (register(location, name=name, room="A") for name in ("Haddad", "Tesfay"))
    pass_on(location, second, tmp_path)
    for desk, room in ((second, "B-2"), (location, "A-1")):
        for person in (one, other):
            answer(desk, person, "person.room", room)
    pass_on(second, location, tmp_path)
    page = WorkPage(qtbot, location, "work")

    page.choose(NL("work.dispute"))
    page.shell.screen_of("residents").column.chosen.emit(other)
    page.settle()

    assert (page.shell.current, page.shell.screen_of("administration").current) == (
        "administration",
        "disputes",
    )
    names = ("Haddad", "Tesfay")
    seen = [said for said in page.titles() if said.startswith(names)]
    assert seen[0].startswith("Tesfay")
