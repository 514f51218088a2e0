"""What is written about the commands, against the commands themselves."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from offices import no_window
from overstap.cli.main import commands
from overstap.doors import Doors

DOCS = Path(__file__).parents[2] / "desktop" / "docs"
NAMED = re.compile(r"`overstap ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """All commands, with the group that they are in."""
    doors = Doors(tmp_path_factory.mktemp("commands") / "settings.json")
    return frozenset(_names(typer.main.get_command(commands(doors, _deaf, no_window))))


def _deaf(_language: str) -> None:
    """Hears no language."""


def _names(command: object, group: str = "") -> Iterator[str]:
    for name, one in getattr(command, "commands", {}).items():
        if hasattr(one, "commands"):
            yield from _names(one, f"{name} ")
        else:
            yield group + name


def test_every_command_is_described(names: frozenset[str]) -> None:
    text = (DOCS / "command-line.md").read_text("utf-8")
    missing = [name for name in sorted(names) if not re.search(f"`{re.escape(name)}[ `]", text)]
    assert not missing


def test_no_document_names_a_command_that_does_not_exist(names: frozenset[str]) -> None:
    known = names | {name.split(" ")[0] for name in names}
    groups = {name.split(" ")[0] for name in names if " " in name}
    wrong = [
        f"{path.name}: {first} {second}"
        for path in DOCS.rglob("*.md")
        for first, second in NAMED.findall(path.read_text("utf-8"))
        if first not in known or (first in groups and second and f"{first} {second}" not in names)
    ]
    assert not wrong
