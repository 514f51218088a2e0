"""What the resident sees: their language alone, on a half of the screen that is turned to them or
on a second screen. No name of anybody, and nothing of staff's own."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsScene,
    QGraphicsView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from overstap.domain.catalogue import Catalogue
from overstap.gui import theme
from overstap.gui.form import Words
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.screens.talk.stack import PageStack
from overstap.gui.screens.talk.state import Half, TalkState
from overstap.gui.widgets import icon, row, words


class Face(QWidget):
    """One page in the resident's language, with arrows to go on and back."""

    value_chosen = Signal(object)
    status_chosen = Signal(object)
    walked = Signal(int)

    def __init__(self, catalogue: Catalogue, say: Words) -> None:
        super().__init__()
        self.setObjectName("face")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stack = PageStack(catalogue, say, Half.THEIRS)
        self.stack.value_chosen.connect(self.value_chosen)
        self.stack.status_chosen.connect(self.status_chosen)
        self._mark = words("", "hint", wrap=True)
        self._back = self._arrow("arrow-left", say.texts("talk.previous"), -1)
        self._next = self._arrow("arrow-right", say.texts("talk.next"), 1)
        foot = row(3)
        foot.addWidget(self._back)
        foot.addWidget(self._mark, 1)
        foot.addWidget(self._next)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(theme.spacing(n) for n in (8, 3, 8, 3)))
        whole.addWidget(self.stack, 1)
        whole.addLayout(foot)

    def show_talk(self, state: TalkState) -> None:
        """Show the page, from right to left where their language is."""
        rtl = any(both.rtl for both in (state.place, *(one.ask for one in state.asked)))
        way = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(way)
        ahead, behind = ("arrow-left", "arrow-right") if rtl else ("arrow-right", "arrow-left")
        self._next.setIcon(icon(ahead, theme.tokens().on))
        self._back.setIcon(icon(behind, theme.tokens().text))
        self._back.setEnabled(not state.first)
        unreviewed = state.mark is not None and bool(state.mark.theirs)
        self._mark.setText(state.mark.face if state.mark is not None and unreviewed else "")
        self.stack.show_talk(state)

    def _arrow(self, picture: str, name: str, by: int) -> QPushButton:
        button = QPushButton()
        button.setObjectName("primary" if by > 0 else "quiet")
        button.setIcon(icon(picture, theme.tokens().on if by > 0 else theme.tokens().text))
        button.setIconSize(QSize(theme.size(24), theme.size(24)))
        button.setMinimumWidth(theme.size(110))
        button.setProperty("large", True)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.walked.emit(by))
        return button


class TurnedHalf(QGraphicsView):
    """The face upside down, for who sits across the table."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.setObjectName("turned")
        self.setFrameShape(QFrame.Shape.NoFrame)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self, self.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scene = QGraphicsScene(self)
        self._proxy = scene.addWidget(face)
        self._proxy.setRotation(180)
        self.setScene(scene)
        self.face = face

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, height = self.viewport().width(), self.viewport().height()
        self.face.resize(width, height)
        self._proxy.setTransformOriginPoint(QPointF(width / 2, height / 2))
        self.setSceneRect(0, 0, width, height)


class SecondWindow(InReadingOrder, QWidget):
    """The face in a window of its own, on the second screen where there is one."""

    closed = Signal()
    walked = Signal(int)

    def __init__(self, face: Face, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._home = parent
        self.setWindowTitle("Overstap")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.face = face
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(face)

    def open_beside(self) -> None:
        """Fill the screen on which the other window is not; without one, stand beside it."""
        here = self._home.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        self.resize(1000, 700)
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.show()
        self.setFocus()  # no ring around the way back before anybody pressed a key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.walked.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F9):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
