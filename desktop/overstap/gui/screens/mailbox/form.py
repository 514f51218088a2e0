"""The form for a new mailbox. Judges nothing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from overstap.domain.kinds import StorageKind
from overstap.domain.records import OfficeId
from overstap.gui import theme
from overstap.gui.screens.mailbox.state import Form
from overstap.gui.widgets import (
    Card,
    FlowLayout,
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


class MailboxForm(Card):
    """A name, where it is, a password where it is on a server, and for whom it is."""

    add_asked = Signal(object)
    folder_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.name, self.url, self.secret = line_edit(30), line_edit(), line_edit(30)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._folder = link_button(texts("mailbox.folder"), "folder")
        self._folder.clicked.connect(self.folder_asked)
        self.add = quiet_button(texts("mailbox.add"), "plus")
        self.add.clicked.connect(self._add)
        self.secret.returnPressed.connect(self._add)
        self.body.setSpacing(theme.spacing(3))
        self.body.addWidget(words(texts("mailbox.new"), "cardtitle", wrap=True))
        self.body.addWidget(Labelled(texts("mailbox.name"), self.name, texts("mailbox.name.hint")))
        self.kinds = {kind: QRadioButton(texts(f"mailbox.kind.{kind}")) for kind in StorageKind}
        self.body.addWidget(self._kinds())
        where = Labelled(texts("mailbox.url"), self.url)
        where.beside.addWidget(self._folder)
        self.body.addWidget(where)
        self._secret = Labelled(texts("mailbox.secret"), self.secret, texts("mailbox.secret.hint"))
        self.body.addWidget(self._secret)
        self.offices: dict[OfficeId, QCheckBox] = {}
        self._ticks = column(1)
        self._for = QWidget()
        inside = QVBoxLayout(self._for)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.spacing(1))
        inside.addWidget(words(texts("mailbox.offices"), "label", wrap=True))
        inside.addWidget(words(texts("mailbox.offices.hint"), "hint", wrap=True))
        inside.addLayout(self._ticks)
        self.body.addWidget(self._for)
        foot = row(2)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.choose(StorageKind.FOLDER)

    def show_offices(self, offices: Sequence[tuple[OfficeId, str]]) -> None:
        """Those that it can be for; what is ticked stays so."""
        if list(self.offices) != [office for office, _ in offices]:
            empty(self._ticks)
            self.offices = {}
            for office, name in offices:
                self.offices[office] = QCheckBox(name)
                self._ticks.addWidget(self.offices[office])
        self._for.setVisible(bool(offices))

    def choose(self, kind: StorageKind) -> None:
        """Ask what a mailbox of that kind needs."""
        self.kinds[kind].setChecked(True)
        in_folder = kind is StorageKind.FOLDER
        example = self._texts(f"mailbox.example.{kind}")
        self._example.setText(
            self._texts("mailbox.url.folder" if in_folder else "mailbox.url.server", url=example)
        )
        self.url.setAccessibleDescription(self._example.text())
        self._folder.setVisible(in_folder)
        self._secret.setVisible(not in_folder)
        if in_folder:
            self.secret.clear()

    def clear(self) -> None:
        """Ready for another one; the password stays nowhere in sight."""
        for editor in (self.name, self.url, self.secret):
            editor.clear()
        for tick in self.offices.values():
            tick.setChecked(False)

    def _kinds(self) -> QWidget:
        """What stands at the other side, and an example of where that is."""
        whole, choices = QWidget(), FlowLayout(spacing=5)
        for kind, button in self.kinds.items():
            button.setAccessibleName(button.text())
            button.clicked.connect(partial(self.choose, kind))
            choices.addWidget(button)
        self._example = words("", "hint", wrap=True)
        inside = column(1)
        inside.addWidget(words(self._texts("mailbox.kind"), "label", wrap=True))
        inside.addLayout(choices)
        inside.addWidget(self._example)
        whole.setLayout(inside)
        return whole

    def _add(self) -> None:
        ticked = frozenset(office for office, tick in self.offices.items() if tick.isChecked())
        self.add_asked.emit(Form(self.name.text(), self.url.text(), self.secret.text(), ticked))
