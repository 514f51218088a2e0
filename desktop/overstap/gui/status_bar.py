"""The line below every screen: what is going on, what was exchanged last, and who sits here."""

from math import ceil

from babel.dates import format_date, format_datetime
from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from overstap.domain.roles import Permission
from overstap.gui import theme
from overstap.gui.jobs import JobRunner
from overstap.gui.widgets import Chip, Picture, Shrinking, link_button, tip, words
from overstap.i18n.texts import Texts
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.desks.read_exchange_state import ExchangeState
from overstap.usecases.mailboxes.sync_mailboxes import MailboxState

PATIENCE_MS = 400
"""Work shorter than this shows no progress: it would only flicker."""

TOLD_AFTER_MS = 2_000
"""So long it runs before anybody is told how long it will take."""

_MIDDLE = Qt.AlignmentFlag.AlignVCenter

SETTLED_MS = 1500
"""Answers are saved every moment; what was shared is counted when that has come to rest."""


def seconds_left(elapsed_ms: int, done: int, total: int) -> int:
    """About how long it will take yet at the pace so far, in steps of 5 seconds; 0 while that is
    not known: in the first moments, or without a total."""
    if elapsed_ms < TOLD_AFTER_MS or not 0 < done < total:
        return 0
    return ceil(elapsed_ms * (total - done) / done / 5_000) * 5


class StatusBar(QWidget):
    """Progress with a way to stop it, the last exchange, the office and the keys."""

    keys_asked = Signal()

    def __init__(self, app: App, texts: Texts, jobs: JobRunner) -> None:
        super().__init__()
        self._app, self._texts, self._jobs = app, texts, jobs
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(theme.size(28))
        self._exchange = Shrinking()
        self._drawing = Picture("refresh", theme.tokens().text3, 14)
        self._said = words("")
        self._meter = QProgressBar()
        self._meter.setTextVisible(False)
        self._meter.setFixedWidth(theme.size(160))
        self._meter.setAccessibleName(texts("desk.progress"))
        self._stop = link_button(texts("desk.stop"), "close")
        self._stop.clicked.connect(jobs.cancel)
        self.blurred = Chip(texts("desk.blurred"), "accent")
        self.blurred.hide()
        self._build()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._count)
        self._doing, self._since = "", QElapsedTimer()
        jobs.started.connect(self._started)
        jobs.progressed.connect(self._progressed)
        jobs.idle.connect(self._idle)
        self._idle()
        self._count()

    def _build(self) -> None:
        office = self._app.office
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.spacing(4), 0, theme.spacing(2), 0)
        line.setSpacing(theme.spacing(2))
        for widget in (self._drawing, self._exchange, self._said, self._meter, self._stop):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.blurred, 0, _MIDDLE)
        if self._app.reading:
            chip = Chip(self._texts("desk.reading.chip"), "accent")
            tip(chip, self._texts("desk.reading"))
            line.addWidget(chip, 0, _MIDDLE)
        if office.training:
            line.addWidget(Chip(self._texts("desk.training.chip"), "warn"), 0, _MIDDLE)
        line.addWidget(
            Shrinking(" · ".join(p for p in (office.name, office.desk, office.user) if p))
        )
        keys = link_button(self._texts("desk.keys"), "help")
        keys.clicked.connect(self.keys_asked)
        line.addWidget(keys)

    def refresh(self) -> None:
        """The vault changed."""
        self._settled.start()

    def rest(self) -> None:
        """Count nothing any more."""
        self._settled.stop()

    def _count(self) -> None:
        app = self._app
        if app.reading:
            self._exchange.setText(self._texts("desk.reading"))
            return

        def read(_task: Task) -> tuple[ExchangeState, MailboxState]:
            receives = Permission.RECEIVE in app.permissions
            mailbox = app.sync_mailboxes.state() if receives else MailboxState(0, None, "")
            return app.read_exchange_state(), mailbox

        if Permission.READ in app.permissions:  # how much is unshared is about files
            self._jobs.run(read, done=self._show_exchange)

    def _show_exchange(self, states: tuple[ExchangeState, MailboxState]) -> None:
        state, mailbox = states
        texts = self._texts
        if state.last is None:
            said = texts("exchange.never")
        else:
            day = format_date(state.last, "EEE d MMM", locale=texts.language)
            ago = ("exchange.today", "exchange.yesterday")[state.days : state.days + 1]
            when = texts(ago[0]) if ago else texts("exchange.days", days=state.days)
            said = texts("exchange.last", day=day, when=when)
        if state.unshared:
            said += " · " + texts("exchange.unshared", count=state.unshared)
        self._exchange.setText(f"{said}{self._mailbox(mailbox)}")

    def _mailbox(self, state: MailboxState) -> str:
        """When it was exchanged with, or that it failed; empty without a mailbox."""
        if not state.count or state.at is None:
            return ""
        if state.error:
            return " · " + self._texts("mailbox.status.failed")
        at = state.at.astimezone()
        moment = format_datetime(at, "d MMM HH:mm", locale=self._texts.language)
        return " · " + self._texts("mailbox.status", moment=moment)

    def _started(self, label: str) -> None:
        if label:
            self._doing = ""
            self._meter.setRange(0, 0)
            self._said.setText(self._texts(label))
            self._patience.start()

    def _progressed(self, what: str, done: int, total: int) -> None:
        if self._patience.isActive() or self._meter.isVisible():
            if what != self._doing:
                self._doing = what
                self._since.start()
            self._meter.setRange(0, total)
            self._meter.setValue(done)
            count = f" {done}/{total}" if total else ""
            left = self._left(seconds_left(self._since.elapsed(), done, total))
            self._said.setText(f"{self._texts(f'progress.{what}')}{count}{left}")

    def _left(self, seconds: int) -> str:
        """How long it will take yet; empty while nobody can say."""
        if not seconds:
            return ""
        unit, count = ("minutes", ceil(seconds / 60)) if seconds > 60 else ("seconds", seconds)
        return " · " + self._texts(f"progress.left.{unit}", count=count)

    def _show_progress(self) -> None:
        self._show(working=True)

    def _idle(self) -> None:
        self._patience.stop()
        self._show(working=False)

    def _show(self, *, working: bool) -> None:
        for widget in (self._said, self._meter, self._stop):
            widget.setVisible(working)
        for widget in (self._drawing, self._exchange):
            widget.setVisible(not working)
