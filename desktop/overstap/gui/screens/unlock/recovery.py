"""The page that sees to it that the recovery key is on paper before work begins."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit

from overstap.gui import theme
from overstap.gui.screens.unlock.page import DoorPage
from overstap.gui.screens.unlock.state import DoorState, RecoveryKit
from overstap.gui.widgets import Labelled, breakable, column, line, quiet_button, row, words
from overstap.i18n.texts import Texts

COLUMNS = 5


class RecoveryPage(DoorPage):
    """The key in numbered groups; two of them have to be typed back."""

    def __init__(self, texts: Texts, state: DoorState) -> None:
        super().__init__(texts, state)
        if state.kit is None:
            raise ValueError("there is no recovery key to show")
        self._kit: RecoveryKit = state.kit
        self.head(texts("door.recovery"), texts("door.recovery.lead"))
        self.body.addWidget(self._key())
        self.body.addWidget(words(texts("door.recovery.check"), "label", wrap=True))
        self.body.addLayout(self._check())
        if self._kit.root_file:
            self.body.addWidget(line())
            file = texts("door.recovery.file", file=self._kit.root_file)
            more = texts("door.recovery.file.lead", folder=breakable(self._kit.root_folder))
            self.body.addWidget(words(file, "label", wrap=True))
            self.body.addWidget(words(more, "hint", wrap=True))
        foot = self.foot(texts("door.recovery.done"))
        sheet = quiet_button(texts("door.recovery.print"), "print")
        sheet.clicked.connect(self._print)
        foot.insertWidget(0, sheet)

    def go_on(self) -> None:
        """Enter in the first group goes to the second."""
        first, second = (self._line(place) for place in self._kit.ask)
        if first.hasFocus() and not second.text():
            second.setFocus()
        else:
            self.said.emit("key_typed", ((first.text(), second.text()),))

    def _line(self, place: int) -> QLineEdit:
        editor = self.fields[f"group{place}"].editor
        if not isinstance(editor, QLineEdit):
            raise TypeError
        return editor

    def _key(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("sunken")
        frame.setAccessibleName(self.texts("door.recovery.key"))
        inside = column(2, 4)
        frame.setLayout(inside)
        prefix, *groups = self._kit.groups
        inside.addWidget(words(prefix, "mono"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(4))
        grid.setVerticalSpacing(theme.spacing(2))
        for place, group in enumerate(groups):
            cell = row(1)
            number = words(str(place + 1), "key")
            number.setMinimumWidth(theme.size(18))
            shown = words(group, "mono")
            shown.setAccessibleName(f"{place + 1}: {' '.join(group)}")
            cell.addWidget(number)
            cell.addWidget(shown, 1)
            grid.addLayout(cell, *divmod(place, COLUMNS))
        inside.addLayout(grid)
        return frame

    def _check(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(4))
        for at, place in enumerate(self._kit.ask):
            editor = QLineEdit()
            editor.setMaxLength(8)
            editor.returnPressed.connect(self.go_on)
            field = Labelled(self.texts("door.recovery.group", number=place), editor)
            self.fields[f"group{place}"] = field
            grid.addWidget(field, 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, 1)
        return grid

    def _print(self) -> None:
        """Print the key on one sheet; it is written to no file."""
        from PySide6.QtGui import QTextDocument
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            sheet = QTextDocument()
            sheet.setPlainText(self._sheet())
            sheet.print_(printer)

    def _sheet(self) -> str:
        prefix, *groups = self._kit.groups
        numbered = [f"{place:>2}  {group}" for place, group in enumerate(groups, start=1)]
        title = self.texts("door.sheet.title", office=self._kit.office)
        vault = f"{self.texts('kit.vault')}: {self._kit.mark}"
        return "\n".join([title, vault, "", self.texts("door.sheet.lead"), "", prefix, *numbered])
