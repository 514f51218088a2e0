"""The power fails while a desk writes, and the disk keeps only what was synced and some of the
rest: the vault opens, the audit chain holds, and what was said to be saved is there as a whole.

A few moments are tried; for more, drawn anew each time: ``python tests/lose_power.py 500``.
"""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from offices import PASSPHRASE, take_in
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from power import STRACE, Call, Disk, File, calls

TESTS = Path(__file__).parents[1]
SAVES, MOMENTS = 3, 6


def strace() -> bool:
    """Whether there is one, and it may look into a process here."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False).returncode == 0


def traced(folder: Path, saves: int) -> list[Call]:
    """What a desk did, call by call, until it was closed."""
    trace = folder.with_name(f"{folder.name}.trace")
    paths = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    desk = [sys.executable, str(TESTS / "e2e" / "desk_losing_power.py"), str(folder), str(saves)]
    subprocess.run(
        [*STRACE, "-o", str(trace), *desk],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": paths},
    )
    with trace.open() as lines:
        done = [c for c in calls(lines) if said(c) or str(folder) in c.path or _names(c, folder)]
    trace.unlink()
    return done


def _names(call: Call, folder: Path) -> bool:
    return any(text.startswith(str(folder).encode()) for text in call.texts)


def said(call: Call) -> str:
    """What the desk told somebody with this call."""
    return call.texts[0].decode() if call.name == "write" and call.handle == "1" else ""


def check(folder: Path, told: str) -> None:
    """What is on the disk is in order, and holds all that was told."""
    app = Doors(folder / "settings.json").unlock(folder / "location", PASSPHRASE, Quiet())
    try:
        assert app.run_doctor.vault.check(Quiet()) == ()
        assert app.prove_audit().good
        _check_saved(app, told.splitlines())
    finally:
        app.close()


def _check_saved(app: App, told: list[str]) -> None:
    saved = [int(line.split()[1]) for line in told if line.startswith("saved")]
    hit = app.find_residents("").hits[0]
    record = app.open_file(hit.person).records[hit.person]
    room, name = record.text("person.room"), record.text("person.call_name")
    if saved:
        assert room == name, "both answers of a save, or neither"
        assert int(room.removeprefix("N-")) >= saved[-1], "what was told is there"
    users = {user.name for user in app.administer_users()}
    came = {line.removeprefix("in ") for line in told if line.startswith("in ")}
    went = {line.removeprefix("out ") for line in told if line.startswith("out ")}
    assert "Wit" in users
    assert not went & users
    assert len(came - went - users) <= 1, "who is being shut out may be out already"


@pytest.fixture
def at_rest(location: App, tmp_path: Path) -> Path:
    take_in(location, 1)
    location.close()
    return tmp_path


@pytest.mark.skipif(not strace(), reason="strace (Debian: strace) is not there, or may not trace")
def test_what_was_told_to_be_saved_survives_a_power_cut(
    at_rest: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lose_power(at_rest, tmp_path_factory.mktemp("cut"), SAVES, MOMENTS, random.Random(7))


def lose_power(folder: Path, beside: Path, saves: int, moments: int, dice: random.Random) -> None:
    """Let a desk work in ``folder``, and look at what is left after so many moments of it."""
    disk, told = Disk(folder), ""
    done = traced(folder, saves)
    chosen = set(dice.sample(range(len(done)), min(moments, len(done))))
    for at, call in enumerate(done):
        told += said(call)
        disk.do(call)
        if at in chosen:
            disk.after(dice, beside / "disk")
            check(beside / "disk", told)


# the disk that the test believes in


def test_a_disk_keeps_what_was_synced_and_some_of_the_rest() -> None:
    file = File(b"old")
    file.since += [(0, b"new"), (8192, b"far")]
    dice = random.Random(1)

    left = {file.after(dice) for _ in range(64)}

    assert left == {b"old", b"new", *(text + bytes(8189) + b"far" for text in (b"old", b"new"))}
    file.sync()
    assert {file.after(dice) for _ in range(8)} == {b"new" + bytes(8189) + b"far"}


def test_a_name_holds_once_its_folder_was_synced(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    disk = Disk(root)
    made = Call("1", "openat", "O_CREAT", 3, "3", str(root / "a"), ())
    disk.do(made)

    def names() -> set[str]:
        left = []
        for seed in range(16):
            disk.after(random.Random(seed), tmp_path / "left")
            left.append(" ".join(sorted(p.name for p in (tmp_path / "left").rglob("*"))))
        return set(left)

    assert names() == {"", "a"}
    disk.do(Call("1", "fsync", "4", 0, "4", str(root), ()))
    assert names() == {"a"}
