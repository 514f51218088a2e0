"""The form for a new mailbox. Judges nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from overstap.gui import theme
from overstap.gui.screens.mailbox.state import Form
from overstap.gui.widgets import (
    Card,
    Labelled,
    column,
    line_edit,
    link_button,
    quiet_button,
    row,
    words,
)
from overstap.i18n.texts import Texts

_EXAMPLES = ("folder", "sftp", "webdav", "s3")


class MailboxForm(Card):
    """A name, where it is, and a password."""

    add_asked = Signal(object)
    folder_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.name, self.url, self.secret = line_edit(30), line_edit(), line_edit(30)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        folder = link_button(texts("mailbox.folder"), "folder")
        folder.clicked.connect(self.folder_asked)
        self.add = quiet_button(texts("mailbox.add"), "plus")
        self.add.clicked.connect(self._add)
        self.secret.returnPressed.connect(self._add)
        self.body.setSpacing(theme.spacing(3))
        self.body.addWidget(words(texts("mailbox.new"), "cardtitle", wrap=True))
        self.body.addWidget(Labelled(texts("mailbox.name"), self.name, texts("mailbox.name.hint")))
        where = Labelled(texts("mailbox.url"), self.url, texts("mailbox.url.hint"))
        where.beside.addWidget(folder)
        self.body.addWidget(where)
        examples = column(0)
        for kind in _EXAMPLES:
            said = f"{texts(f'mailbox.kind.{kind}')}: {texts(f'mailbox.example.{kind}')}"
            examples.addWidget(words(said, "faint", wrap=True))
        self.body.addLayout(examples)
        secret = Labelled(texts("mailbox.secret"), self.secret, texts("mailbox.secret.hint"))
        self.body.addWidget(secret)
        foot = row(2)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def clear(self) -> None:
        """Ready for another one; the password stays nowhere in sight."""
        for editor in (self.name, self.url, self.secret):
            editor.clear()

    def _add(self) -> None:
        self.add_asked.emit(Form(self.name.text(), self.url.text(), self.secret.text()))
