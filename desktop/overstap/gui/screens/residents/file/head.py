"""The top of the pane: who it is, whether everything is saved, and the household's members."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.editing.saved_label import SavedLabel
from overstap.gui.screens.residents.file.state import FileState, RightItem
from overstap.gui.widgets import (
    Chip,
    FlowLayout,
    Initials,
    Wrapping,
    column,
    empty,
    icon,
    link_button,
    row,
    tip,
    toggle_button,
)
from overstap.i18n.texts import Texts


@dataclass(frozen=True, slots=True)
class Way:
    """Where one can go from a file: what it is called, its drawing, its keys, and who is told."""

    text: str
    picture: str
    keys: str
    asked: SignalInstance


class FileHead(QWidget):
    """``member_chosen`` carries a person of the household."""

    member_chosen = Signal(str)
    adding_asked = Signal()
    retry_asked = Signal()
    talk_asked = Signal()
    shared_asked = Signal()
    overview_asked = Signal()
    right_chosen = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._texts = texts
        self._shown: object = None
        self.back = link_button(texts("file.back"), "arrow-left")
        tip(self.back, "Ctrl+K")
        self.back.hide()
        self._circle = QVBoxLayout()
        self._circle.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._name, self._facts = Wrapping(kind="title"), Wrapping(kind="hint")
        self.saved = SavedLabel(texts)
        self.saved.retry_asked.connect(self.retry_asked)
        self._chips = FlowLayout(spacing=1 if theme.large() else 2)
        self._lay_out()

    def _lay_out(self) -> None:
        named = FlowLayout(spacing=3)
        for part in (self.back, self._name, self._facts):
            named.addWidget(part)
        top = row(3)
        top.addLayout(named, 1)
        top.addWidget(self.saved)
        right = column(1 if theme.large() else 2)
        right.addLayout(top)
        right.addLayout(self._chips)
        whole = row(4)
        whole.setContentsMargins(*(theme.spacing(n) for n in (6, 2 if theme.large() else 4, 5, 2)))
        whole.addLayout(self._circle)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        if not theme.large():
            self.setMinimumHeight(theme.size(92))

    def show_state(self, state: FileState, *, hidden: bool) -> None:
        """Show who it is; ``hidden``: by number alone, for who looks along."""
        shown = (state.head, state.members, state.rights, state.read_only, hidden)
        if shown == self._shown:
            return
        self._shown = shown
        head = state.head
        number = head.number or self._texts("file.no_number")
        self._name.setText(number if hidden else head.name)
        facts = () if hidden else (head.number, *head.facts)
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        empty(self._circle)
        if not theme.large():
            self._circle.addWidget(Initials("" if hidden else head.name, 52))
        self._show_chips(state, hidden=hidden)

    def _show_chips(self, state: FileState, *, hidden: bool) -> None:
        empty(self._chips)
        for place, member in enumerate(state.members, start=1):
            name = str(place) if hidden else member.name
            whole = " · ".join(part for part in (name, member.about) if part)
            chip = toggle_button(name if theme.large() else whole, "member")
            chip.setAccessibleName(whole)
            tip(chip, whole)
            chip.setChecked(member.current)
            if member.current:
                chip.setIcon(icon("residents", theme.tokens().accent))
                chip.setIconSize(QSize(theme.size(15), theme.size(15)))
            chip.clicked.connect(lambda _on, to=member.person: self.member_chosen.emit(to))
            self._chips.addWidget(chip)
        if state.head.gemeente and not hidden:
            self._chips.addWidget(Chip(state.head.gemeente, "accent"))
        ways = [*self._ways(writing=not state.read_only)]
        if theme.large():
            self._chips.addWidget(self._menu(ways))
        else:
            for way in ways:
                self._chips.addWidget(self._link(way))
        if state.rights:
            self._chips.addWidget(self._rights(state.rights))

    def _rights(self, items: tuple[RightItem, ...]) -> QPushButton:
        button = link_button(self._texts("rights"), "shield")
        menu = QMenu(button)
        for item in items:
            chosen = partial(self.right_chosen.emit, item)
            menu.addAction(item.text).triggered.connect(lambda _on, tell=chosen: tell())
        button.setMenu(menu)
        return button

    def _ways(self, *, writing: bool) -> Iterator[Way]:
        """Where one can go from here."""
        texts = self._texts
        if writing:
            yield Way(texts("file.member.add"), "plus", "", self.adding_asked)
            yield Way(texts("talk.open"), "speech", "F6", self.talk_asked)
        yield Way(texts("file.shared"), "list", "", self.shared_asked)
        yield Way(texts("overview"), "later", "F3", self.overview_asked)

    def _link(self, way: Way) -> QPushButton:
        link = link_button(way.text, way.picture)
        tip(link, way.keys)
        link.clicked.connect(way.asked)
        return link

    def _menu(self, ways: Iterable[Way]) -> QPushButton:
        """All ways behind one button: with large text the questions get the room."""
        more = link_button(self._texts("file.ways"), "chevron-down")
        menu = QMenu(more)
        for way in ways:
            colour = theme.tokens().text2
            action = menu.addAction(icon(way.picture, colour), f"{way.text}\t{way.keys}")
            action.triggered.connect(way.asked)
        more.clicked.connect(lambda: menu.popup(more.mapToGlobal(QPoint(0, more.height()))))
        return more
