"""The pairs that were found, how far the looking is, and the merges that can be undone."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.doubles.state import MergeRow, PairRow, Somebody, SweepState
from overstap.gui.widgets import (
    Card,
    Chip,
    FlowLayout,
    Header,
    Meter,
    Scroll,
    at_left,
    column,
    empty,
    line,
    link_button,
    quiet_button,
    row,
    toggle_button,
    words,
)
from overstap.i18n.texts import Texts

TABS = ("doubles.pairs", "doubles.merges")

BESIDE = 150
"""Under this many per cent of text, two people of a pair stand beside each other."""


class SweepPage(QWidget):
    """Shows a ``SweepState``; says what was asked."""

    sweep_asked = Signal()
    stop_asked = Signal()
    pair_chosen = Signal(str, str)
    apart_asked = Signal(str, str)
    undo_asked = Signal(str)
    left = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: tuple[object, ...] = ()
        header = Header(texts("work.doubles"), texts("doubles.lead"))
        back = link_button(texts("doubles.back"), "arrow-left", "Esc")
        back.clicked.connect(self.left)
        self.again = quiet_button(texts("doubles.again"), "refresh", "F5")
        self.again.clicked.connect(self.sweep_asked)
        header.side.addWidget(back)
        header.side.addWidget(self.again)
        whole = column(0)
        self.setLayout(whole)
        whole.addWidget(header)
        scroll = Scroll(5)
        self._progress, self._pairs, self._merges = QWidget(), column(3), column(3)
        self._tabs = [toggle_button(texts(key), "filter") for key in TABS]
        scroll.body.addLayout(self._tab_row())
        scroll.body.addSpacing(theme.spacing(2))
        scroll.body.addWidget(self._progress)
        for at, layout in enumerate((self._pairs, self._merges)):
            part = QWidget()
            part.setLayout(layout)
            part.setVisible(not at)
            self._tabs[at].toggled.connect(part.setVisible)
            scroll.body.addWidget(part)
        scroll.body.addStretch(1)
        whole.addWidget(scroll, 1)
        self._build_progress()

    def show_state(self, state: SweepState) -> None:
        """Show what is known so far; what did not change stays, with the cursor in it."""
        self._progress.setVisible(state.busy)
        self.again.setVisible(not state.busy)
        self._meter.setRange(0, state.total)
        self._meter.setValue(state.done)
        far = self._texts("doubles.far", done=state.done, total=state.total)
        self._far.setText(far if state.total else "")
        if (state.found, state.pairs, state.merges) != self._shown:
            self._shown = (state.found, state.pairs, state.merges)
            self._show_pairs(state)
            self._show_merges(state.merges)

    def _tab_row(self) -> QHBoxLayout:
        tabs, group = row(2), QButtonGroup(self)
        for tab in self._tabs:
            group.addButton(tab)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self._tabs[0].setChecked(True)
        return tabs

    def _build_progress(self) -> None:
        inside = row(3)
        self._progress.setLayout(inside)
        self._meter = Meter(self._texts("progress.duplicates.sweep"))
        self._far = words("")
        stop = quiet_button(self._texts("desk.stop"), "close")
        stop.clicked.connect(self.stop_asked)
        inside.addWidget(words(self._texts("progress.duplicates.sweep"), "strong"))
        inside.addWidget(self._meter, 1)
        inside.addWidget(self._far)
        inside.addWidget(stop)

    def _show_pairs(self, state: SweepState) -> None:
        empty(self._pairs)
        if state.found:
            self._pairs.addWidget(words(state.found, "cardtitle", wrap=True))
        for pair in state.pairs:
            self._pairs.addWidget(self._pair(pair))
        if state.more:
            self._pairs.addWidget(words(state.more, "hint", wrap=True))

    def _pair(self, pair: PairRow) -> Card:
        beside = theme.size(100) < BESIDE
        people = row(5) if beside else column(2)
        for somebody in (pair.one, pair.other):
            people.addLayout(_somebody(somebody), 1)
        why = FlowLayout(spacing=1)
        for reason in pair.why:
            why.addWidget(Chip(reason, "warn"))
        said = column(2)
        said.addLayout(people)
        said.addLayout(why)
        whole = row(5) if beside else column(2)
        whole.addLayout(said, 1)
        whole.addLayout(self._ways(pair))
        card = Card()
        card.body.addLayout(whole)
        return card

    def _ways(self, pair: PairRow) -> QHBoxLayout:
        """What one can decide about a pair."""
        one, other = pair.one.person, pair.other.person
        apart = link_button(self._texts("doubles.apart"))
        apart.clicked.connect(partial(self.apart_asked.emit, one, other))
        compare = quiet_button(self._texts("doubles.compare"), "arrow-right")
        compare.clicked.connect(partial(self.pair_chosen.emit, one, other))
        ways = row(3)
        ways.addStretch(1)
        for button in (apart, compare):
            button.setAccessibleName(f"{button.text()}: {pair.names}")
            ways.addWidget(button)
        return ways

    def _show_merges(self, merges: tuple[MergeRow, ...]) -> None:
        empty(self._merges)
        self._tabs[1].setText(f"{self._texts('doubles.merges')} ({len(merges)})")
        card = Card()
        card.body.addWidget(words(self._texts("doubles.merges.lead"), "hint", wrap=True))
        if not merges:
            card.body.addWidget(words(self._texts("doubles.merges.none"), "strong", wrap=True))
        for merge in merges:
            card.body.addWidget(line())
            said = column(0)
            said.addWidget(words(merge.title, "strong", wrap=True))
            said.addWidget(words(merge.details, "hint", wrap=True))
            shown = row(3)
            shown.addLayout(said, 1)
            undo = link_button(self._texts("doubles.undo"), "undo")
            undo.setAccessibleName(f"{undo.text()}: {merge.title}")
            undo.clicked.connect(partial(self.undo_asked.emit, merge.gone))
            shown.addWidget(undo)
            card.body.addLayout(shown)
        self._merges.addWidget(card)


def _somebody(somebody: Somebody) -> QVBoxLayout:
    said = column(0)
    said.addWidget(at_left(words(somebody.name, "label", wrap=True)))
    said.addWidget(words(somebody.details, "hint", wrap=True))
    said.addStretch(1)
    return said
