"""What one reads has a contrast of 4.5 to 1 or better, light and dark, also where it is disabled,
a hint in an empty field or a chip; what one operates has an edge of 3 to 1 (WCAG 2.2, 1.4.3)."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit

from contrast import contrast
from overstap.gui import theme
from overstap.gui.theme import BADGE, BADGE_TEXT, DARK, LIGHT, MARK_LINE, Tokens
from overstap.kernel import resources

SHEET = (resources.folder() / "style" / "window.qss").read_text("utf-8")
BOTH = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])

TEXTS = ("text", "text2", "text3")
GROUNDS = ("window", "surface", "sunken", "accent_soft")
PAIRS = (
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    *((tone, ground) for tone in ("accent", "ok", "warn", "bad") for ground in GROUNDS[:3]),
    *((tone, f"{tone}_soft") for tone in ("accent", "ok", "warn", "bad")),
    *(("text", f"{tone}_soft") for tone in ("ok", "warn", "bad")),
    *(("text2", f"{tone}_soft") for tone in ("warn", "bad")),
    ("on", "accent"),
    ("nav_text", "nav"),
    ("nav_on", "nav_sel"),
)


@BOTH
def test_every_text_stands_out_on_every_ground_it_stands_on(scheme: Tokens) -> None:
    now = asdict(scheme)

    faint = [(a, b, contrast(now[a], now[b])) for a, b in PAIRS if contrast(now[a], now[b]) < 4.5]

    assert faint == []


@BOTH
def test_the_edge_of_what_one_operates_stands_out(scheme: Tokens) -> None:
    now = asdict(scheme)

    for ground in ("window", "surface"):
        assert contrast(now["strong"], now[ground]) >= 3
        assert contrast(now["accent"], now[ground]) >= 3, "the ring of the focus"
    assert contrast(now["nav_on"], now["nav"]) >= 3


def test_the_badge_and_the_mark_stand_out_on_the_rail() -> None:
    assert contrast(BADGE_TEXT, BADGE) >= 4.5
    for scheme in (LIGHT, DARK):
        assert contrast(MARK_LINE, scheme.nav) >= 3
        assert contrast(BADGE, scheme.nav) >= 3


@BOTH
def test_every_rule_of_the_sheet_that_sets_both_can_be_read(scheme: Tokens) -> None:
    """Also those for what is disabled, pressed, chosen or under the mouse."""
    now, faint = asdict(scheme), []
    for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", SHEET):
        text = re.search(r"(?<![-\w])color: @(\w+)", rule)
        ground = re.search(r"(?<!selection-)background: @(\w+)", rule)
        if text and ground and contrast(now[text[1]], now[ground[1]]) < 4.5:
            faint.append((" ".join(selector.split()), text[1], ground[1]))

    assert faint == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hint_in_an_empty_field_can_be_read(qtbot, qapp: QApplication, scheme: str) -> None:
    theme.install(qapp, 100, scheme)
    field = QLineEdit(placeholderText="Zoek")
    qtbot.addWidget(field)
    field.show()

    palette, wanted = field.palette(), QColor(theme.tokens().text3)
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)
    hints = [palette.color(group, QPalette.ColorRole.PlaceholderText) for group in groups]
    theme.install(qapp)

    assert hints == [wanted, wanted]
