"""Setting an item by hand, on an undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from overstap.domain.readiness import Said
from overstap.gui.checklist.state import ItemEdit

Apply = Callable[[str, Said], None]
"""Writes what is said about an item."""


class ItemCommand(QUndoCommand):
    """Writes what somebody said about an item; undoing says again what was said before."""

    def __init__(self, edit: ItemEdit, apply: Apply) -> None:
        super().__init__()
        self._edit, self._apply = edit, apply

    def redo(self) -> None:
        self._apply(self._edit.item, self._edit.after)

    def undo(self) -> None:
        self._apply(self._edit.item, self._edit.before)
