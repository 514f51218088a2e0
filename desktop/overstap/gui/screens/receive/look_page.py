"""A genuine bundle is open: the verdict, what would change, for whom, and the decision."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.receive.banner import verdict_banner
from overstap.gui.screens.receive.changes import ChangeHead, ChangeList
from overstap.gui.screens.receive.state import LookState, PersonRow
from overstap.gui.widgets import (
    Card,
    FlowLayout,
    Header,
    Scroll,
    column,
    empty,
    link_button,
    primary_button,
    quiet_button,
    row,
    toggle_button,
    words,
)
from overstap.i18n.texts import Texts

_SIDE_BY_SIDE = 880
"""From this width on (at 100 % text) the decision stands beside the comparison."""


MOST_PEOPLE = 5
"""Shown at once beside the comparison; one scrolls to the others."""


class LookPage(QWidget):
    """Shows a ``LookState``; says what was asked."""

    filter_chosen = Signal(str)
    person_chosen = Signal(str, bool)
    everybody_chosen = Signal(bool)
    addition_asked = Signal()
    folder_asked = Signal()
    take_asked = Signal()
    close_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._header = Header("")
        close = quiet_button(texts("receive.close"), "close", "Esc")
        close.clicked.connect(self.close_asked)
        self._header.side.addWidget(close)
        self._banner = column(0)
        self._changes = ChangeList(texts("receive.changes"))
        self._heading = words("", "cardtitle", wrap=True)
        self._filters = QWidget()
        self._filter_line = FlowLayout(self._filters, 2)
        self._told = column(2)
        self._unchanged = words("", "hint", wrap=True)
        self._people = _People(texts)
        self._people.chosen.connect(self.person_chosen)
        self._people.everybody.connect(self.everybody_chosen)
        self.take = primary_button(texts("receive.take"), "tick", "Ctrl+Return")
        self.take.clicked.connect(self.take_asked)
        self._ask = quiet_button(texts("receive.ask"), "speech", "Ctrl+Shift+V")
        self._ask.clicked.connect(self.addition_asked)
        self._asked = words("", "hint", wrap=True)
        self._receipts = words("", "hint", wrap=True)
        self._elsewhere = link_button(texts("receive.receipts.change"), "folder")
        self._elsewhere.clicked.connect(self.folder_asked)
        self._note = words("", "faint", wrap=True)
        self._arrange()

    def show_state(self, state: LookState) -> None:
        """Show the bundle as it is now."""
        self._header.say(state.title, state.lead)
        empty(self._banner)
        self._banner.addWidget(verdict_banner(state.verdict))
        self._heading.setText(state.heading)
        self._show_filters(state)
        self._changes.show_rows(state.rows)
        self._comparison.setVisible(bool(state.filters))
        whole = Qt.AlignmentFlag(0) if state.filters else Qt.AlignmentFlag.AlignTop
        self._halves.setAlignment(self._sheet, whole)
        empty(self._told)
        for sentence in state.told:
            self._told.addWidget(words(sentence, wrap=True))
        self._unchanged.setText(state.unchanged)
        self._people.show_people(state.people)
        self.take.setText(state.take)
        self.take.setAccessibleName(state.take)
        self.take.setEnabled(state.can_take)
        self._ask.setVisible(state.can_ask)
        self._say(self._asked, state.asked)
        self._say(self._receipts, state.receipts_to)
        self._elsewhere.setVisible(bool(state.receipts_to))
        self._say(self._note, state.note)

    def stand(self) -> None:
        """Put the keys where one begins to read."""
        (self._changes if self._comparison.isVisibleTo(self) else self.take).setFocus()

    def _show_filters(self, state: LookState) -> None:
        focused = [b.hasFocus() for b in self._filters.findChildren(QWidget)]
        empty(self._filter_line)
        for choice in state.filters:
            button = toggle_button(choice.text, "filter")
            button.setChecked(choice.kind == state.filter)
            button.clicked.connect(partial(self.filter_chosen.emit, choice.kind))
            self._filter_line.addWidget(button)
            if any(focused) and choice.kind == state.filter:
                button.setFocus()
        self._filters.setVisible(bool(state.filters))

    def _say(self, label: QWidget, text: str) -> None:
        label.setText(text)  # type: ignore[attr-defined]
        label.setVisible(bool(text))

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        self._scroll = Scroll(5)
        self._scroll.body.setSpacing(theme.spacing(4))
        self._scroll.body.addLayout(self._banner)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(theme.spacing(4))
        self._sheet = self._told_sheet()
        self._halves.addWidget(self._sheet, 1)
        self._halves.addWidget(self._decision())
        self._scroll.body.addLayout(self._halves, 1)
        whole.addWidget(self._scroll, 1)

    def _told_sheet(self) -> QWidget:
        sheet = Card()
        sheet.body.setContentsMargins(1, theme.spacing(4), 1, theme.spacing(3))
        head = QVBoxLayout()
        head.setContentsMargins(theme.spacing(5), 0, theme.spacing(4), theme.spacing(1))
        head.setSpacing(theme.spacing(2))
        head.addWidget(self._heading)
        head.addWidget(self._filters)
        head.addLayout(self._told)
        sheet.body.addLayout(head)
        self._comparison = QFrame()
        compared = QVBoxLayout(self._comparison)
        compared.setContentsMargins(0, 0, 0, 0)
        compared.setSpacing(0)
        compared.addWidget(ChangeHead(self._texts, self._changes))
        compared.addWidget(self._changes, 1)
        sheet.body.addWidget(self._comparison, 1)
        sheet.body.addStretch(0)
        self._changes.setMinimumHeight(theme.size(220))
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.spacing(5), theme.spacing(1), theme.spacing(4), 0)
        foot.addWidget(self._unchanged)
        sheet.body.addLayout(foot)
        return sheet

    def _decision(self) -> QWidget:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.spacing(3))
        side.addWidget(self._people)
        for widget in (self.take, self._ask, self._asked):
            side.addWidget(widget)
        where = row(1)
        where.addWidget(self._receipts, 1)
        side.addLayout(where)
        side.addWidget(self._elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self._note)
        side.addStretch(1)
        return self._side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.size(_SIDE_BY_SIDE)
        self._halves.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self._side.setFixedWidth(theme.size(290)) if beside else self._side.setMaximumWidth(
            16777215
        )
        if not beside:
            self._side.setMinimumWidth(0)


class _People(Card):
    """Who is in it, to take over or to leave one by one."""

    chosen = Signal(str, bool)
    everybody = Signal(bool)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.body.setSpacing(theme.spacing(1))
        self.body.addWidget(words(texts("receive.people"), "cardtitle"))
        self._all = QCheckBox(texts("receive.people.all"))
        self._all.setAccessibleName(self._all.text())
        self._all.clicked.connect(self.everybody)
        self.body.addWidget(self._all)
        self._scroll = Scroll()
        self._scroll.body.setSpacing(0)
        self.body.addWidget(self._scroll)
        self._boxes: dict[str, QCheckBox] = {}

    def show_people(self, people: tuple[PersonRow, ...]) -> None:
        """The same people keep their boxes, and so the keys keep their place."""
        self.setVisible(bool(people))
        if list(self._boxes) != [person.record for person in people]:
            self._fill(people)
        for person in people:
            self._boxes[person.record].setChecked(person.chosen)
        self._all.setVisible(len(people) > 1)
        self._all.setChecked(all(person.chosen for person in people))

    def _teller(self, record: str) -> Callable[[bool], None]:
        """PySide6 gives a ``partial`` no arguments, so the box's state needs a function."""
        return lambda chosen: self.chosen.emit(record, chosen)

    def _fill(self, people: tuple[PersonRow, ...]) -> None:
        empty(self._scroll.body)
        self._boxes = {}
        for person in people:
            box = QCheckBox(person.name.replace("&", "&&"))
            box.setAccessibleName(f"{person.name}, {person.detail}")
            box.clicked.connect(self._teller(person.record))
            self._boxes[person.record] = box
            self._scroll.body.addWidget(box)
            detail = words(person.detail, "faint")
            detail.setIndent(theme.size(18) + 12)
            self._scroll.body.addWidget(detail)
        self._scroll.body.addStretch(1)
        self._scroll.setFixedHeight(min(len(people), MOST_PEOPLE) * theme.size(46))
