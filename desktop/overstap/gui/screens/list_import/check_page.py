"""What taking over would do: faulty rows, rows that may be known, warnings; nothing is stored."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from overstap.gui.screens.list_import.state import CheckRow, CheckState
from overstap.gui.widgets import (
    Banner,
    Card,
    Fault,
    at_left,
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


class CheckPage(Footed):
    """``row_skipped``: a row and whether it is left out; ``rows_skipped``: all of a kind are."""

    row_skipped = Signal(int, bool)
    rows_skipped = Signal(str)
    import_asked = Signal()
    back_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__(5)
        self._texts = texts
        self._outline: tuple[object, ...] = ()
        self.boxes: dict[tuple[str, int], QCheckBox] = {}
        self._summary = words("", "strong", wrap=True)
        self.back = quiet_button(texts("import.back"), "arrow-left")
        self.back.clicked.connect(self.back_asked)
        self.go = primary_button("")
        self.go.clicked.connect(self.import_asked)
        self.foot.addWidget(self._summary, 1)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.go)

    def show_state(self, state: CheckState) -> None:
        """Show what would be done; where only a row is left out, the cursor stays in it."""
        outline = (state.title, _titles(state.faulty), _titles(state.known), state.warnings)
        if outline != self._outline:
            self._outline = outline
            self._build(state)
        for kind, rows in (("faulty", state.faulty), ("known", state.known)):
            for shown in rows:
                self.boxes[kind, shown.row].setChecked(shown.skipped)
        self._summary.setText(state.summary)
        self.go.setText(state.import_word)
        self.go.setAccessibleName(state.import_word)
        self.go.setVisible(state.can_import)

    def stand(self) -> None:
        """The page came into sight."""
        first = next(iter(self.boxes.values()), None)
        (first or self.go).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, state: CheckState) -> None:
        body = self.body
        empty(body)
        self.boxes = {}
        if not (state.faulty or state.known or state.warnings):
            fine = self._texts("import.fine")
            body.addWidget(Banner("ok", fine, self._texts("import.fine.text"), "done"))
        for kind, rows in (("faulty", state.faulty), ("known", state.known)):
            if rows:
                body.addWidget(self._rows(kind, rows, state.more[kind]))
        if state.warnings:
            body.addWidget(self._warnings(state))
        body.addStretch(1)

    def _rows(self, kind: str, rows: tuple[CheckRow, ...], more: str) -> Card:
        card = Card()
        head = row(3)
        head.addWidget(words(self._texts(f"import.{kind}"), "cardtitle"), 1)
        everything = link_button(self._texts("import.skip_all"))
        everything.setAccessibleName(f"{everything.text()}: {self._texts(f'import.{kind}')}")
        everything.clicked.connect(partial(self.rows_skipped.emit, kind))
        head.addWidget(everything)
        card.body.addLayout(head)
        card.body.addWidget(words(self._texts(f"import.{kind}.lead"), "hint", wrap=True))
        for shown in rows:
            card.body.addWidget(line())
            card.body.addLayout(self._row(kind, shown))
        if more:
            card.body.addWidget(words(more, "hint", wrap=True))
        return card

    def _row(self, kind: str, shown: CheckRow) -> QHBoxLayout:
        said = column(0)
        said.addWidget(at_left(words(shown.title, "strong", wrap=True)))
        for detail in shown.details:
            label = Fault(detail) if kind == "faulty" else words(detail, wrap=True)
            said.addWidget(at_left(label))
        box = QCheckBox(self._texts("import.skip"))
        box.setAccessibleName(f"{shown.title}: {box.text()}")
        box.setAccessibleDescription(" ".join(shown.details))
        box.clicked.connect(lambda skipped: self.row_skipped.emit(shown.row, skipped))
        self.boxes[kind, shown.row] = box
        whole = row(3)
        whole.addLayout(said, 1)
        whole.addWidget(box)
        return whole

    def _warnings(self, state: CheckState) -> Card:
        card = Card()
        card.body.addWidget(words(self._texts("import.warnings"), "cardtitle"))
        card.body.addWidget(words(self._texts("import.warnings.lead"), "hint", wrap=True))
        for warning in (*state.warnings, state.more["warnings"]):
            if warning:
                card.body.addWidget(at_left(words(warning, wrap=True)))
        return card


def _titles(rows: tuple[CheckRow, ...]) -> tuple[object, ...]:
    return tuple((shown.row, shown.title, shown.details) for shown in rows)
