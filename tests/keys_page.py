"""A part of the window alone, used with keys and read from top to bottom."""

from typing import Any, Self

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget

from doing import PATIENCE_MS
from overstap.gui.jobs import JobRunner


class KeysPage:
    """``part`` is in sight and has the keyboard. Closing it closes ``jobs``."""

    def __init__(self, qtbot: Any, part: QWidget, jobs: JobRunner, width: int, height: int) -> None:
        self._part, self._qtbot, self._jobs = part, qtbot, jobs
        qtbot.addWidget(part, before_close_func=lambda _part: self._leave())
        part.resize(width, height)
        with qtbot.waitExposed(part, timeout=PATIENCE_MS):
            part.show()
        self._take_keyboard()

    def settle(self) -> Self:
        """Until nothing runs or waits."""
        self._qtbot.waitUntil(lambda: not self._jobs.busy, timeout=PATIENCE_MS)
        QApplication.processEvents()
        self._take_keyboard()
        return self

    def keys(self, text: str) -> Self:
        """Type into whatever has the keyboard."""
        for letter in text:
            QTest.keyClick(self.focus, letter)
        return self

    def press(self, *names: str) -> Self:
        """Press keys by name: "Enter", "F8", "Alt+2", "Ctrl+Z"."""
        for name in names:
            *held, key = name.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for modifier in held:
                modifiers |= _HELD[modifier]
            QTest.keyClick(self.focus, getattr(Qt.Key, f"Key_{_KEYS.get(key, key)}"), modifiers)
            QApplication.processEvents()
        return self

    @property
    def focus(self) -> QWidget:
        """Where keys go: to an open list or menu first, as with a real keyboard."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self._part

    def words(self) -> list[str]:
        """Everything one can read now, from top to bottom."""
        kinds = (QLabel, QPushButton, QCheckBox)
        found = [child for kind in kinds for child in self._part.findChildren(kind)]
        seen = [child for child in found if child.isVisible() and child.text()]
        return [c.text() for c in sorted(seen, key=lambda c: c.mapTo(self._part, QPoint()).y())]

    def reads(self, part: str) -> bool:
        return any(part in text for text in self.words())

    def _leave(self) -> None:
        """What was typed and asked is done; the answers go to nobody, for the window goes."""
        self._part.close()
        self._jobs.forget_askers()
        for timer in self._part.findChildren(QTimer):
            timer.stop()
        self._qtbot.waitUntil(lambda: not self._jobs.busy, timeout=PATIENCE_MS)
        self._jobs.close()

    def _take_keyboard(self) -> None:
        """Without a screen, a list that closes takes the window's keyboard with it."""
        self._part.activateWindow()
        self._qtbot.waitUntil(self._part.isActiveWindow, timeout=PATIENCE_MS)


_HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_KEYS = {"Enter": "Return", "Esc": "Escape", "-": "Minus", "=": "Equal"}
