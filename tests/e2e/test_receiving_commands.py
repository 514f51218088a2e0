"""``overstap received``, ``undo-import`` and ``ask``, at a gemeente without a window."""

import json
from pathlib import Path

import pytest

from offices import PASSPHRASE, hand_over, no_window
from overstap.cli.main import run
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.app import App


def test_what_came_in_is_asked_about_and_taken_back_by_command(
    location: App, gemeente: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = hand_over(location, gemeente, tmp_path)
    person = location.find_residents("").hits[0].person
    gemeente.import_bundle(done.path, Quiet())
    gemeente.close()
    out = tmp_path / "out"
    out.mkdir()

    def desk(*command: str) -> int:
        file = tmp_path / "passphrase"
        file.write_text(PASSPHRASE, "utf-8")
        options = ["--vault", str(tmp_path / "gemeente"), "--passphrase-file", str(file)]
        return run(Doors(tmp_path / "settings.json"), [*options, *command], no_window)

    assert desk("received", "--json") == 0
    (came,) = json.loads(capsys.readouterr().out)
    assert (came["digest"], came["undoable"]) == (done.digest, True)
    assert came["file"] == done.path.name
    assert desk("received") == 0
    assert f"{done.path.stem}  " in capsys.readouterr().out
    short = done.path.name
    assert desk("ask", short, "--question", "nonsense", "--out", str(out)) == 3
    assert desk("ask", "ffff", "--remark", "x", "--out", str(out)) == 3
    asked = ("--question", f"{person}:person.surname", "--remark", "Klopt dit?")
    assert desk("ask", short, *asked, "--out", str(out)) == 0
    (receipt,) = out.iterdir()
    location.import_bundle(receipt, Quiet())

    additions = location.list_additions()
    assert {(one.record, one.field) for one in additions} >= {(person, "person.surname")}
    assert "Klopt dit?" in {one.remark for one in additions}
    again = out / "again"
    again.mkdir()
    capsys.readouterr()
    assert desk("import", str(done.path), "--receipt", str(again)) == 0
    (second,) = again.iterdir()
    assert str(second) in capsys.readouterr().out
    assert desk("undo-import", short, "--out", str(out)) == 0
    (notice,) = set(out.glob("*.overstap")) - {receipt}
    assert str(notice) in capsys.readouterr().out
    location.import_bundle(notice, Quiet())
    assert location.list_sent()[0].received is None
