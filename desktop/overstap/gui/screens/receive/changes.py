"""The comparison, old to new: a list that paints its own rows, so that thousands stay quick."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.screens.receive.state import ChangeRow
from overstap.gui.widgets import words
from overstap.gui.widgets.pictures import pixmap
from overstap.i18n.texts import Texts
from overstap.kernel.remembered import remembered

Index = QModelIndex | QPersistentModelIndex
_SHARES = (24, 26, 27, 23)
"""Percent of the width beside the chip: question, old, new, who and when."""
_CHIP = 104
_NARROW = 620
"""Below this width (at 100 % text) old and new stand under the question."""
_PICTURES = {"new": "plus", "changed": "pencil", "gone": "close"}
_LONGEST_WORD = 22


class ChangeModel(QAbstractListModel):
    """The rows, as the presenter made them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ChangeRow, ...] = ()

    def show_rows(self, rows: tuple[ChangeRow, ...]) -> bool:
        """Show other rows; gives whether they differ from those that stood there."""
        if rows is self._rows:
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def row(self, index: Index) -> ChangeRow:
        """The row at ``index``."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.row(index).spoken
        return None


@dataclass(frozen=True, slots=True)
class _Cell:
    place: QRect
    text: str
    colour: str
    font: QFont


class ChangeDelegate(QStyledItemDelegate):
    """Paints a row and says how high it is; long values wrap."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, place = _row(index), _rect(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = theme.tokens()
        if row.kind == "head":
            painter.fillRect(place, QColor(now.sunken))
        elif _state(option) & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(now.accent_soft))
            painter.fillRect(QRect(place.topLeft(), QSize(4, place.height())), QColor(now.accent))
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), QColor(now.border))
        for cell in _cells(row, place.width()):
            painter.setFont(cell.font)
            painter.setPen(QColor(cell.colour))
            painter.drawText(cell.place.translated(place.topLeft()), _FLAGS, cell.text)
        if row.kind != "head":
            _paint_chip(painter, row, place)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = _rect(option).width()
        bottom = max((cell.place.bottom() for cell in _cells(_row(index), width)), default=0)
        least = theme.size(34 if _row(index).kind == "head" else 54)
        return QSize(width, max(bottom + theme.spacing(2), least))


