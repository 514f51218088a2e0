"""The window of an unlocked vault: the rail on the left, one screen beside it, the state below."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.key_sheet import KeySheet
from overstap.gui.status_bar import StatusBar
from overstap.gui.widgets import column, icon
from overstap.gui.widgets.pictures import pixmap
from overstap.i18n.texts import Texts
from overstap.usecases.app import App

RAIL = (
    ("residents", "residents"),
    ("handover", "handover"),
    ("receive", "inbox"),
    ("offices", "offices"),
)
"""The screens one can go to at any time, with their drawing, in order."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the window one was: a screen, and a resident with section and question."""

    screen: str = "residents"
    person: str = ""
    section: str = ""
    field: str = ""


class Shell(QWidget):
    """Shows what the office can do; ``locked`` asks for the door."""

    locked = Signal()
    language_asked = Signal(str)

    def __init__(self, app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> None:
        super().__init__()
        self._make: Callable[[str], Any] = lambda name: import_module(
            f"overstap.gui.screens.{name}"
        ).make(app, texts, jobs, alerts)
        self._app, self._texts = app, texts
        self._screens: dict[str, Any] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._before_dossier = "residents"
        self._stack = QStackedWidget()
        self.status = StatusBar(app.office, texts, jobs)
        self.status.keys_asked.connect(self.show_keys)
        self.status.language_asked.connect(self.language_asked)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._rail())
        middle.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self._bind_keys()

    @property
    def current(self) -> str:
        """The name of the screen in sight."""
        return next(
            n for n, screen in self._screens.items() if screen is self._stack.currentWidget()
        )

    def screen_of(self, name: str) -> Any:
        """The screen of that name; made when it is first asked for."""
        if name not in self._screens:
            made = self._make(name)
            self._screens[name] = made
            self._stack.addWidget(made)
            self._connect(name, made)
        return self._screens[name]

    def show_screen(self, name: str) -> Any:
        """Bring a screen into sight; it reads again what it shows."""
        screen = self.screen_of(name)
        self._stack.setCurrentWidget(screen)
        if name in self._buttons:
            self._buttons[name].setChecked(True)
        screen.entered()
        return screen

    def show_household(self, household: str) -> None:
        """Prepare the handover of a household."""
        self.show_screen("handover").choose(household)

    def show_dossier(self, household: str) -> None:
        """Preview the dossier of a household; leaving it comes back to the screen of now."""
        if self.current != "dossier":
            self._before_dossier = self.current
        self.show_screen("dossier").choose(household)

    def show_resident(self, person: str) -> None:
        """Open the file of a resident."""
        self.show_screen("residents").open_resident(person)

    def show_keys(self) -> None:
        """The sheet with all shortcuts."""
        KeySheet(self._texts, self).exec()

    def place(self) -> Place:
        """Where one is now; a dossier is left for the screen before it."""
        current = self._before_dossier if self.current == "dossier" else self.current
        if "residents" not in self._screens:
            return Place(current)
        return Place(current, *self._screens["residents"].place())

    def go_to(self, place: Place) -> None:
        """Go back to where one was."""
        if place.person:
            self.screen_of("residents").go_to(place.person, place.section, place.field)
        self.show_screen(place.screen)

    def save_now(self) -> None:
        """Write down what is still being typed, before the window locks or closes."""
        if "residents" in self._screens:
            self._screens["residents"].save_now()

    def _connect(self, name: str, screen: Any) -> None:
        screen.changed.connect(self.status.refresh)
        for signal, to in (
            ("handover_asked", self.show_household),
            ("dossier_asked", self.show_dossier),
            ("resident_asked", self.show_resident),
            ("office_asked", lambda _office: self.show_screen("offices")),
            ("left", lambda: self.show_screen(self._before_dossier)),
        ):
            if hasattr(screen, signal):
                getattr(screen, signal).connect(to)

    def _rail(self) -> QWidget:
        rail = QWidget()
        rail.setObjectName("rail")
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail.setFixedWidth(max(88, theme.size(88)))
        stack = column(1)
        stack.setContentsMargins(*(theme.spacing(n) for n in (2, 3, 2, 3)))
        rail.setLayout(stack)
        stack.addWidget(self._mark(), 0, Qt.AlignmentFlag.AlignHCenter)
        stack.addSpacing(theme.spacing(3))
        group = QButtonGroup(self)
        for name, picture in RAIL:
            button = self._button(name, picture)
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(partial(self.show_screen, name))
            self._buttons[name] = button
            stack.addWidget(button)
        stack.addStretch(1)
        lock = self._button("lock", "lock")
        lock.setShortcut("Ctrl+L")
        lock.clicked.connect(self.locked)
        stack.addWidget(lock)
        return rail

    def _mark(self) -> QLabel:
        mark = QLabel()
        mark.setPixmap(pixmap("mark", theme.tokens().nav_text, 30))
        mark.setAccessibleName("Overstap")
        return mark

    def _button(self, name: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setText(self._texts(f"desk.{name}"))
        button.setAccessibleName(button.text())
        button.setIcon(icon(picture, theme.tokens().nav_text))
        button.setIconSize(QSize(theme.size(22), theme.size(22)))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        return button

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+K", self._search),
            ("Ctrl+F", self._search),
            ("Ctrl+N", self._register),
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        QShortcut(QKeySequence("?"), self, self._keys_unless_typing)

    def _search(self) -> None:
        self.show_screen("residents").focus_search()

    def _register(self) -> None:
        self.show_screen("residents").register()

    def _step(self, by: int) -> None:
        names = [name for name, _ in RAIL]
        here = names.index(self.current) if self.current in names else 0
        self.show_screen(names[(here + by) % len(names)])

    def _keys_unless_typing(self) -> None:
        if not isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit)):
            self.show_keys()
