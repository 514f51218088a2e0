"""The screen of doubles: the pairs, two side by side, or what was done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from overstap.gui.screens.doubles.pair_page import PairPage
from overstap.gui.screens.doubles.presenter import DoublesPresenter
from overstap.gui.screens.doubles.state import DoublesState, MergedState, PairState
from overstap.gui.screens.doubles.sweep_page import SweepPage
from overstap.gui.widgets import (
    Banner,
    Header,
    Scroll,
    column,
    empty,
    primary_button,
    quiet_button,
    row,
)
from overstap.i18n.texts import Texts


class DoublesScreen(QWidget):
    """Shows the presenter's state; everything a person asks leaves as a signal."""

    changed = Signal()
    left = Signal()
    resident_asked = Signal(str)

    was_entered = Signal()
    sweep_asked = Signal()
    stop_asked = Signal()
    pair_chosen = Signal(str, str)
    apart_asked = Signal(str, str)
    kept_chosen = Signal(bool)
    answer_chosen = Signal(str, bool)
    merge_asked = Signal()
    undo_asked = Signal(str)
    close_asked = Signal()

    presenter: DoublesPresenter

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._state: DoublesState | None = None
        self.pairs, self.pair, self._done = SweepPage(texts), PairPage(texts), Scroll(5)
        self._header = Header(texts("work.doubles"))
        done = QWidget()
        inside = column(0)
        done.setLayout(inside)
        inside.addWidget(self._header)
        inside.addWidget(self._done, 1)
        self._pages = QStackedWidget()
        for page in (self.pairs, self.pair, done):
            self._pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._connect()

    def entered(self) -> None:
        """The screen came into sight."""
        self.was_entered.emit()

    def compare(self, one: str, other: str) -> None:
        """Put two beside each other that somebody came across elsewhere."""
        self.pair_chosen.emit(one, other)

    def show_state(self, state: DoublesState) -> None:
        """Show where one is now."""
        turned = type(state) is not type(self._state)
        self._state = state
        if isinstance(state, PairState):
            self.pair.show_state(state)
            self._pages.setCurrentIndex(1)
            if turned:
                self.pair.stand()
        elif isinstance(state, MergedState):
            self._pages.setCurrentIndex(2)
            self._show_done(state)
        else:
            self.pairs.show_state(state)
            self._pages.setCurrentIndex(0)
            if turned:
                self.pairs.again.setFocus()

    def tell_changed(self) -> None:
        """The vault changed."""
        self.changed.emit()

    def _show_done(self, state: MergedState) -> None:
        body = self._done.body
        empty(body)
        body.addWidget(Banner("ok", state.title, state.text, "done"))
        foot = row(2)
        if state.gone:
            undo = quiet_button(self._texts("doubles.undo"), "undo", "Ctrl+Z")
            undo.clicked.connect(lambda: self.undo_asked.emit(state.gone))
            foot.addWidget(undo)
        foot.addStretch(1)
        file = quiet_button(self._texts("register.open"), "file")
        file.clicked.connect(lambda: self.resident_asked.emit(state.person))
        foot.addWidget(file)
        on = primary_button(self._texts("doubles.to_list"), keys="Esc")
        on.clicked.connect(self.close_asked)
        foot.addWidget(on)
        body.addLayout(foot)
        body.addStretch(1)
        on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        pairs, pair = self.pairs, self.pair
        pairs.sweep_asked.connect(self.sweep_asked)
        pairs.stop_asked.connect(self.stop_asked)
        pairs.pair_chosen.connect(self.pair_chosen)
        pairs.apart_asked.connect(self.apart_asked)
        pairs.undo_asked.connect(self.undo_asked)
        pairs.left.connect(self.left)
        pair.kept_chosen.connect(self.kept_chosen)
        pair.answer_chosen.connect(self.answer_chosen)
        pair.merge_asked.connect(self.merge_asked)
        pair.apart_asked.connect(self.apart_asked)
        pair.left.connect(self.close_asked)
