"""The top of the pane: who it is, whether everything is saved, and the household's members."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.editing.saved_label import SavedLabel
from overstap.gui.screens.residents.file.state import FileState, RightItem
from overstap.gui.widgets import (
    Chip,
    FlowLayout,
    Initials,
    empty,
    icon,
    link_button,
    row,
    toggle_button,
    words,
)
from overstap.i18n.texts import Texts


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
        self._circle = QVBoxLayout()
        self._circle.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._name = words("", "title")
        self._facts = words("", "hint", wrap=True)
        self.saved = SavedLabel(texts)
        self.saved.retry_asked.connect(self.retry_asked)
        self._chips = FlowLayout(spacing=2)
        top = row(3)
        top.addWidget(self._name)
        top.addWidget(self._facts, 1)
        top.addWidget(self.saved)
        right = QVBoxLayout()
        right.setSpacing(theme.spacing(2))
        right.addLayout(top)
        right.addLayout(self._chips)
        whole = row(4)
        whole.setContentsMargins(*(theme.spacing(n) for n in (6, 4, 5, 4)))
        whole.addLayout(self._circle)
        whole.addLayout(right, 1)
        self.setLayout(whole)
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
        self._circle.addWidget(Initials("" if hidden else head.name, 52))
        self._show_chips(state, hidden=hidden)

    def _show_chips(self, state: FileState, *, hidden: bool) -> None:
        empty(self._chips)
        for place, member in enumerate(state.members, start=1):
            name = str(place) if hidden else member.name
            whole = " · ".join(part for part in (name, member.about) if part)
            chip = toggle_button(name if theme.large() else whole, "member")
            chip.setAccessibleName(whole)
            chip.setToolTip(whole)
            chip.setChecked(member.current)
            if member.current:
                chip.setIcon(icon("residents", theme.tokens().accent))
                chip.setIconSize(QSize(theme.size(15), theme.size(15)))
            chip.clicked.connect(lambda _on, to=member.person: self.member_chosen.emit(to))
            self._chips.addWidget(chip)
        if not state.read_only:
            add = link_button(self._texts("file.member.add"), "plus")
            add.clicked.connect(self.adding_asked)
            talk = link_button(self._texts("talk.open"), "speech")
            talk.setToolTip("F6")
            talk.clicked.connect(self.talk_asked)
            for button in (add, talk):
                self._chips.addWidget(button)
        shared = link_button(self._texts("file.shared"), "list")
        shared.clicked.connect(self.shared_asked)
        self._chips.addWidget(shared)
        overview = link_button(self._texts("overview"), "later")
        overview.setToolTip("F3")
        overview.clicked.connect(self.overview_asked)
        self._chips.addWidget(overview)
        if state.rights:
            self._chips.addWidget(self._rights(state.rights))
        if state.head.gemeente and not hidden:
            self._chips.addWidget(Chip(state.head.gemeente, "accent"))

    def _rights(self, items: tuple[RightItem, ...]) -> QPushButton:
        button = link_button(self._texts("rights"), "shield")
        menu = QMenu(button)
        for item in items:
            chosen = partial(self.right_chosen.emit, item)
            menu.addAction(item.text).triggered.connect(lambda _on, tell=chosen: tell())
        button.setMenu(menu)
        return button
