"""The kinds of button. One filled button per screen; a picture never stands without its word."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from overstap.gui import theme
from overstap.gui.widgets.pictures import icon
from overstap.gui.widgets.tips import tip


def primary_button(text: str, picture: str = "", keys: str = "") -> QPushButton:
    """The one filled button of a screen; ``keys`` is its shortcut, shown and bound."""
    return _button("primary", text, picture, theme.tokens().on, keys)


def quiet_button(text: str, picture: str = "", keys: str = "") -> QPushButton:
    """Any other button."""
    return _button("quiet", text, picture, theme.tokens().text, keys)


def link_button(text: str, picture: str = "", keys: str = "") -> QPushButton:
    """A small step aside: add, look at, open."""
    return _button("link", text, picture, theme.tokens().accent, keys)


def danger_button(text: str, picture: str = "") -> QPushButton:
    """Destroys something; stands apart from the others."""
    return _button("danger", text, picture, theme.tokens().bad, "")


def toggle_button(text: str, kind: str = "choice") -> QPushButton:
    """Stays pressed: a ``choice``, an answer ``status``, a ``member`` or a ``filter``."""
    button = _button(kind, text, "", theme.tokens().text, "")
    button.setCheckable(True)
    bold = QFontMetrics(theme.font(bold=True))  # what is pressed is bold, and has to fit too
    button.setMinimumWidth(bold.horizontalAdvance(text) + theme.size(26))
    return button


def _button(kind: str, text: str, picture: str, colour: str, keys: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(kind)
    button.setAccessibleName(text)
    button.setAutoDefault(kind == "primary")
    if picture:
        button.setIcon(icon(picture, colour))
        button.setIconSize(QSize(theme.size(18), theme.size(18)))
    if keys:
        button.setShortcut(keys)
        tip(button, f"{text} ({keys})")
    return button
