"""The administration: its pages in a list at the left, the page of now beside it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.widgets import Card, Header, Picture, Scroll, tip, words
from overstap.gui.widgets.columns import Columns
from overstap.gui.widgets.face import Face
from overstap.i18n.texts import Texts

BESIDE = 820
"""Pixels (at 100 % text) from which on the list stands beside the page."""
SIGNALS = (
    "changed",
    "resident_asked",
    "question_asked",
    "dossier_asked",
    "office_asked",
    "files_asked",
)
"""What pages may ask of the window."""


class AdministrationScreen(QWidget):
    """``pages``: name, drawing and topic of each. A page is made when it is first shown; it has
    ``entered`` and some of ``SIGNALS``."""

    changed = Signal()
    resident_asked = Signal(str)
    question_asked = Signal(str, str)
    dossier_asked = Signal(str)
    office_asked = Signal(str)
    files_asked = Signal(object)

    def __init__(
        self, texts: Texts, pages: Sequence[tuple[str, str, str]], make: Callable[[str], Any]
    ) -> None:
        super().__init__()
        self._texts, self._make = texts, make
        self._pages: dict[str, Any] = {}
        self.current = pages[0][0]
        self.buttons: dict[str, SubjectButton] = {}
        self._group = QButtonGroup(self)
        self._choices = Scroll()
        self._header, self._stack = Header(""), QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        body = QVBoxLayout()
        body.setContentsMargins(*(theme.spacing(n) for n in (5, 4, 5, 4)))
        self.columns = Columns(
            [
                (texts("administration.pages"), self._list(pages), 3),
                (texts("administration.page"), self._stack, 9),
            ],
            BESIDE,
        )
        body.addWidget(self.columns)
        whole.addLayout(body, 1)
        for number, (name, *_) in enumerate(pages[:9], start=1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self.show_page, name))
            tip(self.buttons[name], f"Alt+{number}")

    def entered(self) -> None:
        """It came into sight: the page of now reads again what it shows."""
        self._show(self.current)

    def show_page(self, name: str, target: str = "") -> None:
        """Bring a page into sight, and on it what ``target`` names; nothing where one may not see
        that page."""
        if name not in self.buttons:
            return
        self.columns.show_part(1)
        self._show(name)
        if target:
            self._pages[name].choose(target)

    def page(self, name: str) -> Any:
        """The page of that name; made when it is first asked for."""
        if name not in self._pages:
            made = self._pages[name] = self._make(name)
            self._stack.addWidget(made)
            for signal in SIGNALS:
                if hasattr(made, signal):
                    getattr(made, signal).connect(getattr(self, signal))
        return self._pages[name]

    def _show(self, name: str) -> None:
        page = self.page(name)
        self.current = name
        for one, button in self.buttons.items():
            button.show_current(one == name)
        texts = self._texts
        self._header.say(texts(f"administration.{name}"), texts(f"administration.{name}.lead"))
        self._stack.setCurrentWidget(page)
        self._choices.ensureWidgetVisible(self.buttons[name])
        page.entered()

    def _list(self, pages: Sequence[tuple[str, str, str]]) -> QWidget:
        card = Card()
        edge = theme.spacing(3)
        card.body.setContentsMargins(edge, edge, edge, edge)
        scroll = self._choices
        scroll.body.setSpacing(0)
        topics: set[str] = set()
        for name, picture, topic in pages:
            if topic not in topics:
                topics.add(topic)
                scroll.body.addWidget(self._heading(topic))
            button = SubjectButton(self._texts(f"administration.{name}"), picture)
            button.clicked.connect(partial(self.show_page, name))
            self.buttons[name] = button
            self._group.addButton(button)
            scroll.body.addWidget(button)
        scroll.body.addStretch(1)
        card.body.addWidget(scroll, 1)
        return card

    def _heading(self, topic: str) -> QWidget:
        heading = words(self._texts(f"administration.topic.{topic}"), "faint")
        heading.setContentsMargins(theme.spacing(2), theme.spacing(2), 0, 0)
        return heading


class SubjectButton(Face):
    """A subject with its drawing; the one of now is bold."""

    def __init__(self, name: str, picture: str) -> None:
        super().__init__(name, "")
        self._name = words(name, "sectiontitle", wrap=True)
        drawing = Picture(picture, theme.tokens().text2, 18)
        self.body.setContentsMargins(*(theme.spacing(n) for n in (2, 1, 2, 1)))
        self.body.addWidget(drawing)
        self.body.addWidget(self._name, 1)
        self.setMinimumHeight(theme.size(34))

    def show_current(self, current: bool) -> None:
        """Whether one is at this subject."""
        self.setChecked(current)
        self._name.setProperty("current", current)
        self._name.style().polish(self._name)
