"""Parts beside each other, and behind tabs where there is no room for that."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.widgets.buttons import toggle_button
from overstap.gui.widgets.flow import FlowLayout
from overstap.gui.widgets.sheets import row


class Columns(QWidget):
    """``parts`` are a name, what it is and its share of the width. They stand beside each other
    from ``at_least`` pixels (at 100 % text) on, from the left in ``order``; with less room the
    first part is the one in sight."""

    def __init__(
        self,
        parts: Sequence[tuple[str, QWidget, int]],
        at_least: int,
        order: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = [part for _, part, _ in parts]
        self._at_least = theme.size(at_least)
        self._shown = 0
        self.beside = True
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.spacing(3))
        self._tabs = QWidget()
        group = QButtonGroup(self)
        tabs = FlowLayout(self._tabs)
        self.buttons: list[QPushButton] = []
        self._columns = row(4)
        for number, (name, _, _) in enumerate(parts):
            button = toggle_button(name, "filter")
            button.clicked.connect(partial(self.show_part, number))
            group.addButton(button)
            tabs.addWidget(button)
            self.buttons.append(button)
        for number in order or range(len(parts)):
            _, part, stretch = parts[number]
            self._columns.addWidget(part, stretch)
        whole.addWidget(self._tabs)
        whole.addLayout(self._columns, 1)
        self._arrange()

    def show_part(self, number: int) -> None:
        """Bring a part into sight."""
        self._shown = number
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one part: with less room than that for all, the others go behind tabs."""
        narrowest = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(narrowest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self._at_least
        if beside != self.beside:
            self.beside = beside
            self._arrange()

    def _arrange(self) -> None:
        self._tabs.setVisible(not self.beside)
        self.buttons[self._shown].setChecked(True)
        for number, part in enumerate(self._parts):
            part.setVisible(self.beside or number == self._shown)
