"""The chain on a screen: the line of time above, the same as lists under it."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.overview.marks import ink_of, picture_of
from overstap.gui.screens.overview.picture import TimelinePicture
from overstap.gui.screens.overview.state import ChainState, StepList, StepRow
from overstap.gui.widgets import Card, Picture, Scroll, column, empty, line, row, words
from overstap.gui.widgets.columns import Columns
from overstap.gui.widgets.face import Face
from overstap.i18n.texts import Texts


class StepsCard(Card):
    """Steps that are equally far; pressing one shows what it waits for."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(0)
        self._title, self._count = words("", "cardtitle"), words("", "label")
        self._picture = Picture("none", theme.tokens().text3, 20)
        head = row(2)
        head.addWidget(self._picture)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self.body.addLayout(head)
        self.body.addWidget(line())
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self._shown: StepList | None = None
        self.faces: dict[str, Face] = {}

    def show_list(self, steps: StepList) -> None:
        """Show these steps."""
        if steps == self._shown:
            return
        here = next((key for key, face in self.faces.items() if face.hasFocus()), "")
        self._shown, self.faces = steps, {}
        self._title.setText(steps.title)
        self._count.setText(str(len(steps.rows)))
        self._picture.show_drawing(picture_of(steps.state), ink_of(steps.state))
        empty(self._rows)
        for step in steps.rows:
            self._rows.addWidget(self._face(step))
        if not steps.rows:
            self._rows.addWidget(words(steps.nothing, "hint", wrap=True))
        if here in self.faces:
            self.faces[here].setFocus()

    def _face(self, step: StepRow) -> Face:
        face = Face(f"{step.title}: {step.word}", "")
        colour = ink_of(step.state)
        face.body.addWidget(
            Picture(picture_of(step.state), colour, 16), 0, Qt.AlignmentFlag.AlignTop
        )
        said = column(0)
        said.addWidget(words(step.title, "label", wrap=True))
        said.addWidget(words(step.word, "hint", wrap=True))
        face.body.addLayout(said, 1)
        face.clicked.connect(partial(self.chosen.emit, step.key))
        self.faces[step.key] = face
        return face


class ChainPage(Scroll):
    """Choosing a step, in the picture or in a list, marks everything it waits for."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._state: ChainState | None = None
        self._step = ""
        self.picture = TimelinePicture()
        self.picture.chosen.connect(self.choose)
        self._hint = texts("overview.chain.hint")
        self._detail = words(self._hint, "hint", wrap=True)
        self.lists = [StepsCard() for _ in range(3)]
        for steps in self.lists:
            steps.chosen.connect(self.choose)
        self.body.setSpacing(theme.spacing(4))
        self.body.addWidget(self._sheet())
        parts = [
            (texts(f"overview.chain.{name}"), steps, 1)
            for name, steps in zip(("todo", "waits", "done"), self.lists, strict=True)
        ]
        self.body.addWidget(Columns(parts, 780))
        self.body.addStretch(1)

    @property
    def detail(self) -> str:
        """What is said of the chosen step; without one, how to choose one."""
        return self._detail.text()

    def show_state(self, state: ChainState) -> None:
        """Show the chain as it is now."""
        self._state = state
        for steps, shown in zip(self.lists, state.lists, strict=True):
            steps.show_list(shown)
        self.choose(self._step)

    def choose(self, key: str) -> None:
        """Mark a step with all that it waits for."""
        if self._state is None:
            return
        card = next((card for card in self._state.cards if card.key == key), None)
        self._step = card.key if card else ""
        self.picture.show_state(self._state, card.path if card else ())
        self._detail.setText(card.detail if card else self._hint)
        self._detail.setObjectName("strong" if card else "hint")
        self._detail.style().polish(self._detail)
        for steps in self.lists:
            for step, face in steps.faces.items():
                face.setChecked(step == self._step)

    def _sheet(self) -> QWidget:
        """The picture is as wide as its columns; with less room one scrolls sideways in it."""
        sheet = QFrame()
        sheet.setObjectName("card")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        told = QVBoxLayout()
        told.setContentsMargins(*(theme.spacing(n) for n in (3, 3, 3, 2)))
        told.addWidget(self._detail)
        inside.addLayout(told)
        inside.addWidget(line())
        inside.addWidget(_Sideways(self.picture))
        return sheet


class _Sideways(QScrollArea):
    """As high as what is in it. Where not all of it fits, one begins at today."""

    def __init__(self, inside: TimelinePicture) -> None:
        super().__init__()
        self._picture = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().rangeChanged.connect(self._begin_at_today)
        self.horizontalScrollBar().valueChanged.connect(inside.update)
        inside.installEventFilter(self)

    def eventFilter(self, inside: QObject, event: QEvent) -> bool:
        if isinstance(inside, QWidget):
            bar = self.horizontalScrollBar()
            more = bar.sizeHint().height() if bar.isVisible() else 0
            self.setFixedHeight(inside.height() + more)
        return False

    def _begin_at_today(self) -> None:
        """Nothing is scrolled that today does not need."""
        first, last = self._picture.today
        needed = max(0, last - self.viewport().width())
        self.horizontalScrollBar().setValue(min(first, needed))
