"""The foot of the talk: back, staff's own note, on; and who interprets into which language."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from overstap.domain.answers import NOT_ASKED, Answer, Field, Value
from overstap.domain.catalogue import Catalogue
from overstap.gui import theme
from overstap.gui.form import Words
from overstap.gui.form.typed import NoteEditor
from overstap.gui.screens.talk.state import TalkState
from overstap.gui.widgets import (
    Picture,
    Shrinking,
    column,
    primary_button,
    quiet_button,
    row,
    tip,
    words,
)
from overstap.i18n.languages import isolate
from overstap.i18n.texts import Texts

NOTES: Field = "talk.notes"


class Foot(QWidget):
    """``walked`` carries 1 or -1; ``noted`` fields with answers."""

    walked = Signal(int)
    turn_asked = Signal()
    noted = Signal(object)

    def __init__(self, catalogue: Catalogue, say: Words) -> None:
        super().__init__()
        texts = say.texts
        self._record = ""
        self._back = quiet_button(texts("talk.previous"), "arrow-left")
        tip(self._back, "PgUp")
        self._back.clicked.connect(lambda: self.walked.emit(-1))
        self.next = primary_button(texts("talk.next"))
        tip(self.next, "Enter · PgDn")
        self.next.clicked.connect(lambda: self.walked.emit(1))
        self._note = NoteEditor()
        self._note.field.setFixedHeight(theme.size(30) + 14)  # as the buttons beside it
        self._note.field.setMinimumWidth(theme.size(120))
        label = say.label(catalogue.question(NOTES))
        self._note.name(label)
        self._note.edited.connect(self._noted)
        self._note.next_asked.connect(self.next.setFocus)
        told = Shrinking(f"{label} · {texts('talk.notes.stay')} · F4")
        told.setObjectName("hint")
        told.setBuddy(self._note.field)
        self._notes = QWidget()
        noting = column(1)
        noting.addWidget(told)
        noting.addWidget(self._note)
        self._notes.setLayout(noting)
        whole = row(4)
        bottom = Qt.AlignmentFlag.AlignBottom
        whole.addWidget(self._back, 0, bottom)
        whole.addWidget(self._notes, 1)
        self._turn_back = quiet_button(texts("talk.turn.back"), "refresh")
        tip(self._turn_back, "F7")
        self._turn_back.clicked.connect(self.turn_asked)
        self._gap = QWidget()
        gap = row(0)
        gap.addStretch(1)
        gap.addWidget(self._turn_back)
        gap.addStretch(1)
        self._gap.setLayout(gap)
        whole.addWidget(self._gap, 1, bottom)
        whole.addWidget(self.next, 0, bottom)
        self.setLayout(whole)
        for button in (self._back, self._turn_back, self.next):
            button.setProperty("large", True)
            button.setMinimumWidth(theme.size(140))

    def show_talk(self, state: TalkState, *, turned: bool) -> None:
        """Show what goes on; staff's note is out of sight while the resident looks along."""
        self._back.setEnabled(not state.first)
        self.next.setText(state.next_text)
        self.next.setAccessibleName(state.next_text)
        self._notes.setHidden(turned)
        self._gap.setHidden(not turned)
        if state.household.record != self._record:
            self._note.forget()
            self._record = state.household.record
        self._note.show_value(state.household.answers.get(NOTES, NOT_ASKED).value)

    def stand_in_note(self) -> None:
        """Write a note."""
        if not self._notes.isHidden():
            self._note.setFocus()

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        self._note.flush()

    def _noted(self, value: Value | None) -> None:
        self.noted.emit({NOTES: NOT_ASKED if value is None else Answer(value)})


class Band(QWidget):
    """Who interprets, and the way to read back."""

    start_asked = Signal()
    reading_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said, self._mark = words("", "bandsaid"), words("", "bandhint")
        start = quiet_button(texts("talk.start"))
        start.clicked.connect(self.start_asked)
        read = quiet_button(texts("talk.read"))
        read.clicked.connect(self.reading_asked)
        for button in (start, read):
            button.setHidden(theme.large())  # the first and the last topic lead there too
        both = column(0)
        both.addWidget(self._said)
        both.addWidget(self._mark)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*(theme.spacing(n) for n in (6, 2, 5, 2)))
        whole.setSpacing(theme.spacing(3))
        self._picture = Picture("speech", theme.tokens().nav_text, 24)
        whole.addWidget(self._picture)
        whole.addLayout(both)
        whole.addStretch(1)
        whole.addWidget(start)
        whole.addWidget(read)

    def show_talk(self, state: TalkState, *, turned: bool) -> None:
        """Show who interprets, and what is to be known of the translation."""
        self.setHidden(turned)
        self._said.setText(state.band)
        parts = state.mark.parts if state.mark is not None else ()
        mark = " ".join(isolate(part) for part in (parts[:1] if theme.large() else parts))
        self._mark.setText(mark)
        grave = state.mark is not None and state.mark.grave
        self._mark.setStyleSheet(f"color: {theme.BADGE}; font-weight: 600;" if grave else "")
        drawn = ("warning", theme.BADGE) if grave else ("speech", theme.tokens().nav_text)
        self._picture.show_drawing(*drawn)
        self._mark.setVisible(bool(mark))
