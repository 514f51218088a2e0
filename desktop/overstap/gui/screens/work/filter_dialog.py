"""Asks how a filter is called and what it narrows to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from overstap.gui.question_dialog import QuestionDialog
from overstap.gui.screens.work.state import FilterForm
from overstap.gui.widgets import Labelled, primary_button
from overstap.i18n.texts import Texts


class FilterDialog(QuestionDialog):
    """``kept``: its name before and now, and text, list and gemeente."""

    kept = Signal(str, str, object)

    def __init__(self, form: FilterForm, texts: Texts, parent: QWidget) -> None:
        super().__init__(texts("filter.change" if form.before else "filter.add"), "", parent)
        self._form, self._texts = form, texts
        self.name, self.text = QLineEdit(form.before), QLineEdit(form.filter.text)
        only = form.filter.only
        self.list = _combo(form.lists, str(only.work or ""))
        self.gemeente = _combo(form.gemeenten, only.gemeente)
        self._named = Labelled(texts("filter.name"), self.name, texts("filter.name.hint"))
        for part in (
            self._named,
            Labelled(texts("filter.list"), self.list),
            Labelled(texts("filter.gemeente"), self.gemeente),
            Labelled(texts("filter.text"), self.text, texts("filter.text.hint")),
        ):
            self.body.addWidget(part)
        self.keep = primary_button(texts("filter.keep"))
        self.keep.clicked.connect(self._keep)
        self.end_with(texts("register.cancel"), self.keep)
        self.name.setFocus()

    def _keep(self) -> None:
        name = self.name.text().strip()
        if not name:
            self._named.say(self._texts("filter.name.missing"))
        elif name in self._form.taken:
            self._named.say(self._texts("filter.name.taken"))
        else:
            wanted = (self.text.text(), self.list.currentData(), self.gemeente.currentData())
            self.accept()
            self.kept.emit(self._form.before, name, wanted)
            return
        self.fit()
        self.name.setFocus()


def _combo(choices: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
    combo = QComboBox()
    for code, label in choices:
        combo.addItem(label, code)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo
