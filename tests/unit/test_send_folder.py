"""The folder or stick that a bundle is written to, and what happens when it goes away."""

import errno
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from offices import take_in
from overstap.bundle.errors import DiskFullError, ReadOnlyError, RemovedError
from overstap.bundle.folder import write_new
from overstap.kernel.task import Quiet
from overstap.usecases.app import App


@dataclass
class PulledOut:
    """A stick that goes away while the bundle is written."""

    stick: Path

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        if what == "bundle.write" and self.stick.exists():
            shutil.rmtree(self.stick)


def test_a_folder_that_is_gone_or_no_folder_is_said_before_writing(
    location: App, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()

    problems = [location.send_folder.check(f, 10).problem for f in (tmp_path, file, tmp_path / "x")]

    assert problems == ["", "gone", "gone"]


def test_a_folder_without_room_is_said_before_writing(location: App, tmp_path: Path) -> None:
    state = location.send_folder.check(tmp_path, answers=1 << 60)

    assert (state.problem, state.needed > state.free > 0) == ("full", True)


def test_looking_at_a_folder_leaves_nothing_in_it(location: App, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    location.send_folder.check(stick, 10)

    assert list(stick.iterdir()) == []


def test_a_stick_pulled_out_while_writing_is_remembered_as_nothing_sent(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    households, stick = take_in(location), tmp_path / "stick"
    stick.mkdir()

    with pytest.raises(RemovedError):
        location.hand_over(households, gemeente.office.id, stick, PulledOut(stick))

    assert location.list_sent() == ()
    assert location.send_folder.last() is None
    plan = location.prepare_handover(households, gemeente.office.id)
    assert all(going.new for going in plan.going)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.EROFS, ReadOnlyError),
        (errno.EACCES, ReadOnlyError),
        (errno.EIO, RemovedError),
        (errno.ENOSPC, DiskFullError),
    ],
)
def test_what_the_system_says_of_a_stick_is_said_in_words_of_its_own(
    number: int, kind: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(kind), write_new(tmp_path / "a.overstap"):
        raise OSError(number, os.strerror(number))

    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_the_last_bundle_is_remembered(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    location.hand_over(take_in(location), gemeente.office.id, tmp_path, Quiet())

    assert location.send_folder.last() == tmp_path


def test_what_was_left_half_written_long_ago_is_removed_and_what_is_new_is_not(
    location: App, gemeente: App, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    old, new = stick / "a.overstap.part", stick / "b.overstap.part"
    old.touch()
    new.touch()
    long_ago = time.time() - 3 * 24 * 3600
    os.utime(old, (long_ago, long_ago))

    location.hand_over(take_in(location), gemeente.office.id, stick, Quiet())

    assert (old.exists(), new.exists()) == (False, True)
