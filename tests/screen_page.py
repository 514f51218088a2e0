"""One screen alone in a window, as somebody at the desk sees and presses it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from doing import PATIENCE_MS
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.i18n.texts import load
from overstap.usecases.app import App


class ScreenPage:
    """A screen that ``make`` makes. Who uses it closes ``jobs``."""

    def __init__(
        self, qtbot: Any, app: App, make: Callable[..., Any], language: str = "nl"
    ) -> None:
        self.qtbot, self.jobs, self.texts = qtbot, JobRunner(), load(language)
        holder = QWidget()
        self.screen = make(app, self.texts, self.jobs, Alerts(holder, self.texts))
        qtbot.addWidget(holder)
        qtbot.addWidget(self.screen)
        self.screen.resize(1278, 740)
        self.screen.show()

    def enter(self) -> Self:
        """The screen comes into sight."""
        self.screen.entered()
        return self.settle()

    def settle(self) -> Self:
        """Until no work runs or waits; what was laid out anew is shown by an event of its own."""
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=PATIENCE_MS)
        QApplication.processEvents()
        return self

    def click(self, button: QAbstractButton) -> Self:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        return self.settle()

    def drop(self, path: Path, on: QWidget | None = None) -> None:
        """Let a file fall on the screen, or on a part of it."""
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        no_key = Qt.KeyboardModifier.NoModifier
        (on or self.screen).dropEvent(QDropEvent(QPointF(9, 9), copy, dropped, left, no_key))
        self.settle()

    def shown(self, kind: type) -> list[Any]:
        """The widgets of that kind that are in sight."""
        return [widget for widget in self.screen.findChildren(kind) if widget.isVisible()]

    def says(self, text: str) -> bool:
        """Whether that can be read somewhere."""
        return any(text in str(one.property("text") or "") for one in self.shown(QWidget))
