"""Killed at a random moment: the vault opens, the audit chain holds, and all or nothing is there.

``OVERSTAP_KILLS`` sets how often per kind of work: 3 by default, 70 and more by hand. Of everything
that writes a few kinds are drawn; by hand it is all of them.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from offices import PASSPHRASE, take_in
from overstap.crypto.passphrase import WrongPassphraseError
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from writing import ACTS, COLLEAGUE, prepare

KILLS = int(os.environ.get("OVERSTAP_KILLS", "3"))
TESTS = Path(__file__).parents[1]
DRAWN = ("add_user", "erase", "merge") if KILLS <= 3 else tuple(ACTS)


def killed(what: str, folder: Path, seconds: float) -> list[str]:
    """What the desk said until it was killed, so long after it was ready."""
    paths = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    desk = subprocess.Popen(
        [sys.executable, str(TESTS / "e2e" / "killed_desk.py"), what, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
    )
    assert desk.stdout is not None
    said = [desk.stdout.readline().strip()]
    time.sleep(seconds)
    desk.send_signal(signal.SIGKILL)
    said += [line.strip() for line in desk.stdout]
    desk.wait()
    desk.stdout.close()
    return said


def opened(folder: Path, office: str) -> App:
    app = Doors(folder / "settings.json").unlock(folder / office, PASSPHRASE, Quiet())
    assert [f.code for f in app.run_doctor(Quiet()) if not f.good and "vault" in f.code] == []
    return app


@pytest.fixture
def made(location: App, gemeente: App, tmp_path: Path) -> Path:
    """Both offices, locked; eight households are ready and one bundle with four is underway."""
    households = take_in(location, 8)
    location.hand_over(households[:4], gemeente.office.id, tmp_path, Quiet())
    location.close()
    gemeente.close()
    return tmp_path


@pytest.mark.parametrize("what", ["import", "export", "save", "rekey"])
def test_a_desk_that_is_killed_loses_nothing_it_had_said(
    what: str, made: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    dice = random.Random(what)
    for _ in range(max(1, KILLS // 3) if what == "rekey" else KILLS):
        folder = tmp_path_factory.mktemp(what)
        shutil.copytree(made, folder, dirs_exist_ok=True)

        said = killed(what, folder, dice.uniform(0.0, 0.6))

        assert said[0] == "ready"
        CHECKS[what](folder, said)
        shutil.rmtree(folder)


def check_import(folder: Path, said: list[str]) -> None:
    app = opened(folder, "gemeente")
    total = app.find_residents("").total
    (bundle,) = folder.glob("*.overstap")
    app.import_bundle(bundle, Quiet())
    everything = app.find_residents("").total
    app.close()
    assert total in (0, everything)
    assert "done" not in said or total == everything


def check_export(folder: Path, said: list[str]) -> None:
    app = opened(folder, "location")
    logged = [entry for entry in app.list_sent() if entry.number == 2]
    files = list((folder / "out").glob("*.overstap")) if (folder / "out").exists() else []
    app.close()
    assert len(files) >= len(logged), "what is remembered as sent was written"
    assert "done" not in said or logged


def check_save(folder: Path, said: list[str]) -> None:
    app = opened(folder, "location")
    numbers = [int(word) for word in said[1:] if word.isdigit()]
    rooms = [hit.room for hit in app.find_residents("K-").hits]
    app.close()
    kept = max((int(room[2:]) for room in rooms if room.startswith("K-")), default=-1)
    assert kept >= max(numbers, default=-1)


def check_rekey(folder: Path, said: list[str]) -> None:
    """Colleagues come and go, each time with a new key for the whole vault."""
    app = opened(folder, "location")
    users = {user.name for user in app.administer_users()}
    app.close()
    let_in = {word for word in said if word.startswith("Bos")}
    gone = {word.removeprefix("weg ") for word in said if word.startswith("weg ")}
    assert "Wit" in users
    assert not users & gone, "who was shut out stays out"
    assert len(users) <= 2
    leaving = {said[-1]}  # shutting them out may have been under way, and is finished by now
    assert let_in - gone - leaving <= users
    if gone:
        with pytest.raises(WrongPassphraseError):
            Doors(folder / "settings.json").unlock(folder / "location", COLLEAGUE, Quiet())


CHECKS = {
    "import": check_import,
    "export": check_export,
    "save": check_save,
    "rekey": check_rekey,
}


@pytest.fixture
def at_work(location: App, gemeente: App, tmp_path: Path) -> Path:
    """A desk, locked, at which everything can be done."""
    prepare(location, gemeente)
    ACTS["invite"](location, tmp_path)
    location.close()
    return tmp_path


@pytest.mark.parametrize("what", DRAWN)
def test_whatever_is_written_when_it_is_killed_is_there_or_not(
    what: str, at_work: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    dice = random.Random(what)
    for _ in range(max(1, KILLS // 3)):
        folder = tmp_path_factory.mktemp(what)
        shutil.copytree(at_work, folder, dirs_exist_ok=True)

        said = killed(what, folder, dice.uniform(0.0, 0.4))

        assert said[0] == "ready"
        opened(folder, "location").close()
        assert list(folder.glob("location/*.new")) == []
        shutil.rmtree(folder)
