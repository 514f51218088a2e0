"""Dossiers of many households into one folder."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from overstap.gui import theme
from overstap.gui.screens.dossier.state import BatchState
from overstap.gui.widgets import (
    FlowLayout,
    Header,
    link_button,
    primary_button,
    quiet_button,
    toggle_button,
    words,
)
from overstap.i18n.texts import Texts

_HOUSEHOLD = Qt.ItemDataRole.UserRole


class BatchPage(QWidget):
    """Shows a ``BatchState``; says what was asked."""

    audience_chosen = Signal(str)
    make_asked = Signal(object)
    """The chosen households."""
    left = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._buttons: dict[str, QPushButton] = {}
        self._model = QStandardItemModel(self)
        self._model.itemChanged.connect(lambda _item: self._count())
        self._list = QListView()
        self._list.setObjectName("ticks")
        self._list.setModel(self._model)
        self._list.setAccessibleName(texts("preview.batch.list"))
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setUniformItemSizes(True)
        self._list.setSpacing(theme.spacing(1))
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts("preview.batch.search"))
        self.search.setAccessibleName(texts("preview.batch.search"))
        self.search.textChanged.connect(self._filter)
        self.make = primary_button(texts("preview.batch.make"), "file", "Ctrl+Return")
        self.make.clicked.connect(lambda: self.make_asked.emit(self._chosen()))
        self._counted = words("", "hint")
        self._told = words("", wrap=True)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.made = QPlainTextEdit()
        self.made.setReadOnly(True)
        self.made.setTabChangesFocus(True)
        self.made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.made.setAccessibleName(texts("preview.batch.made"))
        self.made.setFixedHeight(theme.size(132))
        self._arrange()

    def show_state(self, state: BatchState) -> None:
        """Show what can be chosen, or how it ended."""
        self._show_audiences(state)
        if [row.household for row in state.rows] != [self._household(i) for i in self._items()]:
            self._fill(state)
        self._told.setText(state.told)
        self._told.setVisible(bool(state.told))
        self.made.setPlainText("\n".join(state.files))
        self.made.setVisible(bool(state.files))
        self._busy = state.busy
        self._count()

    def _fill(self, state: BatchState) -> None:
        self._model.clear()
        for row in state.rows:
            item = QStandardItem(f"{row.name}  ·  {row.members}")
            item.setCheckable(True)
            item.setData(row.household, _HOUSEHOLD)
            self._model.appendRow(item)

    def _show_audiences(self, state: BatchState) -> None:
        if not self._buttons:
            self._group = QButtonGroup(self)
            for choice in state.audiences:
                button = toggle_button(choice.word, "choice")
                button.clicked.connect(partial(self.audience_chosen.emit, choice.key))
                self._group.addButton(button)
                self._buttons[choice.key] = button
                self._whom.addWidget(button)
        for key, button in self._buttons.items():
            button.setChecked(key == state.audience)

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def _household(self, item: QStandardItem) -> str:
        return str(item.data(_HOUSEHOLD))

    def _chosen(self) -> list[str]:
        return [
            self._household(item)
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _filter(self, text: str) -> None:
        for row, item in enumerate(self._items()):
            self._list.setRowHidden(row, text.casefold() not in item.text().casefold())

    def _choose(self, state: Qt.CheckState) -> None:
        for row, item in enumerate(self._items()):
            if not self._list.isRowHidden(row):
                item.setCheckState(state)

    def _count(self) -> None:
        chosen = len(self._chosen())
        self._counted.setText(self._texts("preview.batch.chosen", count=chosen))
        self.make.setEnabled(bool(chosen) and not self._busy)

    def _arrange(self) -> None:
        texts = self._texts
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        header = Header(texts("preview.batch"), texts("preview.batch.lead"))
        back = quiet_button(texts("preview.back"), "arrow-left", "Esc")
        back.clicked.connect(self.left)
        header.side.addWidget(back)
        whole.addWidget(header)
        page = QVBoxLayout()
        page.setContentsMargins(*(theme.spacing(n) for n in (5, 4, 5, 4)))
        page.setSpacing(theme.spacing(2))
        audiences = QWidget()
        self._whom = FlowLayout(audiences, 2)
        page.addWidget(words(texts("preview.for"), "label"))
        page.addWidget(audiences)
        page.addWidget(self.search)
        line = QHBoxLayout()
        for key, checked in (("all", Qt.CheckState.Checked), ("none", Qt.CheckState.Unchecked)):
            button = link_button(texts(f"preview.batch.{key}"))
            button.clicked.connect(partial(self._choose, checked))
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self._counted)
        page.addLayout(line)
        page.addWidget(self._list, 1)
        page.addWidget(self._told)
        page.addWidget(self.made)
        page.addWidget(self.make, 0, Qt.AlignmentFlag.AlignRight)
        whole.addLayout(page, 1)
