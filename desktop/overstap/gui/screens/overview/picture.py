"""The line of time, painted: three lanes, cards in columns, today, and what waits for what."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from overstap.gui import theme
from overstap.gui.screens.overview.marks import ground_of, ink_of, picture_of
from overstap.gui.screens.overview.state import ChainState, StepCard
from overstap.gui.widgets import show_tip
from overstap.gui.widgets.pictures import paint

_HEAD, _COLUMN, _LANE = 30, 152, 118
_GAP, _ROW_GAP, _PAD = 22, 12, 8


@dataclass(frozen=True)
class _Places:
    """Where everything is in this width."""

    cards: dict[str, QRect]
    lanes: tuple[QRect, ...]
    columns: tuple[QRect, ...]


class TimelinePicture(QWidget):
    """``chosen`` carries a step. The list beside it says the same to who does not see it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: ChainState | None = None
        self._marked: Sequence[str] = ()
        self._places = _Places({}, (), ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, state: ChainState, marked: Sequence[str]) -> None:
        """Show the chain; ``marked`` steps and the lines between them stand out."""
        self._state, self._marked = state, marked
        self.setAccessibleName(state.spoken)
        self._arrange()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._narrowest(), self._high())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._high()
        self._arrange()
        if self._high() != before:
            self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        key = self._at(event.position())
        if key:
            self.chosen.emit(key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._state is not None:
            key = self._at(QPointF(event.pos()))
            known = {card.key: card.detail for card in self._state.cards}
            show_tip(event.globalPos(), known.get(key, ""), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.tokens().surface))
        self._paint_lanes(painter)
        self._paint_columns(painter, self._state)
        now = theme.tokens()
        for line in self._state.lines:
            if not set(line) <= set(self._marked):
                self._paint_line(painter, line, now.strong, 1.5)
        for line in self._state.lines:
            if set(line) <= set(self._marked):
                self._paint_line(painter, line, now.accent, 2.5)
        for card in self._state.cards:
            self._paint_card(painter, card)
        self._paint_names(painter, self._state)
        painter.end()

    # where things are

    @property
    def today(self) -> tuple[int, int]:
        """From where to where the column stands that begins today, beside the names of lanes."""
        if self._state is None or not self._places.columns:
            return 0, 0
        column, wide = self._places.columns[self._state.now], theme.size(_LANE)
        return column.left() - wide, column.right()

    def _narrowest(self) -> int:
        columns = len(self._state.columns) if self._state else 1
        return theme.size(_LANE) + columns * theme.size(_COLUMN)

    def _high(self) -> int:
        return self._places.lanes[-1].bottom() + 1 if self._places.lanes else theme.size(_HEAD)

    def _arrange(self) -> None:
        if self._state is None:
            return
        left, head = theme.size(_LANE), theme.size(_HEAD)
        wide = max(self.width(), self._narrowest()) - left
        count = len(self._state.columns)
        edges = [left + wide * n // count for n in range(count + 1)]
        lanes, cards, top = [], {}, head
        for lane in self._state.lanes:
            own = [card for card in self._state.cards if card.lane == lane.lane]
            y = top + theme.size(_ROW_GAP)
            for row in range(lane.rows):
                across = [card for card in own if card.row == row]
                high = max((_height(c, _width(c, edges)) for c in across), default=theme.size(44))
                for card in across:
                    x = edges[card.first] + theme.size(_GAP) // 2
                    cards[card.key] = QRect(x, y, _width(card, edges), high)
                y += high + theme.size(_ROW_GAP)
            lanes.append(QRect(0, top, left + wide, max(y - top, theme.size(84))))
            top = lanes[-1].bottom() + 1
        columns = [QRect(edges[n], 0, edges[n + 1] - edges[n], top) for n in range(count)]
        self._places = _Places(cards, tuple(lanes), tuple(columns))
        self.setFixedHeight(top)
        self.updateGeometry()

    def _at(self, place: QPointF) -> str:
        spot = place.toPoint()
        return next((key for key, card in self._places.cards.items() if card.contains(spot)), "")

    # what is painted

    def _paint_lanes(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(theme.tokens().border), 1))
        for place in self._places.lanes:
            painter.drawLine(0, place.top(), place.right(), place.top())

    def _paint_names(self, painter: QPainter, state: ChainState) -> None:
        """The names of the lanes stay at the edge, however far one scrolled sideways."""
        now, wide = theme.tokens(), theme.size(_LANE)
        left = self.visibleRegion().boundingRect().left()
        painter.fillRect(QRect(left, 0, wide, theme.size(_HEAD)), QColor(now.surface))
        for lane, place in zip(state.lanes, self._places.lanes, strict=True):
            painter.fillRect(QRect(left, place.top(), wide, place.height()), QColor(now.sunken))
            edge = theme.size(20)
            x, y = left + theme.spacing(3), place.top() + theme.spacing(4)
            paint(painter, lane.picture, now.accent, QRectF(x, y, 20, 20))
            painter.setFont(theme.font(14, bold=True))
            painter.setPen(QColor(now.text))
            words = QRect(x, y + edge + 4, wide - theme.spacing(4), place.height())
            painter.drawText(words, _TOP_LEFT | Qt.TextFlag.TextWordWrap, lane.title)
            painter.setPen(QPen(QColor(now.border), 1))
            painter.drawLine(left, place.top(), left + wide, place.top())

    def _paint_columns(self, painter: QPainter, state: ChainState) -> None:
        now, head = theme.tokens(), theme.size(_HEAD)
        for at, (title, place) in enumerate(zip(state.columns, self._places.columns, strict=True)):
            here = at == state.now
            painter.setPen(QPen(QColor(now.accent if here else now.border), 2 if here else 1))
            painter.drawLine(place.left(), 0 if here else head, place.left(), place.bottom())
            tag = QRect(place.left(), 0, place.width(), head)
            painter.setFont(theme.font(12, bold=True))
            if here:
                text = QFontMetrics(painter.font()).horizontalAdvance(title) + theme.spacing(4)
                tag = QRect(place.left(), theme.spacing(1), text, head - theme.spacing(2))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(now.accent))
                painter.drawRoundedRect(tag, 5, 5)
            painter.setPen(QColor(now.on if here else now.text2))
            inside = tag.adjusted(theme.spacing(2), 0, 0, 0)
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | _LEFT, title)

    def _paint_line(
        self, painter: QPainter, line: tuple[str, str], colour: str, thick: float
    ) -> None:
        """Between rows and columns, never over a card."""
        one, other = (self._places.cards[key] for key in line)
        gap, street = theme.size(_GAP) / 2, theme.size(_ROW_GAP) / 2
        start = QPointF(one.right() + 1, one.center().y())
        end = QPointF(other.left() - 1, other.center().y())
        out, back = start.x() + gap, end.x() - gap
        points = [start, QPointF(out, start.y())]
        if back - out > gap:
            y = other.top() - street
            points += [QPointF(out, y), QPointF(back, y), QPointF(back, end.y())]
        else:
            points += [QPointF(out, end.y())]
        painter.setPen(QPen(QColor(colour), thick))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([*points, end]))
        tip = theme.size(5)
        painter.setBrush(QColor(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        back_of_tip = end.x() - tip * 1.6
        painter.drawPolygon(
            QPolygonF(
                [
                    end,
                    QPointF(back_of_tip, end.y() - tip * 0.8),
                    QPointF(back_of_tip, end.y() + tip * 0.8),
                ]
            )
        )

    def _paint_card(self, painter: QPainter, card: StepCard) -> None:
        now, place = theme.tokens(), self._places.cards[card.key]
        ink, marked = ink_of(card.state), card.key in self._marked
        pen = QPen(QColor(now.accent if marked else ink), 2 if marked else 1)
        if card.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(ground_of(card.state)))
        painter.drawRoundedRect(place, 6, 6)
        inside = place.adjusted(*_inset())
        painter.setFont(theme.font(13, bold=True))
        painter.setPen(QColor(now.text))
        painter.drawText(inside, _TOP_LEFT | Qt.TextFlag.TextWordWrap, card.title)
        title = _wrapped(card.title, inside.width(), bold=True)
        edge = theme.size(14)
        below = inside.top() + title + theme.size(3)
        paint(painter, picture_of(card.state), ink, QRectF(inside.left(), below + 1, 14, 14))
        words = QRect(inside.left() + edge + 5, below, inside.width() - edge - 5, place.height())
        painter.setFont(theme.font(12))
        painter.setPen(QColor(ink))
        painter.drawText(words, _TOP_LEFT | Qt.TextFlag.TextWordWrap, card.word)


_LEFT = Qt.AlignmentFlag.AlignLeft
_TOP_LEFT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


def _inset() -> tuple[int, int, int, int]:
    side, edge = theme.size(_PAD), theme.size(5)
    return side, edge, -side + 2, -edge


def _width(card: StepCard, edges: Sequence[int]) -> int:
    return edges[card.last + 1] - edges[card.first] - theme.size(_GAP)


def _height(card: StepCard, width: int) -> int:
    inside = width - 2 * theme.size(_PAD) + 2
    title = _wrapped(card.title, inside, bold=True)
    word = _wrapped(card.word, inside - theme.size(14) - 5, bold=False)
    return title + word + theme.size(3) + 2 * theme.size(5)


def _wrapped(text: str, width: int, *, bold: bool) -> int:
    metrics = QFontMetrics(theme.font(13, bold=True) if bold else theme.font(12))
    flags = int(_TOP_LEFT) | int(Qt.TextFlag.TextWordWrap)
    return metrics.boundingRect(0, 0, max(width, 20), 10_000, flags, text).height()
