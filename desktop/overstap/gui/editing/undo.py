"""Edits on the undo stack: one per question while one stays in it, across sections and members."""

from collections.abc import Callable
from zlib import crc32

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QUndoCommand, QUndoStack

from overstap.domain.answers import Answers
from overstap.gui.editing.edit import Edit
from overstap.gui.editing.editing import Editing

LIMIT = 200

Apply = Callable[[Edit, Answers, bool], None]
"""Writes one side of an edit; True to undo or redo it."""


class EditStack:
    """The history of what was done in ``editing``."""

    def __init__(self, editing: Editing) -> None:
        self.stack = QUndoStack()
        self.stack.setUndoLimit(LIMIT)
        self.undo, self.redo, self.clear = self.stack.undo, self.stack.redo, self.stack.clear
        self._apply: Apply = lambda edit, answers, again: editing.apply(edit, answers, again=again)

    def push(self, edit: Edit) -> None:
        """Remember the edit, and apply it."""
        self.stack.push(EditCommand(edit, self._apply))


class EditCommand(QUndoCommand):
    """Writes the answers after an edit; undoing writes those before it, as a new revision."""

    def __init__(self, edit: Edit, apply: Apply) -> None:
        super().__init__()
        self._edit, self._apply = edit, apply
        self._again = False

    def id(self) -> int:
        """The same for edits of the same questions of the same record: those become one."""
        key = "\n".join((self._edit.record, *sorted(self._edit.after)))
        return crc32(key.encode()) & 0x7FFFFFFF

    def mergeWith(self, other: QUndoCommand) -> bool:
        same = isinstance(other, EditCommand) and other.places == self.places
        if not isinstance(other, EditCommand) or not same or other._edit.apart:
            return False
        edit = self._edit
        self._edit = Edit(edit.person, edit.page, edit.record, edit.before, other._edit.after)
        self.setObsolete(self._edit.before == self._edit.after)
        return True

    @property
    def places(self) -> tuple[str, frozenset[str]]:
        """Where it writes."""
        return self._edit.record, frozenset(self._edit.after)

    def redo(self) -> None:
        self._apply(self._edit, self._edit.after, self._again)
        self._again = True

    def undo(self) -> None:
        self._apply(self._edit, self._edit.before, True)


def wait_until_settled(editing: Editing) -> None:
    """Until everything is in the vault or could not be; what is on screen stays as it is."""
    if not editing.settled:
        waiting = QEventLoop()
        editing.at_rest(waiting.quit)
        waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
