"""Ask the sender for what is still missing: questions by name, and a remark."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from overstap.domain.replies import LONGEST_REMARK
from overstap.gui import theme
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.screens.receive.state import AskForm
from overstap.gui.widgets import Scroll, primary_button, quiet_button, row, words
from overstap.i18n.texts import Texts

HIGHEST = 700
"""In pixels: fits on a small laptop at every text size, where its fields are scrolled."""

_FIELD = Qt.ItemDataRole.UserRole


class AskDialog(InReadingOrder, QDialog):
    """``asked`` and ``remark`` are what was chosen when it is accepted."""

    def __init__(self, form: AskForm, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._form, self._texts = form, texts
        self.asked = set(form.chosen)
        self.setWindowTitle(texts("receive.ask"))
        self.resize(theme.size(560), min(theme.size(640), HIGHEST))
        self._person = QComboBox()
        for record, name in form.people:
            self._person.addItem(name, record)
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._questions = QStandardItemModel(self)
        self._list = QListView()
        self._list.setObjectName("ticks")
        self._list.setMinimumHeight(theme.size(180))
        self._list.setSpacing(theme.spacing(1))
        self._list.setWordWrap(True)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setModel(self._questions)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._remark = QPlainTextEdit(form.remark)
        self._remark.setFixedHeight(theme.size(64))
        self._remark.setTabChangesFocus(True)
        self._count = words("", "hint")
        self._arrange()
        self._person.currentIndexChanged.connect(lambda _place: self._fill())
        self._search.textChanged.connect(lambda _text: self._fill())
        self._questions.itemChanged.connect(self._note)
        self._fill()
        self._search.setFocus()

    @property
    def remark(self) -> str:
        """The free words."""
        return self._remark.toPlainText()[:LONGEST_REMARK]

    def _arrange(self) -> None:
        whole = QVBoxLayout(self)
        edge = theme.spacing(5)
        whole.setContentsMargins(edge, edge, edge, edge)
        whole.setSpacing(theme.spacing(2))
        whole.addWidget(words(self._texts("receive.ask"), "cardtitle", wrap=True))
        page = Scroll()
        body = page.body
        body.addWidget(words(self._texts("receive.ask.lead"), "hint", wrap=True))
        for key, field in (
            ("person", self._person),
            ("search", self._search),
            ("questions", self._list),
            ("remark", self._remark),
        ):
            label = words(self._texts(f"receive.ask.{key}"), "label")
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            body.addWidget(label)
            body.addWidget(field, 1 if field is self._list else 0)
        body.addWidget(words(self._texts("receive.ask.remark.hint"), "faint", wrap=True))
        whole.addWidget(page, 1)
        accept = primary_button(self._texts("receive.ask.accept"), "tick", "Ctrl+Return")
        accept.clicked.connect(self.accept)
        cancel = quiet_button(self._texts("receive.ask.cancel"))
        cancel.clicked.connect(self.reject)
        foot = row(3)
        foot.addWidget(self._count, 1)
        foot.addWidget(cancel)
        foot.addWidget(accept)
        whole.addLayout(foot)

    def _fill(self) -> None:
        record = str(self._person.currentData())
        wanted = self._search.text().casefold()
        self._questions.clear()
        for question in self._form.questions.get(record.partition("-")[0], ()):
            name = f"{question.label} · {question.section}"
            if wanted in name.casefold():
                item = QStandardItem(name)
                item.setCheckable(True)
                item.setData(question.field, _FIELD)
                chosen = (record, question.field) in self.asked
                item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
                self._questions.appendRow(item)
        self._tell()

    def _note(self, item: QStandardItem) -> None:
        one = (str(self._person.currentData()), str(item.data(_FIELD)))
        if item.checkState() is Qt.CheckState.Checked:
            self.asked.add(one)
        else:
            self.asked.discard(one)
        self._tell()

    def _tell(self) -> None:
        self._count.setText(self._texts("receive.asked", count=len(self.asked)))
