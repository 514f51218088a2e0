"""Who is here already and may be the same person: the difference, the way there, and why not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QWidget

from overstap.gui import theme
from overstap.gui.screens.residents.state import Candidate, Compared, RegisterState
from overstap.gui.widgets import (
    Card,
    Chip,
    FlowLayout,
    Picture,
    at_left,
    column,
    empty,
    quiet_button,
    row,
    toggle_button,
    words,
)
from overstap.i18n.languages import set_apart
from overstap.i18n.texts import Texts


class Candidates(QWidget):
    """``opened``: whose file; ``reason_chosen``: why it is somebody else."""

    opened = Signal(str)
    reason_chosen = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: tuple[object, ...] = ()
        self._reasons = QButtonGroup(self)
        self._body = column(2)
        self.setLayout(self._body)

    def show_state(self, state: RegisterState) -> None:
        """Compare with each; say nothing where nobody is like them."""
        shown = (state.candidates, state.reason)
        if shown == self._shown:
            return
        self._shown = shown
        body = self._body
        empty(body)
        if state.candidates:
            self._head(len(state.candidates))
            body.addWidget(self._why_not(state))
            for candidate in state.candidates:
                body.addWidget(self._card(candidate))
        else:
            self._calm()
        body.addStretch(1)

    def _head(self, count: int) -> None:
        line = row(2)
        line.addWidget(Picture("warning", theme.tokens().warn, 20), 0, Qt.AlignmentFlag.AlignTop)
        said = words(self._texts("register.known", count=count), "cardtitle", wrap=True)
        line.addWidget(said, 1)
        self._body.addLayout(line)
        self._body.addWidget(words(self._texts("register.known.lead"), "hint", wrap=True))

    def _calm(self) -> None:
        line = row(2)
        line.addWidget(Picture("done", theme.tokens().ok, 18))
        line.addWidget(words(self._texts("register.known.calm"), "strong", wrap=True), 1)
        self._body.addLayout(line)
        self._body.addWidget(words(self._texts("register.known.none"), "hint", wrap=True))

    def _why_not(self, state: RegisterState) -> QWidget:
        held = QWidget()
        inside = column(1)
        held.setLayout(inside)
        inside.addWidget(words(self._texts("register.reason"), "label"))
        buttons = FlowLayout()
        self._reasons = QButtonGroup(self)
        for code, label in state.reasons:
            button = toggle_button(label, "filter")
            button.setChecked(code == state.reason)
            button.clicked.connect(lambda _on, code=code: self.reason_chosen.emit(code))
            self._reasons.addButton(button)
            buttons.addWidget(button)
        inside.addLayout(buttons)
        inside.setContentsMargins(0, 0, 0, theme.spacing(2))
        return held

    def _card(self, candidate: Candidate) -> Card:
        card = Card()
        card.body.addWidget(at_left(words(candidate.name, "label", wrap=True)))
        why = FlowLayout(spacing=1)
        for reason in candidate.why:
            why.addWidget(Chip(reason, "warn"))
        card.body.addLayout(why)
        card.body.addLayout(self._lines(candidate))
        go = quiet_button(self._texts("register.open"), "arrow-right")
        go.clicked.connect(lambda: self.opened.emit(candidate.person))
        card.body.addWidget(go, 0, Qt.AlignmentFlag.AlignRight)
        return card

    def _lines(self, candidate: Candidate) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(3))
        grid.setVerticalSpacing(theme.spacing(1))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, key in ((1, "register.typed"), (2, "register.there")):
            grid.addWidget(words(self._texts(key), "faint"), 0, place)
        for at, line in enumerate(candidate.lines, start=1):
            nothing = self._texts("register.none")
            grid.addWidget(words(line.label, "hint"), at, 0)
            grid.addWidget(
                words(line.typed or nothing, "" if line.typed else "faint", wrap=True), at, 1
            )
            grid.addWidget(self._known(line), at, 2)
        return grid

    def _known(self, line: Compared) -> QLabel:
        """What is known already; where it differs that is bold and has a sign."""
        if not line.known:
            return words(self._texts("register.none"), "faint", wrap=True)
        differs = bool(line.typed) and not line.same
        shown = words(
            f"≠ {set_apart(line.known)}" if differs else line.known,
            "strong" if differs else "",
            wrap=True,
        )
        if differs:
            shown.setAccessibleName(f"{line.known} ({self._texts('register.differs')})")
        return at_left(shown)
