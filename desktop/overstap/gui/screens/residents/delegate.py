"""Paints a resident in the list: who and number, household and how found, state and next date."""

from collections import OrderedDict
from collections.abc import Hashable

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from overstap.gui import theme
from overstap.gui.screens.residents.model import ROW
from overstap.gui.screens.residents.state import Row
from overstap.gui.widgets import state_colour
from overstap.gui.widgets.pictures import initials, paint

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_GAP = 4
"""Between two rows."""


_KEPT = 16
"""Cards that stay drawn: those in sight twice."""


class RowDelegate(QStyledItemDelegate):
    """``opened`` is whose file is open; ``hidden`` shows ``hidden_word`` where a name stands. A
    card is drawn once, and copied as long as nothing about it changes."""

    opened = ""
    hidden = False
    hidden_word = ""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._drawn: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        wide = option.rect.width() or option.widget.width()  # a list that asks beforehand has none
        lines = 4 if _is_narrow(wide) else 3
        return QSize(theme.size(200), theme.size(14 + 22 * lines) + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        walked = bool(option.state & QStyle.StateFlag.State_Selected)
        opened = isinstance(row, Row) and row.person == self.opened
        size, ratio = option.rect.size(), painter.device().devicePixelRatioF()
        dress = (theme.tokens().window, theme.size(100), ratio)
        look = (row, walked, opened, self.hidden, size.toTuple(), dress)
        card = self._drawn.pop(look, None)
        if card is None:
            card = _blank(size, ratio)
            drawing = QPainter(card)
            drawing.setLayoutDirection(option.direction)
            drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
            place = QRectF(0, 0, size.width(), size.height()).adjusted(2, 1, -2, -_GAP + 1)
            _card(drawing, place, opened=opened, walked=walked)
            if isinstance(row, Row):
                self._words(drawing, place, row, opened=opened)
            drawing.end()
        self._drawn[look] = card
        if len(self._drawn) > _KEPT:
            self._drawn.popitem(last=False)
        painter.drawPixmap(option.rect.topLeft(), card)

    def _words(self, painter: QPainter, place: QRectF, row: Row, *, opened: bool) -> None:
        now = theme.tokens()
        pad = theme.size(12)
        face = theme.size(36)
        circle = QRectF(place.left() + pad, place.top() + pad, face, face)
        _face(painter, circle, "" if self.hidden else initials(row.name), opened=opened)
        left, line = circle.right() + pad, theme.size(22)
        top = QRectF(left, place.top() + theme.size(8), place.right() - pad - left, line)
        number, tier = (row.number, now.text2), (row.tier, now.text3)
        lines = [top.translated(0, line * at) for at in range(4)]
        if _is_narrow(place.width()):
            self._name(painter, lines.pop(0), row)
            _text(painter, _right(painter, lines.pop(0), *tier), *number)
        else:
            self._name(painter, _right(painter, lines.pop(0), *number), row)
        details = row.details.rpartition(" · ")[2] if self.hidden else row.details
        room = lines.pop(0)
        if not _is_narrow(place.width()):
            room = _right(painter, room, *tier)
        _text(painter, room, details, now.text2)
        _state(painter, _due(painter, lines[0], row), row)

    def _name(self, painter: QPainter, place: QRectF, row: Row) -> None:
        if self.hidden:
            _text(painter, place, self.hidden_word, theme.tokens().text3)
        else:
            _name(painter, place, row)


def _is_narrow(width: float) -> bool:
    """Whether name and number do not fit beside each other: the text is large."""
    return width < theme.size(300)


def _blank(size: QSize, ratio: float) -> QPixmap:
    """Opaque, so that letters keep their sharp edges."""
    card = QPixmap(size * ratio)
    card.setDevicePixelRatio(ratio)
    card.fill(QColor(theme.tokens().window))
    return card


def _card(painter: QPainter, place: QRectF, *, opened: bool, walked: bool) -> None:
    now = theme.tokens()
    edge, width = (now.accent, 2.0) if walked else (now.accent_line if opened else now.border, 1.0)
    painter.setPen(QPen(QColor(edge), width))
    painter.setBrush(QColor(now.accent_soft if opened else now.surface))
    painter.drawRoundedRect(place, 8, 8)
    if opened:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.accent))
        bar = QRectF(place.left() + 1, place.top() + 14, 4, place.height() - 28)
        painter.drawRoundedRect(bar, 2, 2)


def _face(painter: QPainter, circle: QRectF, letters: str, *, opened: bool) -> None:
    now = theme.tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.accent if opened else now.accent_soft))
    painter.drawEllipse(circle)
    painter.setPen(QColor(now.on if opened else now.accent))
    painter.setFont(theme.font(13, bold=True))
    painter.drawText(circle, _CENTRE, letters or "–")


def _right(painter: QPainter, place: QRectF, text: str, colour: str) -> QRectF:
    """Write at the right; gives the room that is left before it."""
    painter.setFont(theme.font(12))
    painter.setPen(QColor(colour))
    painter.drawText(place, _RIGHT, text)
    used = painter.fontMetrics().horizontalAdvance(text) + theme.size(10) if text else 0
    return place.adjusted(0, 0, -used, 0)


def _due(painter: QPainter, place: QRectF, row: Row) -> QRectF:
    """The next date at the right, with a triangle when it is over; gives the room before it."""
    now = theme.tokens()
    left = _right(painter, place, row.due, now.bad if row.late else now.text2)
    if not row.late:
        return left
    edge = theme.size(14)
    spot = QRectF(left.right() - edge + theme.size(6), place.center().y() - edge / 2, 14, 14)
    paint(painter, "warning", now.bad, spot)
    return left.adjusted(0, 0, -edge, 0)


def _text(painter: QPainter, place: QRectF, text: str, colour: str) -> None:
    painter.setFont(theme.font(12))
    painter.setPen(QColor(colour))
    painter.drawText(place, _LEFT, _fitting(painter.fontMetrics(), text, place))


def _name(painter: QPainter, place: QRectF, row: Row) -> None:
    """The name, with a soft ground behind what was typed."""
    now = theme.tokens()
    painter.setFont(theme.font(14, bold=True))
    metrics = painter.fontMetrics()
    shown = _fitting(metrics, row.name, place)
    if shown.isascii():  # elsewhere letters join and run the other way: no ground behind some
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.warn_soft))
        for start, end in row.matched:
            before = metrics.horizontalAdvance(shown[:start])
            wide = metrics.horizontalAdvance(shown[start:end])
            ground = QRectF(place.left() + before, place.top() + 1, wide, place.height() - 2)
            painter.drawRoundedRect(ground, 3, 3)
    painter.setPen(QColor(now.text))
    painter.drawText(place, _LEFT, shown)


def _state(painter: QPainter, place: QRectF, row: Row) -> None:
    colour = theme.tokens().accent if row.state == "inbox" else state_colour(row.state)
    edge = theme.size(16)
    paint(painter, row.state, colour, QRectF(place.left(), place.center().y() - edge / 2, 16, 16))
    _text(painter, place.adjusted(edge + theme.size(6), 0, 0, 0), row.state_word, colour)


def _fitting(metrics: QFontMetrics, text: str, place: QRectF) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
