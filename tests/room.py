"""What tests may know of room: which words in sight are cut off."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QToolButton,
    QWidget,
)

from overstap.gui.widgets import Shrinking
from overstap.gui.widgets.shrinking_button import ShrinkingButton


def cut(window: QWidget) -> list[str]:
    """Buttons, fields and words in sight that stand partly out of sight."""
    kinds = (QAbstractButton, QLabel, QLineEdit)
    found = [part for kind in kinds for part in window.findChildren(kind) if part.isVisible()]
    told = [f"{_name(part)} {why}" for part in found for why in _faults(part, window)]
    return sorted(told)


def _name(part: QWidget) -> str:
    text = part.text() if isinstance(part, (QAbstractButton, QLabel)) else part.accessibleName()
    return f"{type(part).__name__}#{part.objectName()} {(text or part.accessibleName())[:50]!r}"


def _faults(part: QWidget, window: QWidget) -> Iterator[str]:
    if isinstance(part, QLabel) and not part.text():
        return
    yield from _too_small(part)
    yield from _outside(part, window)


def _too_small(part: QWidget) -> Iterator[str]:
    """It has less room than its words need."""
    if isinstance(part, (QLineEdit, Shrinking, ShrinkingButton)):
        return
    if isinstance(part.parent(), QLineEdit):  # drawings of Qt's own, without words
        return
    if isinstance(part, QLabel) and part.wordWrap():
        longest = max(re.split(r"[\s\u200b]", _plain(part)), key=len, default="")
        inside = part.contentsRect().width()
        if part.fontMetrics().horizontalAdvance(longest) > inside + 1:
            yield f"has {inside} for {longest!r}"
        if part.height() < part.heightForWidth(part.width()) - 1:
            yield f"is {part.height()} high for {part.heightForWidth(part.width())}"
        return
    if part.layout() is not None:  # what stands on it is looked at itself
        return
    wanted = part.sizeHint()
    if isinstance(part, (QCheckBox, QRadioButton, QToolButton)):
        wanted = part.minimumSizeHint()
    if part.width() < wanted.width() - 1 or part.height() < wanted.height() - 1:
        yield f"is {part.width()}x{part.height()} for {wanted.width()}x{wanted.height()}"


def _plain(label: QLabel) -> str:
    if label.textFormat() is Qt.TextFormat.RichText:
        return QTextDocumentFragment.fromHtml(label.text()).toPlainText()
    return label.text()


def _outside(part: QWidget, window: QWidget) -> Iterator[str]:
    """It reaches over the edge of what it stands in; over the height of a page one may scroll."""
    seen: QWidget = part
    place = QRect(QPoint(0, 0), part.size())
    while seen is not window and (above := seen.parentWidget()) is not None:
        place = place.translated(seen.pos())
        if _scrolls(above):
            if place.left() < -1 or place.right() > above.width() + 1:
                yield f"reaches {place.left()}..{place.right()} of a page {above.width()} wide"
                return
            place = QRect(QPoint(0, 0), above.size())
        elif not above.rect().adjusted(-1, -1, 1, 1).contains(place):
            yield f"at {place.getCoords()} in {above.objectName()!r} {above.size().toTuple()}"
            return
        seen = above


def _scrolls(widget: QWidget) -> bool:
    """Whether one sees the rest of it by scrolling down."""
    area = widget.parentWidget()
    return (
        isinstance(area, QAbstractScrollArea)
        and area.viewport() is widget
        and area.verticalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    )
