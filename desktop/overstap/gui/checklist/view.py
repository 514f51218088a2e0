"""The checklist on a screen: groups A to G with counts, and a way to say otherwise."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from overstap.gui import theme
from overstap.gui.checklist.setting import ItemSetting
from overstap.gui.checklist.state import CheckGroup, CheckLine, ItemEdit
from overstap.gui.widgets import LineButton, StateIcon, column, empty, row, tip, words
from overstap.i18n.texts import Texts

TOP = Qt.AlignmentFlag.AlignTop


class ChecklistView(QWidget):
    """``edited`` carries an ``ItemEdit``. What another office sent is only read."""

    edited = Signal(object)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: tuple[Sequence[CheckGroup], bool] = ((), False)
        self._grid = QGridLayout()
        self._places: dict[str, int] = {}
        self._items: dict[str, QPushButton] = {}
        self._setting: ItemSetting | None = None
        self._whole = column(1)
        self.setLayout(self._whole)

    def show_groups(self, groups: Sequence[CheckGroup], *, read_only: bool) -> None:
        """Show the checklist as it is now; the keyboard stays at its item."""
        if (groups, read_only) == self._shown:
            return
        here = next((key for key, item in self._items.items() if item.hasFocus()), "")
        self._shown, self._setting = (groups, read_only), None
        self._places, self._items = {}, {}
        empty(self._whole)
        self._grid = _grid()
        self._whole.addLayout(self._grid)
        self._whole.addStretch(1)
        for group in groups:
            self._add(group, read_only=read_only)
        if here in self._items:
            self._items[here].setFocus()

    def open_item(self, key: str) -> None:
        """Ask what to say about an item; once more closes it."""
        line = next(line for group in self._shown[0] for line in group.lines if line.key == key)
        was = self._setting.property("item") if self._setting else ""
        self._close()
        if was == line.key:
            return
        self._setting = ItemSetting(self._texts, line)
        self._setting.setProperty("item", line.key)
        self._setting.said.connect(
            lambda said: self.edited.emit(ItemEdit(line.key, line.said, said))
        )
        self._setting.left.connect(partial(self._leave, line.key))
        self._grid.addWidget(self._setting, self._places[line.key], 0, 1, 3)
        self._setting.focus()

    def _add(self, group: CheckGroup, *, read_only: bool) -> None:
        grid, first = self._grid, self._grid.rowCount()
        head = row(2)
        head.addWidget(words(group.title, "label", wrap=True), 1)
        head.addWidget(words(group.count, "hint"))
        head.setContentsMargins(0, theme.spacing(4) if self._places else 0, 0, theme.spacing(1))
        grid.addLayout(head, first, 0, 1, 3)
        for at, line in enumerate(group.lines):
            place = first + 1 + 2 * at
            name = words(line.text, wrap=True) if read_only else self._item(line)
            grid.addWidget(name, place, 0)
            grid.addWidget(StateIcon(line.state, line.word), place, 1)
            grid.addWidget(words(line.note, "hint", wrap=True), place, 2)
            self._places[line.key] = place + 1
            grid.setRowMinimumHeight(place, theme.size(28))

    def _item(self, line: CheckLine) -> QPushButton:
        item = LineButton(line.text)
        item.setAccessibleName(f"{line.text}: {line.word}")
        item.setAccessibleDescription(line.note)
        tip(item, self._texts("checklist.set.lead", item=line.text))
        item.clicked.connect(partial(self.open_item, line.key))
        self._items[line.key] = item
        return item

    def _leave(self, item: str) -> None:
        self._close()
        self._items[item].setFocus()

    def _close(self) -> None:
        if self._setting is not None:
            self._setting.hide()
            self._setting.deleteLater()
            self._setting = None


def _grid() -> QGridLayout:
    """One for all groups, so that their columns are level."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.spacing(4))
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(0, 5)
    grid.setColumnStretch(2, 4)
    return grid
