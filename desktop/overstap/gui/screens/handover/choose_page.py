"""The first page: who goes along, to whom, and what was sent before."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.handover.answers_card import act_button
from overstap.gui.screens.handover.household_list import HouseholdList
from overstap.gui.screens.handover.state import (
    ChooseState,
    RecipientRow,
    SentRow,
)
from overstap.gui.widgets import (
    Banner,
    Card,
    Empty,
    Fault,
    Scroll,
    StateIcon,
    column,
    empty,
    line,
    link_button,
    primary_button,
    row,
    words,
)
from overstap.gui.widgets.columns import Columns
from overstap.i18n.texts import Texts

TYPING_PAUSE_MS = 120
BESIDE = 860
"""Pixels (at 100 % text) from which on the two cards stand beside each other."""


class ChoosePage(QWidget):
    """Says by signals what was chosen."""

    search_edited = Signal(str)
    household_toggled = Signal(str)
    household_entered = Signal(str)
    office_picked = Signal(str)
    acted = Signal(object)
    go_on_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.setAccessibleName(texts("handover.search"))
        self.search.installEventFilter(self)
        self.list = HouseholdList()
        self.list.setAccessibleName(texts("handover.who"))
        self.list.toggled.connect(self.household_toggled)
        self.list.entered_on.connect(self.household_entered)
        self.count = words("", "hint")
        self._none = Empty("residents", texts("handover.none"), texts("handover.none.text"))
        self._none.hide()
        self._recipients, self._sent = column(3), column(3)
        self._group: QButtonGroup | None = None
        self.note = Fault()
        self.note.setAccessibleName(texts("handover.note"))
        self.go_on = primary_button(texts("handover.go_on"), "arrow-right", "Ctrl+Return")
        self.go_on.clicked.connect(self.go_on_asked)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(theme.spacing(n) for n in (5, 4, 5, 4)))
        whole.setSpacing(theme.spacing(3))
        who, to = texts("handover.who"), texts("handover.to_whom")
        columns = Columns([(who, self._who(who), 5), (to, self._whom(to), 4)], BESIDE)
        whole.addWidget(columns, 1)
        foot = row(4)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.go_on)
        whole.addLayout(foot)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.search_edited.emit(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._pause.start())

    def show_state(self, state: ChooseState) -> None:
        """Show what was found and chosen."""
        self.count.setText(state.count)
        self.list.show_rows(state.rows)
        self.list.setVisible(bool(state.rows))
        self._none.setVisible(not state.rows)
        self.note.setText(state.note)
        self._fill_recipients(state)
        self._fill_sent(state.sent)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk the list and Enter goes on while the focus is in the search box."""
        typed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.search and typed:
            assert isinstance(event, QKeyEvent)
            return self._walk(event)
        return super().eventFilter(watched, event)

    def _walk(self, event: QKeyEvent) -> bool:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if by:
            self.list.step(by)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            current = self.list.current()
            if current is not None:
                self.household_entered.emit(current.household)
            return True
        return False

    def _who(self, title: str) -> Card:
        card = Card()
        if not theme.large():  # it stands on its tab
            card.body.addWidget(words(title, "cardtitle"))
        label = words(self._texts("handover.search"), "hint")
        label.setBuddy(self.search)
        for part in (label, self.search, self.count):
            card.body.addWidget(part)
        card.body.addWidget(self.list, 1)
        card.body.addWidget(self._none, 1)
        return card

    def _whom(self, title: str) -> QWidget:
        side = Scroll()
        side.body.setSpacing(theme.spacing(4))
        for heading, body in (
            (title, self._recipients),
            (self._texts("handover.sent"), self._sent),
        ):
            card = Card()
            card.body.addWidget(words(heading, "cardtitle"))
            card.body.addLayout(body)
            side.body.addWidget(card)
        side.body.addStretch(1)
        return side

    def _fill_recipients(self, state: ChooseState) -> None:
        empty(self._recipients)
        self._group = QButtonGroup(self)
        if state.unknown:
            self._recipients.addWidget(Banner("warn", state.unknown))
        if not state.recipients:
            self._recipients.addWidget(words(self._texts("handover.no_office"), "hint", wrap=True))
        for recipient in state.recipients:
            self._recipients.addWidget(self._recipient(recipient))
        if state.unknown or not state.recipients:
            button = link_button(self._texts("handover.act.import"), "offices")
            button.clicked.connect(partial(self.acted.emit, None))
            self._recipients.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _recipient(self, recipient: RecipientRow) -> QWidget:
        part = QWidget()
        body = QVBoxLayout(part)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.spacing(1))
        button = QRadioButton(recipient.name)
        button.setAccessibleName(f"{recipient.name}, {recipient.word}")
        button.setAccessibleDescription(recipient.why)
        button.setChecked(recipient.chosen)
        button.clicked.connect(partial(self.office_picked.emit, recipient.office))
        if self._group is not None:
            self._group.addButton(button)
        top = row(2)
        top.addWidget(button, 1)
        top.addWidget(StateIcon(recipient.icon, recipient.word))
        body.addLayout(top)
        if recipient.why:
            body.addWidget(words(recipient.why, "hint", wrap=True))
        if recipient.act:
            body.addWidget(act_button(recipient.act, self.acted), 0, Qt.AlignmentFlag.AlignLeft)
        return part

    def _fill_sent(self, sent: tuple[SentRow, ...]) -> None:
        empty(self._sent)
        if not sent:
            self._sent.addWidget(words(self._texts("handover.sent.none"), "hint", wrap=True))
        for number, bundle in enumerate(sent):
            if number:
                self._sent.addWidget(line())
            self._sent.addWidget(words(bundle.title, "strong", wrap=True))
            self._sent.addWidget(words(bundle.facts, "hint", wrap=True))
            self._sent.addWidget(StateIcon(bundle.icon, bundle.word))
            if bundle.act:
                button = act_button(bundle.act, self.acted)
                self._sent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
