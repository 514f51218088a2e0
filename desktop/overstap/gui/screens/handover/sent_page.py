"""Writing, with a way to stop it; and what was written, with what to do now."""

from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.handover.state import SendingState, SentState
from overstap.gui.widgets import (
    Banner,
    Card,
    FlowLayout,
    Meter,
    column,
    empty,
    primary_button,
    quiet_button,
    row,
    words,
)
from overstap.gui.widgets.footed import Footed
from overstap.i18n.texts import Texts

MIDDLE = Qt.AlignmentFlag.AlignHCenter
MOST_DOSSIERS = 12


class SendingPage(QWidget):
    """How far it is."""

    stop_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        card = Card()
        card.setMaximumWidth(theme.size(560))
        self._title, self._what = words("", "cardtitle"), words("", wrap=True)
        self._meter = Meter(texts("desk.progress"))
        self.stop = quiet_button(texts("handover.stop"), "close")
        self.stop.clicked.connect(self.stop_asked)
        for part in (self._title, self._what, self._meter, words(texts("handover.safe"), "hint")):
            card.body.addWidget(part)
        card.body.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignRight)
        whole.addStretch(1)
        middle = row(0)
        middle.addStretch(1)
        middle.addWidget(card, 3)
        middle.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(2)

    def show_state(self, state: SendingState) -> None:
        """Show how far it is."""
        self._title.setText(state.title)
        self._what.setText(state.what)
        self._meter.setRange(0, state.total)
        self._meter.setValue(state.done)


class SentPage(Footed):
    """The result: the file, its number, what to do with it, and what happens next."""

    dossier_asked = Signal(str)
    again_asked = Signal()
    mailbox_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__(5)
        self._texts = texts
        self.open = quiet_button(texts("handover.open_folder"), "folder")
        self.open.clicked.connect(self._open_folder)
        self.mailbox = quiet_button(texts("handover.to_mailbox"), "inbox")
        self.mailbox.clicked.connect(self.mailbox_asked)
        self.again = primary_button(texts("handover.another"), "plus", "Ctrl+Return")
        self.again.clicked.connect(self.again_asked)
        self.foot.addWidget(self.open)
        self.foot.addWidget(self.mailbox)
        self.foot.addStretch(1)
        self.foot.addWidget(self.again)
        self._folder = ""

    def show_state(self, state: SentState) -> None:
        """Show what was written."""
        self._folder = state.folder
        self.open.setVisible(bool(state.folder))
        self.mailbox.setVisible(not state.folder)
        body = self.body
        empty(body)
        body.addWidget(Banner("ok", state.title, state.lead))
        body.addWidget(self._facts(state))
        body.addWidget(self._steps(state))
        body.addWidget(self._dossiers(state))
        body.addStretch(1)
        self.again.setFocus()

    def _facts(self, state: SentState) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(5))
        grid.setVerticalSpacing(theme.spacing(2))
        grid.setColumnStretch(1, 1)
        for at, (label, value) in enumerate(state.facts):
            grid.addWidget(words(label, "hint"), at, 0, Qt.AlignmentFlag.AlignTop)
            said = words(value, "strong", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(said, at, 1)
        card.body.addLayout(grid)
        return card

    def _steps(self, state: SentState) -> Card:
        card = Card()
        card.body.addWidget(words(self._texts("handover.next"), "cardtitle"))
        for number, step in enumerate(state.steps, start=1):
            line = row(3)
            line.addWidget(words(f"{number}.", "strong"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words(step, wrap=True), 1)
            card.body.addLayout(line)
        return card

    def _dossiers(self, state: SentState) -> Card:
        card = Card()
        card.body.addWidget(words(self._texts("handover.dossiers"), "cardtitle"))
        card.body.addWidget(words(self._texts("handover.dossiers.text"), "hint", wrap=True))
        body = column(1)
        buttons = FlowLayout()
        for household, name in state.dossiers[:MOST_DOSSIERS]:
            button = quiet_button(self._texts("handover.dossier", household=name), "print")
            button.clicked.connect(partial(self.dossier_asked.emit, household))
            buttons.addWidget(button)
        body.addLayout(buttons)
        if len(state.dossiers) > MOST_DOSSIERS:
            more = self._texts("handover.dossiers.more", count=len(state.dossiers) - MOST_DOSSIERS)
            body.addWidget(words(more, "hint", wrap=True))
        card.body.addLayout(body)
        return card

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))
