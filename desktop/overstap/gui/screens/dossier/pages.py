"""The pages under each other. Only those in sight are drawn, and a few beside them are kept."""

from collections import OrderedDict
from math import ceil

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from overstap.gui import theme
from overstap.gui.screens.dossier.printer import image
from overstap.usecases.ports.papers import Picture

POINTS_PER_INCH = 72
KEPT = 8
STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class PageStrip(QAbstractScrollArea):
    """Shows pages of given sizes; asks for their pictures when they come into sight."""

    page_wanted = Signal(int, int, float)
    """Edition, page (the first is 0) and dots per inch."""
    moved = Signal(int)
    """The page in sight, the first is 0."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._edition = 0
        self._zoom = 1.0
        self._drawn: OrderedDict[int, tuple[float, QPixmap]] = OrderedDict()
        self._asked: dict[int, float] = {}
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pages(self, edition: int, sizes: tuple[tuple[float, float], ...]) -> None:
        """Other pages; the place is kept where the new ones are as long."""
        if edition == self._edition and sizes == self._sizes:
            return
        self._edition, self._sizes = edition, sizes
        self._drawn.clear()
        self._asked.clear()
        self._arrange()

    def show_page(self, edition: int, page: int, dots: float, picture: Picture) -> None:
        """The picture of a page that was asked for."""
        if edition != self._edition:
            return
        self._asked.pop(page, None)
        pixmap = QPixmap.fromImage(image(picture))
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._drawn[page] = (dots, pixmap)
        self._drawn.move_to_end(page)
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        self.viewport().update()

    @property
    def page(self) -> int:
        """The page in the middle of the sight."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        tops = [top for top, _ in self._places()]
        return max(0, sum(top <= middle for top in tops) - 1)

    def go_to(self, page: int) -> None:
        """Bring a page into sight, as far as there are pages."""
        places = self._places()
        if places:
            top, _ = places[min(max(page, 0), len(places) - 1)]
            self.verticalScrollBar().setValue(int(top) - theme.spacing(4))

    def zoom(self, by: int) -> None:
        """One step larger (1) or smaller (-1); 0 fits the width again."""
        if by == 0:
            self._zoom = 1.0
        else:
            beyond = [s for s in STEPS if (s > self._zoom if by > 0 else s < self._zoom)]
            self._zoom = (beyond[0] if by > 0 else beyond[-1]) if beyond else self._zoom
        page = self.page
        self._arrange()
        self.go_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turn = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if turn is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.go_to(self.page + turn)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self._sizes) - 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        now = theme.tokens()
        painter.fillRect(event.rect(), QColor(now.sunken))
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page, (top, size) in enumerate(self._places()):
            left = max(theme.spacing(4), (self.viewport().width() - size[0]) / 2) - across
            place = QRectF(left, top - down, size[0], size[1])
            if not place.intersects(QRectF(self.viewport().rect())):
                continue
            painter.fillRect(place, QColor("#FFFFFF"))
            known = self._drawn.get(page)
            if known is not None:
                painter.drawPixmap(place, known[1], QRectF(known[1].rect()))
            painter.setPen(QColor(now.border))
            painter.drawRect(place)
            self._want(page, known)
        if self.hasFocus():
            painter.setPen(QPen(QColor(now.accent), theme.spacing(1)))
            painter.drawRect(self.viewport().rect())
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _want(self, page: int, known: tuple[float, QPixmap] | None) -> None:
        dots = self._scale() * POINTS_PER_INCH * self.devicePixelRatioF()
        have = known[0] if known else 0.0
        if abs(have - dots) > 1 and abs(self._asked.get(page, 0.0) - dots) > 1:
            self._asked[page] = dots
            self.page_wanted.emit(self._edition, page, dots)

    def _scale(self) -> float:
        """Pixels per point: at zoom 1 the widest page fills the width."""
        widest = max((width for width, _ in self._sizes), default=1.0)
        room = self.width() - 2 * theme.spacing(4) - self.verticalScrollBar().sizeHint().width() - 4
        return max(0.2, min(room / widest, 2.4 * theme.size(100) / 100)) * self._zoom

    def _places(self) -> list[tuple[float, tuple[float, float]]]:
        """Top and size in pixels of every page."""
        scale, top, places = self._scale(), float(theme.spacing(4)), []
        for width, height in self._sizes:
            places.append((top, (width * scale, height * scale)))
            top += height * scale + theme.spacing(4)
        return places

    def _arrange(self) -> None:
        places = self._places()
        bottom = places[-1][0] + places[-1][1][1] + theme.spacing(4) if places else 0
        widest = max((size[0] for _, size in places), default=0) + 2 * theme.spacing(4)
        view = self.viewport()
        self.verticalScrollBar().setRange(0, max(0, ceil(bottom) - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(theme.size(40))
        self.horizontalScrollBar().setRange(0, max(0, ceil(widest) - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        view.update()

    def _scrolled(self) -> None:
        self.moved.emit(self.page)
        self.viewport().update()
