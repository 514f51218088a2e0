"""The power goes in the middle of a word: the answer before it is in the vault."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from offices import PASSPHRASE, take_in
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.app import App

TESTS = Path(__file__).parents[1]


def test_at_most_the_field_that_was_being_typed_is_lost(location: App, tmp_path: Path) -> None:
    [household] = take_in(location)
    person = location.open_file(household).person
    location.close()
    paths = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])

    desk = subprocess.Popen(
        [sys.executable, str(TESTS / "e2e" / "typing_desk.py"), str(tmp_path), person],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
    )
    assert desk.stdout is not None
    said = desk.stdout.readline().strip()
    desk.send_signal(signal.SIGKILL)
    desk.wait()
    desk.stdout.close()

    app = Doors(tmp_path / "settings.json").unlock(tmp_path / "location", PASSPHRASE, Quiet())
    answers = app.open_file(person).records[person].answers
    app.close()
    assert said == "typing"
    assert answers["person.call_name"].value == "Lila"
