"""The sheet of keys says all of them, and only those that there are."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication

from doing import PATIENCE_MS
from offices import take_in
from overstap.gui.key_sheet import KEYS, KeySheet
from overstap.usecases.app import App
from shell_page import ShellPage

SCREENS = (
    "work",
    "residents",
    "handover",
    "receive",
    "offices",
    "administration",
    "mailbox",
    "doubles",
    "list_import",
    "overview",
    "dossier",
    "talk",
)
NAMES = {"PgDn": "PgDown", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "Enter": "Return"}


@pytest.fixture
def page(qtbot: Any, location: App) -> ShellPage:
    page = ShellPage(qtbot, location, "residents")
    page.shell.activateWindow()
    qtbot.waitUntil(page.shell.isActiveWindow, timeout=PATIENCE_MS)
    return page


def portable(keys: str) -> str:
    """As Qt writes it: other names for the same keys are one."""
    for ours, theirs in NAMES.items():
        keys = re.sub(rf"(^|\+){ours}$", rf"\1{theirs}", keys)
    return QKeySequence(keys).toString()


def on_the_sheet() -> Iterator[str]:
    for _, lines in KEYS:
        for shown, _ in lines:
            for part in re.split(r" · | (?=[↑↓]$)", shown):
                first, _, last = part.partition(" … ")
                for digit in range(int(first[-1]), int(last[-1]) + 1) if last else ():
                    yield portable(f"{first[:-1]}{digit}")
                yield portable(first)


def bound(page: ShellPage) -> set[str]:
    """What the screens listen to, alone or with a button."""
    for name in SCREENS:
        page.shell.screen_of(name)
    keys = [s.key().toString() for s in page.shell.findChildren(QShortcut)]
    keys += [b.shortcut().toString() for b in page.shell.findChildren(QAbstractButton)]
    return {key for key in keys if key} - {"Ctrl+Enter"}  # the keypad's Enter is Enter


def test_every_key_is_on_the_sheet(page: ShellPage) -> None:
    assert sorted(bound(page) - set(on_the_sheet())) == []


def test_search_is_one_key_away_from_everywhere(page: ShellPage) -> None:
    box = page.screen.column.box

    for keys in (Qt.Key.Key_K, Qt.Key.Key_F):
        page.shell.show_screen("offices")
        page.settle()
        page.qtbot.keyClick(page.shell, keys, Qt.KeyboardModifier.ControlModifier)
        page.settle()
        assert QApplication.focusWidget() is box


def test_the_keys_are_shown_while_somebody_types(
    page: ShellPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[KeySheet] = []
    monkeypatch.setattr(KeySheet, "exec", lambda sheet: shown.append(sheet))

    page.qtbot.keyClick(page.screen.column.box, "/", Qt.KeyboardModifier.ControlModifier)

    assert len(shown) == 1
    assert page.screen.column.box.text() == ""


def test_from_the_search_box_a_number_goes_to_a_section_of_the_file_in_sight(
    page: ShellPage, location: App
) -> None:
    household = take_in(location)[0]
    box = page.screen.column.box
    page.qtbot.keyClick(box, "4", Qt.KeyboardModifier.AltModifier)
    page.screen.open_resident(location.open_file(household).person)
    page.settle()
    page.screen.focus_search()

    page.qtbot.keyClick(box, "4", Qt.KeyboardModifier.AltModifier)
    page.settle()

    assert page.screen.file.place()[1] == "housing"


def test_a_question_mark_shows_the_keys_unless_somebody_types(
    page: ShellPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[KeySheet] = []
    monkeypatch.setattr(KeySheet, "exec", lambda sheet: shown.append(sheet))

    page.qtbot.keyClick(page.screen.column.box, "?")
    typing = list(shown)
    page.shell.show_screen("offices")
    page.shell.rail.buttons["offices"].setFocus()
    page.qtbot.keyClick(page.shell.rail.buttons["offices"], "?")
    page.settle()

    assert (typing, len(shown)) == ([], 1)
