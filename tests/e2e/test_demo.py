"""The demo plays the whole chain, from intake to receipt and paper, without a screen."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from offices import no_window
from overstap.cli.demo import PASSPHRASE
from overstap.cli.main import run
from overstap.doors import Doors


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo put everything."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "passphrase").write_text(PASSPHRASE, "utf-8")
    doors = Doors(folder / "settings.json")
    assert run(doors, ["demo", "--dir", str(folder), "--households", "3", "--json"], no_window) == 0
    return folder


def ask(capsys: pytest.CaptureFixture[str], place: Path, office: str, *command: str) -> object:
    """What a command says to a script."""
    options = ["--vault", str(place / office), "--passphrase-file", str(place / "passphrase")]
    assert run(Doors(place / "settings.json"), [*options, *command, "--json"], no_window) == 0
    return json.loads(capsys.readouterr().out)


def test_it_says_to_a_script_where_everything_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doors = Doors(tmp_path / "settings.json")
    assert (
        run(doors, ["demo", "--dir", str(tmp_path), "--households", "1", "--json"], no_window) == 0
    )
    said = json.loads(capsys.readouterr().out)
    assert (said["households"], said["handed_over"], said["dossiers"]) == (1, 1, 1)
    assert Path(said["bundle"]).is_file()


def test_it_prints_a_dossier_of_every_household_that_was_handed_over(place: Path) -> None:
    printed = list((place / "dossiers").glob("*.pdf"))
    assert len(printed) == 2
    assert all(file.read_bytes().startswith(b"%PDF-") for file in printed)


def test_the_gemeente_holds_only_who_was_handed_over(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ask(capsys, place, "locatie", "resident", "list")
    there = ask(capsys, place, "gemeente", "resident", "list")
    assert isinstance(here, list)
    assert isinstance(there, list)
    assert len({one["household"] for one in here}) == 3
    assert {one["record"] for one in there} == {one["record"] for one in here if one["released"]}
    assert all(one["received"] for one in there)


def test_the_same_bundle_again_changes_nothing(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundles = sorted((place / "uitwisseling").glob("*.overstap"))
    verdicts = []
    for bundle in bundles:
        options = ["--vault", str(place / "gemeente")]
        options += ["--passphrase-file", str(place / "passphrase")]
        code = run(
            Doors(place / "settings.json"), [*options, "verify", str(bundle), "--json"], no_window
        )
        said = capsys.readouterr().out
        if code == 0:
            verdicts.append(json.loads(said)["verdict"])
    assert verdicts == ["duplicate"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_search_that_it_suggests_finds_somebody_who_is_spelled_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    (secret := tmp_path / "secret").write_text(PASSPHRASE, "utf-8")
    doors = Doors(tmp_path / "settings.json")
    play = ["demo", "--dir", str(tmp_path), "--households", "1", "--no-window"]
    assert run(doors, ["--lang", language, *play], no_window) == 0
    options, _, command = capsys.readouterr().out.strip().rpartition(" resident ")
    vault = options.rpartition("--vault ")[2]

    where = ["--vault", vault, "--passphrase-file", str(secret)]
    assert run(doors, [*where, "resident", *command.split(), "--json"], no_window) == 0
    found = json.loads(capsys.readouterr().out)
    assert found
    assert command.split()[-1] not in json.dumps(found).lower()


def test_the_recovery_drill_can_be_practised_with_what_it_leaves(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [backup] = (place / "reservekopieen").glob("*.backup")
    with pypdfium2.PdfDocument(place / "herstelkit.pdf") as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    [begin] = re.findall(r"AGE-SECRET-KEY-\S+", text)
    groups = dict(re.findall(r"(\d+)\. ([A-Z0-9]+)", text.partition(begin)[2]))
    (place / "kit").write_text(begin + "".join(groups[n] for n in sorted(groups, key=int)))

    options = ["--vault", str(place / "locatie"), "--passphrase-file", str(place / "passphrase")]
    drill = ["backup", "drill", str(backup), "--recovery-key-file", str(place / "kit")]
    assert run(Doors(place / "settings.json"), [*options, *drill], no_window) == 0
    assert backup.name in capsys.readouterr().out
