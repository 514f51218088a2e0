"""The page of work: which lists wait at the left, and what one keeps and tidies at the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from overstap.gui import theme
from overstap.gui.screens.work.filter_dialog import FilterDialog
from overstap.gui.screens.work.presenter import WorkPresenter
from overstap.gui.screens.work.state import FilterForm, KeptRow, ListRow, WorkState
from overstap.gui.widgets import (
    Card,
    Header,
    Scroll,
    column,
    empty,
    link_button,
    row,
    tip,
    words,
)
from overstap.gui.widgets.choices import ChoiceCard
from overstap.i18n.texts import Texts

ROOMY = 150
"""From this many per cent of text on, everything stands under each other."""


class WorkScreen(QWidget):
    """``writes``: whether one may tidy. ``list_asked``: which residents to list; ``keep_wanted``:
    the name of a filter to change, or the filter to keep."""

    changed = Signal()
    list_asked = Signal(object)
    doubles_asked = Signal()
    import_asked = Signal()
    was_entered = Signal()
    keep_wanted = Signal(str, object)
    kept = Signal(str, str, object)
    removed = Signal(str)

    presenter: WorkPresenter

    def __init__(self, texts: Texts, *, writes: bool = True) -> None:
        super().__init__()
        self._texts, self._writes = texts, writes
        self.lists: list[ChoiceCard] = []
        self._entering = False
        self._lists, self._kept = Card(), Card()
        self._add = link_button(texts("filter.add"), "plus")
        self._add.clicked.connect(partial(self.keep_wanted.emit, "", None))
        whole = column(0)
        self.setLayout(whole)
        whole.addWidget(Header(texts("desk.work"), texts("work.lead")))
        whole.addWidget(self._page(), 1)

    def entered(self) -> None:
        """It comes into sight: count again."""
        self._entering = True
        self.was_entered.emit()

    def keep(self, wanted: object) -> None:
        """Ask under which name to keep a filter that was made elsewhere."""
        self.keep_wanted.emit("", wanted)

    def show_state(self, state: WorkState) -> None:
        """Show how much waits; the cursor stays where it is."""
        self._show_lists(state.lists)
        self._show_kept(state.kept)

    def ask_filter(self, form: FilterForm) -> None:
        """Ask how a filter is called."""
        dialog = FilterDialog(form, self._texts, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.kept.connect(self.kept)
        dialog.open()

    def tell_gone(self) -> None:
        """What had the cursor may be gone."""
        self._add.setFocus()

    def _page(self) -> QWidget:
        page = Scroll(5)
        beside = QHBoxLayout() if theme.size(100) < ROOMY else column(4)
        beside.setSpacing(theme.spacing(4))
        beside.addWidget(self._lists, 3)
        right = column(4)
        right.addWidget(self._kept)
        if self._writes:
            right.addWidget(self._tidying())
        right.addStretch(1)
        beside.addLayout(right, 2)
        page.body.addLayout(beside)
        page.body.addStretch(1)
        return page

    def _show_lists(self, rows: tuple[ListRow, ...]) -> None:
        if not self.lists:
            self._lists.body.addWidget(words(self._texts("work.lists"), "cardtitle"))
            for shown in rows:
                card = ChoiceCard(shown.picture, shown.name, shown.lead, number="0")
                card.clicked.connect(partial(self.list_asked.emit, shown.filter))
                self.lists.append(card)
                self._lists.body.addWidget(card)
        for card, shown in zip(self.lists, rows, strict=True):
            card.count(shown.count)
            card.setAccessibleName(shown.spoken)
        if self._entering:
            self._entering = False
            self.lists[0].show()  # not yet, where it was only just made: it would take no focus
            self.lists[0].setFocus()

    def _show_kept(self, rows: tuple[KeptRow, ...]) -> None:
        body = self._kept.body
        body.removeWidget(self._add)
        empty(body)
        body.addWidget(words(self._texts("filter.title"), "cardtitle"))
        if not rows:
            body.addWidget(words(self._texts("filter.none"), "hint", wrap=True))
        for shown in rows:
            body.addLayout(self._kept_row(shown))
        body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def _kept_row(self, shown: KeptRow) -> QHBoxLayout:
        line = row(1)
        card = ChoiceCard("list", shown.name, shown.details, number=str(shown.count))
        card.clicked.connect(partial(self.list_asked.emit, shown.filter))
        line.addWidget(card, 1)
        for key, picture, signal in (
            ("filter.change", "pencil", partial(self.keep_wanted.emit, shown.name, None)),
            ("filter.remove", "trash", partial(self.removed.emit, shown.name)),
        ):
            line.addWidget(self._tool(key, picture, shown.name, signal))
        return line

    def _tool(self, key: str, picture: str, name: str, act: object) -> QPushButton:
        said = f"{self._texts(key)}: {name}"
        button = link_button("", picture)
        button.setAccessibleName(said)
        tip(button, said)
        button.clicked.connect(act)
        return button

    def _tidying(self) -> QWidget:
        card = Card()
        card.body.addWidget(words(self._texts("work.tidy"), "cardtitle"))
        for key, picture, signal in (
            ("work.doubles", "residents", self.doubles_asked),
            ("work.import", "inbox", self.import_asked),
        ):
            choice = ChoiceCard(picture, self._texts(key), self._texts(f"{key}.lead"))
            choice.clicked.connect(signal)
            card.body.addWidget(choice)
        return card
