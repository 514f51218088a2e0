"""Where one is on the way: numbered steps, the done ones ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from overstap.gui import theme
from overstap.gui.widgets.labels import words
from overstap.gui.widgets.pictures import pixmap
from overstap.gui.widgets.sheets import empty, line

ROOMY = 130
"""Above this many per cent of text only the step of now is shown."""


class Stepper(QWidget):
    """``names`` in order. ``spoken`` says "step {number} of {total}: {name}" to a screen reader."""

    def __init__(self, names: Sequence[str], spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._spoken = names, spoken
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.spacing(2))

    def show_step(self, now: int) -> None:
        """Everything before ``now`` is done; ``now`` past the last is all of it."""
        empty(self._row)
        last = min(now, len(self._names) - 1)
        roomy = theme.size(100) <= ROOMY
        for number, name in enumerate(self._names):
            if not roomy and number != last:
                continue
            if number and roomy:
                dash = line()
                dash.setFixedWidth(theme.size(16))
                self._row.addWidget(dash, 0, Qt.AlignmentFlag.AlignVCenter)
            self._row.addWidget(_ball(number, now))
            self._row.addWidget(words(name, "strong" if number == now else "hint"))
        said = self._spoken.format(number=last + 1, total=len(self._names), name=self._names[last])
        self.setAccessibleName(said)


def _ball(number: int, now: int) -> QLabel:
    tokens, edge = theme.tokens(), theme.size(24)
    ball = words(str(number + 1))
    ball.setFixedSize(edge, edge)
    ball.setAlignment(Qt.AlignmentFlag.AlignCenter)
    ground, ink, rim = tokens.accent, tokens.on, tokens.accent
    if number > now:
        ground, ink, rim = tokens.surface, tokens.text2, tokens.strong
    if number < now:
        ball.setPixmap(pixmap("tick", tokens.on, 16))
    ball.setStyleSheet(
        f"background: {ground}; color: {ink}; border: 1px solid {rim};"
        f" border-radius: {edge // 2}px; font-weight: bold; font-size: {theme.size(12)}px;"
    )
    return ball
