"""The door: unlock the vault of this desk, or make it. Keeps no passphrase after use."""

from overstap.gui.screens.unlock.view import UnlockScreen

__all__ = ["UnlockScreen"]
