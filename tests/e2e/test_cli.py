"""The command line: what it says, to whom, and what it ends with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from offices import no_window
from overstap.cli.main import run
from overstap.doors import Doors
from overstap.i18n.texts import load

PASSPHRASE = "zeven gele trams bij de brug"


WRONG_USE = 2


class Desk:
    """One vault, and the command line in front of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "passphrase"
        self.file.write_text(PASSPHRASE + "\n", "utf-8")

    def __call__(self, *command: str) -> int:
        options = ["--vault", str(self.folder / "vault"), "--passphrase-file", str(self.file)]
        return run(Doors(self.folder / "settings.json"), [*options, *command], no_window)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A new vault of a location in training mode."""
    made = Desk(tmp_path)
    assert made("vault", "create", "--name", "Voorbeeldlocatie", "--training") == 0
    return made


def test_a_new_vault_tells_its_recovery_key_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path)
    assert desk("vault", "create", "--name", "Voorbeeldlocatie", "--training") == 0
    first = capsys.readouterr().out
    assert load("nl")("cli.vault.root_key", file=tmp_path / "vault" / "office-root.age") in first
    assert desk("vault", "unlock-check") == 0
    assert "Voorbeeldlocatie" in capsys.readouterr().out


@pytest.mark.parametrize("code", ["", "GM0000"])
def test_a_gemeente_without_a_code_of_now_is_not_made(desk: Desk, code: str) -> None:
    desk.folder /= "elsewhere"

    made = desk("vault", "create", "--name", "Gemeente", "--kind", "gemeente", "--gm-code", code)

    assert made == WRONG_USE
    assert not (desk.folder / "vault").exists()


def test_a_recovery_kit_that_cannot_be_written_leaves_no_vault_without_its_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path)
    create = ("vault", "create", "--name", "Voorbeeldlocatie", "--training", "--recovery-kit")

    assert desk(*create, str(tmp_path / "no" / "folder")) == WRONG_USE
    assert not (tmp_path / "vault").exists()

    assert desk(*create, str(tmp_path / "kit")) == 0
    assert (tmp_path / "kit" / "herstelkit.pdf").exists()
    assert "AGE-SECRET-KEY-PQ-1" in capsys.readouterr().out


def test_a_second_vault_in_the_same_folder_is_not_made(desk: Desk) -> None:
    assert desk("vault", "create", "--name", "Anders", "--training") == 6


def test_a_wrong_passphrase_ends_with_6_and_a_sentence(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.file.write_text("heel iets anders dan eerst", "utf-8")
    assert desk("vault", "unlock-check") == 6
    said = capsys.readouterr()
    assert said.err.strip()
    assert "Traceback" not in said.err


def test_without_a_vault_it_ends_with_6(tmp_path: Path) -> None:
    assert Desk(tmp_path)("resident", "list") == 6


def test_a_language_that_we_do_not_speak_is_refused(desk: Desk) -> None:
    assert desk("--lang", "de", "resident", "list") == WRONG_USE


def test_an_unknown_command_ends_with_2(desk: Desk) -> None:
    assert desk("teleport") == 2


def test_a_missing_passphrase_file_ends_with_2(desk: Desk) -> None:
    desk.file.unlink()
    assert desk("resident", "list") == 2


def test_a_file_that_is_no_bundle_ends_with_4(desk: Desk, tmp_path: Path) -> None:
    stray = tmp_path / "photo.overstap"
    stray.write_bytes(b"\x89PNG and nothing more")
    assert desk("verify", str(stray)) == 4


def test_nobody_is_found_in_a_new_vault(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert desk("resident", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_doctor_finds_a_new_vault_in_order(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert desk("doctor", "--json") == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert all(finding["good"] for finding in findings)
    todo = {finding["code"] for finding in findings if finding["todo"]}
    assert todo == {"backup.none", "drill.none"}
    assert desk("doctor") == 0
    assert "! " in capsys.readouterr().out


def test_the_catalogue_is_in_order(desk: Desk) -> None:
    assert desk("catalogue", "check") == 0


def test_a_catalogue_of_ones_own_is_checked_and_its_fault_is_named(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own" / "tables"
    own.mkdir(parents=True)
    table = own / "gezag.csv"
    table.write_text("# version: 2027-01-01\n# reference: x\n# source: x\ncode,nl\n1,\n")

    assert desk("catalogue", "check", str(own.parent)) == 4

    assert "gezag.csv" in capsys.readouterr().err
    table.unlink()
    assert desk("catalogue", "check", str(own.parent)) == 0


def test_the_data_table_is_written_as_markdown_and_as_a_spreadsheet(
    desk: Desk, tmp_path: Path
) -> None:
    for name in ("table.md", "table.xlsx"):
        assert desk("catalogue", "dpia", "--out", str(tmp_path / name)) == 0
    assert desk("catalogue", "dpia", "--out", str(tmp_path / "table.doc")) == 4

    assert "person.v_number" in (tmp_path / "table.md").read_text("utf-8")
    assert (tmp_path / "table.xlsx").read_bytes()[:2] == b"PK"


def test_tables_and_translations_can_be_listed(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert desk("catalogue", "tables", "--json") == 0
    tables = {table["name"]: table for table in json.loads(capsys.readouterr().out)}
    assert desk("catalogue", "translations", "--json") == 0
    languages = {one["language"]: one for one in json.loads(capsys.readouterr().out)}
    assert desk("catalogue", "translations", "--template", "tir") == 0
    template = capsys.readouterr().out

    assert tables["gemeenten"]["reference"] == "2026-01-01"
    assert languages["tir"]["total"] == languages["tir"]["told"] + len(languages["tir"]["missing"])
    assert 'msgid "ask.person.v_number"' in template
    assert desk("catalogue", "tables") == desk("catalogue", "translations") == 0


def test_the_doctor_looks_at_a_computer_that_has_no_vault_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path)

    assert desk("doctor") == 0

    said = capsys.readouterr().out
    assert "! " + load("nl")("doctor.vault.none", path=tmp_path / "vault") in said
    assert load("nl")("cli.doctor.settings") in said


def test_an_error_is_said_in_the_language_that_was_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doors = Doors(tmp_path / "settings.json")
    missing = tmp_path / "nowhere"
    said = []
    for language in ("nl", "en"):
        options = ["--vault", str(missing), "--passphrase-file", str(missing)]
        assert run(doors, [*options, "--lang", language, "resident", "list"], no_window) == 2
        said.append(capsys.readouterr().err.strip())
    assert said == [
        load(language)("error.cli.secret_file", path=missing) for language in ("nl", "en")
    ]


def test_the_program_starts_as_a_module_without_a_screen(tmp_path: Path) -> None:
    settings = {"OVERSTAP_SETTINGS": str(tmp_path / "settings.json")}
    done = subprocess.run(
        [sys.executable, "-m", "overstap", "version"],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_screen_the_window_says_so_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)

    assert run(Doors(tmp_path / "settings.json"), ["window"], no_window) == 2

    assert capsys.readouterr().err.strip() == load("nl")("error.cli.no_screen")


def test_the_window_opens_on_the_chosen_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    opened = []

    def window(_vaults: object, folder: Path) -> int:
        opened.append(folder)
        return 0

    options = ["--vault", str(tmp_path), "window"]
    assert run(Doors(tmp_path / "settings.json"), options, window) == 0
    assert opened == [tmp_path]


def test_a_script_reads_our_own_card(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert desk("card", "show", "--json") == 0
    card = json.loads(capsys.readouterr().out)
    assert desk("card", "list", "--json") == 0
    others = json.loads(capsys.readouterr().out)

    assert (card["name"], card["training"]) == ("Voorbeeldlocatie", True)
    assert len(card["number"].split()) == 8
    assert others == []


def test_a_drill_without_a_recovery_key_names_that_key(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    missing = str(tmp_path / "nowhere")
    assert desk("backup", "drill", missing) == 2
    assert load("nl")("error.cli.no_recovery_key") in capsys.readouterr().err
    assert desk("backup", "drill", missing, "--recovery-key-file", missing) == 2
    assert missing in capsys.readouterr().err
