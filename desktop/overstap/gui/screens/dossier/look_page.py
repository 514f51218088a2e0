"""One dossier: for whom and in which language at the left, its pages at the right."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.screens.dossier.pages import PageStrip
from overstap.gui.screens.dossier.state import Choice, DossierState
from overstap.gui.widgets import (
    Empty,
    Header,
    Scroll,
    link_button,
    primary_button,
    quiet_button,
    toggle_button,
    words,
)
from overstap.i18n.texts import Texts


class LookPage(QWidget):
    """Shows a ``DossierState``; says what was asked."""

    audience_chosen = Signal(str)
    language_chosen = Signal(str)
    print_asked = Signal()
    save_asked = Signal()
    batch_asked = Signal()
    left = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._audiences: dict[str, QPushButton] = {}
        self._header = Header("")
        back = quiet_button(texts("preview.back"), "arrow-left", "Esc")
        back.clicked.connect(self.left)
        self._header.side.addWidget(back)
        self._language = QComboBox()
        self._language.setAccessibleName(texts("preview.language"))
        self._language.activated.connect(
            lambda place: self.language_chosen.emit(str(self._language.itemData(place)))
        )
        self.pages = PageStrip(texts("preview.preview"))
        self._room = QStackedWidget()
        self._place = words("", "hint")
        self.pages.moved.connect(self._tell_place)
        self._arrange()
        self._bind_keys()

    def show_state(self, state: DossierState) -> None:
        """Show the dossier as it is now."""
        self._state = state
        self._header.say(state.title, state.lead)
        self._show_audiences(state.audiences, state.audience)
        self._show_languages(state)
        self._facts.setText("\n".join(state.facts))
        self._facts.setVisible(bool(state.facts))
        self._told.setText(state.told)
        self._told.setVisible(bool(state.told))
        ready = bool(state.sizes) and not state.busy
        for button in (self.print, self.save):
            button.setEnabled(ready)
            button.setVisible(bool(state.audience))
        if state.sizes:
            self.pages.show_pages(state.edition, state.sizes)
        self._room.setCurrentWidget(
            self._reader if state.sizes else (self._making if state.busy else self._asking)
        )
        self._tell_place(self.pages.page)

    def stand(self) -> None:
        """Put the keys where one chooses for whom."""
        first = self._audiences.get(self._state.audience) or next(iter(self._audiences.values()))
        QTimer.singleShot(0, first, first.setFocus)  # a button is in sight one turn after its birth

    def _show_audiences(self, audiences: tuple[Choice, ...], chosen: str) -> None:
        if not self._audiences:
            group = QButtonGroup(self)
            for choice in audiences:
                button = toggle_button(choice.word, "choice")
                button.setAccessibleDescription(choice.meaning)
                button.clicked.connect(partial(self.audience_chosen.emit, choice.key))
                group.addButton(button)
                self._audiences[choice.key] = button
                meaning = words(choice.meaning, "faint", wrap=True)
                meaning.setContentsMargins(0, 0, 0, theme.spacing(3))
                self._whom.addWidget(button)
                self._whom.addWidget(meaning)
            group.setExclusive(True)
            self._group = group
        self._group.setExclusive(False)
        for key, button in self._audiences.items():
            button.setChecked(key == chosen)
        self._group.setExclusive(True)

    def _show_languages(self, state: DossierState) -> None:
        known = [self._language.itemData(place) for place in range(self._language.count())]
        if known != [choice.key for choice in state.languages]:
            self._language.clear()
            for choice in state.languages:
                self._language.addItem(choice.word, choice.key)
        self._language.setCurrentIndex(self._language.findData(state.language))
        for part in (self._language, self._language_label):
            part.setVisible(bool(state.languages))

    def _tell_place(self, page: int) -> None:
        count = len(self._state.sizes)
        self._place.setText(self._texts("preview.place", page=min(page + 1, count), pages=count))

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self._choices())
        for made in (self._ask(), self._wait(), self._read()):
            self._room.addWidget(made)
        halves.addWidget(self._room, 1)
        whole.addLayout(halves, 1)

    def _choices(self) -> QWidget:
        texts = self._texts
        side = Scroll(5)
        side.setFixedWidth(theme.size(296))
        body = side.body
        body.addWidget(words(texts("preview.for"), "label"))
        self._whom = QVBoxLayout()
        self._whom.setSpacing(theme.spacing(1))
        body.addLayout(self._whom)
        self._language_label = words(texts("preview.language"), "label")
        self._language_label.setBuddy(self._language)
        body.addSpacing(theme.spacing(2))
        body.addWidget(self._language_label)
        body.addWidget(self._language)
        self._facts = words("", "hint", wrap=True)
        body.addWidget(self._facts)
        body.addSpacing(theme.spacing(2))
        self.print = primary_button(texts("preview.print"), "print", "Ctrl+P")
        self.print.clicked.connect(self.print_asked)
        self.save = quiet_button(texts("preview.save"), "file", "Ctrl+S")
        self.save.clicked.connect(self.save_asked)
        more = link_button(texts("preview.more"), "list", "Ctrl+Shift+P")
        more.clicked.connect(self.batch_asked)
        for button in (self.print, self.save, more):
            body.addWidget(button)
        self._told = words("", wrap=True)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        body.addWidget(self._told)
        body.addStretch(1)
        return side

    def _ask(self) -> QWidget:
        texts = self._texts
        self._asking = Empty("file", texts("preview.whom"), texts("preview.whom.text"))
        return self._asking

    def _wait(self) -> QWidget:
        texts = self._texts
        self._making = Empty("busy", texts("preview.making"), texts("preview.making.text"))
        return self._making

    def _read(self) -> QWidget:
        self._reader = QWidget()
        whole = QVBoxLayout(self._reader)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(*(theme.spacing(n) for n in (4, 1, 4, 1)))
        bar.addWidget(self._place)
        bar.addStretch(1)
        for key, picture, keys, by in (
            ("smaller", "minus", "Ctrl+-", -1),
            ("larger", "plus", "Ctrl+=", 1),
            ("fit", "", "Ctrl+0", 0),
        ):
            button = link_button(self._texts(f"preview.{key}"), picture, keys)
            button.clicked.connect(partial(self.pages.zoom, by))
            bar.addWidget(button)
        whole.addLayout(bar)
        whole.addWidget(self.pages, 1)
        return self._reader

    def _bind_keys(self) -> None:
        for keys, by in (("Alt+PgDown", 1), ("Alt+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self._turn, by))

    def _turn(self, by: int) -> None:
        self.pages.go_to(self.pages.page + by)
