"""Answers in words, to read and to read out, and the steps of agreeing and releasing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from overstap.gui import theme
from overstap.gui.checklist.view import ChecklistView
from overstap.gui.screens.residents.file.state import Reading, ReadSheet
from overstap.gui.widgets import (
    Fault,
    Picture,
    Scroll,
    column,
    empty,
    line,
    primary_button,
    quiet_button,
    row,
    state_colour,
    tip,
    words,
)
from overstap.i18n.texts import Texts

LABEL_WIDTH = 210


class Sheets(QWidget):
    """Sections under each other: question left, answer right; below it where text is large."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[ReadSheet] = ()
        self._whole = column(2)
        self.setLayout(self._whole)

    def show_sheets(self, sheets: Sequence[ReadSheet], *, titles: bool) -> None:
        """Show these answers; a single section needs no ``titles``."""
        if sheets == self._shown:
            return
        self._shown = sheets
        empty(self._whole)
        for sheet in sheets:
            if titles:
                self._whole.addWidget(words(sheet.title, "cardtitle"))
            self._whole.addLayout(_grid(sheet))
            self._whole.addSpacing(theme.spacing(3))
        self._whole.addStretch(1)


def _grid(sheet: ReadSheet) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.spacing(4))
    grid.setVerticalSpacing(theme.spacing(2))
    under = theme.large()
    if not under:
        grid.setColumnMinimumWidth(0, theme.size(LABEL_WIDTH))
    grid.setColumnStretch(0 if under else 1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for at, read in enumerate(sheet.lines):
        label = words(read.label, "hint", wrap=True)
        value = words(read.value, "" if read.answered else "faint", wrap=True)
        if not under:
            label.setMaximumWidth(theme.size(LABEL_WIDTH))
        tip(value, read.by)
        value.setAccessibleDescription(read.by)
        grid.addWidget(label, 2 * at, 0, top)
        grid.addWidget(value, 2 * at + under, 0 if under else 1, top)
    return grid


class Checklist(Scroll):
    """The checklist, longer than the window."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.view = ChecklistView(texts)
        self.body.addWidget(self.view)


class Release(Scroll):
    """Read out, agree, release; then the dossier and the handover."""

    agreed = Signal()
    released = Signal()
    dossier_asked = Signal()
    handover_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._agree = quiet_button(texts("file.read.agree"), "tick")
        self._agree.clicked.connect(self.agreed)
        self._release = primary_button(texts("file.release.do"))
        self._release.clicked.connect(self.released)
        self._dossier = quiet_button(texts("file.dossier"), "file")
        self._dossier.clicked.connect(self.dossier_asked)
        self._hand_over = quiet_button(texts("file.hand_over"), "handover")
        self._hand_over.clicked.connect(self.handover_asked)
        self._error = Fault()
        self._steps = [_Step(self._agree), _Step(self._release)]
        for step in self._steps:
            self.body.addWidget(step)
        self._why_not = words("", "hint", wrap=True)
        self._why_not.setContentsMargins(theme.size(30), 0, 0, 0)
        self.body.addWidget(self._why_not)
        self.body.addWidget(self._error)
        further = row(2)
        further.addWidget(self._dossier)
        further.addWidget(self._hand_over)
        further.addStretch(1)
        self.body.addLayout(further)
        self.body.addWidget(line())
        self.body.addSpacing(theme.spacing(2))
        self._sheets = Sheets()
        self.body.addWidget(self._sheets)
        self.body.addStretch(1)

    def show_reading(
        self, reading: Reading, sheets: Sequence[ReadSheet], *, prints: bool = True
    ) -> None:
        """Show how far it is, what one may do about it, and what there is to read out."""
        self._steps[0].show_step(reading.agreed, done=reading.is_agreed)
        self._steps[1].show_step(reading.released, done=reading.is_released)
        self._agree.setHidden(reading.is_agreed or not reading.may_agree)
        self._release.setHidden(reading.is_released or bool(reading.no_release))
        self._why_not.setText(reading.no_release)
        self._why_not.setHidden(reading.is_released or not reading.no_release)
        self._dossier.setVisible(prints)
        self._hand_over.setVisible(reading.may_hand_over)
        self._error.setText(reading.error)
        self._error.setVisible(bool(reading.error))
        self._sheets.show_sheets(sheets, titles=True)

    def focus(self) -> None:
        """Stand on what is to be done now."""
        buttons = (self._agree, self._release, self._hand_over, self._dossier)
        now = next((button for button in buttons if not button.isHidden()), None)
        if now is not None:
            now.setFocus()


class _Step(QWidget):
    def __init__(self, button: QWidget) -> None:
        super().__init__()
        self._picture = Picture("none", theme.tokens().text3, 18)
        self._text = words("", wrap=True)
        whole = row(3)
        whole.setContentsMargins(0, theme.spacing(1), 0, theme.spacing(1))
        top = Qt.AlignmentFlag.AlignTop
        drop = theme.spacing(2)  # the first line stands level with the word on the button
        for part in (self._picture, self._text):
            part.setContentsMargins(0, drop, 0, drop)
        whole.addWidget(self._picture, 0, top)
        whole.addWidget(self._text, 1, top)
        whole.addWidget(button, 0, top)
        self.setLayout(whole)

    def show_step(self, text: str, *, done: bool) -> None:
        state = "done" if done else "none"
        self._picture.show_drawing(state, state_colour(state))
        self._text.setText(text)
