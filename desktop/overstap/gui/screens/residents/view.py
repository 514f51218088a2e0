"""The screen of residents: the list at the left; at the right a file, or somebody new."""

from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from overstap.gui import theme
from overstap.gui.screens.residents.column import SearchColumn
from overstap.gui.screens.residents.likely import LikelyPresenter
from overstap.gui.screens.residents.notice import LikelyNotice
from overstap.gui.screens.residents.presenter import ListPresenter
from overstap.gui.screens.residents.register import RegisterPresenter
from overstap.gui.screens.residents.register_page import RegisterPage
from overstap.gui.screens.residents.state import LikelyState, ListState, Row
from overstap.gui.widgets import column
from overstap.i18n.texts import Texts

ROOMY = 960
"""From this many pixels on (at 100 % text) the list stands beside the file; with less room one
sees either."""


class ResidentsScreen(QWidget):
    """Search as you type; what one does with a resident stands beside it. ``file`` is the pane of
    one resident's file."""

    changed = Signal()
    handover_asked = Signal(str)
    dossier_asked = Signal(str)
    talk_asked = Signal(object)
    page_asked = Signal(str, str)
    keep_asked = Signal(object)
    pair_asked = Signal(str, str)
    import_asked = Signal()
    overview_asked = Signal(str)

    presenter: ListPresenter
    registering: RegisterPresenter
    doubles: LikelyPresenter

    def __init__(self, texts: Texts, file: Any, *, writes: bool = True) -> None:
        super().__init__()
        self._writes = writes
        self.column = SearchColumn(texts, registers=writes)
        self.page, self.file = RegisterPage(texts), file
        self.notice = LikelyNotice(texts)
        self._blurred = False
        self._narrow, self._listing = False, True
        self._pane = QWidget()
        pane = column(0)
        self._pane.setLayout(pane)
        pane.addWidget(self.notice)
        pane.addWidget(file, 1)
        self._right = QStackedWidget()
        self._right.addWidget(self._pane)
        self._right.addWidget(self.page)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(self.column)
        whole.addWidget(self._right, 1)
        self._listen()

    # what the shell asks

    def entered(self) -> None:
        """It comes into sight: the list may have changed; without a file one searches at once."""
        self.presenter.refresh()
        self.file.refresh()
        self.doubles.again()
        if self._right.currentWidget() is self._pane and not self.place()[0]:
            self.focus_search()

    def focus_search(self) -> None:
        """Put the cursor in the search box, ready to type over what stands there."""
        self._look_at(listing=True)
        self.column.box.setFocus()
        self.column.box.selectAll()

    def open_resident(self, person: str) -> None:
        """Open the file of a resident, or of the first of a household."""
        self._open(person)

    def register(self) -> None:
        """Register who was searched for."""
        self._register(self.column.box.text())

    def narrow(self, wanted: Any) -> None:
        """List the residents of a filter alone."""
        self.column.box.setText(wanted.text)
        self.presenter.narrow(wanted)
        self.focus_search()

    def add_member(self) -> None:
        """Add somebody to the household of the open file."""
        self._look_at(listing=False)
        self._right.setCurrentWidget(self._pane)
        self.file.ask_member()

    def go_to(self, person: str, section: str, field: str) -> None:
        """Come back to where one was."""
        self._look_at(listing=False)
        self._right.setCurrentWidget(self._pane)
        self.file.open(person, section, field)
        self.doubles.look(person)

    def ask_talk(self, person: str, section: str, field: str) -> None:
        """Go on in the talk where one was."""
        self.file.ask_talk(person, section, field)

    def place(self) -> tuple[str, str, str]:
        """Whose file is open, and where in it one is."""
        person, section, field = self.file.place()
        return str(person), str(section), str(field)

    def save_now(self) -> None:
        """Write down what is being typed."""
        self.file.save_now()

    def blur(self, on: bool) -> None:
        """Hide names, or show them."""
        self._blurred = on
        self.doubles.again()
        self.column.blur(on)
        self.file.blur(on)
        self.page.setVisible(not on and self._right.currentWidget() is self.page)

    # what the presenter tells

    def show_list(self, state: ListState) -> None:
        self.column.show_list(state)

    def show_rows(self, start: int, rows: tuple[Row, ...]) -> None:
        self.column.model.show_rows(start, rows)

    def show_likely(self, state: LikelyState) -> None:
        hidden = self._blurred or not self._writes  # only who may write can decide
        self.notice.show_state(LikelyState() if hidden else state)

    def tell_apart(self) -> None:
        self._changed()

    # behind it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.size(ROOMY)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _look_at(self, *, listing: bool) -> None:
        """Where there is room for one of them: see the list, or what is done with a resident."""
        if listing != self._listing:
            self._listing = listing
            self._arrange()

    def _arrange(self) -> None:
        self.column.setVisible(self._listing or not self._narrow)
        self.column.show_alone(self._narrow)
        self._right.setVisible(not self._listing or not self._narrow)
        self.file.show_way_back(self._narrow)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest of both: with less room than for both, one sees either."""
        parts = (self.column.box.minimumSizeHint(), self._right.minimumSizeHint())
        width = max(part.width() for part in parts)
        return QSize(width, super().minimumSizeHint().height())

    def _listen(self) -> None:
        column, page, file = self.column, self.page, self.file
        column.searched.connect(lambda text: self.presenter.search(text))
        column.wanted.connect(lambda start: self.presenter.want(start))
        column.rest_wanted.connect(lambda: self.presenter.rest())
        column.chosen.connect(self._choose)
        column.edited.connect(self._edit)
        column.new_asked.connect(self._register)
        column.widened.connect(lambda: self.presenter.widen())
        column.keep_asked.connect(lambda: self.keep_asked.emit(self.presenter.filter))
        column.import_asked.connect(self.import_asked)
        page.typed.connect(lambda at, field, text: self.registering.type(at, field, text))
        page.left.connect(lambda at, field: self.registering.leave(at, field))
        page.more_asked.connect(lambda: self.registering.add_member())
        page.dropped.connect(lambda at: self.registering.drop_member(at))
        page.reason_chosen.connect(lambda reason: self.registering.choose_reason(reason))
        page.register_asked.connect(lambda: self.registering.register())
        page.registered.connect(self._registered)
        page.opened.connect(self._open)
        page.cancelled.connect(self._cancel)
        file.changed.connect(self._changed)
        file.handover_asked.connect(self.handover_asked)
        file.dossier_asked.connect(self.dossier_asked)
        file.talk_asked.connect(self.talk_asked)
        file.page_asked.connect(self.page_asked)
        file.overview_asked.connect(self.overview_asked)
        file.resident_asked.connect(self._turned_to)
        file.list_asked.connect(self.focus_search)
        file.bind_ways(column)
        self.notice.compare_asked.connect(self.pair_asked)
        self.notice.apart_asked.connect(lambda one, other: self.doubles.keep_apart(one, other))

    def _choose(self, person: str) -> None:
        if self.column.leads_to:
            self.page_asked.emit(self.column.leads_to, person)
        else:
            self._open(person)

    def _open(self, person: str) -> None:
        self._right.setCurrentWidget(self._pane)
        self._look_at(listing=False)
        self.column.show_opened(person)
        self.file.open(person)
        self.doubles.look(person)
        if self._narrow:  # the search box, where one was, is out of sight
            self.file.focus_first()

    def _turned_to(self, person: str) -> None:
        """Another member of the household is in sight."""
        self.column.show_opened(person)
        self.doubles.look(person)

    def _edit(self, person: str) -> None:
        self._open(person)
        self.file.focus_first()

    def _register(self, typed: str) -> None:
        if not self._writes:
            return
        self._look_at(listing=False)
        if self._right.currentWidget() is not self.page:
            self.file.save_now()
            self._right.setCurrentWidget(self.page)
            self.registering.begin(typed)

    def _registered(self, person: str) -> None:
        self.column.box.clear()
        self._open(person)
        self.file.focus_first()
        self._changed()

    def _cancel(self) -> None:
        self._right.setCurrentWidget(self._pane)
        self.focus_search()

    def _changed(self) -> None:
        self.presenter.refresh()
        self.doubles.again()
        self.changed.emit()
