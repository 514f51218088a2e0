"""The window of an unlocked vault: the rail on the left, one screen beside it, the state below."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from babel.dates import format_date
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsBlurEffect,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.alerts import Alerts
from overstap.gui.drops import FileDrops
from overstap.gui.jobs import JobRunner
from overstap.gui.key_sheet import KeySheet
from overstap.gui.notices import Line, NoticeStrip
from overstap.gui.permitted import Nowhere, may_see, refusal
from overstap.gui.place import Place
from overstap.gui.rail import BELOW, Rail, RailButton
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.settings_menu import Choices
from overstap.gui.status_bar import SETTLED_MS, StatusBar
from overstap.gui.widgets import column
from overstap.i18n.texts import Texts
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.upkeep.read_notices import Notice

DROPPED = {".xlsx": "list_import", ".csv": "list_import", ".card": "offices"}
"""The screen that opens a dropped file, by how its name ends; a bundle is received."""


class Shell(InReadingOrder, QWidget):
    """Shows what the office can do; ``locked`` asks for the door."""

    locked = Signal()
    setting_chosen = Signal(str, str)

    def __init__(
        self, app: App, texts: Texts, jobs: JobRunner, alerts: Alerts, choices: Choices
    ) -> None:
        super().__init__()
        self._make: Callable[[str], Any] = lambda name: import_module(
            f"overstap.gui.screens.{name}"
        ).make(app, texts, jobs, alerts)
        self._app, self._texts, self._jobs, self._alerts = app, texts, jobs, alerts
        self._blurred = False
        self._screens: dict[str, Any] = {}
        self._on_rail = "residents" if may_see(app, "residents") else BELOW[0][0]
        self._stack = QStackedWidget()
        self.notices = NoticeStrip(texts)
        self.notices.page_asked.connect(self.show_page)
        self.status = StatusBar(app, texts, jobs)
        self.status.keys_asked.connect(self.show_keys)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.rail = self._rail(choices)
        middle.addWidget(self.rail)
        right = column(0)
        right.addWidget(self.notices)
        right.addWidget(self._stack, 1)
        middle.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._ask_waiting)
        self._bind_keys()
        FileDrops(self).dropped.connect(self.open_files)
        self._ask_waiting()

    @property
    def current(self) -> str:
        """The name of the screen in sight."""
        return next(
            n for n, screen in self._screens.items() if screen is self._stack.currentWidget()
        )

    def screen_of(self, name: str) -> Any:
        """The screen of that name; made when it is first asked for. ``Nowhere`` for who may not
        see it."""
        if not may_see(self._app, name):
            return Nowhere()
        if name not in self._screens:
            made = self._make(name)
            self._screens[name] = made
            self._stack.addWidget(made)
            self._connect(made)
            _blur(made, on=self._blurred)
        return self._screens[name]

    def show_screen(self, name: str) -> Any:
        """Bring a screen into sight; it reads again what it shows. Who may not see it is told who
        may."""
        screen = self.screen_of(name)
        if isinstance(screen, Nowhere):
            self._alerts.show(refusal(name))
            return screen
        self._stack.setCurrentWidget(screen)
        if name in self.rail.buttons:
            self.rail.buttons[name].setChecked(True)
            self._on_rail = self._on_rail if name == "overview" else name
        alone = getattr(screen, "fills_window", False)
        self.rail.setHidden(alone)
        self.status.setHidden(alone)
        self.notices.setHidden(alone or not self.notices.lines)
        screen.entered()
        return screen

    def show_household(self, household: str) -> None:
        """Prepare the handover of a household."""
        self.show_screen("handover").choose(household)

    def show_dossier(self, household: str) -> None:
        """Preview the dossier of a household; leaving it comes back to the screen of now."""
        self.show_screen("dossier").choose(household)

    def show_overview(self, record: str) -> None:
        """How far the household of a resident is; leaving it comes back to the screen of now."""
        self.show_screen("overview").choose(record)

    def add_member(self, person: str) -> None:
        """Add somebody to the household of a resident."""
        self.show_resident(person)
        self.screen_of("residents").add_member()

    def show_list(self, wanted: object) -> None:
        """List the residents of a filter."""
        self.show_screen("residents").narrow(wanted)

    def keep_list(self, wanted: object) -> None:
        """Ask under which name to keep a filter."""
        self.show_screen("work").keep(wanted)

    def show_pair(self, one: str, other: str) -> None:
        """Compare two residents who may be one."""
        self.screen_of("doubles").compare(one, other)
        self.show_screen("doubles")

    def show_resident(self, person: str) -> None:
        """Open the file of a resident."""
        self.show_screen("residents").open_resident(person)

    def show_question(self, person: str, field: str) -> None:
        """Open the file of a resident at one question."""
        self.go_to(Place("residents", person, field.partition(".")[0], field))

    def show_talk(self, place: Any) -> None:
        """Talk with a resident, over the whole window."""
        self.screen_of("talk").begin(place)
        self.show_screen("talk")

    def leave_talk(self, person: str, section: str, field: str) -> None:
        """Go on in the form where one was in the talk."""
        self.go_to(Place("residents", person, section, field))

    def show_office(self, office: str) -> None:
        """The offices, and that office among them where one is named."""
        screen = self.show_screen("offices")
        if office:
            screen.choose(office)

    def show_page(self, page: str, target: str = "") -> None:
        """A page of the administration, and what ``target`` names on it."""
        self.show_screen("administration").show_page(page, target)

    def open_files(self, paths: list[Path]) -> None:
        """Look at what was dropped on the window: bundles, a list of residents, or a card."""
        name = DROPPED.get(paths[0].suffix.lower(), "receive")
        self.show_screen(name).open_files(paths)

    def show_keys(self) -> None:
        """The sheet with all shortcuts."""
        KeySheet(self._texts, self).exec()

    def place(self) -> Place:
        """Where one is now; what is not on the rail is left for the screen before it."""
        if self.current == "administration":
            return Place("administration", section=self._screens["administration"].current)
        if "residents" not in self._screens:
            return Place(self._on_rail)
        if self.current == "talk":
            return Place("talk", *self._screens["talk"].place())
        return Place(self._on_rail, *self._screens["residents"].place())

    def go_to(self, place: Place) -> None:
        """Go back to where one was; who may not be there stands on a screen of their own."""
        if not may_see(self._app, place.screen):
            self.show_screen(self._on_rail)
            return
        if place.screen == "talk":
            self.screen_of("residents").ask_talk(place.person, place.section, place.field)
            return
        if place.person:
            self.screen_of("residents").go_to(place.person, place.section, place.field)
        screen = self.show_screen(place.screen)
        if place.screen == "administration" and place.section:
            screen.show_page(place.section)

    def save_now(self) -> None:
        """Write down what is still being typed, before the window locks or closes."""
        for name in ("talk", "residents"):
            if name in self._screens:
                self._screens[name].save_now()

    def rest(self) -> None:
        """The window locks or closes: ask nothing any more."""
        self._settled.stop()
        self.status.rest()

    def toggle_blur(self) -> None:
        """Hide who it is about from somebody who looks along, or show it again."""
        self._blurred = not self._blurred
        self.status.blurred.setVisible(self._blurred)
        for screen in self._screens.values():
            _blur(screen, on=self._blurred)

    def tell_changed(self) -> None:
        """The vault changed: count again, when that has come to rest."""
        self.status.refresh()
        self._settled.start()

    def _ask_waiting(self) -> None:
        """Ask what there is to know, and each screen how much waits there; ``waiting(app)`` in its
        package tells."""
        if not self._app.reading:
            self._jobs.run(lambda _task: self._app.read_notices(), done=self._show_notices)
        for name, button in self.rail.buttons.items():
            package = import_module(f"overstap.gui.screens.{name}")
            if hasattr(package, "waiting"):
                shown = partial(self._show_waiting, name, button)
                self._jobs.run(partial(_ask, package.waiting, self._app), done=shown)

    def _show_notices(self, notices: Sequence[Notice]) -> None:
        package = import_module("overstap.gui.screens.administration")
        pages = {page.name for page in package.pages_of(self._app)}
        self.notices.show_lines(
            [
                Line(n.key, self._said(n), n.page if n.page in pages else "")
                for n in notices
                if n.everybody or n.page in pages
            ]
        )
        self.notices.setHidden(not self.notices.lines or self.status.isHidden())

    def _said(self, notice: Notice) -> str:
        """In words, with days as one says them."""
        texts = self._texts
        said = {
            name: format_date(value, "d MMMM", locale=texts.language)
            if isinstance(value, date)
            else value
            for name, value in notice.parameters.items()
        }
        return texts(notice.key, **said)

    def _show_waiting(self, name: str, button: RailButton, count: int) -> None:
        button.show_waiting(count, self._texts(f"desk.{name}.waiting", count=count))

    def _connect(self, screen: Any) -> None:
        screen.changed.connect(self.tell_changed)
        for signal, to in (
            ("handover_asked", self.show_household),
            ("dossier_asked", self.show_dossier),
            ("resident_asked", self.show_resident),
            ("question_asked", self.show_question),
            ("office_asked", self.show_office),
            ("files_asked", self.open_files),
            ("talk_asked", self.show_talk),
            ("talk_left", self.leave_talk),
            ("page_asked", self.show_page),
            ("mailbox_asked", lambda: self.show_screen("mailbox")),
            ("receive_asked", lambda: self.show_screen("receive")),
            ("list_asked", self.show_list),
            ("keep_asked", self.keep_list),
            ("doubles_asked", lambda: self.show_screen("doubles")),
            ("pair_asked", self.show_pair),
            ("import_asked", lambda: self.show_screen("list_import")),
            ("residents_asked", lambda: self.show_screen("residents")),
            ("left", lambda: self.show_screen(self._on_rail)),
            ("overview_asked", self.show_overview),
            ("member_asked", self.add_member),
        ):
            if hasattr(screen, signal):
                getattr(screen, signal).connect(to)

    def _rail(self, choices: Choices) -> Rail:
        rail = Rail(self._texts, choices, partial(may_see, self._app), reading=self._app.reading)
        rail.chosen.connect(self._go)
        rail.setting_chosen.connect(self.setting_chosen)
        rail.blur_asked.connect(self.toggle_blur)
        rail.keys_asked.connect(self.show_keys)
        rail.locked.connect(self.locked)
        return rail

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+K", self._search),
            ("Ctrl+F", self._search),
            ("Ctrl+N", self._register),
            ("F3", self._overview),
            ("Ctrl+Shift+B", self.toggle_blur),
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("Ctrl+PgUp", lambda: self._step(-1)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        QShortcut(QKeySequence("Ctrl+/"), self, self.show_keys)
        QShortcut(QKeySequence("?"), self, self._keys_unless_typing)

    def _search(self) -> None:
        self.show_screen("residents").focus_search()

    def _go(self, name: str) -> None:
        """To a screen of the rail."""
        if name != "overview":
            self.show_screen(name)
        elif self.current != name:
            self._overview()

    def _overview(self) -> None:
        """There, for whose file is open; and back again."""
        if self.current == "overview":
            self.show_screen(self._on_rail)
            return
        self.save_now()
        person = self.place().person
        screen = self.show_screen("overview")
        if person:
            screen.choose(person)

    def _register(self) -> None:
        self.show_screen("residents").register()

    def _step(self, by: int) -> None:
        names = list(self.rail.buttons)
        here = names.index(self.current) if self.current in names else 0
        self._go(names[(here + by) % len(names)])

    def _keys_unless_typing(self) -> None:
        if not isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit)):
            self.show_keys()


def _ask(waiting: Callable[[App], int], app: App, _task: Task) -> int:
    return waiting(app)


def _blur(screen: QWidget, *, on: bool) -> None:
    """A screen that can hide names alone does so; another becomes unreadable as a whole."""
    hide = getattr(screen, "blur", None)
    if hide is not None:
        hide(on)
    else:
        effect = QGraphicsBlurEffect(screen, blurRadius=theme.size(14)) if on else None
        screen.setGraphicsEffect(effect)  # type: ignore[arg-type]
