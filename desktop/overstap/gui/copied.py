"""What was copied out of the window is forgotten: it may be a name or a number of a resident."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

FORGOTTEN_MS = 30_000


class CopiedWatch(QObject):
    """Empties the clipboard a while after something was copied here; what another program put on it
    since stays."""

    def __init__(
        self,
        parent: QObject,
        after_ms: int = FORGOTTEN_MS,
        copied_here: Callable[[], bool] = lambda: QGuiApplication.focusWindow() is not None,
    ) -> None:
        """``copied_here``: whether a window of ours has the keyboard."""
        super().__init__(parent)
        self._copied_here = copied_here
        self._clipboard, self._ours = QGuiApplication.clipboard(), 0
        self._timer = QTimer(self, singleShot=True, interval=after_ms)
        self._timer.timeout.connect(self.forget)
        self._clipboard.dataChanged.connect(self._changed)

    def forget(self) -> None:
        """Empty it now, if what is on it was copied here."""
        self._timer.stop()
        if self._ours and hash(self._clipboard.text()) == self._ours:
            self._clipboard.clear()
        self._ours = 0

    def _changed(self) -> None:
        text = self._clipboard.text()
        ours = bool(text) and self._copied_here()
        self._ours = hash(text) if ours else 0
        if ours:
            self._timer.start()
        else:
            self._timer.stop()
