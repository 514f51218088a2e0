"""Tab goes the way one reads: along the layouts, whatever was made first.

Qt goes in the order in which widgets were made; a screen that is filled step by step would send
somebody without a mouse up and down.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QScrollArea, QWidget

_WHOLE = ("QAbstractItemView", "QAbstractSpinBox", "QComboBox", "QLineEdit")
"""What one comes to as a whole, whatever it is made of. By name, as importing all of them takes
longer than the unlock window may."""


class InReadingOrder:
    """For a window, or the widget that fills it: comes before that widget's class."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next, or to the one before; from the last to the first."""
        window = cast(QWidget, self)
        order, now = list(reading_order(window)), QApplication.focusWidget()
        if not order or (now is not None and now not in order):
            # What had the keys is hidden: Qt knows better what stood beside it.
            return QWidget.focusNextPrevChild(window, forward)
        here = order.index(now) if now is not None else -1 if forward else len(order)
        there = order[(here + (1 if forward else -1)) % len(order)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        there.setFocus(reason)
        _bring_in_sight(there)
        return True


def reading_order(widget: QWidget) -> Iterator[QWidget]:
    """What one comes to with Tab, in and with ``widget``."""
    if not widget.isVisible():
        return
    if _is_stop(widget):
        yield widget
    if not any(map(widget.inherits, _WHOLE)):
        for part in _parts(widget):
            yield from reading_order(part)


def _is_stop(widget: QWidget) -> bool:
    tabbed = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return tabbed and widget.isEnabled() and widget.focusProxy() is None


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """What it is made of: what it lays out first, then what stands over that."""
    if isinstance(widget, QScrollArea):
        if (scrolled := widget.widget()) is not None:
            yield scrolled
        return
    layout = widget.layout()
    laid_out = list(_laid_out(layout)) if layout is not None else []
    yield from laid_out
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow() and child not in laid_out:
            yield child


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    numbers: Iterable[int] = range(layout.count())
    if isinstance(layout, QGridLayout):
        grid = layout
        numbers = sorted(numbers, key=lambda n: cast(tuple[int, ...], grid.getItemPosition(n)))
    for number in numbers:
        if (item := layout.itemAt(number)) is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from _laid_out(inner)


def _bring_in_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
