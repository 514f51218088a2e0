"""Regions beside each other, never people: what each meets of the criteria, wishes and needs."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.form.codes import Called, CodeEditor, Suggest
from overstap.gui.screens.overview.marks import ink_of, picture_of
from overstap.gui.screens.overview.region_words import LEVELS
from overstap.gui.screens.overview.state import AreaRow, AreaState, GroundRow, RegionsState
from overstap.gui.widgets import (
    Banner,
    Card,
    Chip,
    FlowLayout,
    Labelled,
    Picture,
    Scroll,
    column,
    empty,
    line,
    quiet_button,
    row,
    toggle_button,
    words,
)
from overstap.gui.widgets.columns import Columns
from overstap.gui.widgets.face import Face
from overstap.i18n.texts import Texts

LONGEST_REASON = 120
TOP = Qt.AlignmentFlag.AlignTop


class AvoidBanner(Banner):
    """There is a restricted answer; ``reason_given`` carries why somebody wants to see it."""

    reason_given = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__("warn", texts("overview.regions.avoid"))
        self._said = words("", wrap=True)
        self.body.addWidget(self._said)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        show = quiet_button(texts("form.covered.show"), "eye")
        for signal in (show.clicked, self.reason.returnPressed):
            signal.connect(lambda *_: self.reason_given.emit(self.reason.text()))
        self.asked = Labelled(texts("form.covered.reason"), self.reason)
        self.asked.beside.addWidget(show)
        self.body.addWidget(self.asked)
        self._closed = words("", wrap=True)
        self.body.addWidget(self._closed)

    def ask(self, covered: str, closed: str) -> None:
        """Ask why; say who may see it to somebody who may not."""
        self._said.setText(covered)
        self._closed.setText(closed)
        self.asked.setHidden(bool(closed))
        self._closed.setVisible(bool(closed))


class RegionsPage(Scroll):
    """``place_chosen`` carries an area's code; ``level_chosen`` the kind of areas to list."""

    place_chosen = Signal(str)
    level_chosen = Signal(str)
    reason_given = Signal(str)

    def __init__(self, texts: Texts, suggest: Suggest, called: Called) -> None:
        super().__init__()
        self._texts = texts
        self._shown: RegionsState | None = None
        self.picker = CodeEditor(suggest, called, at_a_pause=False)
        self.picker.field.setMinimumWidth(theme.size(200))
        self.picker.field.setMaximumWidth(theme.size(900))
        self.picker.edited.connect(self._pick)
        self.avoid = AvoidBanner(texts)
        self.avoid.reason_given.connect(self.reason_given)
        self._area, self._list, self._rest = column(2), column(0), column(1)
        self._present = words("", "strong", wrap=True)
        self._nothing = words("", "hint", wrap=True)
        note = words(texts("regions.no_decision"), "strong", wrap=True)
        self.body.setSpacing(theme.spacing(4))
        self.body.addWidget(note)
        self.body.addWidget(self.avoid)
        parts = [
            (texts("overview.regions.list"), self._left(), 5),
            (texts("overview.regions.one"), self._right(), 6),
        ]
        self.columns = Columns(parts, 820)
        self.body.addWidget(self.columns)
        self.body.addStretch(1)

    def show_state(self, state: RegionsState) -> None:
        """Show the comparison as it is now."""
        self.avoid.setVisible(bool(state.covered))
        self.avoid.ask(state.covered, state.closed)
        if state == self._shown:
            return
        self._shown = state
        self._levels[state.level].setChecked(True)
        self._present.setText(state.present)
        self._nothing.setText(state.nothing)
        self._nothing.setVisible(bool(state.nothing))
        empty(self._list)
        for area in state.areas:
            self._list.addWidget(self._face(area))
        empty(self._area)
        if state.area is not None:
            _show_area(self._area, state.area)
        empty(self._rest)
        for said in state.besides:
            self._rest.addWidget(words(said, wrap=True))
        if state.views:
            self._rest.addWidget(words(self._texts("views.title"), "strong", wrap=True))
        for said in state.views:
            self._rest.addWidget(words(said, wrap=True))

    def _left(self) -> QWidget:
        texts, card = self._texts, Card()
        self._levels = {}
        group, flow = QButtonGroup(self), FlowLayout()
        for wide, key in LEVELS:
            button = toggle_button(texts(f"overview.regions.{key}"), "filter")
            button.clicked.connect(partial(self.level_chosen.emit, wide))
            group.addButton(button)
            flow.addWidget(button)
            self._levels[wide] = button
        asked = Labelled(
            texts("overview.regions.find"), self.picker, texts("overview.regions.find.hint")
        )
        self.picker.name(texts("overview.regions.find"))
        card.body.addWidget(asked)
        card.body.addWidget(self._present)
        card.body.addWidget(line())
        card.body.addLayout(flow)
        card.body.addWidget(self._nothing)
        card.body.addLayout(self._list)
        card.body.addStretch(1)
        return card

    def _right(self) -> QWidget:
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.spacing(4))
        area, rest = Card(), Card()
        area.body.addLayout(self._area)
        rest.body.addWidget(words(self._texts("overview.regions.rest"), "cardtitle", wrap=True))
        rest.body.addLayout(self._rest)
        inside.addWidget(area)
        inside.addWidget(rest)
        inside.addStretch(1)
        return whole

    def _pick(self, code: object) -> None:
        if isinstance(code, str):
            self.place_chosen.emit(code)
            self.columns.show_part(1)

    def _face(self, area: AreaRow) -> Face:
        said = ", ".join(part for part in (area.facts, *area.marks) if part)
        face = Face(f"{area.name}: {said}" if said else area.name, "")
        inside = column(1)
        inside.addWidget(words(area.name, "label", wrap=True))
        if said:
            inside.addWidget(words(said, "hint", wrap=True))
        face.body.addLayout(inside, 1)
        face.setChecked(area.current)
        face.clicked.connect(partial(self._go, area.code))
        return face

    def _go(self, code: str) -> None:
        self.place_chosen.emit(code)
        self.columns.show_part(1)


def _show_area(body: QVBoxLayout, area: AreaState) -> None:
    body.addWidget(words(area.name, "title", wrap=True))
    if area.lies_in:
        body.addWidget(words(area.lies_in, "hint", wrap=True))
    marks = FlowLayout()
    for mark in area.marks:
        marks.addWidget(Chip(mark, "accent"))
    body.addLayout(marks)
    for ground in _reached_first(area.grounds):
        whole = row(3)
        colour = ink_of(ground.state)
        whole.addWidget(Picture(picture_of(ground.state), colour, 16), 0, TOP)
        said = column(0)
        said.addWidget(words(ground.text, wrap=True))
        reach = words(ground.reach, "hint", wrap=True)
        reach.setStyleSheet(f"color: {colour};")
        said.addWidget(reach)
        whole.addLayout(said, 1)
        body.addLayout(whole)


def _reached_first(grounds: Iterable[GroundRow]) -> list[GroundRow]:
    return sorted(grounds, key=lambda ground: ground.state == "none")
