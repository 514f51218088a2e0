"""Two side by side: whose file goes on, and per question whose answer is the right one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout

from overstap.gui import theme
from overstap.gui.screens.doubles.state import ChoiceRow, PairState, Said, Somebody
from overstap.gui.widgets import (
    Banner,
    Card,
    Chip,
    FlowLayout,
    Header,
    at_left,
    empty,
    link_button,
    primary_button,
    quiet_button,
    words,
)
from overstap.gui.widgets.choices import ChoiceCard
from overstap.gui.widgets.footed import Footed
from overstap.i18n.texts import Texts


class PairPage(Footed):
    """Shows a ``PairState``; ``True`` is the one at the right."""

    kept_chosen = Signal(bool)
    answer_chosen = Signal(str, bool)
    merge_asked = Signal()
    apart_asked = Signal(str, str)
    left = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__(5)
        self._texts = texts
        self._shown: PairState | None = None
        self._cards: dict[str, tuple[ChoiceCard, ChoiceCard]] = {}
        self._groups: list[QButtonGroup] = []
        self._header = Header("")
        back = link_button(texts("doubles.to_list"), "arrow-left", "Esc")
        back.clicked.connect(self.left)
        self._header.side.addWidget(back)
        self._summary = words("", wrap=True)
        self.apart = quiet_button(texts("doubles.apart"))
        self.apart.clicked.connect(self._apart)
        self.merge = primary_button(texts("doubles.merge"))
        self.merge.clicked.connect(self.merge_asked)
        self.whole.insertWidget(0, self._header)
        self.foot.addWidget(self._summary, 1)
        self.foot.addWidget(self.apart)
        self.foot.addWidget(self.merge)

    def show_state(self, state: PairState) -> None:
        """Show two; where only a choice changed, the cursor stays in it."""
        self._summary.setText(state.summary)
        self.merge.setVisible(not state.refused)
        if self._shown is not None and _outline(state) == _outline(self._shown):
            self._shown = state
            self._check(state)
            return
        self._shown = state
        self._header.say(state.title, self._texts("doubles.pair.lead"))
        self._build(state)
        self._check(state)

    def stand(self) -> None:
        """The page came into sight."""
        self.page.verticalScrollBar().setValue(0)
        first = next(iter(self._cards.values()), None)
        (first[0] if first else self.apart).setFocus()

    def _build(self, state: PairState) -> None:
        body = self.body
        empty(body)
        self._cards, self._groups = {}, []
        why = FlowLayout(spacing=1)
        for reason in state.why:
            why.addWidget(Chip(reason, "warn"))
        body.addLayout(why)
        if state.refused:
            body.addWidget(Banner("warn", self._texts("doubles.refused"), state.refused, "warning"))
            for somebody in (state.left, state.right):
                body.addWidget(_known(somebody))
        else:
            if state.note:
                body.addWidget(
                    Banner("accent", self._texts("doubles.note"), state.note, "handover")
                )
            body.addWidget(self._choices(state))
            if state.filled:
                body.addWidget(self._filled(state))
        body.addStretch(1)

    def _choices(self, state: PairState) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(3))
        grid.setVerticalSpacing(theme.spacing(2))
        for place, share in enumerate((2, 4, 4)):
            grid.setColumnStretch(place, share)
        sides = (_said(state.left), _said(state.right))
        self._line(grid, "", self._texts("doubles.goes_on"), sides)
        for shown in state.rows:
            self._line(grid, shown.field, shown.label, (shown.left, shown.right))
        card.body.addLayout(grid)
        if not state.rows:
            card.body.addWidget(words(self._texts("doubles.same"), "hint", wrap=True))
        return card

    def _line(self, grid: QGridLayout, field: str, label: str, sides: tuple[Said, Said]) -> None:
        line = grid.rowCount()
        name = words(label, "label" if not field else "strong", wrap=True)
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignVCenter)
        group = QButtonGroup(self)
        cards = []
        for place, said in enumerate(sides):
            card = ChoiceCard("none", said.value, said.source)
            card.setCheckable(True)
            card.setAccessibleName(f"{label}: {said.value}")
            act = partial(self._choose, field, bool(place))
            card.clicked.connect(lambda _on=False, act=act: act())
            group.addButton(card)
            grid.addWidget(card, line, place + 1)
            cards.append(card)
        self._groups.append(group)
        self._cards[field] = (cards[0], cards[1])

    def _choose(self, field: str, right: bool) -> None:
        if field:
            self.answer_chosen.emit(field, right)
        else:
            self.kept_chosen.emit(right)

    def _check(self, state: PairState) -> None:
        chosen = {"": state.keeps_right, **{row.field: row.chosen_right for row in state.rows}}
        for field, cards in self._cards.items():
            for place, card in enumerate(cards):
                here = chosen[field] == bool(place)
                card.setChecked(here)
                card.draw("done" if here else "none")

    def _filled(self, state: PairState) -> Card:
        card = Card()
        count = len(state.filled)
        card.body.addWidget(words(self._texts("doubles.filled", count=count), "label"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(3))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 8)
        for label, value in state.filled:
            line = grid.rowCount()
            grid.addWidget(words(label, "hint", wrap=True), line, 0)
            grid.addWidget(words(value, wrap=True), line, 1)
        card.body.addLayout(grid)
        return card

    def _apart(self) -> None:
        if self._shown is not None:
            self.apart_asked.emit(self._shown.left.person, self._shown.right.person)


def _outline(state: PairState) -> tuple[object, ...]:
    """What has to be drawn again when it changes."""
    rows = tuple(_question(shown) for shown in state.rows)
    return (state.left, state.right, state.refused, state.note, state.filled, rows)


def _question(shown: ChoiceRow) -> tuple[object, ...]:
    return (shown.field, shown.left, shown.right)


def _said(somebody: Somebody) -> Said:
    return Said(somebody.name, somebody.details)


def _known(somebody: Somebody) -> Card:
    card = Card()
    card.body.addWidget(at_left(words(somebody.name, "label", wrap=True)))
    card.body.addWidget(words(somebody.details, "hint", wrap=True))
    return card
