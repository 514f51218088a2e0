"""Whether a window can be shown here. Asked before Qt, which would end the process."""

import os
import sys


def has_screen() -> bool:
    """Whether there is a screen to open a window on."""
    if sys.platform != "linux":
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))
