"""What stands beside the list: our own card, or another office."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from overstap.gui import theme
from overstap.gui.screens.offices.state import DeskRow, OfficeState, OwnState
from overstap.gui.widgets import (
    Banner,
    Card,
    StateIcon,
    column,
    danger_button,
    empty,
    line,
    link_button,
    primary_button,
    quiet_button,
    row,
    words,
)
from overstap.gui.widgets.digits import BigNumber
from overstap.gui.widgets.footed import Footed
from overstap.gui.widgets.qr import QrCode
from overstap.i18n.texts import Texts

TOP = Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft


class OwnPage(Footed):
    """Our own identity, to read out and to give away."""

    export_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._folder = ""
        self.export = primary_button(texts("offices.export"), "file", "Ctrl+Return")
        self.export.clicked.connect(self.export_asked)
        self.foot.addStretch(1)
        self.foot.addWidget(self.export)

    def show_state(self, state: OwnState) -> None:
        """Show our card."""
        texts, body = self._texts, self.body
        empty(body)
        self._folder = state.folder
        if state.written:
            body.addWidget(self._written(state.written))
        card = Card()
        card.body.addWidget(words(state.name, "cardtitle", wrap=True))
        card.body.addWidget(words(texts("offices.own.lead"), "hint", wrap=True))
        card.body.addLayout(_facts(state.facts))
        body.addWidget(card)
        number = Card()
        number.body.addWidget(words(texts("offices.number.own"), "cardtitle", wrap=True))
        number.body.addWidget(words(texts("offices.number.own.lead"), "hint", wrap=True))
        both = row(6)
        both.addWidget(BigNumber(state.groups), 0, TOP)
        both.addStretch(1)
        code = column(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        code.addWidget(QrCode(state.digits, texts("offices.qr")), 0, middle)
        code.addWidget(words(texts("offices.qr.lead"), "faint"), 0, middle)
        both.addLayout(code)
        number.body.addLayout(both)
        body.addWidget(number)
        body.addStretch(1)

    def _written(self, said: str) -> Banner:
        banner = Banner("ok", self._texts("offices.written.title"), said)
        banner.body.addWidget(words(self._texts("offices.written.next"), wrap=True))
        button = link_button(self._texts("handover.open_folder"), "folder")
        button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder)))
        banner.body.addWidget(button, 0, LEFT)
        return banner


class OfficePage(Footed):
    """Another office: how far we trust it, and what can be done about that."""

    check_asked = Signal()
    block_asked = Signal()
    unblock_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.block = danger_button(texts("offices.block"), "blocked")
        self.block.clicked.connect(self.block_asked)
        self.unblock = quiet_button(texts("offices.unblock"), "undo")
        self.unblock.clicked.connect(self.unblock_asked)
        self.check = primary_button(texts("offices.check"), "phone", "Ctrl+Return")
        self.check.clicked.connect(self.check_asked)
        for button in (self.block, self.unblock):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.check)

    def show_state(self, state: OfficeState) -> None:
        """Show that office."""
        texts, body = self._texts, self.body
        empty(body)
        picture = {"ok": "shield", "bad": "shield-bad"}.get(state.tone, "warning")
        banner = Banner(state.tone, f"{state.name}: {state.word}", state.who, picture)
        banner.body.addWidget(words(state.next, wrap=True))
        body.addWidget(banner)
        card = Card()
        card.body.addWidget(words(texts("offices.card"), "cardtitle"))
        card.body.addLayout(_facts(state.facts))
        card.body.addWidget(line())
        card.body.addWidget(words(texts("offices.desks"), "label"))
        card.body.addLayout(_desks(state.desks))
        body.addWidget(card)
        if state.groups:
            number = Card()
            number.body.addWidget(words(texts("handover.number"), "cardtitle"))
            number.body.addWidget(BigNumber(state.groups))
            body.addWidget(number)
        body.addStretch(1)
        self.check.setVisible(state.checkable)
        self.block.setVisible(not state.blocked)
        self.unblock.setVisible(state.blocked)


def _facts(facts: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.spacing(5))
    grid.setVerticalSpacing(theme.spacing(2))
    grid.setColumnStretch(1, 1)
    for at, (label, value) in enumerate(facts):
        grid.addWidget(words(label, "hint"), at, 0, TOP)
        grid.addWidget(words(value, wrap=True), at, 1)
    return grid


def _desks(desks: tuple[DeskRow, ...]) -> QVBoxLayout:
    body = column(2)
    for desk in desks:
        one = row(3)
        one.addWidget(words(desk.name), 1)
        one.addWidget(StateIcon(desk.icon, desk.word))
        body.addLayout(one)
    return body
