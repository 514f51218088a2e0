"""Words under the mouse. Qt would take a name with ``<img ...>`` in it for markup, and fetch the
picture from wherever its writer said: from another computer too, which then learns who reads it."""

from html import escape

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip, QWidget


def tip(widget: QWidget, text: str) -> None:
    """Say this when the mouse rests on the widget, as it is."""
    widget.setToolTip(_as_it_is(text))


def show_tip(at: QPoint, text: str, widget: QWidget) -> None:
    """Say this now, at a place on the screen that belongs to the widget."""
    QToolTip.showText(at, _as_it_is(text), widget)


def _as_it_is(text: str) -> str:
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>' if "<" in text else text
