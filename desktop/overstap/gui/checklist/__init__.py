"""The checklist of one person, in a file and in the overview: shown, and set by hand.

``words`` puts it into words; ``view.ChecklistView`` shows it, and gives what somebody set as an
``ItemEdit``. Knows no vault.
"""

from overstap.gui.checklist.state import CheckGroup, CheckLine, ItemEdit

__all__ = ["CheckGroup", "CheckLine", "ItemEdit"]
