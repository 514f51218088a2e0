"""The sheet with all shortcuts (``?``)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.widgets import words
from overstap.i18n.texts import Texts

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "everywhere",
        (
            ("Ctrl+K", "search"),
            ("Ctrl+N", "register"),
            ("Ctrl+PgDn · Ctrl+PgUp", "screens"),
            ("Ctrl+Z · Ctrl+Y", "undo"),
            ("Ctrl+L", "lock"),
            ("Ctrl+Shift+B", "blur"),
            ("?", "keys"),
        ),
    ),
    (
        "list",
        (("↑ ↓", "walk"), ("Enter", "open"), ("F2", "edit")),
    ),
    (
        "file",
        (
            ("Enter", "next"),
            ("F8", "next_open"),
            ("Alt+1 … Alt+9", "sections"),
            ("Ctrl+1 · Ctrl+2 · Ctrl+3 · Ctrl+0", "statuses"),
            ("Ctrl+B", "basis"),
            ("F1", "why"),
            ("Alt+↑ · Alt+↓", "move"),
            ("Ctrl+S", "save"),
            ("Ctrl+Enter", "finish"),
            ("Alt+← · Alt+→", "members"),
        ),
    ),
)
"""Groups of (keys, text key ``keys.<what>``)."""


class KeySheet(QDialog):
    """All shortcuts on one page."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts("desk.keys"))
        whole = QVBoxLayout(self)
        edge = theme.spacing(6)
        whole.setContentsMargins(edge, edge, edge, edge)
        whole.setSpacing(theme.spacing(3))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.spacing(6))
        grid.setVerticalSpacing(theme.spacing(2))
        for group, keys in KEYS:
            grid.addWidget(words(texts(f"keys.{group}"), "cardtitle"), grid.rowCount(), 0, 1, 2)
            for pressed, what in keys:
                line = grid.rowCount()
                grid.addWidget(words(pressed, "strong"), line, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words(texts(f"keys.{what}"), wrap=True), line, 1)
        grid.setColumnMinimumWidth(1, theme.size(380))
        whole.addLayout(grid)
        box = QDialogButtonBox()
        close = box.addButton(texts("desk.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(close.text())
        box.rejected.connect(self.reject)
        whole.addWidget(box)
