"""The mailbox screen: what happened, the mailboxes, and a form for a new one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.mailbox.form import MailboxForm
from overstap.gui.screens.mailbox.state import (
    Fingerprint,
    MailboxesState,
    MailboxRow,
    Notice,
)
from overstap.gui.widgets import (
    Banner,
    Card,
    Header,
    Picture,
    column,
    empty,
    line,
    link_button,
    primary_button,
    quiet_button,
    row,
    words,
)
from overstap.gui.widgets.footed import Footed
from overstap.i18n.texts import Texts

LEFT = Qt.AlignmentFlag.AlignLeft
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class MailboxScreen(QWidget):
    """Says by signals what was asked; ``presenter`` keeps who answers them alive."""

    changed = Signal()
    receive_asked = Signal()

    was_entered = Signal()
    add_asked = Signal(object)
    confirm_asked = Signal()
    refuse_asked = Signal()
    test_asked = Signal(str)
    remove_asked = Signal(str)
    exchange_asked = Signal()

    presenter: object = None

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.form = MailboxForm(texts)
        self.form.add_asked.connect(self.add_asked)
        self.form.folder_asked.connect(self._ask_folder)
        self.exchange = primary_button(texts("mailbox.exchange"), "refresh", "F5")
        self.exchange.clicked.connect(self.exchange_asked)
        back = link_button(texts("mailbox.back"), "arrow-left")
        back.clicked.connect(self.receive_asked)
        header = Header(texts("mailbox.title"), texts("mailbox.lead"))
        header.side.addWidget(back)
        self._notices, self._list = column(3), column(0)
        footed = Footed(5)
        for part in (self._notices, self._list):
            footed.body.addLayout(part)
        footed.body.addWidget(self.form)
        footed.body.addStretch(1)
        footed.foot.addStretch(1)
        footed.foot.addWidget(self.exchange)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(header)
        whole.addWidget(footed, 1)

    def entered(self) -> None:
        """The screen came into sight."""
        self.was_entered.emit()

    def show_state(self, state: MailboxesState) -> None:
        """Show the mailboxes and what happened."""
        empty(self._notices)
        for notice in state.notices:
            self._notices.addWidget(_notice(notice))
        if state.confirm:
            self._notices.addWidget(self._compare(state.confirm))
        empty(self._list)
        self._list.addWidget(self._mailboxes(state))
        self.exchange.setEnabled(bool(state.rows) and not state.busy)
        self.form.setEnabled(not state.busy)
        self.form.show_offices(state.offices)
        if state.added:
            self.form.clear()

    def tell_changed(self) -> None:
        """Something was written into the vault."""
        self.changed.emit()

    def _mailboxes(self, state: MailboxesState) -> Card:
        card = Card()
        card.body.addWidget(words(self._texts("mailbox.list"), "cardtitle", wrap=True))
        if state.rows:
            card.body.addWidget(words(state.last, "hint", wrap=True))
        else:
            card.body.addWidget(words(self._texts("mailbox.list.none"), "hint", wrap=True))
        for one in state.rows:
            card.body.addWidget(line())
            card.body.addLayout(self._row(one, busy=state.busy))
        return card

    def _row(self, one: MailboxRow, *, busy: bool) -> QVBoxLayout:
        shown, said = row(3), column(0)
        shown.addWidget(Picture("inbox", theme.tokens().accent, 22), 0, MIDDLE)
        said.addWidget(words(one.name, "strong", wrap=True))
        said.addWidget(words(f"{one.kind} · {one.url}", "faint", wrap=True))
        said.addWidget(words(one.offices, "faint", wrap=True))
        shown.addLayout(said, 1)
        for key, signal, picture in (
            ("mailbox.test", self.test_asked, "tick"),
            ("mailbox.remove", self.remove_asked, "trash"),
        ):
            button = link_button(self._texts(key), picture)
            button.setAccessibleName(f"{button.text()}: {one.name}")
            button.clicked.connect(partial(signal.emit, one.name))
            button.setEnabled(not busy)
            shown.addWidget(button, 0, MIDDLE)
        whole = column(0)
        whole.addLayout(shown)
        return whole

    def _compare(self, seen: Fingerprint) -> Banner:
        texts = self._texts
        title = texts("mailbox.compare.title", host=seen.host)
        banner = Banner("warn", title, texts("mailbox.compare.text"))
        shown = words(seen.fingerprint, "cardtitle", wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        banner.body.addWidget(shown)
        answers = row(2)
        yes = quiet_button(texts("mailbox.compare.yes"), "tick")
        yes.clicked.connect(self.confirm_asked)
        no = quiet_button(texts("mailbox.compare.no"), "close")
        no.clicked.connect(self.refuse_asked)
        answers.addWidget(no)
        answers.addWidget(yes)
        answers.addStretch(1)
        banner.body.addLayout(answers)
        return banner

    def _ask_folder(self) -> None:
        picked = QFileDialog.getExistingDirectory(self, self._texts("mailbox.folder"))
        if picked:
            self.form.url.setText(picked)


def _notice(notice: Notice) -> Banner:
    banner = Banner(notice.tone, notice.title)
    for said in notice.lines:
        banner.body.addWidget(words(said, wrap=True))
    return banner
