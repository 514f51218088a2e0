"""The list of households: a model of rows and how one row is painted."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.screens.handover.state import HouseholdRow
from overstap.gui.widgets import state_colour
from overstap.gui.widgets.pictures import paint

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class HouseholdModel(QAbstractListModel):
    """Rows as they were found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[HouseholdRow, ...] = ()

    def show(self, rows: tuple[HouseholdRow, ...]) -> None:
        """Replace the rows; the same households in the same order keep the place in the list."""
        if [row.household for row in rows] == [row.household for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if row.chosen else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.name, row.facts, row.why or row.word) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usable | Qt.ItemFlag.ItemIsUserCheckable


class HouseholdList(QListView):
    """Space or a click takes a household along; Enter goes on with it."""

    toggled = Signal(str)
    entered_on = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rows")
        self._rows = HouseholdModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(HouseholdPainter(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: tuple[HouseholdRow, ...]) -> None:
        """Show these households; the first is the one of now where none was."""
        self._rows.show(rows)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0))

    def step(self, by: int) -> None:
        """Walk up or down, also while the focus is in the search box."""
        to = self._rows.index(self.currentIndex().row() + by)
        if to.isValid():
            self.setCurrentIndex(to)

    def current(self) -> HouseholdRow | None:
        """The household of now."""
        index = self.currentIndex()
        return self._rows.rows[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if row is not None and event.key() == Qt.Key.Key_Space:
            self._toggle(row)
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_on.emit(row.household)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._toggle(self._rows.rows[index.row()])

    def _toggle(self, row: HouseholdRow) -> None:
        if not row.why:
            self.toggled.emit(row.household)


class HouseholdPainter(QStyledItemDelegate):
    """Paints a box, name and facts at the left, and the state at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = QFontMetrics(theme.font(14)).height() + QFontMetrics(theme.font(12)).height()
        return QSize(theme.size(200), lines + theme.size(22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: HouseholdRow = index.data(ROW)
        place: QRect = option.rect.adjusted(2, 2, -2, -2)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        _ground(painter, row, place, focused, bool(state & QStyle.StateFlag.State_Selected))
        edge = theme.size(20)
        box = QRect(place.left() + theme.spacing(4), place.center().y() - edge // 2, edge, edge)
        _box(painter, row, box)
        _texts(painter, row, place.adjusted(edge + theme.spacing(8), 0, -theme.spacing(4), 0))
        painter.restore()


def _ground(
    painter: QPainter, row: HouseholdRow, place: QRect, focused: bool, current: bool
) -> None:
    now = theme.tokens()
    ground = now.accent_soft if row.chosen else now.sunken if current else now.surface
    rim = now.accent if focused else now.accent_line if row.chosen else ground
    painter.setPen(QPen(QColor(rim), 2 if focused else 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, 8, 8)
    if row.chosen:
        painter.fillRect(place.left(), place.top() + 6, 4, place.height() - 12, QColor(now.accent))


def _box(painter: QPainter, row: HouseholdRow, box: QRect) -> None:
    now = theme.tokens()
    painter.setPen(QPen(QColor(now.border if row.why else now.strong), 1))
    painter.setBrush(QColor(now.accent if row.chosen else now.surface))
    painter.drawRoundedRect(box, 4, 4)
    if row.chosen:
        inset = theme.size(2)
        paint(painter, "tick", now.on, QRectF(box.left() + inset, box.top() + inset, 16, 16))


def _texts(painter: QPainter, row: HouseholdRow, place: QRect) -> None:
    now, hint = theme.tokens(), theme.font(12)
    name = theme.font(14, bold=True)
    word = row.why or row.word
    colour = now.text3 if row.why else now.text2 if row.icon == "seen" else state_colour(row.icon)
    metrics = QFontMetrics(hint)
    drawing = theme.size(16)
    wide = min(metrics.horizontalAdvance(word) + 4, place.width() // 2)
    right = QRect(place.right() - wide, place.top(), wide, place.height())
    painter.setFont(hint)
    painter.setPen(QColor(colour))
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(right, middle, metrics.elidedText(word, Qt.TextElideMode.ElideRight, wide))
    at = QRectF(right.left() - drawing - 6, place.center().y() - drawing / 2 + 1, 16, 16)
    if not row.why:
        paint(painter, row.icon, colour, at)
    left = place.adjusted(0, 0, -(wide + drawing + theme.spacing(4)), 0)
    upper, lower = QFontMetrics(name).height(), metrics.height()
    top = place.top() + (place.height() - upper - lower - 2) // 2
    painter.setFont(name)
    painter.setPen(QColor(now.text3 if row.why else now.text))
    elided = QFontMetrics(name).elidedText(row.name, Qt.TextElideMode.ElideRight, left.width())
    painter.drawText(QRect(left.left(), top, left.width(), upper), middle, elided)
    painter.setFont(hint)
    painter.setPen(QColor(now.text3 if row.why else now.text2))
    elided = metrics.elidedText(row.facts, Qt.TextElideMode.ElideRight, left.width())
    painter.drawText(QRect(left.left(), top + upper + 2, left.width(), lower), middle, elided)
