"""It was taken over, refused or undone: what that means and where to go from here."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.receive.banner import verdict_banner
from overstap.gui.screens.receive.state import (
    RefusedState,
    ResultHousehold,
    ResultPerson,
    ResultState,
)
from overstap.gui.widgets import (
    Banner,
    Card,
    Fault,
    FlowLayout,
    Header,
    Scroll,
    empty,
    line,
    link_button,
    primary_button,
    quiet_button,
    words,
)
from overstap.i18n.texts import Texts

MOST_LEFT = 12
"""Names of who stayed in the file, in one line."""


class ResultPage(QWidget):
    """Shows a ``ResultState`` or a ``RefusedState``; says what was asked."""

    resident_asked = Signal(str)
    dossier_asked = Signal(str)
    office_asked = Signal(str)
    card_asked = Signal()
    page_asked = Signal(str)
    undo_asked = Signal(str)
    receipt_asked = Signal()
    next_asked = Signal()
    close_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._header = Header("")
        whole.addWidget(self._header)
        self._scroll = Scroll(5)
        self._scroll.body.setSpacing(theme.spacing(4))
        whole.addWidget(self._scroll, 1)

    def show_result(self, state: ResultState) -> None:
        """After taking over, or undoing that."""
        body = self._begin(state.title, "")
        body.addWidget(verdict_banner(state.verdict))
        if state.receipt:
            body.addWidget(self._receipt(state))
        if state.households:
            body.addWidget(self._came(state))
        if state.left:
            body.addWidget(self._left(state.left))
        if state.disputed:
            body.addWidget(self._disputed(state.disputed))
        self._end(state.next)
        if state.digest:
            undo = quiet_button(self._texts("receive.undo"), "undo", "Ctrl+Z")
            undo.clicked.connect(partial(self.undo_asked.emit, state.digest))
            self._buttons.insertWidget(0, undo)
            self._buttons.insertWidget(
                1, words(self._texts("receive.undo.until"), "faint", wrap=True), 1
            )

    def show_refused(self, state: RefusedState) -> None:
        """A file that was not opened, and the one thing to do about it."""
        body = self._begin(state.title, state.lead)
        body.addWidget(verdict_banner(state.verdict))
        if state.advice:
            body.addWidget(words(state.advice, wrap=True))
        self._end(state.more, filled=not (state.office or state.card))
        for wanted, key, asked in (
            (state.office, "receive.check_office", partial(self.office_asked.emit, state.office)),
            (state.card, "receive.take_card", self.card_asked),
        ):
            if wanted:
                on = primary_button(self._texts(key), "phone")
                on.clicked.connect(asked)
                self._buttons.addWidget(on)
                on.setFocus()

    def _begin(self, title: str, lead: str) -> QVBoxLayout:
        self._header.say(title, lead)
        empty(self._scroll.body)
        return self._scroll.body

    def _end(self, more: str, *, filled: bool = True) -> None:
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        button = primary_button if filled else quiet_button
        if more:
            close = quiet_button(self._texts("receive.to_list"), keys="Esc")
            close.clicked.connect(self.close_asked)
            self._buttons.addWidget(close)
            on = button(more, "arrow-right", "Ctrl+Return")
            on.clicked.connect(self.next_asked)
        else:
            on = button(self._texts("receive.to_list"), keys="Esc")
            on.clicked.connect(self.close_asked)
        self._buttons.addWidget(on)
        self._scroll.body.addLayout(self._buttons)
        self._scroll.body.addStretch(1)
        on.setFocus()

    def _receipt(self, state: ResultState) -> QWidget:
        card = Card()
        card.body.addWidget(words(self._texts("receive.receipt.title"), "cardtitle"))
        said = Fault(state.receipt) if state.retry_receipt else words(state.receipt, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(said)
        if state.retry_receipt:
            again = quiet_button(self._texts("receive.receipt.again"), "folder")
            again.clicked.connect(self.receipt_asked)
            card.body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _left(self, names: tuple[str, ...]) -> QWidget:
        texts, more = self._texts, len(names) - MOST_LEFT
        said = "; ".join(names[:MOST_LEFT])
        if more > 0:
            said = f"{said} {texts('administration.more', count=more)}"
        banner = Banner("warn", texts("receive.stayed", count=len(names)), said)
        banner.body.addWidget(words(texts("receive.stayed.lead"), wrap=True))
        return banner

    def _disputed(self, people: tuple[ResultPerson, ...]) -> QWidget:
        texts = self._texts
        banner = Banner("warn", texts("receive.disputed"), texts("receive.disputed.lead"))
        names = QWidget()
        flow = FlowLayout(names, 2)
        for person in people:
            to = link_button(person.name.replace("&", "&&"), "residents")
            to.setAccessibleName(person.name)
            to.clicked.connect(partial(self.resident_asked.emit, person.record))
            flow.addWidget(to)
        banner.body.addWidget(names)
        every = quiet_button(texts("receive.disputed.all"), "speech")
        every.clicked.connect(partial(self.page_asked.emit, "disputes"))
        banner.body.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)
        return banner

    def _came(self, state: ResultState) -> QWidget:
        card = Card()
        card.body.addWidget(words(self._texts("receive.came"), "cardtitle"))
        for household in state.households:
            card.body.addWidget(line())
            card.body.addWidget(self._household(household))
        if state.more_households:
            card.body.addWidget(words(state.more_households, "hint", wrap=True))
        return card

    def _household(self, household: ResultHousehold) -> QWidget:
        shown = QWidget()
        whole = QHBoxLayout(shown)
        whole.setContentsMargins(0, 0, 0, 0)
        left = QVBoxLayout()
        left.addWidget(words(household.name, "strong", wrap=True))
        people = QWidget()
        names = FlowLayout(people, 2)
        for person in household.people:
            to = link_button(person.name.replace("&", "&&"), "residents")
            to.setAccessibleName(person.name)
            to.clicked.connect(partial(self.resident_asked.emit, person.record))
            names.addWidget(to)
        left.addWidget(people)
        whole.addLayout(left, 1)
        dossier = quiet_button(self._texts("receive.dossier"), "print")
        dossier.setAccessibleName(f"{dossier.text()}: {household.name}")
        dossier.clicked.connect(partial(self.dossier_asked.emit, household.household))
        whole.addWidget(dossier)
        return shown
