"""What one may choose about the window: language, size of text, colours, when it locks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from overstap.i18n.texts import Texts

CHOICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("language", ("nl", "en")),
    ("text_percent", ("100", "125", "150", "175", "200")),
    ("scheme", ("system", "light", "dark")),
    ("lock_minutes", ("2", "5", "10", "15")),
)
"""Setting and its values; texts ``settings.<setting>`` and ``settings.<setting>.<value>``."""

DEFAULTS = {"language": "nl", "text_percent": "100", "scheme": "system", "lock_minutes": "5"}


@dataclass(frozen=True, slots=True)
class Choices:
    """The settings of the window, each one of ``CHOICES``. ``locked``: those that an organisation
    laid down, so that nobody can choose them here."""

    language: str
    text_percent: int
    scheme: str
    lock_minutes: int
    locked: frozenset[str] = frozenset()
    font: str = ""
    """A family of this computer that IT chose; empty for ours."""

    @classmethod
    def of(cls, settings: Mapping[str, str], locked: Collection[str] = ()) -> "Choices":
        """As remembered; the default for what is not, or is no choice of ours."""
        said = {
            name: settings[name] if settings.get(name) in values else DEFAULTS[name]
            for name, values in CHOICES
        }
        return cls(
            said["language"],
            int(said["text_percent"]),
            said["scheme"],
            int(said["lock_minutes"]),
            frozenset(locked),
            settings.get("font", ""),
        )

    def value(self, name: str) -> str:
        """One of them as it is remembered."""
        return str(getattr(self, name))


class SettingsMenu(QMenu):
    """``chosen``: a setting and its new value."""

    chosen = Signal(str, str)

    def __init__(self, texts: Texts, now: Choices, parent: QWidget | None = None) -> None:
        super().__init__(texts("settings"), parent)
        self.setAccessibleName(self.title())
        for name, values in CHOICES:
            menu = self.addMenu(texts(f"settings.{name}"))
            locked = name in now.locked
            if locked:
                menu.addAction(texts("settings.locked")).setEnabled(False)
            group = QActionGroup(menu)
            for value in values:
                action = QAction(texts(f"settings.{name}.{value}"), menu, checkable=True)
                action.setChecked(now.value(name) == value)
                action.setData((name, value))
                action.setEnabled(not locked)
                group.addAction(action)
                menu.addAction(action)
            group.triggered.connect(self._choose)

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(*action.data())
