"""Notices that nobody touches the window any more."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """``tired`` when neither keyboard nor mouse was touched for some minutes."""

    tired = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.tired)
        self._window: QWindow | None = None

    def watch(self, window: QWindow | None, minutes: float) -> None:
        """Begin, or begin again, on what is touched in ``window``."""
        self.rest()
        if window is not None:
            window.installEventFilter(self)
        self._window = window
        self._timer.start(round(minutes * 60_000))

    def rest(self) -> None:
        """Stop watching."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None
        self._timer.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._timer.start()
        return False
