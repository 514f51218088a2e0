"""Whatever offices and residents are called, what the terminal shows is what the program says."""

import csv
import io
from pathlib import Path

import pytest

from bundle_parties import Party
from offices import CommandLine
from overstap.bundle.cards import write_card_file
from overstap.bundle.errors import NotACardError
from overstap.i18n.texts import load
from overstap.usecases.app import App
from people import register

REFUSED = 3
SAID = "Gecontroleerd"
TRICKS = {
    "clears the screen": f"\x1b[2J\x1b[H{SAID}",
    "writes over the line": f"\r{SAID}",
    "goes back": f"\b\b\b{SAID}",
    "adds a line": f"\n{SAID}",
    "adds a paragraph": f"\u2029{SAID}",
    "turns the line": f"\u202e{SAID[::-1]}",
    "isolates": f"\u2067{SAID}",
    "old terminal": f"\x9b2J{SAID}",
}
OBEYED = frozenset("\x1b\r\b\x9b\u202e\u2067\u2029")


def is_plain(shown: str) -> bool:
    """Whether a terminal only shows this, and none of its lines is somebody else's."""
    return not OBEYED & set(shown) and not any(
        line.strip().startswith(SAID) for line in shown.splitlines()
    )


@pytest.fixture
def command(location: App, tmp_path: Path) -> CommandLine:
    location.close()
    return CommandLine(tmp_path)


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS)
def test_an_office_whose_name_would_command_the_terminal_is_refused(
    command: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str], trick: str
) -> None:
    path = tmp_path / "theirs.card"
    write_card_file(path, *Party(f"Gemeente{trick}").signed_card)

    code = command("location", "card", "import", str(path))

    told = capsys.readouterr()
    assert (code, told.out) == (NotACardError.exit_code, "")
    assert told.err.strip() == load("nl").error(NotACardError())
    assert command("location", "card", "list") == 0
    assert capsys.readouterr().out == ""


def test_residents_cannot_be_called_what_commands_the_terminal(
    location: App,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    persons = [
        register(location, name=f"Haddad{t}", given=f"Layla{t}", born=f"1985{t}", v=f"29{t}")
        for t in TRICKS.values()
    ]
    location.close()
    command = CommandLine(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n" * len(persons)))

    assert command("location", "resident", "list") == 0
    listed = capsys.readouterr().out
    for person in persons:
        assert command("location", "resident", "show", person) == 0
        assert command("location", "erase", person, "--reason", "request") != 0
    shown = capsys.readouterr()

    assert len(listed.splitlines()) == len(persons) + 1
    assert "Haddad" in listed
    assert "Haddad" in shown.out
    assert is_plain(listed)
    assert is_plain(shown.out)
    assert is_plain(shown.err)


def test_a_list_of_residents_cannot_command_the_terminal(
    command: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "lijst.csv"
    rows = [(f"Haddad{trick}", f"ergens{trick}", "") for trick in TRICKS.values()]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Achternaam", "Geboortedatum", f"Kamer{rows[0][0]}"), *rows])

    assert command("location", "resident", "import", str(path)) == REFUSED

    told = capsys.readouterr()
    assert told.out.count("ergens") == len(TRICKS)
    assert is_plain(told.out)
    assert is_plain(told.err)
