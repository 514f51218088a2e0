"""Somebody looks along: one key, and nobody's name can be read on any screen."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from doing import PATIENCE_MS
from offices import hand_over
from overstap.gui.screens.residents.column import SearchColumn
from overstap.usecases.app import App
from shell_page import ShellPage

SCREENS = (
    "work",
    "residents",
    "overview",
    "handover",
    "receive",
    "offices",
    "administration",
    "doubles",
    "dossier",
    "mailbox",
    "list_import",
)


@pytest.fixture
def page(qtbot: Any, location: App, gemeente: App, tmp_path: Any) -> ShellPage:
    hand_over(location, gemeente, tmp_path)
    return ShellPage(qtbot, location, "residents")


def readable(screen: QWidget) -> set[str]:
    """What one can read of a screen; nothing where all of it is blurred."""
    if screen.graphicsEffect() is not None:
        return set()
    kinds = (QLabel, QAbstractButton, QLineEdit)
    found = [child for kind in kinds for child in screen.findChildren(kind) if child.isVisible()]
    hidden = QLineEdit.EchoMode.Password
    said = [f for f in found if not isinstance(f, QLineEdit) or f.echoMode() is not hidden]
    return {word for part in said for word in part.text().replace(",", " ").split()}


@pytest.mark.parametrize("name", SCREENS)
def test_no_name_can_be_read_on_any_screen(page: ShellPage, location: App, name: str) -> None:
    household = location.find_residents("").hits[0].household
    file = location.open_file(household)
    names = {word for m in file.members for word in m.name.replace(",", " ").split()}
    page.shell.show_resident(file.person)
    page.settle()

    page.shell.toggle_blur()
    page.shell.show_screen(name)
    if name in ("overview", "dossier", "handover"):
        page.shell.screen_of(name).choose(household)
    page.settle()

    assert readable(page.shell.screen_of(name)) & names == set()
    lists = page.shell.screen_of("residents").findChildren(SearchColumn)
    assert all(column.delegate.hidden for column in lists)


def test_the_key_hides_and_shows_again(page: ShellPage, location: App, qtbot: Any) -> None:
    page.shell.show_resident(location.find_residents("").hits[0].household)
    page.settle()
    page.shell.activateWindow()
    qtbot.waitUntil(page.shell.isActiveWindow, timeout=PATIENCE_MS)
    before = readable(page.screen)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    qtbot.keyClick(page.shell, Qt.Key.Key_B, keys)
    page.settle()
    hidden = readable(page.screen)
    qtbot.keyClick(page.shell, Qt.Key.Key_B, keys)
    page.settle()

    assert readable(page.screen) == before
    assert hidden != before
