"""Putting a backup back: look first what it would give, then make a vault of it in a new folder."""

from functools import partial

from PySide6.QtWidgets import QFileDialog, QLineEdit

from overstap.gui.screens.unlock.page import DoorPage
from overstap.gui.screens.unlock.state import DoorState
from overstap.gui.widgets import Banner, Labelled, quiet_button
from overstap.gui.widgets.secret import SecretLine, with_eye
from overstap.i18n.texts import Texts


class RestorePage(DoorPage):
    """The file and what opens it; the new folder comes when it is known what is in it."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        self.head(texts("door.restore"), texts("door.restore.lead"))
        self._file, self._key, self._folder = QLineEdit(), SecretLine(), QLineEdit()
        self._with_picker(self.ask("backup", texts("door.restore.file"), self._file), self._file)
        key = self.ask(
            "passphrase", texts("door.restore.key"), self._key, texts("door.restore.key.hint")
        )
        with_eye(texts, key, self._key)
        self._found = Banner("ok", texts("door.restore.found"), " ")
        self.body.addWidget(self._found)
        where = self.ask(
            "into", texts("door.restore.into"), self._folder, texts("door.restore.into.hint")
        )
        self._with_picker(where, self._folder)
        self.foot(texts("door.restore.look"), back=True)
        self.show_found("")
        for line in (self._file, self._key):
            line.textEdited.connect(lambda _text: self.show_found(""))

    def show_state(self, state: DoorState) -> None:
        self.show_found(state.found)
        super().show_state(state)

    def show_found(self, found: str) -> None:
        """Say what the backup would give; while that is not known, ask for no folder."""
        was_known, self._known = getattr(self, "_known", ""), found
        self._found.say(found)
        self._found.setVisible(bool(found))
        self.fields["into"].setVisible(bool(found))
        self.name_way_on(self.texts("door.restore.do" if found else "door.restore.look"))
        if found and not was_known:
            self._folder.setFocus()

    def go_on(self) -> None:
        """Look, or put back what was looked at."""
        if self._known:
            told = (self._file.text(), self._key.text(), self._folder.text())
            self.said.emit("restore_asked", told)
        else:
            self.said.emit("look_asked", (self._file.text(), self._key.text()))

    def _with_picker(self, field: Labelled, line: QLineEdit) -> None:
        pick = quiet_button(self.texts("administration.pick"), "folder")
        pick.setAccessibleName(f"{pick.text()}: {line.accessibleName()}")
        pick.clicked.connect(partial(self._pick, line))
        field.beside.addWidget(pick)

    def _pick(self, line: QLineEdit) -> None:
        title = line.accessibleName()
        if line is self._file:
            picked = QFileDialog.getOpenFileName(self, title, "", "*.backup")[0]
        else:
            picked = QFileDialog.getExistingDirectory(self, title)
        if picked:
            line.setText(picked)
            self.show_found("" if line is self._file else self._known)
