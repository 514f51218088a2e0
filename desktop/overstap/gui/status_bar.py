"""The line below every screen: what is going on, what was exchanged last, and who sits here."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from overstap.gui import theme
from overstap.gui.jobs import JobRunner
from overstap.gui.widgets import Chip, link_button, words
from overstap.i18n.texts import Texts
from overstap.usecases.app import OwnOffice

PATIENCE_MS = 400
"""Work shorter than this shows no progress: it would only flicker."""

OTHER_LANGUAGE = {"nl": "en", "en": "nl"}


class StatusBar(QWidget):
    """Progress with a way to stop it, the office, the keys and the language."""

    keys_asked = Signal()
    language_asked = Signal(str)

    def __init__(self, office: OwnOffice, texts: Texts, jobs: JobRunner) -> None:
        super().__init__()
        self._texts, self._jobs = texts, jobs
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said = words("", "hint")
        self._meter = QProgressBar()
        self._meter.setTextVisible(False)
        self._meter.setFixedWidth(theme.size(160))
        self._meter.setAccessibleName(texts("desk.progress"))
        self._stop = link_button(texts("desk.stop"), "close")
        self._stop.clicked.connect(jobs.cancel)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.spacing(4), 0, theme.spacing(2), 0)
        line.setSpacing(theme.spacing(3))
        for widget in (self._said, self._meter, self._stop):
            line.addWidget(widget)
        line.addStretch(1)
        if office.training:
            line.addWidget(Chip(texts("desk.training.chip"), "warn"))
        line.addWidget(words(" · ".join(p for p in (office.name, office.desk, office.user) if p)))
        other = link_button(texts("desk.language"), "language")
        other.setAccessibleName(texts("desk.language.name"))
        other.clicked.connect(lambda: self.language_asked.emit(OTHER_LANGUAGE[texts.language]))
        keys = link_button(texts("desk.keys"), "help")
        keys.clicked.connect(self.keys_asked)
        line.addWidget(other)
        line.addWidget(keys)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
        jobs.started.connect(self._started)
        jobs.progressed.connect(self._progressed)
        jobs.idle.connect(self._idle)
        self._idle()

    def refresh(self) -> None:
        """The vault changed."""

    def _started(self, label: str) -> None:
        if label:
            self._meter.setRange(0, 0)
            self._said.setText(self._texts(label))
            self._patience.start()

    def _progressed(self, what: str, done: int, total: int) -> None:
        if self._patience.isActive() or self._meter.isVisible():
            self._meter.setRange(0, total)
            self._meter.setValue(done)
            count = f" {done}/{total}" if total else ""
            self._said.setText(f"{self._texts(f'progress.{what}')}{count}")

    def _show_progress(self) -> None:
        for widget in (self._said, self._meter, self._stop):
            widget.show()

    def _idle(self) -> None:
        self._patience.stop()
        for widget in (self._said, self._meter, self._stop):
            widget.hide()
