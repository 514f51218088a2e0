"""The window of an unlocked vault: the rail on the left, one screen on the right."""

from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QStatusBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.residents import ResidentsScreen
from overstap.gui.widgets import icon
from overstap.i18n.texts import Texts
from overstap.usecases.app import App

SCREENS = (("handover", "handover"), ("receive", "inbox"), ("offices", "offices"))


class Shell(QWidget):
    """Shows what the office can do; ``locked`` asks for the door."""

    locked = Signal()

    def __init__(self, app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> None:
        super().__init__()
        self._texts = texts
        self._stack = QStackedWidget()
        self._group = QButtonGroup(self)
        rail = QWidget()
        rail.setObjectName("rail")
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail.setMinimumWidth(theme.spacing(22))
        self._rail = QVBoxLayout(rail)
        self._enter("residents", "residents", ResidentsScreen(app, texts, jobs))
        for name, picture in SCREENS:
            module = f"overstap.gui.screens.{name}"
            if find_spec(module) is not None and hasattr(import_module(module), "make"):
                screen = import_module(module).make(app, texts, jobs, alerts)
                self._enter(name, picture, screen)
        self._rail.addStretch(1)
        lock = self._button("lock", "lock")
        lock.setShortcut("Ctrl+L")
        lock.clicked.connect(self.locked)
        bar = QStatusBar()
        bar.addPermanentWidget(QLabel(f"{app.office.name} · {app.office.desk} · {app.office.user}"))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(rail)
        middle.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(bar)

    def _enter(self, name: str, picture: str, screen: QWidget) -> None:
        index = self._stack.addWidget(screen)
        button = self._button(name, picture)
        button.setCheckable(True)
        button.setChecked(index == 0)
        self._group.addButton(button)
        button.clicked.connect(lambda: self._stack.setCurrentIndex(index))

    def _button(self, name: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setText(self._texts(f"desk.{name}"))
        button.setAccessibleName(button.text())
        button.setIcon(icon(picture, theme.tokens().nav_text))
        button.setIconSize(QSize(22, 22))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setMinimumWidth(theme.spacing(20))
        self._rail.addWidget(button)
        return button
