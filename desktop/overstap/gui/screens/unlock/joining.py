"""The pages that ask for a desk's set-up file: to make its vault, or only to read bundles."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from overstap.domain.offices import spoken_digits
from overstap.gui import theme
from overstap.gui.screens.unlock.page import DoorPage
from overstap.gui.screens.unlock.state import DoorState
from overstap.gui.widgets import link_button, quiet_button
from overstap.gui.widgets.digits import DigitBoxes
from overstap.i18n.texts import Texts

GROUPS = 5


class SetupPage(DoorPage):
    """Asks for the set-up file, the one-time number, and who sits here."""

    def __init__(self, texts: Texts, state: DoorState, title: str, about: str, go: str) -> None:
        super().__init__(texts, state)
        self.head(texts(title), texts(about))
        draft = state.draft
        self._setup, self._user = QLineEdit(draft.setup), QLineEdit(draft.user)
        field = self.ask("setup", texts("door.setup"), self._setup, texts("door.setup.hint"))
        pick = quiet_button(texts("administration.pick"), "folder")
        pick.setAccessibleName(f"{pick.text()}: {texts('door.setup')}")
        pick.clicked.connect(self._pick)
        field.beside.addWidget(pick)
        self._number = DigitBoxes(
            GROUPS,
            lambda number, total: texts("offices.group", number=number, total=total),
            spoken_digits,
            3 if theme.large() else GROUPS,
            marked=False,
        )
        self._number.setFocusProxy(self._number.boxes[0])
        self._number.fill(draft.number)
        self.ask("number", texts("door.number"), self._number, texts("door.number.hint"))
        self.ask("user", texts("door.user"), self._user, texts("door.user.hint"))
        self.foot(texts(go), back=True)

    def go_on(self) -> None:
        """Say what was filled in."""
        number = "".join(self._number.groups())
        self.said.emit("setup_given", (self._setup.text(), number, self._user.text()))

    def show_state(self, state: DoorState) -> None:
        """Fill in a set-up file that was dropped, too."""
        if state.draft.setup:
            self._setup.setText(state.draft.setup)
        super().show_state(state)

    def _pick(self) -> None:
        kinds = f"{self.texts('door.setup')} (*.desk);;{self.texts('receive.files.all')} (*)"
        picked, _ = QFileDialog.getOpenFileName(self, self.texts("door.setup"), "", kinds)
        if picked:
            self._setup.setText(picked)
            self._number.setFocus()


class JoinPage(SetupPage):
    """Of a new desk of an office that there is already."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state, "door.join.title", "door.join.about", "door.next")


class ReadPage(SetupPage):
    """Of somebody who only looks at bundles."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state, "door.read.title", "door.read.about", "door.read.go")
        found = link_button(texts("door.found"), "plus")
        found.clicked.connect(lambda: self.said.emit("found_asked", ()))
        self.body.insertWidget(self.body.count() - 1, found, 0, Qt.AlignmentFlag.AlignLeft)
