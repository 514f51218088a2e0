"""Words in two languages beside each other, each in its own direction, and large choices of them.

Staff's words stand at the left; the resident's at the right, and from right to left where their
language is written so.
"""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QSizePolicy, QWidget

from overstap.gui import theme
from overstap.gui.form.choice import Coded, Option
from overstap.gui.screens.talk.state import Both, Choice, Half
from overstap.gui.widgets import Picture, row, words

FEW = 4
"""So many choices stand under each other; more stand in two columns."""
_CLOSER = ("ask", "tell", "tellhint", "bigchoicetext", "bigstatustext")
"""Kinds of words whose lines stand nearer to each other than the Arabic type asks for."""
INDENT = 4
"""Steps at the left, where a question has the bar that says that something is wrong."""


def twice(both: Both, kind: str, half: Half) -> QHBoxLayout:
    """Both sentences, each in one half of the width."""
    whole = row(6)
    for label in labels(both, kind, half):
        whole.addWidget(label, 1, Qt.AlignmentFlag.AlignTop)
    return whole


def labels(both: Both, kind: str, half: Half) -> list[QLabel]:
    """One label for each language that is shown."""
    staff, face = [_label(both.staff, kind)], [_label(both.face, kind, rtl=both.rtl)]
    if half is Half.STAFF or (half is Half.BOTH and not both.theirs):
        return staff
    return face if half is Half.THEIRS else [*staff, _label(both.theirs, kind, rtl=both.rtl)]


class BigOption(Option):
    """One choice over the whole width: a digit, the words, and a tick when it is chosen."""

    def __init__(self, text: Both, half: Half, number: int = 0, kind: str = "bigchoice") -> None:
        super().__init__("", kind)
        mirrored = half is Half.THEIRS and text.rtl
        if mirrored:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(
            {Half.STAFF: text.staff, Half.THEIRS: text.face}.get(half, " / ".join(text.parts))
        )
        self._labels = labels(text, f"{kind}text", half)
        self._mark = Picture("tick", theme.tokens().accent, 20)
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(*(theme.spacing(n) for n in (4, 2, 4, 2)))
        large = kind == "bigchoice"
        self._inside.setSpacing(theme.spacing(4 if large else 2))
        if large:  # one that has no digit stands level with those that have
            self._inside.addWidget(words(str(number or ""), "digit" if number else "nodigit"))
        for at, label in enumerate(self._labels):
            self._inside.addWidget(label, 1 if large else _width(label))
            if not at:
                self._inside.addWidget(self._mark)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._show_tick(False)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._inside.totalHeightForWidth(width), self._least())

    def sizeHint(self) -> QSize:
        width = self._inside.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSize().expandedTo(QSize(0, self._least()))

    def _least(self) -> int:
        return theme.size(54 if self.objectName() == "bigchoice" else 40)

    def _show_tick(self, chosen: bool) -> None:
        if not hasattr(self, "_mark"):
            return
        colour = theme.tokens().accent if chosen else "transparent"
        self._mark.show_drawing("tick", colour)
        for label in self._labels:
            label.setProperty("chosen", chosen)
            label.style().polish(label)


def big_options(place: QWidget, choices: Sequence[Choice], half: Half) -> list[BigOption]:
    """Large buttons in ``place``: under each other, or in two columns where there are many."""
    grid = QGridLayout(place)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(theme.spacing(3))
    few = FEW if half is Half.BOTH else FEW // 2
    columns = 1 if len(choices) <= few or theme.large() else 2
    down = -(-len(choices) // columns)
    made: list[BigOption] = []
    for at, choice in enumerate(choices):
        button = BigOption(choice.text, half, at + 1 if at < 9 else 0)
        grid.addWidget(button, at % down, at // down)
        made.append(button)
    return made


def indented(layout: QLayout) -> QWidget:
    """What stands under the question, in line with it."""
    whole = QWidget()
    whole.setLayout(layout)
    layout.setContentsMargins(theme.spacing(INDENT), 0, 0, 0)
    return whole


def coded(choices: Sequence[Choice]) -> Coded:
    """Choices as an editor takes them."""
    return [(choice.code, choice.text.staff) for choice in choices]


def _label(text: str, kind: str, *, rtl: bool = False) -> QLabel:
    label = words(text, kind, wrap=True)
    label.setProperty("fit", theme.large())
    side = Qt.AlignmentFlag.AlignLeft
    if rtl:
        side = Qt.AlignmentFlag.AlignRight
        label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        label.setProperty("rtl", True)
        if kind in _CLOSER:
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setText(_closer(text))
            label.setAccessibleName(text)
            label.setContentsMargins(0, 0, 0, theme.size(6))
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    return label


def _width(label: QLabel) -> int:
    """What its words take on one line: a small button shares its room by that."""
    return label.fontMetrics().horizontalAdvance(label.accessibleName() or label.text())


def _closer(text: str) -> str:
    """Lines nearer to each other: the Arabic type asks for twice its size between them, which
    tears a question apart. Nothing in ``text`` is markup."""
    said = escape(text).replace("\n", "<br>")
    return f'<div dir="rtl" style="line-height: 74%">{said}</div>'
