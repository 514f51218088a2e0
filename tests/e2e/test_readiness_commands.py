"""The commands about households and how far they are: what they say, and that they say it twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from offices import no_window
from overstap.cli.main import run
from overstap.doors import Doors
from overstap.i18n.texts import load

PASSPHRASE = "zeven gele trams bij de brug"


class Desk:
    """A training vault with made-up people, and the command line in front of it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._doors = Doors(folder / "settings.json")
        self._file = folder / "passphrase"
        self._file.write_text(PASSPHRASE, "utf-8")
        self._vault = folder / "vault"
        self._capsys = capsys

    def __call__(self, *command: str, ends_with: int = 0) -> str:
        options = ["--vault", str(self._vault), "--passphrase-file", str(self._file)]
        self._capsys.readouterr()
        assert run(self._doors, [*options, *command], no_window) == ends_with
        said = self._capsys.readouterr()
        return said.out + said.err

    def json(self, *command: str) -> object:
        return json.loads(self(*command, "--json"))

    def take_in(self, workbook: Path) -> None:
        self("vault", "create", "--name", "Voorbeeldlocatie", "--gm-code", "GM0193", "--training")
        workbook.write_text(
            "V-nummer;Achternaam;Voornamen;Geboortedatum\n"
            "2900000001;Haddad;Sami;1-1-1990\n2900000002;Aziz;Layla;2-2-1991\n",
            "utf-8",
        )
        self("resident", "import", str(workbook))


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    made = Desk(tmp_path, capsys)
    made.take_in(tmp_path / "lijst.csv")
    return made


def rows(desk: Desk) -> list[dict[str, str]]:
    found = desk.json("resident", "list")
    assert isinstance(found, list)
    return sorted(found, key=lambda row: row["v_number"])


def test_households_are_joined_split_and_put_back(desk: Desk) -> None:
    sami, layla = rows(desk)
    desk("household", "join", sami["household"], layla["household"])
    joined = {row["household"] for row in rows(desk)}

    desk("household", "split", layla["record"], "--protected")
    apart = rows(desk)
    desk("household", "undo")

    assert joined == {sami["household"]}
    assert apart[0]["household"] != apart[1]["household"]
    assert apart[1]["household"] == sami["household"]
    assert {row["household"] for row in rows(desk)} == joined
    log = desk.json("household", "log")
    assert isinstance(log, list)
    assert [done["kind"] for done in log] == ["join"]


def test_a_split_of_everybody_is_refused_with_a_sentence(desk: Desk) -> None:
    sami, _ = rows(desk)

    said = desk("household", "split", sami["record"], ends_with=3)

    assert load("nl")("error.household.nobody_stays") in said


@pytest.mark.parametrize("language", ["nl", "en"])
def test_how_far_somebody_is_can_be_read_in_both_languages(desk: Desk, language: str) -> None:
    sami, _ = rows(desk)
    texts = load(language)

    readiness = desk("--lang", language, "readiness", sami["record"])
    chain = desk("--lang", language, "chain", sami["household"])
    regions = desk("--lang", language, "regions", sami["household"])
    to_ask = desk("--lang", language, "to-ask", sami["household"])

    assert texts("route.no_decision") in readiness
    assert texts("checklist.A1") in readiness
    assert texts("lane.inburgering") in chain
    assert texts("chain.waits_for", steps=texts("chain.brp")) in chain
    assert texts("regions.no_decision") in regions
    assert texts("regions.holds_location") in regions
    assert texts("question.status.phase") in to_ask


def test_a_file_is_shown_in_the_order_in_which_it_is_asked(desk: Desk) -> None:
    sami, _ = rows(desk)

    said = desk("resident", "show", sami["record"])

    assert said.splitlines() == [
        "Haddad, Sami",
        "",
        "Persoon",
        "  V-nummer: 2900000001",
        "  Achternaam of naamketen: Haddad",
        "  Voornamen: Sami",
        "  Geboortedatum: 1 januari 1990",
    ]


def test_an_item_set_by_hand_is_shown_and_given_back(desk: Desk) -> None:
    sami, _ = rows(desk)

    def item() -> dict[str, Any]:
        shown = desk.json("resident", "show", sami["record"])
        assert isinstance(shown, dict)
        groups = shown["readiness"]["checklist"]["groups"]
        return next(i for group in groups for i in group["items"] if i["key"] == "A2")

    desk("checklist", sami["record"], "A2", "done", "--on", "2026-11-20")
    by_hand = item()
    desk("checklist", sami["record"], "A2")

    assert by_hand["said"] == {"state": "done", "on": "2026-11-20", "who": None}
    assert by_hand["state"] == "done"
    assert item()["said"]["state"] is None
    desk("checklist", sami["record"], "Z9", "done", ends_with=3)


def test_everything_is_there_for_a_script(desk: Desk) -> None:
    sami, _ = rows(desk)

    found = desk.json("readiness", sami["record"])
    steps = desk.json("chain", sami["household"])
    regions = desk.json("regions", sami["household"])

    assert isinstance(found, list)
    assert found[0]["route"]["version"]
    assert isinstance(steps, list)
    assert {step["lane"] for step in steps} == {"reception", "housing", "inburgering"}
    assert isinstance(regions, dict)
    assert len(regions["regions"]["regions"]) >= 35
