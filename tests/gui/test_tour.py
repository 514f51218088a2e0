"""A tour of every screen and dialog, once for all of these tests, with text of 200 % on a small
laptop: everything fits, has a name, shows the focus, and Tab goes the way one reads."""

import gc
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

import screenshots
from accessible import kind, nameless, shows_focus, tab_order, upwards
from overstap.gui import theme
from overstap.gui.jobs import JobRunner
from overstap.gui.settings_menu import Choices
from room import cut
from screenshots import HEIGHT, WIDTH, Camera

PERCENT = 200
PATIENCE = 10
"""So often a screen is looked at again: on a busy computer it is laid out a moment later."""


class Surveyor(Camera):
    """Goes the round of the photographer and writes down what is wrong."""

    def __init__(self, jobs: JobRunner) -> None:
        choices = Choices("nl", PERCENT, "light", 5)
        super().__init__(Path(), "", choices, jobs, pause_ms=20, rounds=2)
        self.seen: list[str] = []
        self.cut: list[str] = []
        self.nameless: list[str] = []
        self.upwards: list[str] = []
        self.unseen: list[str] = []
        self.looked: set[tuple[str, str, bool]] = set()

    def take(self, widget: QWidget, name: str) -> None:
        self.settle()
        self.seen.append(name)
        self._measure(widget, name)
        self.nameless += [f"{name}: {fault}" for fault in nameless(widget)]
        before = QApplication.focusWidget()
        order = [] if isinstance(widget, QMenu) else tab_order(widget)
        self.upwards += [f"{name}: {fault}" for fault in upwards(order)]
        self._look_for_focus(order, name)
        if before is not None and isValid(before):
            before.setFocus()

    def _measure(self, widget: QWidget, name: str) -> None:
        least = widget.minimumSizeHint()
        if least.width() > WIDTH or least.height() > HEIGHT:
            self.cut.append(f"{name}: needs {least.width()} x {least.height()}")
        for _ in range(PATIENCE):
            if not cut(widget):
                return
            self.settle()
        self.cut += [f"{name}: {fault}" for fault in cut(widget)]

    def _look_for_focus(self, order: list[QWidget], name: str) -> None:
        """At one of each kind that was not looked at before; ``test_focus`` looks at the dark."""
        for widget in order:
            if isValid(widget) and kind(widget) not in self.looked:
                self.looked.add(kind(widget))
                if not shows_focus(widget):
                    self.unseen.append(f"{name}: {kind(widget)}")


@pytest.fixture(scope="module")
def tour(qapp: QApplication) -> Surveyor:
    """In a folder with a short path, as at a desk."""
    gc.disable()  # as ``conftest`` says
    theme.install(qapp, PERCENT, "light")
    jobs = JobRunner()
    surveyor = Surveyor(jobs)
    with TemporaryDirectory() as folder, screenshots.an_office(Path(folder), 8) as (doors, app):
        screenshots.photograph(surveyor, doors, app, ())
    jobs.close()
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.install(qapp)
    return surveyor


def test_everything_fits_on_a_small_screen_with_text_twice_as_large(tour: Surveyor) -> None:
    assert len(tour.seen) > 80
    assert tour.cut == []


def test_every_control_has_a_name_and_a_role_for_a_screen_reader(tour: Surveyor) -> None:
    assert {"settings", "door-unlock", "talk-apc-choice"} <= set(tour.seen)
    assert tour.nameless == []


def test_what_the_keys_go_to_looks_different(tour: Surveyor) -> None:
    assert len(tour.looked) > 30
    assert tour.unseen == []


def test_tab_goes_down_and_to_the_right(tour: Surveyor) -> None:
    assert tour.upwards == []
