"""How a state of the overview is drawn: picture, ink and ground. Never by colour alone."""

from overstap.gui import theme
from overstap.gui.widgets import state_colour

_PICTURES = {"ready": "arrow-right", "planned": "none", "near": "link"}


def picture_of(state: str) -> str:
    """The drawing of a state."""
    return _PICTURES.get(state, state)


def ink_of(state: str) -> str:
    """The colour of its drawing and word."""
    now = theme.tokens()
    own = {"ready": now.accent, "planned": now.text2, "near": now.text2}
    return own.get(state) or state_colour(state)


def ground_of(state: str) -> str:
    """The colour under them."""
    now = theme.tokens()
    return {
        "done": now.ok_soft,
        "busy": now.accent_soft,
        "later": now.warn_soft,
    }.get(state, now.surface)
