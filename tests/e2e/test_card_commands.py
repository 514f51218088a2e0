"""Cards of other offices on the command line: compared, blocked, known again."""

import json
from pathlib import Path

import pytest

from offices import PASSPHRASE, hand_over, no_window, take_in
from overstap.cli.main import run
from overstap.doors import Doors
from overstap.usecases.app import App

REFUSED, TRUST = 3, 5
OTHER = str.maketrans("0123456789", "1234567890")


def test_an_office_is_blocked_known_again_and_compared_anew(
    location: App, gemeente: App, doors: Doors, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = hand_over(location, gemeente, tmp_path).path
    office, number = location.office.id, location.show_card().number
    gemeente.close()
    (secret := tmp_path / "secret").write_text(PASSPHRASE)
    where = ["--vault", str(tmp_path / "gemeente"), "--passphrase-file", str(secret)]

    def command(*words: str) -> int:
        return run(doors, [*where, *words], no_window)

    assert command("verify", str(bundle)) == 0
    assert command("card", "block", office, "--reason", "keys_lost") == 0
    assert command("verify", str(bundle)) == TRUST
    assert command("card", "confirm", office, number) == TRUST, "a telephone call unblocks nobody"
    assert command("card", "unblock", office) == 0
    assert command("verify", str(bundle)) == TRUST, "its number has to be compared anew"
    assert command("card", "confirm", office, number.translate(OTHER)) == TRUST
    assert command("card", "confirm", office, f" {number.replace(' ', '  ')}. ") == 0
    assert command("verify", str(bundle)) == 0
    capsys.readouterr()
    assert command("card", "list", "--json") == 0

    (known,) = json.loads(capsys.readouterr().out)
    assert (known["state"], known["expired"]) == ("verified", False)


def test_an_office_is_named_by_its_name_or_how_its_id_begins(
    location: App, gemeente: App, doors: Doors, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take_in(location)
    office, name = gemeente.office.id, gemeente.office.name
    location.close()
    (secret := tmp_path / "secret").write_text(PASSPHRASE)
    where = ["--vault", str(tmp_path / "location"), "--passphrase-file", str(secret)]

    def command(*words: str) -> int:
        return run(doors, [*where, *words], no_window)

    (out := tmp_path / "out").mkdir()
    assert command("export", "--to", name.upper(), "--out", str(out)) == 0
    assert len(list(out.iterdir())) == 1
    assert command("card", "block", office[:8]) == 0
    assert office in capsys.readouterr().out
    assert command("export", "--to", "Nergenshuizen", "--out", str(out)) == REFUSED
