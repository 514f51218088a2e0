"""The form for a new mailbox. Judges nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from overstap.domain.records import OfficeId
from overstap.gui import theme
from overstap.gui.screens.mailbox.state import Form
from overstap.gui.widgets import (
    Card,
    Labelled,
    column,
    empty,
    line_edit,
    link_button,
    quiet_button,
    row,
    words,
)
from overstap.i18n.texts import Texts

_EXAMPLES = ("folder", "sftp", "webdav", "s3")


class MailboxForm(Card):
    """A name, where it is, a password, and for whom it is."""

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
        self.offices: dict[OfficeId, QCheckBox] = {}
        self._ticks = column(1)
        self._for = QWidget()
        inside = QVBoxLayout(self._for)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.spacing(1))
        inside.addWidget(words(texts("mailbox.offices"), "label", wrap=True))
        inside.addWidget(words(texts("mailbox.offices.hint"), "faint", wrap=True))
        inside.addLayout(self._ticks)
        self.body.addWidget(self._for)
        foot = row(2)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_offices(self, offices: Sequence[tuple[OfficeId, str]]) -> None:
        """Those that it can be for; what is ticked stays so."""
        if list(self.offices) != [office for office, _ in offices]:
            empty(self._ticks)
            self.offices = {}
            for office, name in offices:
                self.offices[office] = QCheckBox(name)
                self._ticks.addWidget(self.offices[office])
        self._for.setVisible(bool(offices))

    def clear(self) -> None:
        """Ready for another one; the password stays nowhere in sight."""
        for editor in (self.name, self.url, self.secret):
            editor.clear()
        for tick in self.offices.values():
            tick.setChecked(False)

    def _add(self) -> None:
        ticked = frozenset(office for office, tick in self.offices.items() if tick.isChecked())
        self.add_asked.emit(Form(self.name.text(), self.url.text(), self.secret.text(), ticked))
