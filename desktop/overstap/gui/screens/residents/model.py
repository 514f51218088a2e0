"""The list in numbers: how many rows there are, and the words of those that were in sight."""

from collections import OrderedDict

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)

from overstap.gui.screens.residents.state import ListState, Row

PAGE = 50
KEPT_PAGES = 20
"""A thousand rows: scrolling back a while reads nothing."""

ROW = int(Qt.ItemDataRole.UserRole)
_SPOKEN = frozenset(
    int(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
)

_ROW_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
)

Index = QModelIndex | QPersistentModelIndex


class ResidentModel(QStringListModel):
    """``wanted``: rows from there on came into sight and are not known yet.

    Qt keeps an empty text for every row, so that it knows itself how many there are: laying out a
    hundred thousand, it asks for each of them.
    """

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._asked: set[int] = set()

    def show_list(self, state: ListState) -> None:
        """Another list."""
        self._pages.clear()
        self._asked.clear()
        self._pages[0] = state.rows
        self.setStringList([])
        self.insertRows(0, state.count)

    def show_rows(self, start: int, rows: tuple[Row, ...]) -> None:
        """A page arrived."""
        self._asked.discard(start)
        self._pages[start] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        if rows:
            self.dataChanged.emit(self.index(start), self.index(start + len(rows) - 1))

    def row(self, at: int) -> Row | None:
        """The words of a row; None until its page arrived."""
        start = at - at % PAGE
        page = self._pages.get(start)
        if page is None:
            if start not in self._asked:
                self._asked.add(start)
                self.wanted.emit(start)
            return None
        return page[at - start] if at - start < len(page) else None

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """One chooses a row; nobody types in it."""
        return _ROW_FLAGS

    def data(self, index: Index, role: int = ROW) -> object:
        if role == ROW:
            return self.row(index.row())
        if role in _SPOKEN:
            row = self.row(index.row())
            return row.spoken if row else ""
        return None
