"""How far one member is: the checklist, and beside it target dates, learning route and scenario."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.checklist.view import ChecklistView
from overstap.gui.screens.overview.state import (
    ClockRow,
    Jump,
    ReadinessState,
    ReasonRow,
    RouteState,
    ScenarioState,
)
from overstap.gui.widgets import (
    Card,
    Picture,
    Scroll,
    column,
    empty,
    line,
    link_button,
    row,
    state_colour,
    tip,
    words,
)
from overstap.gui.widgets.columns import Columns
from overstap.i18n.texts import Texts


class ReadinessPage(Scroll):
    """``jumped`` carries a ``Jump`` to a question."""

    jumped = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: ReadinessState | None = None
        self.checklist = ChecklistView(texts)
        card = Card()
        card.body.addWidget(words(texts("file.checklist"), "cardtitle"))
        card.body.addWidget(words(texts("file.checklist.lead"), "hint", wrap=True))
        card.body.addWidget(self.checklist)
        self._beside = column(4)
        side = QWidget()
        side.setLayout(self._beside)
        parts = [
            (texts("file.checklist"), _topped(card), 6),
            (texts("overview.dates_and_route"), side, 5),
        ]
        self.body.addWidget(Columns(parts, 860))
        self.body.addStretch(1)

    def show_state(self, state: ReadinessState) -> None:
        """Show how far somebody is."""
        self.checklist.show_groups(state.groups, read_only=state.read_only)
        if state == self._shown:
            return
        self._shown = state
        empty(self._beside)
        self._beside.addWidget(self._clocks(state.clocks))
        if state.route is not None:
            self._beside.addWidget(self._route(state.route))
        if state.scenario is not None:
            self._beside.addWidget(self._scenario(state.scenario))
        self._beside.addStretch(1)

    def _clocks(self, clocks: Iterable[ClockRow]) -> Card:
        card = self._card("overview.clocks", "clock.explained")
        for clock in clocks:
            card.body.addLayout(_stated(clock.state, clock.text, clock.source))
        return card

    def _route(self, route: RouteState) -> Card:
        texts = self._texts
        card = self._card("route.title", "route.no_decision")
        card.body.addWidget(words(route.route, "label", wrap=True))
        card.body.addWidget(words(route.strength, wrap=True))
        card.body.addLayout(_reasons(route.reasons))
        card.body.addWidget(words(texts("route.inputs"), "strong"))
        card.body.addLayout(_pairs(route.inputs))
        self._missing(card.body, route.missing)
        card.body.addWidget(words(texts("overview.route.remark"), "strong"))
        said = route.remark or texts("overview.route.remark.none")
        card.body.addWidget(words(said, "" if route.remark else "faint", wrap=True))
        card.body.addWidget(self._go(route.ask_remark), 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(words(texts("route.not_used"), "faint", wrap=True))
        card.body.addWidget(words(route.version, "faint"))
        return card

    def _scenario(self, scenario: ScenarioState) -> Card:
        card = self._card("scenario.title", "scenario.lead")
        card.body.addWidget(words(scenario.proposed, "label", wrap=True))
        card.body.addLayout(_reasons(scenario.reasons))
        if scenario.chosen:
            card.body.addWidget(words(scenario.chosen, "strong", wrap=True))
        self._missing(card.body, scenario.missing)
        return card

    def _missing(self, body: QVBoxLayout, missing: Iterable[Jump]) -> None:
        links = [self._go(jump) for jump in missing]
        if links:
            body.addWidget(words(self._texts("route.missing"), "strong"))
        for link in links:
            body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _go(self, jump: Jump) -> QPushButton:
        link = link_button(jump.text, "arrow-right")
        link.clicked.connect(partial(self.jumped.emit, jump))
        return link

    def _card(self, title: str, lead: str) -> Card:
        card = Card()
        card.body.addWidget(words(self._texts(title), "cardtitle", wrap=True))
        card.body.addWidget(words(self._texts(lead), "hint", wrap=True))
        card.body.addWidget(line())
        return card


def _topped(card: QWidget) -> QWidget:
    """A card no higher than what stands on it."""
    whole = QWidget()
    body = column(0)
    body.addWidget(card)
    body.addStretch(1)
    whole.setLayout(body)
    return whole


def _stated(state: str, text: str, source: str) -> QLayout:
    said = words(text, wrap=True)
    tip(said, source)
    said.setAccessibleDescription(source)
    whole = row(2)
    drawing = Picture(state, state_colour(state), 16)
    whole.addWidget(drawing, 0, Qt.AlignmentFlag.AlignTop)
    whole.addWidget(said, 1)
    return whole


def _reasons(reasons: Iterable[ReasonRow]) -> QLayout:
    """The rule's id at the left, why it holds and its source at the right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.spacing(3))
    grid.setVerticalSpacing(theme.spacing(1))
    grid.setColumnStretch(1, 1)
    for at, reason in enumerate(reasons):
        grid.addWidget(words(reason.rule, "strong"), 2 * at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words(reason.text, wrap=True), 2 * at, 1)
        grid.addWidget(words(reason.source, "faint", wrap=True), 2 * at + 1, 1)
    return grid


def _pairs(pairs: Iterable[tuple[str, str]]) -> QLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.spacing(3))
    grid.setVerticalSpacing(theme.spacing(1))
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for at, (label, value) in enumerate(pairs):
        grid.addWidget(words(label, "hint", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words(value, wrap=True), at, 1, Qt.AlignmentFlag.AlignTop)
    return grid
