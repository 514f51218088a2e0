"""What the door looks like; says by signals what was asked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from overstap.domain.offices import OfficeKind
from overstap.gui import theme
from overstap.gui.widgets import Card, primary_button
from overstap.i18n.texts import Texts
from overstap.usecases.app import NewOffice


class UnlockScreen(QWidget):
    """``exists``: ask for the passphrase; otherwise for a new office too."""

    unlock_asked = Signal(str)
    create_asked = Signal(str, object)

    def __init__(self, texts: Texts, exists: bool) -> None:
        super().__init__()
        self._texts = texts
        self._exists = exists
        self._card = Card()
        self._card.setFixedWidth(theme.spacing(120))
        outer = QVBoxLayout(self)
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        title = QLabel(texts("desk.unlock" if exists else "desk.create"))
        title.setObjectName("title")
        self._card.body.addWidget(title)
        self._kind = QComboBox()
        if not exists:
            self._office = self._line("desk.office")
            for kind in OfficeKind:
                self._kind.addItem(texts(f"desk.kind.{kind}"), str(kind))
            self._labelled("desk.kind", self._kind)
            self._gm = self._line("desk.gm")
            self._desk = self._line("desk.desk")
            self._user = self._line("desk.user")
            self._training = QCheckBox(texts("desk.training"))
            self._card.body.addWidget(self._training)
        self._passphrase = self._secret("desk.passphrase")
        self._again = self._passphrase if exists else self._secret("desk.passphrase.again")
        self._message = QLabel()
        self._message.setObjectName("error")
        self._message.setWordWrap(True)
        self._message.hide()
        self._card.body.addWidget(self._message)
        self._go = primary_button(title.text())
        self._go.clicked.connect(self._ask)
        self._again.returnPressed.connect(self._ask)
        self._card.body.addWidget(self._go, 0, Qt.AlignmentFlag.AlignRight)
        (self._passphrase if exists else self._office).setFocus()

    def say(self, sentence: str) -> None:
        """Show why it did not work, and let the person try again."""
        self._go.setEnabled(True)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def _ask(self) -> None:
        if self._passphrase.text() != self._again.text():
            self.say(self._texts("desk.passphrase.differ"))
            return
        self.say("")
        self._go.setEnabled(False)
        if self._exists:
            self.unlock_asked.emit(self._passphrase.text())
            self._passphrase.clear()
            return
        office = NewOffice(
            name=self._office.text().strip(),
            kind=OfficeKind(self._kind.currentData()),
            gm_code=self._gm.text().strip().upper(),
            desk=self._desk.text().strip(),
            user=self._user.text().strip(),
            training=self._training.isChecked(),
        )
        self.create_asked.emit(self._passphrase.text(), office)

    def _secret(self, key: str) -> QLineEdit:
        line = self._line(key)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _line(self, key: str) -> QLineEdit:
        line = QLineEdit()
        self._labelled(key, line)
        return line

    def _labelled(self, key: str, editor: QWidget) -> None:
        label = QLabel(self._texts(key))
        label.setBuddy(editor)
        editor.setAccessibleName(label.text())
        self._card.body.addWidget(label)
        self._card.body.addWidget(editor)
