"""A row that goes on in the next line when it is full. Qt has none of its own."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QWidget

from overstap.gui import theme


class FlowLayout(QLayout):
    """Puts its parts beside each other, and under each other where there is no room."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 2) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._gap = theme.spacing(spacing)
        self._lead = theme.spacing(min(spacing, 2))
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """A part changed: Qt says so, here as to its own layouts."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, place: QRect) -> None:
        super().setGeometry(place)
        self._arrange(place, move=True)

    def sizeHint(self) -> QSize:
        """Everything beside each other."""
        shown = [item.sizeHint() for item in self._items if not _is_hidden(item)]
        width = sum(wanted.width() + self._gap for wanted in shown) - self._gap
        return QSize(max(0, width), max((wanted.height() for wanted in shown), default=0))

    def minimumSize(self) -> QSize:
        smallest = QSize()
        for item in self._items:
            smallest = smallest.expandedTo(item.minimumSize())
        return smallest

    def _arrange(self, place: QRect, *, move: bool) -> int:
        x, y, height = place.x(), place.y(), 0
        for line in self._lines(place.width()):
            height = max(_wanted(item, place.width()).height() for item in line)
            x = place.x()
            for item in line:
                alike = [_wanted(one, place.width()) for one in _alike(item, line)]
                wanted = _wanted(item, place.width())
                wanted.setHeight(max(one.height() for one in alike))
                if move:
                    drop = (height - wanted.height()) // 2
                    spot = QRect(self._mirrored(place, x, wanted.width(), y + drop), wanted)
                    (item.widget() or item).setGeometry(spot)  # an item keeps to its own height
                x += wanted.width() + self._gap
            y += height + self._lead
        return max(0, y - self._lead - place.y())

    def _mirrored(self, place: QRect, x: int, width: int, y: int) -> QPoint:
        parent = self.parentWidget()
        if parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QPoint(place.right() - (x - place.x()) - width, y)
        return QPoint(x, y)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if _is_hidden(item):
                continue
            wanted = _wanted(item, width).width()
            if not lines or used + wanted > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wanted + self._gap
        return lines


def _is_hidden(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.isHidden()


def _alike(item: QLayoutItem, line: list[QLayoutItem]) -> list[QLayoutItem]:
    """Buttons of one kind on one line are equally high, whatever script stands on them."""
    kind = _kind(item)
    return [one for one in line if kind and _kind(one) == kind] or [item]


def _kind(item: QLayoutItem) -> str:
    widget = item.widget()
    return widget.objectName() if isinstance(widget, QPushButton) else ""


def _wanted(item: QLayoutItem, width: int) -> QSize:
    """How large a part is where there is ``width`` at most."""
    wanted = item.sizeHint()
    if wanted.width() <= width or not item.hasHeightForWidth():
        return wanted
    return QSize(width, item.heightForWidth(width))
