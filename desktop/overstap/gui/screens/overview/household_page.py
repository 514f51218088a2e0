"""Who belongs to the household and who is expected; beside it what one can do with it."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from overstap.gui.screens.overview.regroup_panel import JoinPanel, MovePanel, Panel, SplitPanel
from overstap.gui.screens.overview.state import (
    DoneRow,
    HouseholdState,
    JoinState,
    MoveState,
    Regrouping,
    SplitState,
)
from overstap.gui.widgets import (
    Card,
    Fault,
    Scroll,
    at_left,
    column,
    empty,
    line,
    link_button,
    quiet_button,
    tip,
    words,
)
from overstap.gui.widgets.choices import ChoiceCard
from overstap.gui.widgets.columns import Columns
from overstap.gui.widgets.face import Face
from overstap.i18n.texts import Texts

LEFT = Qt.AlignmentFlag.AlignLeft


class HouseholdPage(QWidget):
    """``person_asked`` opens a file, ``member_asked`` adds somebody, ``jumped`` goes to a
    question, ``undo_asked`` carries a regrouping."""

    person_asked = Signal(str)
    member_asked = Signal()
    jumped = Signal(object)
    undo_asked = Signal(str)
    split_asked = Signal()
    move_asked = Signal()
    join_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: HouseholdState | None = None
        self._members, self._expected, self._done = column(0), column(1), column(1)
        self._size = words("", "strong", wrap=True)
        self._error = Fault()
        self._actions = _scrolled(self._ways())
        self.split, self.move_, self.join = SplitPanel(texts), MovePanel(texts), JoinPanel(texts)
        self._now: QWidget = self._actions
        ways = QWidget()
        beside = column(0)
        for page in (self._actions, self.split, self.move_, self.join):
            beside.addWidget(page)
            page.setVisible(page is self._now)
        ways.setLayout(beside)
        parts = [
            (texts("overview.home.members"), _scrolled(self._who()), 5),
            (texts("overview.home.change"), ways, 6),
        ]
        self.columns = Columns(parts, 820)
        whole = column(0)
        whole.addWidget(self.columns)
        self.setLayout(whole)

    def show_state(self, state: HouseholdState, doing: Regrouping, error: str) -> None:
        """Show the household, and what one is doing with it."""
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self._show_doing(doing)
        if state == self._shown:
            return
        self._shown = state
        self._size.setText(state.size)
        empty(self._members)
        for member in state.members:
            self._members.addWidget(self._face(member.person, member.name, member.facts))
        empty(self._expected)
        for expected in state.expected or (self._texts("overview.home.expected.none"),):
            self._expected.addWidget(words(expected, wrap=True))
        ask = link_button(state.ask_expected.text, "arrow-right")
        ask.clicked.connect(partial(self.jumped.emit, state.ask_expected))
        self._expected.addWidget(ask, 0, LEFT)
        self._show_done(state.done)
        for way in (*self._cards, self._add):
            way.setVisible(not state.read_only)
        self._received.setVisible(state.read_only)

    def _show_doing(self, doing: Regrouping) -> None:
        panels = {SplitState: self.split, MoveState: self.move_, JoinState: self.join}
        panel = panels.get(type(doing), self._actions)
        came, self._now = self._now is not panel, panel
        for page in (self._actions, *panels.values()):
            page.setVisible(page is panel)
        if isinstance(doing, SplitState):
            self.split.show_state(doing)
        elif isinstance(doing, MoveState):
            self.move_.show_state(doing)
        elif isinstance(doing, JoinState):
            self.join.show_state(doing)
        if came and isinstance(panel, Panel):
            self.columns.show_part(1)
            panel.focus()

    def _show_done(self, done: Iterable[DoneRow]) -> None:
        empty(self._done)
        rows = tuple(done)
        if rows:
            self._done.addWidget(line())
            self._done.addWidget(words(self._texts("overview.done.title"), "strong", wrap=True))
        for one in rows:
            self._done.addWidget(words(one.title, wrap=True))
            self._done.addWidget(words(one.undoing, "hint", wrap=True))
            undo = quiet_button(self._texts("overview.undo"), "undo")
            undo.setAccessibleDescription(f"{one.title}. {one.undoing}")
            undo.clicked.connect(partial(self.undo_asked.emit, one.id))
            self._done.addWidget(undo, 0, LEFT)

    def _who(self) -> Card:
        texts, card = self._texts, Card()
        self._add = quiet_button(texts("file.member.add"), "plus")
        self._add.clicked.connect(self.member_asked)
        card.body.addWidget(words(texts("overview.home.members"), "cardtitle", wrap=True))
        card.body.addWidget(self._size)
        card.body.addLayout(self._members)
        card.body.addWidget(self._add, 0, LEFT)
        card.body.addWidget(line())
        card.body.addWidget(words(texts("overview.home.expected"), "cardtitle", wrap=True))
        card.body.addLayout(self._expected)
        card.body.addStretch(1)
        return card

    def _ways(self) -> Card:
        texts, card = self._texts, Card()
        card.body.addWidget(words(texts("overview.home.change"), "cardtitle", wrap=True))
        self._received = words(texts("overview.home.received"), "hint", wrap=True)
        card.body.addWidget(self._received)
        self._cards: list[QPushButton] = []
        for key, picture, signal in (
            ("split", "residents", self.split_asked),
            ("move", "arrow-right", self.move_asked),
            ("join", "link", self.join_asked),
        ):
            way = ChoiceCard(picture, texts(f"overview.{key}"), texts(f"overview.{key}.lead"))
            way.clicked.connect(signal)
            card.body.addWidget(way)
            self._cards.append(way)
        card.body.addWidget(self._error)
        card.body.addLayout(self._done)
        card.body.addStretch(1)
        return card

    def _face(self, person: str, name: str, facts: str) -> Face:
        face = Face(f"{name}, {facts}" if facts else name, "")
        face.setCheckable(False)
        inside = column(0)
        inside.addWidget(at_left(words(name, "label", wrap=True)))
        inside.addWidget(words(facts, "hint", wrap=True))
        face.body.addLayout(inside, 1)
        tip(face, self._texts("overview.home.open"))
        face.clicked.connect(partial(self.person_asked.emit, person))
        return face


def _scrolled(card: Card) -> Scroll:
    """No higher than what stands on it; scrolled where the window is lower."""
    page = Scroll()
    page.body.addWidget(card)
    page.body.addStretch(1)
    return page
