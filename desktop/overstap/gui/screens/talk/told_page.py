"""What is explained to the resident, and what is read out to them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from overstap.gui import theme
from overstap.gui.form.typed import NoteEditor
from overstap.gui.screens.talk.state import Both, Half, ReadLine, Told
from overstap.gui.screens.talk.twice import INDENT, labels, twice
from overstap.gui.widgets import column, empty, line, link_button, words
from overstap.i18n.texts import Texts


class ToldPage(QWidget):
    """A title and sentences, in both languages; when it was told before stands under it."""

    def __init__(self, told: Told, half: Half) -> None:
        super().__init__()
        self._half, self._said = half, column(4)
        self._shown: tuple[Both, ...] = ()
        whole = column(4)
        whole.addLayout(self._said)
        self._when = words(told.when, "strong", wrap=True)
        if half is not Half.THEIRS:
            whole.addWidget(self._when)
        indent = theme.spacing(INDENT) if half is not Half.THEIRS else 0
        whole.setContentsMargins(indent, 0, 0, 0)
        self.setLayout(whole)
        self.show_told(told)

    def show_told(self, told: Told) -> None:
        """Show it, perhaps in another language than before, and when it was told."""
        said = (told.title, *told.sentences)
        if said != self._shown:
            self._shown = said
            empty(self._said)
            for both, kind in zip(said, ("ask", *("tell" for _ in told.sentences)), strict=True):
                self._said.addLayout(twice(both, kind, self._half))
        self._when.setText(told.when)
        self._when.setVisible(bool(told.when))


class ReadPage(QWidget):
    """Questions and answers of a topic. ``corrected`` carries the question that is to be asked
    again, ``remarked`` what the resident said of it; ``skipped``: it is not right yet."""

    corrected = Signal(str)
    remarked = Signal(str)
    skipped = Signal()

    def __init__(self, texts: Texts, told: Told, topic: Both, half: Half) -> None:
        super().__init__()
        self._texts, self._half = texts, half
        self._lines: Sequence[ReadLine] = ()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.spacing(6))
        self._grid.setVerticalSpacing(theme.spacing(2))
        whole = column(3)
        whole.addLayout(twice(topic, "ask", half))
        for sentence in told.sentences:
            whole.addLayout(twice(sentence, "tell", half))
        whole.addWidget(line())
        whole.addLayout(self._grid)
        self._note, self._when = NoteEditor(), words("", "strong", wrap=True)
        if half is not Half.THEIRS:
            whole.addWidget(line())
            whole.addWidget(self._remark())
            whole.addWidget(self._when)
        indent = theme.spacing(INDENT) if half is not Half.THEIRS else 0
        whole.setContentsMargins(indent, 0, 0, 0)
        self.setLayout(whole)

    def show_lines(self, lines: Sequence[ReadLine]) -> None:
        """Show what was said."""
        if lines == self._lines:
            return
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._lines = lines
        for at, read in enumerate(lines):
            self._add(2 * at, read)

    def show_reading(self, when: str, remark: str) -> None:
        """Show when it was read out, and what was said of it."""
        self._when.setText(when)
        self._when.setVisible(bool(when))
        self._note.show_value(remark or None)

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        self._note.flush()

    def _remark(self) -> QWidget:
        label = words(self._texts("talk.reading.remark"), "hint")
        self._note.name(label.text())
        self._note.field.setFixedHeight(theme.size(44))
        self._note.edited.connect(lambda said: self.remarked.emit(said or ""))
        skip = link_button(self._texts("talk.reading.skip"), "later")
        skip.clicked.connect(self.skipped)
        made = QWidget()
        inside = column(1)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label)
        inside.addWidget(self._note)
        inside.addWidget(skip, 0, Qt.AlignmentFlag.AlignLeft)
        made.setLayout(inside)
        return made

    def _add(self, at: int, read: ReadLine) -> None:
        asked, said = (
            labels(read.ask, "tellhint", self._half),
            labels(read.said, "said", self._half),
        )
        for place, label in enumerate(asked):
            self._grid.addWidget(label, at, place)
            self._grid.setColumnStretch(place, 1)
        for place, label in enumerate(said):
            self._grid.addWidget(label, at + 1, place)
        self._grid.setRowMinimumHeight(at + 1, theme.size(34))
        if self._half is not Half.THEIRS:
            again = link_button(self._texts("talk.correct"), "pencil")
            again.setAccessibleName(f"{again.text()}: {read.ask.staff}")
            again.clicked.connect(lambda _on, to=read.field: self.corrected.emit(to))
            self._grid.addWidget(again, at, len(asked), 2, 1)
