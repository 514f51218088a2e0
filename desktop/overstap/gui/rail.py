"""The rail on the left: where one can go, and how much is waiting there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QSizePolicy, QToolButton, QWidget

from overstap.gui import theme
from overstap.gui.settings_menu import Choices, SettingsMenu
from overstap.gui.widgets import column, icon, tip
from overstap.gui.widgets.pictures import pixmap
from overstap.i18n.texts import Texts

RAIL = (
    ("work", "list"),
    ("residents", "residents"),
    ("overview", "later"),
    ("handover", "handover"),
    ("receive", "inbox"),
    ("offices", "offices"),
)
"""The screens one can go to at any time, with their drawing, in order."""

BELOW = (("administration", "gear"),)
"""As ``RAIL``, at the foot of it."""

_KEYS = {"residents": "Ctrl+K", "overview": "F3"}
"""What stands under the mouse; the window listens to them."""


class RailButton(QToolButton):
    """A drawing over its word; a bar shows where one is, a number what is waiting."""

    def __init__(self, text: str, picture: str, keys: str = "") -> None:
        super().__init__()
        self._waiting = 0
        self._named = f"{text} ({keys})" if keys else text
        self.setText(text)
        tip(self, self._named)
        self.setAccessibleName(text)
        self.setIcon(icon(picture, theme.tokens().nav_text))
        self.setIconSize(QSize(theme.size(22), theme.size(22)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_word(True)

    def show_word(self, shown: bool) -> None:
        """Show the word under the drawing; without it, it stands under the mouse."""
        self.setProperty("worded", shown)
        self.style().polish(self)
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextUnderIcon if shown else style.ToolButtonIconOnly
        )

    def show_waiting(self, count: int, sentence: str) -> None:
        """Show how many wait; ``sentence`` says it to a screen reader and under the mouse."""
        self._waiting = count
        self.setAccessibleDescription(sentence if count else "")
        tip(self, f"{self._named}: {sentence}" if count else self._named)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(theme.MARK_LINE))
            painter.drawRoundedRect(
                QRectF(0, self.height() * 0.25, 3, self.height() * 0.5), 1.5, 1.5
            )
        if self._waiting:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        number = str(self._waiting) if self._waiting < 100 else "99+"
        worded = self.property("worded")
        painter.setFont(theme.font(11 if worded else 9, bold=True))
        high, edge = theme.size(16 if worded else 12), theme.size(10 if worded else 6)
        wide = max(high, painter.fontMetrics().horizontalAdvance(number) + edge)
        beside = self.width() / 2 + theme.size(4) if worded else self.width()
        left = min(beside, self.width() - wide - 2)
        place = QRectF(left, theme.size(4) if worded else 2, wide, high)
        painter.setBrush(QColor(theme.BADGE))
        painter.drawRoundedRect(place, high / 2, high / 2)
        painter.setPen(QColor(theme.BADGE_TEXT))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)


class Rail(QWidget):
    """``chosen``: the screen to go to. A word stands under each drawing where the window is high
    enough for all of them."""

    chosen = Signal(str)
    setting_chosen = Signal(str, str)
    blur_asked = Signal()
    keys_asked = Signal()
    locked = Signal()

    def __init__(
        self, texts: Texts, choices: Choices, may_see: Callable[[str], bool], *, reading: bool
    ) -> None:
        """``may_see`` says whether somebody may go to a screen; ``reading``: a bundle is read, and
        there is no office to be in."""
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, RailButton] = {}
        self._all: list[RailButton] = []
        self._roomy = 0
        self._stack = column(1)
        self._stack.setContentsMargins(*(theme.spacing(n) for n in (2, 3, 2, 3)))
        self.setLayout(self._stack)
        self._stack.addWidget(_mark(), 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack.addSpacing(theme.spacing(2))
        self._group = QButtonGroup(self)
        for name, picture in (*RAIL, *BELOW):
            if not may_see(name):
                continue
            if (name, picture) == BELOW[0]:
                self._stack.addStretch(1)
            self._add_screen(name, RailButton(texts(f"desk.{name}"), picture, _KEYS.get(name, "")))
        if reading:
            self._stack.addStretch(1)
        self._add(self._settings(texts, choices, takes_lists=may_see("list_import")))
        lock = RailButton(texts("desk.reading.end" if reading else "desk.lock"), "lock")
        lock.setShortcut("Ctrl+L")
        lock.clicked.connect(self.locked)
        self._add(lock)
        self._show_words(True)

    def minimumSizeHint(self) -> QSize:
        """With drawings alone."""
        edges = self._stack.contentsMargins()
        drawing = theme.size(22) + theme.spacing(3)
        parts = len(self._all)
        high = theme.size(30) + parts * (drawing + self._stack.spacing())
        return QSize(self.width(), high + edges.top() + edges.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._worded:
            self._roomy = self._stack.minimumSize().height()
        roomy = self.height() >= self._roomy
        if roomy != self._worded:
            self._show_words(roomy)

    def _show_words(self, shown: bool) -> None:
        self._worded = shown
        for button in self._all:
            button.show_word(shown)
        edges = self._stack.contentsMargins()
        words = max((b.sizeHint().width() for b in self._all), default=0)
        worded = max(88, theme.size(88), words + edges.left() + edges.right())
        self.setFixedWidth(worded if shown else theme.size(22) + theme.spacing(10))

    def _add_screen(self, name: str, button: RailButton) -> None:
        button.setCheckable(True)
        self._group.addButton(button)
        button.clicked.connect(partial(self.chosen.emit, name))
        self.buttons[name] = button
        self._add(button)

    def _add(self, button: RailButton) -> None:
        self._all.append(button)
        self._stack.addWidget(button)

    def _settings(self, texts: Texts, choices: Choices, *, takes_lists: bool) -> RailButton:
        button = RailButton(texts("settings"), "sliders")
        menu = SettingsMenu(texts, choices, button)
        menu.addSeparator()
        menu.addAction(texts("keys.blur")).triggered.connect(self.blur_asked)
        if takes_lists:
            import_list = menu.addAction(texts("work.import"))
            import_list.triggered.connect(partial(self.chosen.emit, "list_import"))
        menu.addAction(texts("desk.keys")).triggered.connect(self.keys_asked)
        menu.chosen.connect(self.setting_chosen)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button


def _mark() -> QLabel:
    mark = QLabel()
    mark.setPixmap(pixmap("mark", theme.MARK_LINE, 30))
    mark.setAccessibleName("Overstap")
    return mark
