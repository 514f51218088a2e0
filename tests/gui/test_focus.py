"""Where the keys go can be seen, light and dark: every rule of the sheet draws it, and what it is
drawn with stands out. That no widget goes without such a rule, ``test_tour`` looks at."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from accessible import shows_focus
from contrast import contrast
from doing import PATIENCE_MS
from overstap.gui import theme
from overstap.gui.reading_order import InReadingOrder
from overstap.gui.theme import DARK, LIGHT, Tokens
from overstap.kernel import resources

SHEET = (resources.folder() / "style" / "window.qss").read_text("utf-8")
KINDS = {
    kind.__name__: kind
    for kind in (
        QCheckBox, QComboBox, QLineEdit, QListView, QPlainTextEdit, QPushButton, QRadioButton,
        QSpinBox, QToolButton,
    )
}  # fmt: skip
RULES = [
    (selector.strip(), rule)
    for selectors, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", SHEET)
    for selector in selectors.split(",")
    if ":focus" in selector
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_rule_for_the_focus_is_seen(qapp: QApplication, qtbot, scheme: str) -> None:
    theme.install(qapp, 100, scheme)
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    made = {selector: _widget(selector) for selector, _ in RULES}
    for widget, rail in made.values():
        layout.addWidget(rail or widget)
    window.show()

    unseen = [selector for selector, (widget, _) in made.items() if not shows_focus(widget)]
    theme.install(qapp)

    assert len(made) > 20
    assert unseen == []


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_the_focus_is_drawn_with_stands_out(scheme: Tokens) -> None:
    now = asdict(scheme)
    drawn = {name for _, rule in RULES for name in re.findall(r"@(accent|text|nav_on)\b", rule)}

    grounds = {"accent": ("window", "surface", "sunken", "accent_soft"), "text": ("surface",)}
    faint = [
        (name, ground)
        for name in drawn
        for ground in grounds.get(name, ("nav",))
        if contrast(now[name], now[ground]) < 3
    ]

    assert drawn == {"accent", "text", "nav_on"}
    assert faint == []


def _widget(selector: str) -> tuple[QWidget, QWidget | None]:
    """What the selector is about, and what stands around it."""
    kind, name = re.findall(r"(Q\w+)(?:#(\w+))?", selector)[-1]
    widget = KINDS[kind]()
    widget.setObjectName(name)
    if hasattr(widget, "setText"):
        widget.setText("Verder")
    if ":checked" in selector:
        widget.setCheckable(True)
        widget.setChecked(True)
    if "#rail" not in selector:
        return widget, None
    rail = QWidget(objectName="rail")
    QVBoxLayout(rail).addWidget(widget)
    widget.setFocusPolicy(widget.focusPolicy() | widget.focusPolicy().StrongFocus)
    return widget, rail


def test_tab_follows_the_layout_and_stays_where_it_is_when_something_disappears(qtbot) -> None:
    window, made = Window(), [QPushButton(name) for name in "cab"]
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for button in sorted(made, key=QPushButton.text):
        layout.addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    window.setFocus()

    order = [window.focusNextChild() and QApplication.focusWidget().text() for _ in "abca"]
    made[0].setFocus()
    back = window.focusPreviousChild() and QApplication.focusWidget().text()
    made[2].hide()

    assert (order, back) == (["a", "b", "c", "a"], "b")
    assert QApplication.focusWidget() in (made[0], made[1])


class Window(InReadingOrder, QWidget):
    """Laid out in another order than it was made."""
