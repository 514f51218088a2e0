"""What tests may know of how a window is operated without seeing it or without a mouse: what a
screen reader is told of it, the order of Tab, and whether the focus can be seen."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

ROLES = QAccessible.Role
OPERATED = frozenset(
    {
        ROLES.Button,
        ROLES.ButtonMenu,
        ROLES.CheckBox,
        ROLES.ComboBox,
        ROLES.EditableText,
        ROLES.Link,
        ROLES.List,
        ROLES.ListItem,
        ROLES.MenuItem,
        ROLES.PageTab,
        ROLES.RadioButton,
        ROLES.Slider,
        ROLES.SpinBox,
        ROLES.Table,
        ROLES.Tree,
    }
)
"""Roles of what one operates."""
ENOUGH = 40
"""So many rows of a list are looked at."""
FRAME = 4
"""Pixels inside the edge of a field; what changes further in may be its cursor only."""


def nameless(window: QWidget) -> list[str]:
    """What a screen reader finds to operate and cannot name, or cannot say what it is."""
    start = QAccessible.queryAccessibleInterface(window)
    return sorted({_told(one) for one in _walk(start) if _wanting(one)})


def upwards(order: Sequence[QWidget]) -> list[str]:
    """Where Tab goes back up, or to the left in a line, within the part that it is in."""
    return [
        f"{_called(one)} -> {_called(other)}" for one, other in pairwise(order) if _back(one, other)
    ]


def tab_order(window: QWidget) -> list[QWidget]:
    """What one comes to with Tab, from the first on. (Not by ``nextInFocusChain``: PySide takes
    what that returns for a child, and deletes it with its parent.)"""
    window.activateWindow()
    if (before := QApplication.focusWidget()) is not None:
        before.clearFocus()
    order: list[QWidget] = []
    while window.focusNextChild():
        now = QApplication.focusWidget()
        if now is None or now.window() is not window or now in order:
            break
        order.append(now)
    return order


def shows_focus(widget: QWidget) -> bool:
    """Whether it looks different when the keys go to it, but for the cursor in a field."""
    window = widget.window()
    before = QApplication.focusWidget()
    window.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    with_focus = _picture(widget)
    (before if before is not None and before is not widget else window).setFocus()
    widget.clearFocus()
    without = _picture(widget)
    if isinstance(widget, (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)):
        return _edge(with_focus) != _edge(without)
    return with_focus != without


def kind(widget: QWidget) -> tuple[str, str, bool]:
    """Widgets of one kind are drawn alike: class, name for the style sheet, checked or not."""
    checked = getattr(widget, "isChecked", bool)()
    return type(widget).__name__, widget.objectName(), checked


def _walk(one: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if one is None or not one.isValid() or one.state().invisible:
        return
    yield one
    for number in range(min(one.childCount(), ENOUGH)):
        yield from _walk(one.child(number))


def _wanting(one: QAccessibleInterface) -> bool:
    """A control without a name, or something that takes the keys and has no role of a control."""
    name = one.text(QAccessible.Text.Name).strip()
    if one.role() in OPERATED:
        return not name and not _inside(one.object())
    return bool(one.state().focusable) and _tabbed(one.object()) and not name


def _inside(thing: QObject | None) -> bool:
    """A part of a control that has the name: the line of a combo box, the list that it opens."""
    while thing is not None and (thing := thing.parent()) is not None:
        if isinstance(thing, (QComboBox, QAbstractSpinBox)):
            return True
    return False


def _tabbed(thing: QObject | None) -> bool:
    return isinstance(thing, QWidget) and bool(thing.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _told(one: QAccessibleInterface) -> str:
    thing = one.object()
    return f"{one.role().name} {type(thing).__name__}#{thing.objectName() if thing else ''}"


def _back(one: QWidget, other: QWidget) -> bool:
    shared = _shared(one, other)
    if shared is None or isinstance(shared, QAbstractScrollArea):
        return False
    here, there = _place(one, shared), _place(other, shared)
    if shared.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        here, there = (QRect(-p.right(), p.top(), p.width(), p.height()) for p in (here, there))
    if not there.height():
        return False
    above = there.bottom() <= here.top()
    beside = there.top() < here.bottom() and here.top() < there.bottom()
    return above or (beside and there.right() <= here.left())


def _shared(one: QWidget, other: QWidget) -> QWidget | None:
    above = one.parentWidget()
    while above is not None and not above.isAncestorOf(other):
        above = above.parentWidget()
    return above


def _place(widget: QWidget, shared: QWidget) -> QRect:
    """The part of ``shared`` that the widget is in."""
    while (above := widget.parentWidget()) is not None and above is not shared:
        widget = above
    return widget.geometry()


def _picture(widget: QWidget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


def _edge(picture: QImage) -> list[QImage]:
    width, height, deep = picture.width(), picture.height(), FRAME
    return [
        picture.copy(0, 0, width, deep),
        picture.copy(0, height - deep, width, deep),
        picture.copy(0, 0, deep, height),
        picture.copy(width - deep, 0, deep, height),
    ]


def _called(widget: QWidget) -> str:
    name = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__}#{widget.objectName()} {name[:40]!r}"
