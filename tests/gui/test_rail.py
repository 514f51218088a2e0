"""The rail: where one can go, in words or in drawings."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from doing import PATIENCE_MS
from offices import take_in
from overstap.gui import theme
from overstap.i18n.texts import load
from overstap.usecases.app import App
from shell_page import ShellPage

NL = load("nl")


@pytest.fixture
def page(qtbot: Any, location: App) -> ShellPage:
    take_in(location)
    return ShellPage(qtbot, location, "residents")


def test_the_rail_leads_to_the_overview_of_whose_file_is_open_and_f3_comes_back(
    page: ShellPage, location: App, qtbot: Any
) -> None:
    household = location.find_residents("").hits[0].household
    page.shell.show_resident(household)
    page.settle()

    page.choose(NL("desk.overview"))
    there = page.shell.current, page.shell.rail.buttons["overview"].isChecked()
    asked: list[str] = []
    page.shell.screen_of("overview").dossier_asked.connect(asked.append)
    page.choose(NL("overview.print"))
    printing = page.shell.current
    page.shell.show_screen("overview")
    page.shell.activateWindow()
    qtbot.waitUntil(page.shell.isActiveWindow, timeout=PATIENCE_MS)
    qtbot.keyClick(page.shell, Qt.Key.Key_F3)
    page.settle()

    assert there == ("overview", True)
    assert asked == [household]
    assert printing == "dossier"
    assert page.shell.current == "residents"


def test_with_large_text_the_rail_shows_drawings_whose_words_are_still_said(
    qtbot: Any, qapp: QApplication, location: App
) -> None:
    theme.install(qapp, 200, "light")
    page = ShellPage(qtbot, location, "residents")
    button = page.shell.rail.buttons["work"]
    on_a_laptop = button.toolButtonStyle()

    page.shell.resize(1920, 1400)
    page.settle()
    on_a_screen = button.toolButtonStyle()
    theme.install(qapp)

    assert on_a_laptop is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert on_a_screen is Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    assert (button.accessibleName(), button.toolTip()) == (NL("desk.work"), NL("desk.work"))
