"""What tests may know of the overview: keys and what is in sight."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from overstap.gui.jobs import JobRunner
from overstap.gui.screens.overview import OverviewScreen


class OverviewPage:
    """The overview of a household, used with keys alone."""

    def __init__(self, qtbot, screen: OverviewScreen, jobs: JobRunner) -> None:
        self.screen, self._qtbot, self._jobs = screen, qtbot, jobs
        qtbot.addWidget(screen)
        screen.resize(1200, 700)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)

    def open(self, record: str) -> "OverviewPage":
        self.screen.choose(record)
        return self.settle()

    def settle(self) -> "OverviewPage":
        self._qtbot.waitUntil(lambda: not self._jobs.busy)
        QApplication.processEvents()
        self.screen.activateWindow()
        self._qtbot.waitUntil(self.screen.isActiveWindow)
        return self

    def keys(self, text: str) -> "OverviewPage":
        for letter in text:
            QTest.keyClick(self.focus, letter)
        return self.settle()

    def press(self, *names: str) -> "OverviewPage":
        """Press keys by name: "Enter", "Alt+2", "Ctrl+Z"."""
        for name in names:
            *held, key = name.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for modifier in held:
                modifiers |= _HELD[modifier]
            QTest.keyClick(self.focus, getattr(Qt.Key, f"Key_{_KEYS.get(key, key)}"), modifiers)
            self.settle()
        return self

    def tab_to(self, name: str) -> "OverviewPage":
        """Press Tab until the control of that name has the keyboard."""
        for _ in range(200):
            if self.focus.accessibleName().startswith(name):
                return self
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        raise AssertionError(f"no way to {name!r} by keyboard")

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.screen

    def words(self) -> list[str]:
        """Everything one can read now, from top to bottom."""
        kinds = (QLabel, QPushButton, QCheckBox)
        found = [child for kind in kinds for child in self.screen.findChildren(kind)]
        seen = [child for child in found if child.isVisible() and child.text()]
        return [c.text() for c in sorted(seen, key=lambda c: c.mapTo(self.screen, QPoint()).y())]

    def reads(self, part: str) -> bool:
        return any(part in text for text in self.words())


_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_KEYS = {"Enter": "Return", "Esc": "Escape"}
