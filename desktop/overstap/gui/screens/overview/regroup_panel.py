"""The steps of splitting, moving and joining, each on one card; everything by keyboard."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.overview.state import (
    Choice,
    FoundHousehold,
    JoinState,
    MoveState,
    Side,
    SplitState,
)
from overstap.gui.widgets import (
    Banner,
    Card,
    Fault,
    Labelled,
    at_left,
    column,
    empty,
    line,
    link_button,
    primary_button,
    quiet_button,
    words,
)
from overstap.gui.widgets.face import Face
from overstap.gui.widgets.footed import Footed
from overstap.gui.widgets.tick import Tick
from overstap.i18n.texts import Texts

LEFT = Qt.AlignmentFlag.AlignLeft


class Choices(QWidget):
    """Boxes to tick; ``toggled`` carries the key. The keyboard stays at its box."""

    toggled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str], ...] = ()
        self._whole = column(0)
        self.setLayout(self._whole)
        self.boxes: dict[str, QCheckBox] = {}

    def show_choices(self, choices: Iterable[Choice]) -> None:
        """Show these boxes."""
        every = tuple(choices)
        named = tuple((choice.key, choice.text) for choice in every)
        if named != self._shown:
            self._shown = named
            empty(self._whole)
            self.boxes = {key: self._box(key, text) for key, text in named}
        for choice in every:
            self.boxes[choice.key].setChecked(choice.chosen)

    def _box(self, key: str, text: str) -> QCheckBox:
        box = Tick(text)
        box.clicked.connect(partial(self.toggled.emit, key))
        self._whole.addWidget(box)
        return box


class Panel(Card):
    """``do_asked`` does it, ``left`` leaves everything as it is."""

    do_asked = Signal()
    left = Signal()

    def __init__(self, texts: Texts, key: str) -> None:
        super().__init__()
        self._texts = texts
        self.error = Fault()
        self.do = primary_button(texts(f"overview.{key}.do"))
        self.do.clicked.connect(self.do_asked)
        stay = quiet_button(texts("file.cancel"))
        stay.clicked.connect(self.left)
        footed = Footed()
        self._asked = footed.body
        self._asked.setSpacing(theme.spacing(2))
        footed.whole.insertWidget(1, self.error)
        footed.whole.insertWidget(2, line())
        footed.foot.addStretch(1)
        footed.foot.addWidget(stay)
        footed.foot.addWidget(self.do)
        self.body.addWidget(words(texts(f"overview.{key}"), "cardtitle", wrap=True))
        self._asked.addWidget(words(texts(f"overview.{key}.lead"), "hint", wrap=True))
        self.body.addWidget(footed, 1)

    def ask(self, *parts: QWidget) -> None:
        """Lay out what is asked; the buttons stay in sight under it."""
        for part in parts:
            self._asked.addWidget(part)
        self._asked.addStretch(1)

    def focus(self) -> None:
        """Stand on the first thing that is asked."""
        asked = (*self.findChildren(QCheckBox), *self.findChildren(QLineEdit))
        next(iter(asked)).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_error(self, error: str) -> None:
        """Say what was refused, and why."""
        self.error.setText(error)
        self.error.setVisible(bool(error))


class SplitPanel(Panel):
    """Who goes, whether protected, and which answers go along. ``jumped`` carries a ``Jump``."""

    member_toggled = Signal(str)
    protected_toggled = Signal(bool)
    unit_toggled = Signal(str)
    checked_toggled = Signal(bool)
    jumped = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, "split")
        self.members, self.units = Choices(), Choices()
        self.members.toggled.connect(self.member_toggled)
        self.units.toggled.connect(self.unit_toggled)
        self.protected = Tick(texts("overview.split.protected"))
        self.protected.clicked.connect(self.protected_toggled)
        self.checked = Tick(texts("overview.split.checked"))
        self.checked.clicked.connect(self.checked_toggled)
        self._explained = words(texts("overview.split.protected.lead"), "hint", wrap=True)
        self._along, self._found = QWidget(), QWidget()
        along = _column_in(self._along)
        self._along_title = words("", "label", wrap=True)
        along.addWidget(self._along_title)
        along.addWidget(self.units)
        found = _column_in(self._found)
        self._traces = column(0)
        found.addWidget(Banner("warn", texts("overview.split.traces")))
        found.addLayout(self._traces)
        found.addWidget(self.checked)
        self._offices = words("", "warning", wrap=True)
        self._result = words("", "strong", wrap=True)
        self.ask(
            words(texts("overview.split.who"), "label", wrap=True),
            self.members,
            self.protected,
            self._explained,
            self._along,
            self._found,
            self._offices,
            self._result,
        )

    def show_state(self, state: SplitState) -> None:
        """Show what was chosen, and what would come of it."""
        self.members.show_choices(state.leaving)
        self.units.show_choices(state.shared)
        self.protected.setChecked(state.protected)
        self.checked.setChecked(state.checked)
        along = "overview.split.along.protected" if state.protected else "overview.split.along"
        self._along_title.setText(self._texts(along))
        self._along.setVisible(bool(state.shared))
        self._found.setVisible(bool(state.traces))
        empty(self._traces)
        for trace in state.traces:
            link = link_button(trace.text, "arrow-right")
            link.clicked.connect(partial(self.jumped.emit, trace))
            self._traces.addWidget(link, 0, LEFT)
        _say(self._offices, state.offices)
        _say(self._result, state.result)
        self.show_error(state.error)


class Search(QWidget):
    """Finds another household while one types; ``picked`` carries it."""

    searched = Signal(str)
    picked = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: object = None
        self.box = QLineEdit()
        self.box.textEdited.connect(self.searched)
        self.box.returnPressed.connect(self._first)
        self._rows = column(0)
        self._faces: list[Face] = []
        whole = _column_in(self)
        whole.addWidget(Labelled(texts("overview.search"), self.box, texts("overview.search.hint")))
        whole.addLayout(self._rows)

    def show_found(
        self, text: str, found: tuple[FoundHousehold, ...], chosen: FoundHousehold | None
    ) -> None:
        """Show what was found; a chosen one stays pressed."""
        if not text and self.box.text():
            self.box.clear()
        if (text, found, chosen) == self._shown:
            return
        self._shown = (text, found, chosen)
        empty(self._rows)
        self._faces = [self._face(one, one == chosen) for one in found]
        for face in self._faces:
            self._rows.addWidget(face)
        if text.strip() and not found:
            self._rows.addWidget(words(self._texts("overview.search.none"), "hint", wrap=True))

    def _face(self, found: FoundHousehold, chosen: bool) -> Face:
        face = Face(f"{found.name}, {found.facts}", "")
        inside = column(0)
        inside.addWidget(at_left(words(found.name, "label", wrap=True)))
        inside.addWidget(words(found.facts, "hint", wrap=True))
        face.body.addLayout(inside, 1)
        face.setChecked(chosen)
        face.clicked.connect(partial(self.picked.emit, found.household))
        return face

    def _first(self) -> None:
        if self._faces:
            self._faces[0].click()


class MovePanel(Panel):
    """Who goes to which other household."""

    member_toggled = Signal(str)

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, "move")
        self.members, self.search = Choices(), Search(texts)
        self.members.toggled.connect(self.member_toggled)
        self.ask(words(texts("overview.split.who"), "label", wrap=True), self.members, self.search)

    def show_state(self, state: MoveState) -> None:
        """Show who was chosen and what was found."""
        self.members.show_choices(state.leaving)
        self.search.show_found(state.text, state.found, state.chosen)
        self.show_error(state.error)


class JoinPanel(Panel):
    """Which other household comes, and what both answered, side by side."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(texts, "join")
        self.search = Search(texts)
        self._arriving = words("", "strong", wrap=True)
        self._sides = QWidget()
        self._compared = _column_in(self._sides)
        self.ask(self.search, self._arriving, self._sides)

    def show_state(self, state: JoinState) -> None:
        """Show what was found, and what would come of joining it."""
        self.search.show_found(state.text, state.found, state.chosen)
        texts = self._texts
        arriving = texts("overview.join.arriving", names=state.arriving)
        _say(self._arriving, arriving if state.arriving and state.chosen else "")
        empty(self._compared)
        if state.chosen and state.arriving:
            self._add("overview.join.differing", state.differing)
            self._add("overview.join.filled", state.filled)
        self.show_error(state.error)

    def _add(self, key: str, sides: tuple[Side, ...]) -> None:
        if not sides:
            self._compared.addWidget(words(self._texts(f"{key}.none"), "hint", wrap=True))
            return
        self._compared.addWidget(words(self._texts(key), "label", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(3))
        grid.setVerticalSpacing(theme.spacing(1))
        for at, head in enumerate(("answer", "ours", "theirs")):
            grid.addWidget(words(self._texts(f"overview.join.{head}"), "faint"), 0, at)
            grid.setColumnStretch(at, 1)
        for at, side in enumerate(sides, start=1):
            for place, text in enumerate((side.label, side.ours, side.theirs)):
                kind = "hint" if not place else ""
                grid.addWidget(words(text, kind, wrap=True), at, place, Qt.AlignmentFlag.AlignTop)
        self._compared.addLayout(grid)


def _column_in(widget: QWidget) -> QVBoxLayout:
    inside = column(2)
    widget.setLayout(inside)
    return inside


def _say(label: QWidget, text: str) -> None:
    label.setProperty("text", text)
    label.setVisible(bool(text))
