"""What tests may know of the overview: keys and what is in sight."""

from typing import Any, Self

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from keys_page import KeysPage
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.overview import OverviewScreen


class OverviewPage(KeysPage):
    """The overview of a household."""

    def __init__(self, qtbot: Any, screen: OverviewScreen, jobs: JobRunner) -> None:
        super().__init__(qtbot, screen, jobs, 1200, 700)
        self.screen = screen

    def open(self, record: str) -> Self:
        self.screen.choose(record)
        return self.settle()

    def keys(self, text: str) -> Self:
        return super().keys(text).settle()

    def press(self, *names: str) -> Self:
        for name in names:
            super().press(name).settle()
        return self

    def tab_to(self, name: str) -> Self:
        """Press Tab until the control of that name has the keyboard."""
        for _ in range(200):
            if self.focus.accessibleName().startswith(name):
                return self
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        raise AssertionError(f"no way to {name!r} by keyboard")
