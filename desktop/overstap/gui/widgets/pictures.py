"""The drawings of ``resources/icons``, in the colour of the text beside them."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from overstap.gui import theme
from overstap.kernel import resources


def icon(name: str, colour: str) -> QIcon:
    """The drawing ``name`` for a button; as grey as its words where it cannot be pressed."""
    drawn = QIcon(pixmap(name, colour, 22))
    drawn.addPixmap(pixmap(name, theme.tokens().text3, 22), QIcon.Mode.Disabled)
    return drawn


def pixmap(name: str, colour: str, pixels: int) -> QPixmap:
    """The drawing ``name``, ``pixels`` wide at 100 % text."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    return _drawn(name, colour, theme.size(pixels), ratio)


class Picture(QLabel):
    """A drawing that stands beside its word and so needs no name of its own."""

    def __init__(self, name: str, colour: str, pixels: int = 18, parent: QWidget | None = None):
        super().__init__(parent)
        self._pixels = pixels
        self.show_drawing(name, colour)
        self.setFixedWidth(theme.size(pixels))

    def show_drawing(self, name: str, colour: str) -> None:
        """Show another drawing in its place."""
        self.setPixmap(pixmap(name, colour, self._pixels))


class Initials(QLabel):
    """Two letters of a name in a circle; says nothing to a screen reader."""

    def __init__(self, name: str, pixels: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(initials(name), parent)
        self._edge = theme.size(pixels)
        self.setFixedSize(self._edge, self._edge)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFont(theme.font(pixels * 3 // 8, bold=True))
        now = theme.tokens()
        self.setStyleSheet(
            f"background: {now.accent}; color: {now.on}; border-radius: {self._edge // 2}px;"
            f" font-size: {theme.size(pixels * 3 // 8)}px; font-weight: bold;"
        )


def initials(name: str) -> str:
    """At most two letters: of the first and the last word ("Haddad, Layla" gives LH)."""
    family, _, given = name.partition(",")
    words = [*given.split()[:1], *family.split()[:1]] if given else family.split()
    letters = [word[0].upper() for word in words if word[0].isalpha()]
    return "".join(dict.fromkeys((letters[0], letters[-1]))) if letters else "?"


def paint(painter: QPainter, name: str, colour: str, place: QRectF) -> None:
    """Draw ``name`` where a row paints itself."""
    painter.drawPixmap(place.toRect().topLeft(), pixmap(name, colour, round(place.width())))


@lru_cache(512)
def _drawn(name: str, colour: str, edge: int, ratio: float) -> QPixmap:
    drawing = (resources.folder() / "icons" / f"{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    picture = QPixmap(round(edge * ratio), round(edge * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    return picture
