"""The window of an unlocked vault, as somebody at the desk sees and presses it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from doing import PATIENCE_MS
from overstap.gui.alerts import Alerts
from overstap.gui.drops import FileDrops
from overstap.gui.jobs import JobRunner
from overstap.gui.settings_menu import Choices
from overstap.gui.shell import Shell
from overstap.i18n.texts import load
from overstap.usecases.app import App


class ShellPage:
    """A window at one of its screens."""

    def __init__(self, qtbot: Any, app: App, screen: str) -> None:
        self.qtbot, self.jobs, texts = qtbot, JobRunner(), load("nl")
        choices = Choices("nl", 100, "light", 5)
        self.shell = Shell(app, texts, self.jobs, Alerts(QWidget(), texts), choices)
        qtbot.addWidget(self.shell, before_close_func=lambda _shell: self._leave())
        self.shell.resize(1366, 768)
        self.shell.show()
        self.screen: Any = self.shell.show_screen(screen)
        self.settle()

    def settle(self) -> None:
        """Until no work runs or waits."""
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=PATIENCE_MS)
        QApplication.processEvents()

    def choose(self, name: str, inside: QWidget | None = None) -> None:
        """Press the visible button whose name begins so."""
        found = (inside or self.shell).findChildren(QAbstractButton)
        button = next(b for b in found if b.isVisible() and b.accessibleName().startswith(name))
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def drop(self, *paths: Path) -> None:
        """Let files fall on the window."""
        self.shell.findChild(FileDrops).dropped.emit(list(paths))
        self.settle()

    def said(self) -> set[str]:
        """Every sentence in sight."""
        return {label.text() for label in self.shell.findChildren(QLabel) if label.isVisible()}

    def _leave(self) -> None:
        """What was asked is done before the vault is locked; the answers go to nobody."""
        self.jobs.forget_askers()
        for timer in self.shell.findChildren(QTimer):
            timer.stop()
        self.settle()
        self.jobs.close()
