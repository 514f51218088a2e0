"""Asks what has to be known first. Stays until it is done, and says why it is not."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.screens.administration.sheet import Field, Form
from overstap.gui.widgets import (
    Fault,
    Labelled,
    Picture,
    Scroll,
    at_left,
    column,
    danger_button,
    primary_button,
    quiet_button,
    row,
    words,
)
from overstap.gui.widgets.secret import SecretLine, with_advice, with_eye
from overstap.i18n.texts import Texts

WIDTH = 560
"""Of the dialog at 100 % text; never more than ``MOST_WIDE`` pixels."""
MOST_WIDE, MOST_HIGH = 980, 700


class FormDialog(InReadingOrder, QDialog):
    """``given`` carries what stands in the fields, by their keys."""

    given = Signal(object)

    def __init__(self, form: Form, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setWindowTitle(form.title)
        self.setAccessibleName(form.title)
        self.setAccessibleDescription(" ".join((form.lead, *form.points)).strip())
        self.fields: dict[str, Labelled] = {}
        self._scroll = Scroll()
        self._scroll.body.setSpacing(theme.spacing(4))
        self._head(form)
        for field in form.fields:
            self._scroll.body.addWidget(self._field(field))
        self._scroll.body.addStretch(1)
        self._wrong = Fault()
        self._wrong.hide()
        button = danger_button if form.danger else primary_button
        self.accept_button: QPushButton = button(form.accept, form.picture)
        self.accept_button.clicked.connect(self._give)
        whole = QVBoxLayout(self)
        edge = theme.spacing(6)
        whole.setContentsMargins(edge, edge, edge, edge)
        whole.setSpacing(theme.spacing(4))
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._wrong)
        whole.addLayout(self._foot())
        width = min(theme.size(WIDTH), MOST_WIDE)
        needed = self._scroll.body.totalHeightForWidth(width - 2 * edge)
        self.setFixedWidth(width)
        self.resize(width, min(needed + theme.size(110), MOST_HIGH))
        self._first().setFocus()

    def values(self) -> dict[str, str]:
        """What stands in the fields now."""
        return {key: _text(field.editor) for key, field in self.fields.items()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong where it is wrong; the first one gets the cursor."""
        self._busy(False)
        for key, field in self.fields.items():
            field.say(problems.get(key, ""))
        self._wrong.setText(problems.get("", ""))
        self._wrong.setVisible("" in problems)
        wrong = next((f for key, f in self.fields.items() if key in problems), None)
        if wrong is not None:
            wrong.editor.setFocus()
            self._scroll.ensureWidgetVisible(wrong)

    def _head(self, form: Form) -> None:
        body = self._scroll.body
        body.addWidget(at_left(words(form.title, "cardtitle", wrap=True)))
        if form.lead:
            body.addWidget(words(form.lead, wrap=True))
        for point in form.points:
            line = row(2)
            mark = Picture("arrow-right", theme.tokens().text2, 16)
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words(point, wrap=True), 1)
            body.addLayout(line)

    def _field(self, field: Field) -> Labelled:
        if field.kind == "choice":
            made = Labelled(field.label, _choice(field), field.hint)
        elif field.kind == "many":
            made = Labelled(field.label, Ticks(field), field.hint)
        elif field.kind == "secret":
            made = self._secret(field)
        else:
            line = self._line(field, QLineEdit())
            made = Labelled(field.label, line, field.hint)
            if field.kind in ("file", "folder", "save"):
                made.beside.addWidget(self._picker(field, line))
        self.fields[field.key] = made
        return made

    def _picker(self, field: Field, line: QLineEdit) -> QPushButton:
        pick = quiet_button(self._texts("administration.pick"), "folder")
        pick.setAccessibleName(f"{pick.text()}: {field.label}")
        pick.setAutoDefault(False)
        pick.clicked.connect(partial(self._pick, field.kind, line))
        return pick

    def _secret(self, field: Field) -> Labelled:
        line = SecretLine()
        self._line(field, line)
        made = with_eye(self._texts, Labelled(field.label, line, field.hint), line)
        if field.advisor is not None:
            with_advice(self._texts, made, line, field.advisor.advise, field.advisor.suggest)
        return made

    def _line(self, field: Field, line: QLineEdit) -> QLineEdit:
        line.setText(field.text)
        line.returnPressed.connect(self._next)
        return line

    def _next(self) -> None:
        """Enter goes to the next field; after the last to the button, which it does not press."""
        editors = [field.editor for field in self.fields.values()]
        here = next((n for n, editor in enumerate(editors) if editor.hasFocus()), -1)
        after = editors[here + 1] if here + 1 < len(editors) else self.accept_button
        after.setFocus()

    def _pick(self, kind: str, line: QLineEdit) -> None:
        title = line.accessibleName()
        picked: Callable[[], str] = {
            "file": lambda: QFileDialog.getOpenFileName(self, title)[0],
            "save": lambda: QFileDialog.getSaveFileName(self, title, "office-root.age")[0],
            "folder": lambda: QFileDialog.getExistingDirectory(self, title),
        }[kind]
        if path := picked():
            line.setText(path)

    def _foot(self) -> QHBoxLayout:
        keep = quiet_button(self._texts("administration.cancel"))
        keep.clicked.connect(self.reject)
        self.accept_button.setAutoDefault(False)
        foot = row(3)
        foot.addStretch(1)
        foot.addWidget(keep)
        foot.addWidget(self.accept_button)
        return foot

    def _first(self) -> QWidget:
        return next((f.editor for f in self.fields.values()), self.accept_button)

    def _give(self) -> None:
        self._busy(True)
        self.given.emit(self.values())

    def _busy(self, on: bool) -> None:
        self.accept_button.setEnabled(not on)


def _choice(field: Field) -> QComboBox:
    box = QComboBox()
    for code, word in field.choices:
        box.addItem(word, code)
    box.setCurrentIndex(max(0, box.findData(field.text)))
    return box


class Ticks(QWidget):
    """Boxes of which any number may be ticked, each with a line that says more about it."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        chosen = field.text.split()
        self.boxes: dict[str, QCheckBox] = {}
        lines = column(2)
        self.setLayout(lines)
        for code, word in field.choices:
            box = QCheckBox(word)
            box.setAccessibleName(word)
            box.setChecked(code in chosen)
            self.boxes[code] = box
            option = column(0)
            option.addWidget(box)
            lines.addLayout(option)
            if lead := field.leads.get(code, ""):
                box.setAccessibleDescription(lead)
                more = words(lead, "hint", wrap=True)
                more.setContentsMargins(theme.size(30), 0, 0, 0)
                option.addWidget(more)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def text(self) -> str:
        """The codes that are ticked."""
        return " ".join(code for code, box in self.boxes.items() if box.isChecked())


def _text(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    return editor.text() if isinstance(editor, QLineEdit | Ticks) else ""
