"""A new desk comes into being in the window: its file, the number read out, a passphrase."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from doing import PATIENCE_MS
from offices import PASSPHRASE
from overstap.doors import Doors
from overstap.gui.app import Window
from overstap.gui.screens.unlock import UnlockScreen
from overstap.gui.screens.unlock.page import DoorPage
from overstap.gui.screens.unlock.state import Page
from overstap.gui.shell import Shell
from overstap.gui.widgets.choices import ChoiceCard
from overstap.i18n.texts import load
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App

TEXTS = load("nl")


class DoorKeys:
    """The door of a computer without a vault, used with keys."""

    def __init__(self, qtbot: Any, window: Window) -> None:
        self._qtbot, self.window = qtbot, window

    def choose(self, title: str) -> None:
        cards = self.window.findChildren(ChoiceCard)
        [card] = [c for c in cards if c.isVisible() and title in c.accessibleName()]
        self._qtbot.mouseClick(card, Qt.MouseButton.LeftButton)

    def page(self, page: Page) -> DoorPage:
        """The page in sight, once it is that one and can be typed in."""
        self._qtbot.waitUntil(lambda: self._shows(page), timeout=PATIENCE_MS)
        door = self.window.centralWidget()
        assert isinstance(door, UnlockScreen)
        assert door.page is not None
        return door.page

    def _shows(self, page: Page) -> bool:
        door = self.window.centralWidget()
        shown = door.page if isinstance(door, UnlockScreen) else None
        return shown is not None and shown.state.page is page and not self.window.jobs.busy

    def type(self, line: str, then: Qt.Key) -> None:
        """Type where the keyboard is, and end with a key."""
        for letter in line:
            self._qtbot.keyClick(self._focus, letter)
        self._qtbot.keyClick(self._focus, then)

    @property
    def _focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def door(qtbot: Any, doors: Doors, tmp_path: Path) -> Iterator[DoorKeys]:
    window = Window(doors, tmp_path / "new desk")
    qtbot.addWidget(window)
    window.show()
    yield DoorKeys(qtbot, window)
    window.lock()
    window.jobs.close()


def test_a_new_desk_of_an_office_begins_in_the_window(
    door: DoorKeys, qtbot: Any, location: App, root: Root, tmp_path: Path
) -> None:
    invited = location.administer_office.invite("Balie 2", tmp_path, root)

    door.choose(TEXTS("door.join"))
    door.page(Page.JOIN)
    door.type(str(invited.path), Qt.Key.Key_Tab)
    door.type("", Qt.Key.Key_Tab)  # past the button that picks a file
    door.type(invited.number.replace(" ", ""), Qt.Key.Key_Tab)
    door.type("K. Jansen", Qt.Key.Key_Return)
    door.page(Page.PASSPHRASE)
    door.type(PASSPHRASE, Qt.Key.Key_Return)
    door.type(PASSPHRASE, Qt.Key.Key_Return)
    kit = door.page(Page.RECOVERY).state.kit
    assert kit is not None
    for place in kit.ask:
        door.type(kit.groups[place], Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: isinstance(door.window.centralWidget(), Shell), timeout=PATIENCE_MS)
    app = door.window._app
    assert app is not None
    office = app.office
    assert (office.id, office.desk, office.user) == (location.office.id, "Balie 2", "K. Jansen")
