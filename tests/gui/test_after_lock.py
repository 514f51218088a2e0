"""Locked means gone: no answer is left in a window, a model or any object of the program."""

import gc
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from doing import PATIENCE_MS
from offices import PASSPHRASE
from overstap.domain.answers import Answer
from overstap.domain.rights import Right
from overstap.doors import Doors
from overstap.gui.app import Window
from overstap.gui.screens.overview.state import Page
from overstap.gui.screens.unlock import UnlockScreen
from overstap.gui.shell import Shell
from overstap.usecases.app import App

HALVES = ("Kana", "rienaam")
"""A name that stands nowhere as a whole but in the vault and where the program put it."""


def secret() -> str:
    return "".join(HALVES)


def register(location: App) -> None:
    person = {
        "person.surname": Answer(secret()),
        "person.given_names": Answer(f"{secret()} twee"),
        "person.bsn": Answer("999990019"),
    }
    shared = {"talk.notes": Answer(f"{secret()} in een notitie")}
    home = location.register_household([person], shared)
    location.hold_back(home.persons[0], Right.OBJECTION, f"{secret()} als reden")


@pytest.fixture
def window(qtbot: Any, doors: Doors, location: App, tmp_path: Path) -> Iterator[Window]:
    register(location)
    location.close()
    window = Window(doors, tmp_path / "location")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.lock()
    window.jobs.close()


def come_in(qtbot: Any, window: Window) -> Shell:
    door: Any = window.centralWidget()
    editor = door.page.fields["passphrase"].editor
    qtbot.keyClicks(editor, PASSPHRASE)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), Shell), timeout=PATIENCE_MS)
    shell = window.centralWidget()
    assert isinstance(shell, Shell)
    return shell


def look_everywhere(qtbot: Any, window: Window, shell: Shell) -> None:
    """Everything that shows who it is about: lists, file, talk, overview, handover, paper."""

    def settle() -> None:
        qtbot.waitUntil(lambda: not window.jobs.busy, timeout=PATIENCE_MS)
        QApplication.processEvents()

    residents = shell.show_screen("residents")
    residents.column.searched.emit(secret())
    settle()
    app: Any = window._app
    hit = app.find_residents(secret()).hits[0]
    shell.show_resident(hit.person)
    settle()
    shell.show_overview(hit.person)
    settle()
    for page in Page:
        shell.screen_of("overview").presenter.show_page(page)
        settle()
    for show in (shell.show_household, shell.show_dossier):
        show(hit.household)
        settle()
    for name in ("work", "receive", "offices"):
        shell.show_screen(name)
        settle()
    for page_name in ("shared", "retention", "disputes"):
        shell.show_page(page_name)
        settle()
    del app, hit


def test_no_answer_is_left_anywhere_after_locking(qtbot: Any, window: Window) -> None:
    shell = come_in(qtbot, window)
    look_everywhere(qtbot, window, shell)
    shell.screen_of("residents").column.box.setText(secret())
    assert in_widgets(), "it was there to be read"
    del shell

    window.lock()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockScreen), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=PATIENCE_MS)
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()

    assert in_widgets() == []
    assert in_models() == []
    assert in_objects() == []
    assert secret() not in (QApplication.clipboard().text() or "")


def in_widgets() -> list[str]:
    """Texts of any kind in any widget or other object of Qt."""
    found = []
    for top in QApplication.allWidgets():
        for one in (top, *top.findChildren(QObject)):
            meta = one.metaObject()
            for at in range(meta.propertyCount()):
                name = meta.property(at).name()
                value = one.property(name) if meta.property(at).typeName() == "QString" else ""
                if isinstance(value, str) and secret() in value:
                    found.append(f"{type(one).__name__}.{name}")
    return sorted(set(found))


def in_models() -> list[str]:
    return [
        type(model).__name__
        for model in gc.get_objects()
        if isinstance(model, QAbstractItemModel) and isValid(model)
        for row in range(min(model.rowCount(), 1_000))
        if secret() in str(model.data(model.index(row, 0)))
    ]


def in_objects() -> list[str]:
    """Whatever holds on to a text with the name in it."""
    needle = secret()
    return sorted(
        {
            f"{type(holder).__name__} {str(text)[:60]!r}"
            for holder in gc.get_objects()
            if not isinstance(holder, FrameType)
            for text in gc.get_referents(holder)
            if type(text) in (str, bytes) and _holds(text, needle)
        }
    )


def _holds(text: str | bytes, needle: str) -> bool:
    if isinstance(text, bytes):
        return needle.encode() in text
    return text is not needle and needle in text
