"""Which column of the list answers which question: guessed, and to be changed."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel

from overstap.gui import theme
from overstap.gui.screens.list_import.state import ColumnRow, ColumnsState
from overstap.gui.widgets import (
    Card,
    Fault,
    at_left,
    column,
    empty,
    primary_button,
    words,
)
from overstap.gui.widgets.footed import Footed
from overstap.i18n.texts import Texts


class ColumnsPage(Footed):
    """``column_mapped``: a title and the question it answers, empty for none."""

    column_mapped = Signal(str, str)
    check_asked = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__(5)
        self._texts = texts
        self.combos: dict[str, QComboBox] = {}
        self._problems: dict[str, QLabel] = {}
        self._choices = QStandardItemModel(self)
        self._card = Card()
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        self._refused = Fault()
        self.next = primary_button(texts("import.check"), "arrow-right")
        self.next.clicked.connect(self.check_asked)
        self.foot.addWidget(self._refused, 1)
        self.foot.addWidget(self.next)

    def show_state(self, state: ColumnsState) -> None:
        """Show what the columns mean now; the cursor stays where it is."""
        if [shown.title for shown in state.columns] != list(self.combos):
            self._build(state)
        for shown in state.columns:
            self._show(shown)
        self._refused.setText(state.refused)

    def stand(self) -> None:
        """The page came into sight: at the first column that nobody knows, else at the end."""
        unknown = (combo for combo in self.combos.values() if not combo.currentData())
        next(unknown, self.next).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, state: ColumnsState) -> None:
        empty(self._card.body)
        self.combos, self._problems = {}, {}
        self._choices.clear()
        for field, label in state.choices:
            item = QStandardItem(label)
            item.setData(field, Qt.ItemDataRole.UserRole)
            self._choices.appendRow(item)
        self._card.body.addWidget(words(self._texts("import.columns.lead"), "hint", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(4))
        grid.setVerticalSpacing(theme.spacing(2))
        for place, share in enumerate((3, 4, 5)):
            grid.setColumnStretch(place, share)
        for place, key in enumerate(("import.column", "import.cells", "import.answers")):
            grid.addWidget(words(self._texts(key), "faint"), 0, place)
        for line, shown in enumerate(state.columns, start=1):
            self._line(grid, line, shown)
        self._card.body.addLayout(grid)

    def _line(self, grid: QGridLayout, line: int, shown: ColumnRow) -> None:
        grid.addWidget(at_left(words(shown.title, "strong", wrap=True)), line, 0)
        grid.addWidget(at_left(words(shown.cells, "hint", wrap=True)), line, 1)
        combo = QComboBox()
        combo.setModel(self._choices)
        combo.setAccessibleName(self._texts("import.answers.of", column=shown.title))
        combo.setMinimumContentsLength(12)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.activated.connect(partial(self._mapped, shown.title))
        problem = Fault()
        inside = column(0)
        inside.addWidget(combo)
        inside.addWidget(problem)
        grid.addLayout(inside, line, 2)
        self.combos[shown.title], self._problems[shown.title] = combo, problem

    def _mapped(self, title: str, _at: int) -> None:
        self.column_mapped.emit(title, self.combos[title].currentData())

    def _show(self, shown: ColumnRow) -> None:
        combo, problem = self.combos[shown.title], self._problems[shown.title]
        combo.setCurrentIndex(max(0, combo.findData(shown.field)))
        problem.setText(shown.problem)
        problem.setVisible(bool(shown.problem))
        combo.setAccessibleDescription(shown.problem)
        combo.setProperty("wrong", bool(shown.problem))
        combo.style().unpolish(combo)
        combo.style().polish(combo)
