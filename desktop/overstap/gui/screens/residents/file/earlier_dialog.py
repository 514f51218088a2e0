"""The answers of before, in a window of their own; who may can take one out of the file."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.form import Words
from overstap.gui.form.marks import Cover
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.screens.residents.file.state import AnswerHistory, Earlier
from overstap.gui.widgets import (
    Banner,
    Labelled,
    Scroll,
    column,
    danger_button,
    empty,
    line,
    link_button,
    quiet_button,
    row,
    words,
)

WIDTH, HEIGHT = 560, 520
MOST_WIDE, MOST_HIGH = 1000, 680


class EarlierDialog(InReadingOrder, QDialog):
    """``taken_out`` carries which answer, and why; ``uncover_asked`` why one wants to see them."""

    taken_out = Signal(object, str)
    uncover_asked = Signal(str)

    def __init__(self, say: Words, parent: QWidget) -> None:
        super().__init__(parent)
        texts = say.texts
        self._say, self._texts = say, texts
        self._title = words("", "cardtitle", wrap=True)
        self._lead = words(texts("earlier.lead"), "hint", wrap=True)
        self._rows = Scroll()
        self._rows.body.setSpacing(theme.spacing(3))
        self._close = quiet_button(texts("earlier.close"))
        self._close.clicked.connect(self.accept)
        foot = row(3)
        foot.addStretch(1)
        foot.addWidget(self._close)
        whole = QVBoxLayout(self)
        edge = theme.spacing(6)
        whole.setContentsMargins(edge, edge, edge, edge)
        whole.setSpacing(theme.spacing(3))
        whole.addWidget(self._title)
        whole.addWidget(self._lead)
        whole.addWidget(self._rows, 1)
        whole.addLayout(foot)
        self.resize(min(theme.size(WIDTH), MOST_WIDE), min(theme.size(HEIGHT), MOST_HIGH))

    def show_history(self, history: AnswerHistory) -> None:
        """Show these answers, the newest first."""
        self.setWindowTitle(history.title)
        self._title.setText(history.title)
        body = self._rows.body
        empty(body)
        if history.told:
            body.addWidget(Banner("ok", history.told, picture="tick"))
        if history.error:
            body.addWidget(Banner("bad", history.error, picture="warning"))
        if history.covered is not None:
            cover = Cover(history.covered, self._say)
            cover.uncover_asked.connect(self.uncover_asked)
            body.addWidget(cover)
        for number, earlier in enumerate(history.lines):
            if number:
                body.addWidget(line())
            body.addLayout(self._line(earlier, history))
        if not history.lines and history.covered is None:
            body.addWidget(words(self._texts("earlier.none"), "hint", wrap=True))
        body.addStretch(1)
        self._close.setFocus()

    def _line(self, earlier: Earlier, history: AnswerHistory) -> QVBoxLayout:
        told = column(0)
        said = earlier.said or self._texts("earlier.empty")
        told.addWidget(words(said, "strong" if earlier.said else "hint", wrap=True))
        told.addWidget(words(earlier.by, "hint", wrap=True))
        beside = QHBoxLayout()
        beside.setSpacing(theme.spacing(3))
        beside.addLayout(told, 1)
        whole = column(2)
        whole.addLayout(beside)
        if earlier.word:
            beside.addWidget(words(earlier.word, "hint"), 0, Qt.AlignmentFlag.AlignTop)
        if earlier.place is not None:
            out = quiet_button(self._texts("earlier.take_out"), "trash")
            out.setAccessibleName(f"{out.text()}: {said}")
            out.setAutoDefault(False)
            beside.addWidget(out, 0, Qt.AlignmentFlag.AlignTop)
            out.clicked.connect(lambda: self._ask(whole, out, earlier, history))
        return whole

    def _ask(
        self, below: QVBoxLayout, pressed: QWidget, earlier: Earlier, history: AnswerHistory
    ) -> None:
        """Why; the red button then does it."""
        pressed.setEnabled(False)
        asked = QWidget()
        inside = QVBoxLayout(asked)
        inside.setContentsMargins(theme.spacing(4), 0, 0, 0)
        inside.setSpacing(theme.spacing(2))
        inside.addWidget(words(self._texts("earlier.sure"), wrap=True))
        choices = QComboBox()
        for code, word in history.reasons:
            choices.addItem(word, code)
        inside.addWidget(Labelled(self._texts("earlier.why"), choices))
        keep, go = (
            link_button(self._texts("earlier.keep")),
            danger_button(self._texts("earlier.for_good"), "trash"),
        )

        def left() -> None:
            asked.hide()
            pressed.setEnabled(True)
            pressed.setFocus()

        keep.clicked.connect(left)
        keep.setAutoDefault(False)
        go.setAutoDefault(False)
        go.clicked.connect(lambda: self.taken_out.emit(earlier.place, choices.currentData()))
        ends = row(3)
        ends.addWidget(keep)
        ends.addStretch(1)
        ends.addWidget(go)
        inside.addLayout(ends)
        below.addWidget(asked)
        choices.setFocus()
        QTimer.singleShot(0, go, lambda: self._rows.ensureWidgetVisible(go))
