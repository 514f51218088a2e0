"""Hears from the system that the session is locked or the computer goes to sleep.

Linux: logind on the system bus (sleep, ``loginctl lock-session``) and the screen saver on the
session bus. Windows: power and session messages to the window. Elsewhere, and where there is no
bus, nothing is heard: the idle watch locks all the same.
"""

import ctypes
import sys
from ctypes import wintypes
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

_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 4
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 7

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
        self._messages: _WindowsMessages | None = None

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
        self._messages = _WindowsMessages(self)
        application = QCoreApplication.instance()
        if application is None or window is None or sys.platform != "win32":
            return
        application.installNativeEventFilter(self._messages)
        ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(wintypes.HWND(window.winId()), 0)

    @Slot(bool)
    def _active(self, active: bool) -> None:
        if active:
            self.left.emit()

    @Slot()
    def _locked(self) -> None:
        self.left.emit()


class _WindowsMessages(QAbstractNativeEventFilter):
    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:
        """Tell of a locked session and of going to sleep; swallow nothing."""
        if bytes(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in (
                (_WM_POWERBROADCAST, _PBT_APMSUSPEND),
                (_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK),
            ):
                self._watch.left.emit()
        return False, 0
