"""The left column: the search box, what was found, the list, and the way to somebody new."""

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.screens.residents.delegate import RowDelegate
from overstap.gui.screens.residents.model import ResidentModel
from overstap.gui.screens.residents.state import ListState, Row
from overstap.gui.widgets import Empty, FlowLayout, column, icon, link_button, row, tip, words
from overstap.gui.widgets.choices import ChoiceCard
from overstap.i18n.texts import Texts

_WALKS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

_EDGE = 2
"""Of the list: the ring around it when it has the keys."""
_ANY_WIDTH = 0xFFFFFF
"""Qt's own word for no limit, which it keeps to itself."""


class RowList(QListView):
    """As high as its rows, so that what stands under it stands under the last one."""

    painted = Signal()

    def __init__(self, model: ResidentModel) -> None:
        super().__init__()
        self.setObjectName("rows")
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        model.modelReset.connect(self._fit)
        model.rowsInserted.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def _fit(self) -> None:
        count = self.model().rowCount()
        self.setMaximumHeight(count * self.sizeHintForRow(0) + 2 * _EDGE if count else 0)

    def sizeHint(self) -> QSize:
        return QSize(theme.size(340), self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class SearchColumn(QWidget):
    """``registers``: whether one may. ``searched``: the text; ``chosen``: whose file to open;
    ``edited``: and to change it."""

    searched = Signal(str)
    chosen = Signal(str)
    edited = Signal(str)
    new_asked = Signal(str)
    widened = Signal()
    keep_asked = Signal()
    import_asked = Signal()
    wanted = Signal(int)
    rest_wanted = Signal()
    """The first rows are on screen: how many more are there?"""

    shown: str
    """What the list in sight was searched for."""
    leads_to: str
    """As ``ListState`` says."""

    def __init__(self, texts: Texts, *, registers: bool = True) -> None:
        super().__init__()
        self._texts = texts
        self._enter = self._more = False
        self.shown = self.leads_to = ""
        self.setObjectName("column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.show_alone(False)
        self._total = words("", "hint")
        self.box = QLineEdit()
        self.box.setObjectName("search")
        self.box.setAccessibleName(texts("desk.search"))
        self.box.setPlaceholderText(texts("desk.search"))
        self.box.addAction(
            icon("search", theme.tokens().text2), QLineEdit.ActionPosition.LeadingPosition
        )
        self.box.setClearButtonEnabled(True)
        for button, name in zip(
            self.box.findChildren(QToolButton), ("desk.search", "residents.clear"), strict=True
        ):
            button.setAccessibleName(texts(name))
        self._found = words("", "hint", wrap=True)
        self.narrowed = self._narrowed()
        self.model = ResidentModel(self)
        self.model.wanted.connect(self.wanted)
        self.list = RowList(self.model)
        self.list.setAccessibleName(texts("desk.residents"))
        self.delegate = RowDelegate(self.list)
        self.delegate.hidden_word = texts("residents.hidden")
        self.list.setItemDelegate(self.delegate)
        self.new = ChoiceCard("plus", texts("residents.new"), texts("residents.new.first"))
        self.new.setObjectName("newcard")
        tip(self.new, "Ctrl+N")
        self._stack = QStackedWidget()
        self._build()
        for part in self._for_new:
            part.setVisible(registers)
        self._listen()

    def show_alone(self, alone: bool) -> None:
        """Take the whole width, or no more than a list needs beside a file."""
        width = min(theme.size(372), 500)
        self.setMinimumWidth(0 if alone else width)
        self.setMaximumWidth(_ANY_WIDTH if alone else width)

    def show_list(self, state: ListState) -> None:
        """Another list; the first row is where Enter goes."""
        walked = self._row()
        self.shown, self.leads_to = state.text, state.leads_to
        self.model.show_list(state)
        self._total.setText(state.total)
        self._more = state.more
        if not state.more:
            self._found.setText(state.found)
            self._found.setVisible(bool(state.found))
        self._list_name.setText(state.narrowed)
        self.narrowed.setVisible(bool(state.narrowed))
        self._name_new(state)
        self._stack.setCurrentIndex(1 if state.nobody and not state.text else 0)
        self._walk_to(self._place_of(walked) if walked else 0)
        if self._enter and self.box.text().strip() == self.shown:
            self._open()

    def show_opened(self, person: str) -> None:
        """Mark whose file is open."""
        self.delegate.opened = person
        self.list.viewport().update()

    def blur(self, on: bool) -> None:
        """Hide names and what they were found by."""
        self.delegate.hidden = on
        mode = QLineEdit.EchoMode.Password if on else QLineEdit.EchoMode.Normal
        self.box.setEchoMode(mode)
        self.list.viewport().update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrows in the search box walk through the list."""
        if event.type() == QEvent.Type.KeyPress:
            key = cast(QKeyEvent, event)
            if key.key() in _WALKS:
                QApplication.sendEvent(self.list, event)
                return True
            if key.key() == Qt.Key.Key_F2:
                self._edit()
                return True
            if key.key() == Qt.Key.Key_Escape and self.narrowed.isVisible():
                self.widened.emit()
                return True
        return False

    def _narrowed(self) -> QWidget:
        """Which list of work is shown, and how to see everybody again."""
        bar = QFrame()
        bar.setObjectName("banner")
        self._list_name = words("", "strong", wrap=True)
        links = FlowLayout(spacing=0)
        for key, picture, signal in (
            ("residents.widen", "close", self.widened),
            ("filter.keep", "plus", self.keep_asked),
        ):
            link = link_button(self._texts(key), picture)
            link.clicked.connect(signal)
            links.addWidget(link)
        inside = column(0)
        inside.setContentsMargins(*(theme.spacing(n) for n in (3, 2, 2, 1)))
        inside.addWidget(self._list_name)
        inside.addLayout(links)
        bar.setLayout(inside)
        bar.hide()
        return bar

    def _build(self) -> None:
        head = row(2)
        head.addWidget(words(self._texts("desk.residents"), "title"))
        head.addStretch(1)
        head.addWidget(self._total, 0, Qt.AlignmentFlag.AlignBottom)
        top = column(2)
        top.setContentsMargins(*(theme.spacing(n) for n in (5, 4, 5, 1)))
        top.addLayout(head)
        top.addWidget(self.box)
        top.addWidget(self.narrowed)
        top.addWidget(self._found)
        filled = QWidget()
        below = column(2)
        below.setContentsMargins(*(theme.spacing(n) for n in (2, 1, 2, 2)))
        below.addWidget(self.list)
        level = row(0)  # with the rows above it, that stand inside the edge of the list
        level.setContentsMargins(theme.spacing(1), 0, theme.spacing(1), 0)
        level.addWidget(self.new)
        below.addLayout(level)
        below.addStretch(1)
        filled.setLayout(below)
        self._stack.addWidget(filled)
        nobody = Empty(
            "residents", self._texts("residents.empty"), self._texts("residents.empty.lead")
        )
        self._first = ChoiceCard("plus", self._texts("residents.new"), "")
        nobody.body.insertWidget(3, self._first, 0, Qt.AlignmentFlag.AlignHCenter)
        take_over = link_button(self._texts("work.import"), "inbox")
        take_over.clicked.connect(self.import_asked)
        nobody.body.insertWidget(4, take_over, 0, Qt.AlignmentFlag.AlignHCenter)
        self._for_new = (self.new, self._first, take_over)
        self._stack.addWidget(nobody)
        whole = column(1)
        self.setLayout(whole)
        whole.addLayout(top)
        whole.addWidget(self._stack, 1)
        keys = words(self._texts("residents.keys"), "faint", wrap=True)
        keys.setContentsMargins(*(theme.spacing(n) for n in (5, 0, 5, 3)))
        whole.addWidget(keys)

    def _listen(self) -> None:
        self.box.textEdited.connect(self.searched)
        self.box.textChanged.connect(self._cleared)
        self.box.returnPressed.connect(self._return)
        self.box.installEventFilter(self)
        self.list.clicked.connect(self._clicked)
        self.list.painted.connect(self._ask_rest)
        for card in (self.new, self._first):
            card.clicked.connect(lambda: self.new_asked.emit(self.box.text()))

    def _cleared(self, text: str) -> None:
        """The cross in the box tells nobody that it was edited."""
        if not text:
            self.searched.emit("")

    def _return(self) -> None:
        """Enter opens what is walked to; after typing, the first of the answer to come."""
        if self.box.text().strip() == self.shown:
            self._open()
        else:
            self._enter = True

    def _open(self) -> None:
        self._enter = False
        if (walked := self._row()) is not None:
            self.chosen.emit(walked.person)

    def _edit(self) -> None:
        if (walked := self._row()) is not None:
            self.edited.emit(walked.person)

    def _ask_rest(self) -> None:
        """The first rows are seen: now nobody waits for the others."""
        if self._more:
            self._more = False
            QTimer.singleShot(0, self.rest_wanted.emit)

    def _clicked(self, index: QModelIndex) -> None:
        if (clicked := self.model.row(index.row())) is not None:
            self.chosen.emit(clicked.person)

    def _row(self) -> Row | None:
        at = self.list.currentIndex().row()
        return self.model.row(at) if 0 <= at < self.model.rowCount() else None

    def _place_of(self, walked: Row) -> int:
        """Where somebody stands in the first rows now; 0 for who is not there any more."""
        shown = range(min(self.model.rowCount(), 50))
        same = (at for at in shown if (r := self.model.row(at)) and r.person == walked.person)
        return next(same, 0)

    def _walk_to(self, at: int) -> None:
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(at))

    def _name_new(self, state: ListState) -> None:
        named = self._texts("residents.new.named", typed=state.text)
        self.new.say(
            named if state.text else self._texts("residents.new"),
            self._texts("residents.new.lead" if state.text else "residents.new.first"),
        )