class ChangeList(QListView):
    """All rows, or those of one filter. Arrow keys walk, and a screen reader hears whole lines."""

    widened = Signal(int)
    """How wide a row is now."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self._changes = ChangeModel()
        self.setModel(self._changes)
        self.setItemDelegate(ChangeDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(500)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_rows(self, rows: tuple[ChangeRow, ...]) -> None:
        """Show these and stand on the first."""
        if self._changes.show_rows(rows) and rows:
            self.setCurrentIndex(self._changes.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widened.emit(self.viewport().width())


class ChangeHead(QWidget):
    """The names of the columns, as wide as the columns are."""

    def __init__(self, texts: Texts, follow: ChangeList) -> None:
        super().__init__()
        self.setObjectName("tablehead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, theme.spacing(2), 0, theme.spacing(2))
        self._line.setSpacing(0)
        self._words = [
            words(texts(f"receive.column.{name}"), "hint")
            for name in ("kind", "question", "old", "new", "who")
        ]
        for label in self._words:
            self._line.addWidget(label)
        self._line.addStretch(1)
        follow.widened.connect(self._follow)

    def _follow(self, width: int) -> None:
        self.setVisible(not _is_narrow(width))
        edge = theme.spacing(4)
        self._line.setContentsMargins(edge, theme.spacing(2), 0, theme.spacing(2))
        starts = [edge, *(left for left, _ in _columns(width)), width]
        for label, (left, right) in zip(self._words, pairwise(starts), strict=True):
            label.setFixedWidth(max(0, right - left))


_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def _row(index: Index) -> ChangeRow:
    model = index.model()
    assert isinstance(model, ChangeModel)
    return model.row(index)


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect: QRect = option.rect
    view = option.widget
    width = view.viewport().width() if isinstance(view, QListView) else rect.width()
    return QRect(rect.left(), rect.top(), width, rect.height())


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state
    return state


def _is_narrow(width: int) -> bool:
    return width < theme.size(_NARROW)


def _columns(width: int) -> list[tuple[int, int]]:
    """Left edge and width of question, old, new and who."""
    edge, gap = theme.spacing(4), theme.spacing(3)
    left = edge + theme.size(_CHIP)
    room = max(0, width - left - edge)
    found = []
    for share in _SHARES:
        wide = room * share // 100
        found.append((left, max(1, wide - gap)))
        left += wide
    return found


def _cells(row: ChangeRow, width: int) -> Iterator[_Cell]:
    now = theme.tokens()
    strong, body, small = _fonts(theme.size(100))
    top = theme.spacing(2)
    if row.kind == "head":
        edge = theme.spacing(4)
        wide = width - 2 * edge
        yield _cell(row.question, now.text, strong, edge, top, wide * 2 // 3)
        yield _cell(row.note, now.text2, small, edge + wide * 2 // 3, top, wide // 3)
        return
    if _is_narrow(width):
        yield from _stacked(row, width)
        return
    question, old, new, who = _columns(width)
    for (left, wide), first, second, first_font, colour in (
        (question, row.question, "", strong, now.text),
        (old, row.old, "", body, now.text2),
        (new, f"→ {row.new}", row.note, strong, now.text),
        (who, row.when, row.by, body, now.text),
    ):
        above = _cell(first, colour, first_font, left, top, wide)
        yield above
        if second:
            yield _cell(second, now.text2, small, left, above.place.bottom() + 2, wide)


def _stacked(row: ChangeRow, width: int) -> Iterator[_Cell]:
    """Question beside the chip; old, new and the rest under both."""
    now = theme.tokens()
    strong, body, small = _fonts(theme.size(100))
    edge, top = theme.spacing(4), theme.spacing(2)
    left, wide = edge + theme.size(_CHIP), width - 2 * edge
    above = _cell(row.question, now.text, strong, left, top, width - left - edge)
    yield above
    low = max(above.place.bottom(), top + theme.size(24))
    rest = " · ".join(part for part in (row.note, row.when, row.by) if part)
    for text, colour, font in (
        (row.old, now.text2, body),
        (f"→ {row.new}", now.text, strong),
        (rest, now.text2, small),
    ):
        cell = _cell(text, colour, font, edge, low + 2, wide)
        yield cell
        low = cell.place.bottom()


@lru_cache(4)
def _fonts(_percent: int) -> tuple[QFont, QFont, QFont]:
    """Strong, body and small, made once for every size of text: there are many cells."""
    return theme.font(13, bold=True), theme.font(13), theme.font(12)


def _cell(text: str, colour: str, font: QFont, left: int, top: int, width: int) -> _Cell:
    broken = _breakable(text)
    return _Cell(
        QRect(left, top, width, _height(broken, font.toString(), width)), broken, colour, font
    )


@remembered(50_000)
def _height(text: str, font: str, width: int) -> int:
    chosen = QFont()
    chosen.fromString(font)
    metrics = QFontMetrics(chosen)
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return metrics.height()
    return metrics.boundingRect(QRect(0, 0, width, 1 << 20), _FLAGS, text).height()


@remembered(10_000)
def _breakable(text: str) -> str:
    """Long words may break: a zero width space inside them lets them."""
    if all(len(word) <= _LONGEST_WORD for word in text.split()):
        return text
    cut = (
        "\u200b".join(word[i : i + _LONGEST_WORD] for i in range(0, len(word), _LONGEST_WORD))
        for word in text.split(" ")
    )
    return " ".join(cut)


def _paint_chip(painter: QPainter, row: ChangeRow, place: QRect) -> None:
    now = theme.tokens()
    ink, ground = {
        "new": (now.accent, now.accent_soft),
        "changed": (now.warn, now.warn_soft),
    }.get(row.kind, (now.text2, now.sunken))
    font = theme.font(12)
    metrics = QFontMetrics(font)
    pad, side = theme.spacing(2), theme.size(14)
    height = theme.size(24)
    width = side + metrics.horizontalAdvance(row.chip) + 3 * pad
    left, top = place.left() + theme.spacing(4), place.top() + theme.spacing(2)
    chip = QRect(left, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(chip, 5, 5)
    drawing = pixmap(_PICTURES[row.kind], ink, 14)
    painter.drawPixmap(left + pad, top + (height - side) // 2, drawing)
    painter.setPen(QColor(ink))
    painter.setFont(font)
    text = chip.adjusted(side + 2 * pad, 0, 0, 0)
    painter.drawText(
        text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), row.chip
    )
