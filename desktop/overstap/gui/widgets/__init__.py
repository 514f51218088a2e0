"""The few shapes every screen is made of. They know the theme, and no resident or use case."""

from overstap.gui.widgets.buttons import (
    danger_button,
    link_button,
    primary_button,
    quiet_button,
    toggle_button,
)
from overstap.gui.widgets.chips import Chip, StateIcon, state_colour
from overstap.gui.widgets.flow import FlowLayout
from overstap.gui.widgets.labelled import Labelled, line_edit
from overstap.gui.widgets.pictures import Initials, Picture, icon, pixmap
from overstap.gui.widgets.sheets import (
    Banner,
    Card,
    Empty,
    Header,
    Meter,
    Scroll,
    Shrinking,
    at_left,
    column,
    empty,
    line,
    row,
    words,
)

__all__ = [
    "Banner",
    "Card",
    "Chip",
    "Empty",
    "FlowLayout",
    "Header",
    "Initials",
    "Labelled",
    "Meter",
    "Picture",
    "Scroll",
    "Shrinking",
    "StateIcon",
    "at_left",
    "column",
    "danger_button",
    "empty",
    "icon",
    "line",
    "line_edit",
    "link_button",
    "pixmap",
    "primary_button",
    "quiet_button",
    "row",
    "state_colour",
    "toggle_button",
    "words",
]
