"""Shows a foreseen error as its sentence. Decides nothing about what happens next."""

from PySide6.QtWidgets import QMessageBox, QWidget

from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError


class Alerts:
    """The dialogs of one window, in one language."""

    def __init__(self, window: QWidget, texts: Texts) -> None:
        self._window = window
        self._texts = texts

    def speak(self, texts: Texts) -> None:
        """Use another language from now on."""
        self._texts = texts

    def show(self, error: OverstapError) -> None:
        """Say what happened, what it means and what to do next."""
        QMessageBox.warning(self._window, "Overstap", self._texts.error(error))

    __call__ = show
