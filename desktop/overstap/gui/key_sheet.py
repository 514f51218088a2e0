"""The sheet with all shortcuts (``Ctrl+/``)."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from overstap.gui import theme
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.widgets import Scroll, column, row, words
from overstap.i18n.texts import Texts

Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

KEYS: Groups = (
    (
        "everywhere",
        (
            ("Ctrl+K · Ctrl+F", "search"),
            ("Ctrl+N", "register"),
            ("F3", "overview"),
            ("Ctrl+PgDn · Ctrl+PgUp", "screens"),
            ("Ctrl+Z · Ctrl+Y · Ctrl+Shift+Z", "undo"),
            ("Ctrl+L", "lock"),
            ("Ctrl+Shift+B", "blur"),
            ("Ctrl+/ · ?", "keys"),
        ),
    ),
    (
        "list",
        (("↑ ↓", "walk"), ("Enter", "open"), ("F2", "edit")),
    ),
    (
        "receive",
        (
            ("Ctrl+O", "receive.choose"),
            ("F5", "receive.again"),
            ("Ctrl+Enter", "receive.take"),
            ("Ctrl+Shift+V", "receive.ask"),
        ),
    ),
    (
        "handover",
        (("Ctrl+Enter", "handover.on"),),
    ),
    (
        "overview.page",
        (
            ("Alt+1 … Alt+5", "overview.pages"),
            ("Alt+← · Alt+→", "members"),
            ("Ctrl+P", "overview.print"),
            ("Esc", "overview.back"),
        ),
    ),
    (
        "administration",
        (
            ("Alt+1 … Alt+9", "administration.pages"),
            ("Ctrl+Enter", "administration.act"),
        ),
    ),
    (
        "file",
        (
            ("Enter", "next"),
            ("F8", "next_open"),
            ("Alt+1 … Alt+9 · Alt+0 · Alt+- · Alt+=", "sections"),
            ("Ctrl+1 · Ctrl+2 · Ctrl+3 · Ctrl+0", "statuses"),
            ("Ctrl+B", "basis"),
            ("Ctrl+T", "proposal"),
            ("F1", "why"),
            ("Ctrl+H", "earlier"),
            ("Alt+↑ · Alt+↓", "move"),
            ("Ctrl+S", "save"),
            ("Ctrl+Enter", "finish"),
            ("Alt+← · Alt+→", "members"),
        ),
    ),
    (
        "dossier",
        (
            ("Ctrl+P", "dossier.print"),
            ("Ctrl+S", "dossier.save"),
            ("Alt+PgDn · Alt+PgUp", "dossier.pages"),
            ("Ctrl+= · Ctrl+- · Ctrl+0", "dossier.zoom"),
            ("Ctrl+Shift+P", "dossier.more"),
            ("Esc", "dossier.back"),
        ),
    ),
    (
        "talk",
        (
            ("F6", "talk.open"),
            ("PgDn · PgUp", "talk.walk"),
            ("1 … 9", "talk.digit"),
            ("F4", "talk.note"),
            ("F7", "talk.turn"),
            ("F9", "talk.second"),
        ),
    ),
)
"""Groups of (keys, text key ``keys.<what>``)."""
_LEFT = 6
"""How many groups stand in the left half."""


class KeySheet(InReadingOrder, QDialog):
    """All shortcuts on one page."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts("desk.keys"))
        whole = QVBoxLayout(self)
        edge = theme.spacing(6)
        whole.setContentsMargins(edge, edge, edge, edge)
        whole.setSpacing(theme.spacing(3))
        page = Scroll()
        halves = column(4) if theme.large() else row(8)
        for groups in (KEYS[:_LEFT], KEYS[_LEFT:]):
            halves.addLayout(_column(groups, texts))
        page.body.addLayout(halves)
        page.body.addStretch(1)
        whole.addWidget(page)
        self.resize(QSize(theme.size(920), theme.size(640)).boundedTo(parent.window().size()))
        box = QDialogButtonBox()
        close = box.addButton(texts("desk.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(close.text())
        box.rejected.connect(self.reject)
        whole.addWidget(box)


def _column(groups: Groups, texts: Texts) -> QVBoxLayout:
    half = QVBoxLayout()
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.spacing(6))
    grid.setVerticalSpacing(theme.spacing(2))
    for group, keys in groups:
        head = words(texts(f"keys.{group}"), "cardtitle")
        head.setContentsMargins(0, 0 if group == groups[0][0] else theme.spacing(4), 0, 0)
        grid.addWidget(head, grid.rowCount(), 0, 1, 2)
        for pressed, what in keys:
            line = grid.rowCount()
            grid.addWidget(words(pressed, "strong", wrap=True), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(texts(f"keys.{what}"), wrap=True), line, 1)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    half.addLayout(grid)
    half.addStretch(1)
    return half
