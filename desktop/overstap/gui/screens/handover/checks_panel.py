"""The right side: who gets it, what was checked, where it is written, and the button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.handover.answers_card import act_button
from overstap.gui.screens.handover.state import CheckRow, PlanState, RecipientCard
from overstap.gui.widgets import (
    Banner,
    Fault,
    Picture,
    Scroll,
    StateIcon,
    column,
    empty,
    line,
    link_button,
    primary_button,
    quiet_button,
    row,
    state_colour,
    words,
)
from overstap.i18n.texts import Texts

TOP = Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft
ROOMY = 130
"""Above this many per cent of text the folder scrolls along and the buttons share one line."""


class ChecksPanel(QWidget):
    """The one filled button stands below what it depends on."""

    acted = Signal(object)
    folder_asked = Signal()
    mailbox_picked = Signal()
    send_asked = Signal()
    print_asked = Signal()
    later_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.spacing(3))
        self.page = Scroll()
        whole.addWidget(self.page, 1)
        self._roomy = theme.size(100) <= ROOMY
        self._folder = column(1)
        if self._roomy:
            whole.addWidget(line())
            whole.addLayout(self._folder)
        self.note = Fault()
        self.note.setAccessibleName(texts("handover.note"))
        whole.addWidget(self.note)
        self.send = primary_button(texts("handover.send"), "handover", "Ctrl+Return")
        self.send.setMinimumHeight(theme.size(44))
        self.send.clicked.connect(self.send_asked)
        below = row(2)
        printing = quiet_button(texts("handover.print"), "print")
        printing.clicked.connect(self.print_asked)
        later = quiet_button(texts("handover.later"), "later")
        later.clicked.connect(self.later_asked)
        for button in (printing, later):
            below.addWidget(button, 1)
        if self._roomy:
            whole.addWidget(self.send)
        else:
            below.addWidget(self.send, 2)
        whole.addLayout(below)

    def show_state(self, state: PlanState) -> None:
        """Show who gets it and what was checked."""
        body = self.page.body
        if not self._roomy:
            empty(self._folder)
            self._folder = column(1)
        empty(body)
        body.addWidget(self._recipient(state.recipient))
        body.addSpacing(theme.spacing(2))
        if state.warnings:
            body.addWidget(words(self._texts("handover.warnings"), "label"))
        for warning in state.warnings:
            body.addLayout(self._check(warning))
        if state.warnings:
            body.addSpacing(theme.spacing(2))
        heading = row(2)
        heading.addWidget(words(self._texts("handover.checks"), "label"), 1)
        heading.addWidget(words(state.passed, "hint"))
        body.addLayout(heading)
        for check in state.checks:
            body.addLayout(self._check(check))
        if not self._roomy:
            body.addLayout(self._folder)
        body.addStretch(1)
        self._fill_folder(state)
        self.note.setText(state.note)
        self.note.setVisible(bool(state.note))

    def _recipient(self, card: RecipientCard) -> Banner:
        picture = {"ok": "shield", "bad": "shield-bad"}.get(card.tone, "warning")
        banner = Banner(card.tone, card.name, "", picture)
        banner.setAccessibleDescription(f"{card.state}. {card.who}")
        banner.body.addWidget(words(card.state, "strong", wrap=True))
        banner.body.addWidget(words(card.who, wrap=True))
        if card.number and self._roomy:
            banner.body.addSpacing(theme.spacing(1))
            banner.body.addWidget(words(self._texts("handover.number"), "hint"))
            banner.body.addWidget(_number(card.number))
        if card.act:
            banner.body.addWidget(act_button(card.act, self.acted), 0, LEFT)
        return banner

    def _check(self, check: CheckRow) -> QHBoxLayout:
        body = row(3)
        body.addWidget(Picture(check.icon, state_colour(check.icon), 18), 0, TOP)
        text = column(0)
        text.addWidget(words(check.word, "" if check.icon == "done" else "strong", wrap=True))
        if check.detail:
            text.addWidget(words(check.detail, "hint", wrap=True))
        for action in check.actions:
            text.addWidget(act_button(action, self.acted), 0, LEFT)
        body.addLayout(text, 1)
        return body

    def _fill_folder(self, state: PlanState) -> None:
        empty(self._folder)
        folder = state.folder
        top = row(2)
        top.addWidget(words(self._texts("handover.folder"), "label"), 1)
        other = link_button(self._texts("handover.folder.pick"), "folder")
        other.clicked.connect(self.folder_asked)
        top.addWidget(other)
        self._folder.addLayout(top)
        if folder.mailbox:
            put = link_button(self._texts("mailbox.put"), "inbox")
            put.clicked.connect(self.mailbox_picked)
            self._folder.addWidget(put, 0, LEFT)
        if folder.path:
            self._folder.addWidget(words(folder.path, wrap=True))
        self._folder.addWidget(StateIcon(folder.icon, folder.word))


def _number(number: str) -> QLabel:
    """Eight groups of five, four on a line."""
    groups = number.split()
    label = words("\n".join((" ".join(groups[:4]), " ".join(groups[4:]))), "strong")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
