"""The pages in front of a vault: unlock it, or choose what to do where there is none."""

from functools import partial

from PySide6.QtCore import Qt

from overstap.gui.screens.unlock.page import DoorPage
from overstap.gui.screens.unlock.state import DoorState
from overstap.gui.widgets import Banner, breakable, column, line, link_button, words
from overstap.gui.widgets.choices import ChoiceCard
from overstap.gui.widgets.secret import SecretLine, with_eye
from overstap.i18n.texts import Texts


class UnlockPage(DoorPage):
    """Asks for the passphrase."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        self.head(texts("door.unlock"), texts("door.folder", folder=breakable(state.folder)))
        if state.told:
            self.body.addWidget(Banner("ok", state.told))
        self._line = SecretLine()
        with_eye(texts, self.ask("passphrase", texts("door.passphrase"), self._line), self._line)
        self.body.addWidget(words(texts("door.forgotten"), "faint", wrap=True))
        self.foot(texts("door.unlock.do"))
        self.body.addWidget(line())
        self.body.addWidget(words(texts("door.else"), "label"))
        others = column(1)
        for key, picture, asked in (
            ("door.together.link", "residents", "together_asked"),
            ("door.restore", "undo", "restore_wanted"),
            ("door.other", "folder", "folder_asked"),
            ("door.read", "eye", "read_asked"),
        ):
            other = link_button(texts(key), picture)
            other.clicked.connect(partial(self.said.emit, asked, ()))
            others.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(others)

    def go_on(self) -> None:
        """Ask to unlock; the passphrase does not stay on the screen."""
        passphrase = self._line.text()
        self._line.clear()
        self.said.emit("unlock_asked", (passphrase,))


class TogetherPage(DoorPage):
    """Asks for one share of the way back after the other."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        self.head(texts("door.together"), texts("door.together.lead"))
        self._told = ""
        self._given = Banner("ok", texts("door.together.given"), " ")
        self.body.addWidget(self._given)
        self._line = SecretLine()
        share = self.ask(
            "share", texts("door.together.share"), self._line, texts("door.together.hint")
        )
        with_eye(texts, share, self._line)
        self.foot(texts("door.together.add"), back=True)
        self.show_given("")

    def show_state(self, state: DoorState) -> None:
        self.show_given(state.told)
        super().show_state(state)

    def show_given(self, told: str) -> None:
        """Say how many there are, and leave the line to the next."""
        if told and told != self._told:
            self._line.clear()
            self._line.reveal(False)
            self._line.setFocus()
        self._told = told
        self._given.say(told)
        self._given.setVisible(bool(told))

    def go_on(self) -> None:
        """Hand in what was typed."""
        self.said.emit("share_typed", (self._line.text(),))


class WelcomePage(DoorPage):
    """There is no vault here yet: the ways on, each as one large target."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        self.head(texts("door.welcome"), texts("door.welcome.lead"))
        self._new = ChoiceCard("plus", texts("door.new"), texts("door.new.lead"))
        self._new.clicked.connect(lambda: self.said.emit("new_asked", ()))
        join = ChoiceCard("link", texts("door.join"), texts("door.join.lead"))
        join.clicked.connect(lambda: self.said.emit("join_asked", ()))
        known = ChoiceCard("folder", texts("door.existing"), texts("door.existing.lead"))
        known.clicked.connect(lambda: self.said.emit("folder_asked", ()))
        self.body.addWidget(self._new)
        self.body.addWidget(join)
        self.body.addWidget(known)
        read = ChoiceCard("eye", texts("door.read"), texts("door.read.lead"))
        read.clicked.connect(lambda: self.said.emit("read_asked", ()))
        self.body.addWidget(read)
        self.body.addWidget(self._waiting)
        back = ChoiceCard("undo", texts("door.restore"), texts("door.restore.lead"))
        back.clicked.connect(lambda: self.said.emit("restore_wanted", ()))
        self.body.addWidget(back)
        folder = texts("door.folder", folder=breakable(state.folder))
        self.body.addWidget(words(folder, "faint", wrap=True))

    def begin(self) -> None:
        """Enter makes a new vault."""
        self._new.setFocus()
