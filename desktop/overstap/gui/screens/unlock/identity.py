"""The pages that make the identity of an office that has nothing yet, and hand it over."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit

from overstap.gui import theme
from overstap.gui.screens.unlock.creating import NewPassphrase
from overstap.gui.screens.unlock.page import DoorPage
from overstap.gui.screens.unlock.state import DoorState
from overstap.gui.widgets import breakable, column, line, link_button, quiet_button, words
from overstap.gui.widgets.digits import A_LINE, BigNumber
from overstap.i18n.texts import Texts


class RootPage(NewPassphrase):
    """Where the files go, and the passphrase of the office's root key."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        self.head(texts("door.root"), texts("door.root.lead"))
        self._folder = QLineEdit(str(Path.home()))
        field = self.ask("folder", texts("door.root.folder"), self._folder, texts("door.root.hint"))
        pick = quiet_button(texts("administration.pick"), "folder")
        pick.setAccessibleName(f"{pick.text()}: {texts('door.root.folder')}")
        pick.clicked.connect(self._pick)
        field.beside.addWidget(pick)
        self.ask_passphrase(texts("door.root.do"))

    def give(self, passphrase: str, again: str) -> None:
        self.said.emit("root_given", (self._folder.text(), passphrase, again))

    def _pick(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.texts("door.root.folder"), self._folder.text()
        )
        if folder:
            self._folder.setText(folder)


class IdentityPage(DoorPage):
    """What was made, what to do with each file, and the number that is shown once."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        if state.identity is None:
            raise ValueError("there is no identity to show")
        made = self._made = state.identity
        self.head(
            texts("door.identity"), texts("door.identity.lead", folder=breakable(made.folder))
        )
        for what, file in (("card", made.card), ("desk", made.desk), ("root", made.root)):
            told = column(1)
            told.addWidget(words(file, "label", wrap=True))
            told.addWidget(words(texts(f"door.identity.{what}"), "hint", wrap=True))
            self.body.addLayout(told)
        self.body.addWidget(line())
        self.body.addWidget(words(texts("door.identity.number"), "label", wrap=True))
        self.body.addWidget(BigNumber(made.number, A_LINE if theme.large() else len(made.number)))
        folder = link_button(texts("handover.open_folder"), "folder")
        folder.clicked.connect(self._open)
        self.body.addWidget(folder, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot(texts("door.identity.read"))

    def go_on(self) -> None:
        """Read with it."""
        self.said.emit("identity_kept", ())

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._made.folder))
