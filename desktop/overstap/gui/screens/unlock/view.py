"""What the door looks like; says by signals what was asked."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.drops import FileDrops
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.screens.unlock.entering import UnlockPage, WelcomePage
from overstap.gui.screens.unlock.page import DoorPage
from overstap.gui.screens.unlock.state import DoorState, Page
from overstap.gui.settings_menu import Choices, SettingsMenu
from overstap.gui.widgets import Scroll, column, link_button, row, words
from overstap.gui.widgets.pictures import pixmap
from overstap.i18n.texts import Texts

if TYPE_CHECKING:
    from overstap.gui.screens.unlock.presenter import DoorPresenter

FIRST: dict[Page, type[DoorPage]] = {Page.UNLOCK: UnlockPage, Page.WELCOME: WelcomePage}
"""Those that one comes to when the program starts; the others are imported when they are shown."""


class UnlockScreen(InReadingOrder, QWidget):
    """A band that says what this is, and one page beside it. ``opened``: the unlocked ``App``."""

    opened = Signal(object)
    setting_chosen = Signal(str, str)
    unlock_asked = Signal(str)
    folder_chosen = Signal(str)
    new_asked = Signal()
    join_asked = Signal()
    read_asked = Signal()
    files_dropped = Signal(object)
    """A list of paths."""
    setup_given = Signal(str, str, str)
    back_asked = Signal()
    restore_wanted = Signal()
    look_asked = Signal(str, str)
    restore_asked = Signal(str, str, str)
    office_given = Signal(object, str, str, bool)
    desk_given = Signal(str, str)
    suggestion_asked = Signal()
    passphrase_typed = Signal(str)
    passphrase_given = Signal(str, str)
    key_typed = Signal(tuple)
    renewed = Signal(str, str, str)
    together_asked = Signal()
    share_typed = Signal(str)
    found_asked = Signal()
    root_given = Signal(str, str, str)
    identity_kept = Signal()

    presenter: "DoorPresenter"

    def __init__(self, texts: Texts, choices: Choices) -> None:
        super().__init__()
        self._texts = texts
        self._shown: Page | None = None
        self.page: DoorPage | None = None
        self._place = Scroll(6)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._band())
        right = QVBoxLayout()
        right.setContentsMargins(*(theme.spacing(n) for n in (4, 4, 4, 4)))
        right.addLayout(self._top(choices))
        right.addWidget(self._place, 1)
        whole.addLayout(right, 1)
        FileDrops(self).dropped.connect(self.files_dropped)

    def entered(self) -> None:
        """The window shows it: type at once."""
        if self.page is not None:
            self.page.begin()

    def show_state(self, state: DoorState) -> None:
        """Show a page; the one that is there already keeps what was typed."""
        page = self.page
        if page is None or state.page is not self._shown or state.page is Page.WELCOME:
            page = self._turn_to(state)
        page.show_state(state)

    def show_suggestion(self, phrase: str) -> None:
        """Offer a passphrase."""
        if self.page is not None:
            self.page.suggest(phrase)

    def show_advice(self, sentence: str) -> None:
        """Say how good the passphrase is that is being typed."""
        if self.page is not None:
            self.page.advise(sentence)

    def enter(self, app: Any) -> None:
        """The vault is open."""
        self.opened.emit(app)

    def _turn_to(self, state: DoorState) -> DoorPage:
        if self.page is not None:
            self.page.hide()
            self.page.deleteLater()
        page = _made(self._texts, state)
        page.said.connect(self._pass_on)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        self._place.body.addWidget(page, 1, centre)
        self.page, self._shown = page, state.page
        page.show()
        page.begin()
        return page

    def _pass_on(self, what: str, told: tuple[object, ...]) -> None:
        """A page said something: ask for a folder here, leave the rest to the presenter."""
        if what == "folder_asked":
            self._pick_folder()
        else:
            getattr(self, what).emit(*told)

    def _pick_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self._texts("door.pick"))
        if folder:
            self.folder_chosen.emit(folder)

    def _band(self) -> QWidget:
        band = QWidget()
        band.setObjectName("rail")
        band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        band.setFixedWidth(min(theme.size(300), 380))
        stack = column(4, 8 if theme.size(100) < 150 else 6)
        band.setLayout(stack)
        mark = QLabel()
        mark.setPixmap(pixmap("mark", theme.MARK_LINE, 44))
        name, motto = words("Overstap", "bandtitle"), words(self._texts("door.motto"), "band")
        offline = words(self._texts("door.offline"), "bandhint")
        for label in (motto, offline):
            label.setWordWrap(True)
        stack.addStretch(1)
        for part in (mark, name, motto):
            stack.addWidget(part)
        stack.addStretch(2)
        stack.addWidget(offline)
        return band

    def _top(self, choices: Choices) -> QHBoxLayout:
        line = row(2)
        line.addStretch(1)
        button = link_button(self._texts("settings"), "gear")
        menu = SettingsMenu(self._texts, choices, button)
        menu.chosen.connect(self.setting_chosen)
        other = "en" if choices.language == "nl" else "nl"
        language = link_button(self._texts(f"settings.language.{other}"), "language")
        language.clicked.connect(lambda: self.setting_chosen.emit("language", other))
        button.setMenu(menu)
        line.addWidget(language)
        line.addWidget(button)
        return line


def _made(texts: Texts, state: DoorState) -> DoorPage:
    if state.page in FIRST:
        return FIRST[state.page](texts, state)
    from overstap.gui.screens.unlock.further import FURTHER

    return FURTHER[state.page](texts, state)
