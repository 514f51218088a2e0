"""What Windows tells a window: that the session is locked, or that the computer goes to sleep.
Imported only there: ``ctypes`` takes a while.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter
from PySide6.QtGui import QWindow

_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 4
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 7


class WindowsMessages(QAbstractNativeEventFilter):
    """``left`` is called when nobody can be sitting here any more."""

    def __init__(self, left: Callable[[], object]) -> None:
        super().__init__()
        self._left = left

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:
        """Tell of a locked session and of going to sleep; swallow nothing."""
        if bytes(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in (
                (_WM_POWERBROADCAST, _PBT_APMSUSPEND),
                (_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK),
            ):
                self._left()
        return False, 0


def ask_to_be_told(window: QWindow) -> None:
    """Have locking sent to the window; going to sleep is told to every window."""
    if sys.platform == "win32":
        ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(wintypes.HWND(window.winId()), 0)
