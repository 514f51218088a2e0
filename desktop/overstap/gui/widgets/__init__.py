"""The few shapes every screen is made of. They know the theme, and no resident or use case."""

from overstap.gui.widgets.buttons import (
    danger_button,
    link_button,
    primary_button,
    quiet_button,
    toggle_button,
)
from overstap.gui.widgets.chips import Chip, StateIcon, state_colour
from overstap.gui.widgets.face import Face, LineButton
from overstap.gui.widgets.flow import FlowLayout
from overstap.gui.widgets.labelled import Labelled, line_edit
from overstap.gui.widgets.labels import Fault, Shrinking, Wrapping, at_left, breakable, words
from overstap.gui.widgets.pictures import Initials, Picture, icon, pixmap
from overstap.gui.widgets.sheets import (
    Banner,
    Card,
    Empty,
    Header,
    Meter,
    Scroll,
    column,
    empty,
    line,
    row,
)
from overstap.gui.widgets.tips import show_tip, tip

__all__ = [
    "Banner",
    "Card",
    "Chip",
    "Empty",
    "Face",
    "Fault",
    "FlowLayout",
    "Header",
    "Initials",
    "Labelled",
    "LineButton",
    "Meter",
    "Picture",
    "Scroll",
    "Shrinking",
    "StateIcon",
    "Wrapping",
    "at_left",
    "breakable",
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
    "show_tip",
    "state_colour",
    "tip",
    "toggle_button",
    "words",
]
