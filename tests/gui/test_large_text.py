"""Every screen with text of 200 % on a small laptop: everything fits and nothing is cut off."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

import screenshots
from overstap.doors import Doors
from overstap.gui import theme
from overstap.gui.jobs import JobRunner
from overstap.gui.settings_menu import Choices
from overstap.usecases.app import App
from room import cut
from screenshots import HEIGHT, WIDTH, Camera

PERCENT = 200
PATIENCE = 10
"""So often a screen is looked at again: on a busy computer it is laid out a moment later."""


class Surveyor(Camera):
    """Goes the round of the photographer and writes down what does not fit."""

    def __init__(self, jobs: JobRunner) -> None:
        choices = Choices("nl", PERCENT, "light", 5)
        super().__init__(Path(), "", choices, jobs, pause_ms=20, rounds=2)
        self.seen: list[str] = []
        self.faults: list[str] = []

    def take(self, widget: QWidget, name: str) -> None:
        self.settle()
        self.seen.append(name)
        least = widget.minimumSizeHint()
        if least.width() > WIDTH or least.height() > HEIGHT:
            self.faults.append(f"{name}: needs {least.width()} x {least.height()}")
        for _ in range(PATIENCE):
            if not cut(widget):
                return
            self.settle()
        self.faults += [f"{name}: {fault}" for fault in cut(widget)]


@pytest.fixture
def office() -> Iterator[tuple[Doors, App]]:
    """In a folder with a short path, as at a desk."""
    with (
        TemporaryDirectory() as folder,
        screenshots.an_office(Path(folder), households=8) as made,
    ):
        yield made


def test_everything_fits_on_a_small_screen_with_text_twice_as_large(
    qapp: QApplication, office: tuple[Doors, App]
) -> None:
    theme.install(qapp, PERCENT, "light")
    jobs = JobRunner()
    surveyor = Surveyor(jobs)

    screenshots.photograph(surveyor, *office)
    jobs.close()
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.install(qapp)

    assert len(surveyor.seen) > 80
    assert surveyor.faults == []
