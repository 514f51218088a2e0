"""What the command line says about itself."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from offices import no_window
from overstap import __version__
from overstap.cli.main import commands, run
from overstap.doors import Doors


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Doors:
    return Doors(tmp_path_factory.mktemp("help") / "settings.json")


def every(command: Any, *names: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield names, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from every(inner, *names, name)


def test_every_command_helps_with_whole_sentences_and_says_what_each_option_does(
    doors: Doors, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = dict(every(typer.main.get_command(commands(doors, str, no_window))))

    for names in everything:
        assert run(doors, [*names, "-h"], no_window) == 0, names
        _usage, _, said = capsys.readouterr().out.partition("\n\n")
        assert not re.search(r"\w\.\.\.$", said, re.M), "no sentence is cut off"

    options = [
        (n, p) for n, command in everything.items() for p in command.params if "-" in p.opts[0]
    ]
    assert [(*names, option.name) for names, option in options if not option.help] == []


def test_a_shell_that_completes_opens_no_window() -> None:
    asked = {
        "_OVERSTAP_COMPLETE": "complete_bash",
        "COMP_WORDS": "overstap vault sha",
        "COMP_CWORD": "2",
    }
    screen = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}

    said = subprocess.run(
        [sys.executable, "-m", "overstap"],
        env={**os.environ, **asked, **screen},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert said.stdout.split() == ["share"]


def test_the_version_is_said(doors: Doors, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(doors, ["--version"], no_window) == 0
    assert capsys.readouterr().out.strip() == __version__
