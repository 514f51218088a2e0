"""The column of sections: how far each is, and where one goes."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.screens.residents.file.state import CHECKLIST, FileState, PageRow
from overstap.gui.widgets import (
    FlowLayout,
    Meter,
    Picture,
    Scroll,
    column,
    line,
    quiet_button,
    row,
    state_colour,
    tip,
    words,
)
from overstap.i18n.texts import Texts

MOST_WIDE = 320
"""However large the text: the questions get the room."""


class SectionButton(QPushButton):
    """A section with its state as drawing and word, and its keys."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[PageRow, str] | None = None
        self.setObjectName("section")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._title, self._keys = words("", "sectiontitle", wrap=True), words("", "key")
        self._picture = Picture("none", theme.tokens().text3, 15)
        self._word = words("", "hint", wrap=True)
        top = row(1)
        top.addWidget(self._title, 1)
        top.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignTop)
        bottom = row(2)
        bottom.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        bottom.addWidget(self._word, 1)
        inside = self._inside = QVBoxLayout(self)
        inside.setContentsMargins(*(theme.spacing(n) for n in (2, 1, 2, 1)))
        inside.setSpacing(0)
        inside.addLayout(top)
        inside.addLayout(bottom)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in (self._title, self._keys, self._picture, self._word):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_row(self, shown: PageRow) -> None:
        """Show how far the section is."""
        colour = state_colour(shown.state) if shown.state != "list" else theme.tokens().text2
        if (shown, colour) == self._shown:
            return
        self._shown = (shown, colour)
        self._title.setText(shown.title)
        self._keys.setText(shown.keys)
        self._picture.show_drawing(shown.state, colour)
        self._word.setText(shown.word)
        self._word.setStyleSheet(f"color: {colour};")
        self.setAccessibleName(f"{shown.title}: {shown.word}")
        tip(self, shown.keys)
        self.updateGeometry()

    def show_current(self, current: bool) -> None:
        """Whether one is in this section."""
        self.setChecked(current)
        if self._title.property("current") is not current:
            self._title.setProperty("current", current)
            self._title.style().polish(self._title)

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._inside.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inside.totalHeightForWidth(width)


class _Sections(Scroll):
    """Keeps the section that one is in in sight, however low the window."""

    def __init__(self) -> None:
        super().__init__()
        self._current: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def stand_on(self, button: QWidget) -> None:
        """One goes to this one."""
        if button is not self._current:
            self._current = button
            QTimer.singleShot(0, button, self._follow)  # where it is, is known after the layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def _follow(self) -> None:
        if self._current is not None:
            self.ensureWidgetVisible(self._current, 0, theme.spacing(2))


class SectionColumn(QWidget):
    """``page_chosen`` carries the page; ``next_asked`` asks for the next open question."""

    page_chosen = Signal(str)
    next_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setFixedWidth(min(theme.size(240), MOST_WIDE))
        self._buttons: dict[str, SectionButton] = {}
        self._count = words("", "hint")
        self._meter = Meter(texts("file.sections"))
        top = FlowLayout(spacing=3)
        top.addWidget(words(texts("file.sections"), "strong"))
        top.addWidget(self._count)
        scroll = self._scroll = _Sections()
        self._list = scroll.body
        self._list.setSpacing(theme.spacing(1))
        self._list.addStretch(1)
        keys = "" if theme.large() else "   F8"
        self._next = quiet_button(f"{texts('file.next_open')}{keys}")
        self._next.setAccessibleName(texts("file.next_open"))
        self._next.clicked.connect(self.next_asked)
        whole = column(3)
        whole.setContentsMargins(*(theme.spacing(n) for n in (4, 4, 1, 4)))
        whole.addLayout(top)
        whole.addWidget(self._meter)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._next)
        self.setLayout(whole)

    def show_state(self, state: FileState) -> None:
        """Show how far every section is."""
        self._next.setHidden(state.read_only)
        self._count.setText(state.done_text)
        self._meter.setRange(0, max(1, state.total))
        self._meter.setValue(state.done)
        self._meter.setAccessibleDescription(state.done_text)
        for shown in state.rows:
            if shown.page not in self._buttons:
                self._add(shown.page)
            self._buttons[shown.page].show_row(shown)
            self._buttons[shown.page].show_current(shown.page == state.page)
        if state.page in self._buttons:
            self._scroll.stand_on(self._buttons[state.page])

    def _add(self, page: str) -> None:
        button = SectionButton()
        button.clicked.connect(lambda: self.page_chosen.emit(page))
        self._buttons[page] = button
        if page == CHECKLIST:
            self._list.insertWidget(self._list.count() - 1, line())
        self._list.insertWidget(self._list.count() - 1, button)
