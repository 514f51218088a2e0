"""Working in one resident's file: what is typed is shown at once, saved behind it, and undone.

The pane of a resident and the talk both do it with one ``Editing``: one order of writing, and one
history of edits.
"""

from overstap.gui.editing.edit import Edit, Saved, SaveState
from overstap.gui.editing.editing import Editing, EditingScreen, History, Run

__all__ = ["Edit", "Editing", "EditingScreen", "History", "Run", "SaveState", "Saved"]
