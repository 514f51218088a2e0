"""The telephone check: three calm steps, and boxes for what is read out."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from overstap.domain.offices import spoken_digits
from overstap.gui import theme
from overstap.gui.screens.offices.state import CheckState
from overstap.gui.widgets import (
    Banner,
    Card,
    danger_button,
    primary_button,
    quiet_button,
    row,
    words,
)
from overstap.gui.widgets.digits import DigitBoxes
from overstap.gui.widgets.footed import Footed
from overstap.i18n.texts import Texts

GROUPS = 8
STEPS = ("call", "ask", "type")


class CheckPage(Footed):
    """Shows what to do, and at once which group is not the same; never what it should be."""

    heard = Signal(object)
    confirm_asked = Signal()
    left = Signal()
    block_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._title = words("", "cardtitle", wrap=True)
        self.body.addWidget(self._steps())
        self.body.addWidget(self._boxes())
        self.body.addStretch(1)
        back = quiet_button(texts("offices.check.back"), "arrow-left")
        back.clicked.connect(self.left)
        self.confirm = primary_button(texts("offices.confirm"), "shield", "Ctrl+Return")
        self.confirm.clicked.connect(self._confirm)
        self.foot.addWidget(back)
        self.foot.addStretch(1)
        self.foot.addWidget(self.confirm)
        self._right = False

    def begin(self) -> None:
        """Empty boxes, ready for the first group."""
        self.boxes.clear()

    def show_state(self, state: CheckState) -> None:
        """Mark what was typed."""
        self._right = state.right
        self._title.setText(self._texts("offices.check.title", office=state.name))
        for number, mark in enumerate(state.marks):
            self.boxes.show_mark(number, mark.icon, mark.word)
        self.said.setText(state.said)
        warned = bool(state.differs) and state.differs != self._difference.text()
        self.differs.setVisible(bool(state.differs))
        self._difference.setText(state.differs)
        self.differs.setAccessibleDescription(state.differs)
        QTimer.singleShot(0, self, partial(self._keep_in_sight, warned=warned))

    def _keep_in_sight(self, *, warned: bool) -> None:
        """What one types, and a warning that is new, where the page is longer than the window."""
        for part in (self.boxes, self.differs if warned else self.said):
            self.page.ensureWidgetVisible(part, 0, theme.spacing(4))

    def _confirm(self) -> None:
        if self._right:
            self.confirm_asked.emit()
        else:
            self.said.setText(self._texts("offices.check.incomplete"))
            self._first_open().setFocus()

    def _first_open(self) -> QWidget:
        """The first box that is not right yet."""
        boxes = self.boxes.boxes
        open_boxes = (b for b in boxes if len(b.text()) < 5 or b.property("wrong"))
        return next(open_boxes, boxes[0])

    def _steps(self) -> Card:
        card = Card()
        card.body.addWidget(self._title)
        for number, step in enumerate(STEPS, start=1):
            one = row(3)
            one.addWidget(words(f"{number}.", "strong"), 0, Qt.AlignmentFlag.AlignTop)
            one.addWidget(words(self._texts(f"offices.check.{step}"), wrap=True), 1)
            card.body.addLayout(one)
        return card

    def _boxes(self) -> Card:
        texts = self._texts
        card = Card()
        card.body.addWidget(words(texts("offices.check.number"), "label"))
        self.boxes = DigitBoxes(
            GROUPS, lambda n, total: texts("offices.group", number=n, total=total), spoken_digits
        )
        self.boxes.edited.connect(self.heard)
        card.body.addWidget(self.boxes)
        self.said = words("", "hint", wrap=True)
        card.body.addWidget(self.said)
        self.differs = Banner("bad", texts("offices.check.differs.title"))
        self._difference = words("", wrap=True)
        self.differs.body.addWidget(self._difference)
        block = danger_button(texts("offices.check.block"), "blocked")
        block.clicked.connect(self.block_asked)
        self.differs.body.addWidget(block, 0, Qt.AlignmentFlag.AlignLeft)
        self.differs.hide()
        card.body.addWidget(self.differs)
        return card
