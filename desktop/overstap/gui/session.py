"""Hears from the system that the session is locked or the computer goes to sleep.

Linux: logind on the system bus (sleep, ``loginctl lock-session``) and the screen saver on the
session bus. Windows: power and session messages to the window. Elsewhere, and where there is no
bus, nothing is heard: the idle watch locks all the same.
"""

import sys
from typing import Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QCoreApplication,
    QObject,
    Signal,
    Slot,
)
from PySide6.QtGui import QWindow

_LOGIN = "org.freedesktop.login1"
_ACTIVE: Any = SLOT("_active(bool)")
_LOCKED: Any = SLOT("_locked()")
"""Text, although the stubs of PySide6 say bytes: those are refused."""

_SAVERS = (
    ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
)


class SessionWatch(QObject):
    """``left`` when nobody can be sitting here any more."""

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages: QAbstractNativeEventFilter | None = None

    def watch(self, window: QWindow | None) -> None:
        """Begin; on Windows ``window`` is the one that is told."""
        if sys.platform == "win32":
            self._watch_windows(window)
        elif sys.platform == "linux":
            self._watch_buses()

    def _watch_buses(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            system.connect("", "", f"{_LOGIN}.Manager", "PrepareForSleep", self, _ACTIVE)
            system.connect("", "", f"{_LOGIN}.Session", "Lock", self, _LOCKED)
        if session.isConnected():
            for path, name in _SAVERS:
                session.connect("", path, name, "ActiveChanged", self, _ACTIVE)

    def _watch_windows(self, window: QWindow | None) -> None:
        from overstap.gui.windows_messages import WindowsMessages, ask_to_be_told

        self._messages = WindowsMessages(self.left.emit)
        application = QCoreApplication.instance()
        if application is not None and window is not None:
            application.installNativeEventFilter(self._messages)
            ask_to_be_told(window)

    @Slot(bool)
    def _active(self, active: bool) -> None:
        if active:
            self.left.emit()

    @Slot()
    def _locked(self) -> None:
        self.left.emit()
