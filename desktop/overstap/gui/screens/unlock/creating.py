"""The pages that ask what a new vault needs, one subject at a time."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QCompleter, QFrame, QLineEdit

from overstap.domain.kinds import OfficeKind
from overstap.gui import theme
from overstap.gui.screens.unlock.page import DoorPage
from overstap.gui.screens.unlock.state import DoorState
from overstap.gui.widgets import column, link_button, row, words
from overstap.gui.widgets.choices import ChoiceCard
from overstap.gui.widgets.secret import SecretLine, with_eye
from overstap.i18n.texts import Texts

PICTURES = {OfficeKind.LOCATION: "house", OfficeKind.GEMEENTE: "offices"}


class OfficePage(DoorPage):
    """Kind, name, and whether it is for practice."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        self.head(texts("door.office"))
        self._kinds = QButtonGroup(self)
        self._cards: dict[OfficeKind, ChoiceCard] = {}
        self._add_kinds()
        self._name, self._gemeente = QLineEdit(state.draft.name), QLineEdit(state.draft.gemeente)
        self.ask("name", texts("door.name"), self._name, texts("door.name.hint"))
        self.ask("gemeente", texts("door.gemeente"), self._gemeente, texts("door.gemeente.hint"))
        self._training = QCheckBox(texts("door.training"))
        self._training.setAccessibleDescription(texts("door.training.lead"))
        self._training.setChecked(state.draft.training)
        self._training.toggled.connect(self._offer)
        practice = column(0)
        practice.addWidget(self._training)
        lead = words(texts("door.training.lead"), "faint", wrap=True)
        lead.setContentsMargins(theme.size(30), 0, 0, 0)
        practice.addWidget(lead)
        self.body.addLayout(practice)
        self.foot(texts("door.next"), back=True)
        self._names = QStringListModel(self)
        self._gemeente.setCompleter(self._completer())
        self._offer()
        self._follow_kind()

    def go_on(self) -> None:
        """Say which office it is."""
        told = (self._kind(), self._name.text(), self._gemeente.text(), self._training.isChecked())
        self.said.emit("office_given", told)

    def _add_kinds(self) -> None:
        line = row(3)
        for kind in OfficeKind:
            title = self.texts(f"door.kind.{kind}")
            card = ChoiceCard(PICTURES[kind], title, self.texts(f"door.kind.{kind}.lead"))
            card.setCheckable(True)
            card.setChecked(kind is self.state.draft.kind)
            card.setAutoDefault(False)
            self._cards[kind] = card
            self._kinds.addButton(card)
            line.addWidget(card, 1)
        self._kinds.buttonClicked.connect(lambda _button: self._follow_kind())
        self.body.addLayout(line)

    def _kind(self) -> OfficeKind:
        return next(kind for kind, card in self._cards.items() if card.isChecked())

    def _follow_kind(self) -> None:
        gemeente = self._kind() is OfficeKind.GEMEENTE
        self.fields["name"].setVisible(not gemeente)
        self.fields["gemeente"].setVisible(gemeente)
        (self._gemeente if gemeente else self._name).setFocus()

    def _completer(self) -> QCompleter:
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (popup := completer.popup()) is not None:
            popup.setObjectName("suggestions")
        return completer

    def _offer(self) -> None:
        training = self._training.isChecked()
        offered = [g.name for g in self.state.gemeenten if training or not g.training]
        self._names.setStringList(offered)


class DeskPage(DoorPage):
    """The desk and who sits there."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        self.head(texts("door.desk"))
        self._desk, self._user = QLineEdit(state.draft.desk), QLineEdit(state.draft.user)
        self.ask("desk", texts("door.desk.name"), self._desk, texts("door.desk.hint"))
        self.ask("user", texts("door.user"), self._user, texts("door.user.hint"))
        self.foot(texts("door.next"), back=True)

    def go_on(self) -> None:
        """Say who works here."""
        self.said.emit("desk_given", (self._desk.text(), self._user.text()))


class NewPassphrase(DoorPage):
    """A new passphrase, twice, with advice."""

    def ask_passphrase(self, go: str) -> None:
        """Add the fields, and the foot with its way on."""
        texts = self.texts
        self._line, self._again = SecretLine(), SecretLine()
        advice = texts("door.passphrase.advice")
        with_eye(
            texts, self.ask("passphrase", texts("door.passphrase"), self._line, advice), self._line
        )
        self._line.textChanged.connect(lambda typed: self.said.emit("passphrase_typed", (typed,)))
        suggest = link_button(texts("door.passphrase.suggest"), "refresh")
        suggest.clicked.connect(lambda: self.said.emit("suggestion_asked", ()))
        self._suggestion = words("", "mono", wrap=True)
        self._suggestion.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._suggested = QFrame()
        self._suggested.setObjectName("sunken")
        inside = column(1, 3)
        inside.addWidget(self._suggestion)
        inside.addWidget(words(texts("door.passphrase.suggested"), "hint", wrap=True))
        self._suggested.setLayout(inside)
        self._suggested.hide()
        self.body.addWidget(suggest, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._suggested)
        with_eye(texts, self.ask("again", texts("door.passphrase.again"), self._again), self._again)
        self.foot(go, back=True)

    def suggest(self, phrase: str) -> None:
        """Fill it in; it has to be typed once more."""
        self._suggestion.setText(phrase)
        self._suggested.show()
        self._line.setText(phrase)
        self._again.clear()
        self._again.setFocus()

    def advise(self, sentence: str) -> None:
        self.fields["passphrase"].echo(sentence)

    def go_on(self) -> None:
        """Enter in the first line goes to the second."""
        if self._line.hasFocus() and not self._again.text():
            self._again.setFocus()
        else:
            self.give(self._line.text(), self._again.text())

    def give(self, passphrase: str, again: str) -> None:
        """Say what was chosen."""
        raise NotImplementedError


class PassphrasePage(NewPassphrase):
    """The passphrase of a new vault."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        self.head(texts("door.protect"), texts("door.protect.lead"))
        self.ask_passphrase(texts("door.make"))

    def give(self, passphrase: str, again: str) -> None:
        self.said.emit("passphrase_given", (passphrase, again))


class RenewPage(NewPassphrase):
    """Who came in with the recovery key chooses whose passphrase it replaces."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        self.head(texts("door.renew"), texts("door.renew.lead"))
        self._user = QComboBox()
        self._user.addItems(state.users)
        self.ask("user", texts("door.renew.user"), self._user)
        self.ask_passphrase(texts("door.renew.do"))

    def give(self, passphrase: str, again: str) -> None:
        self.said.emit("renewed", (self._user.currentText(), passphrase, again))
