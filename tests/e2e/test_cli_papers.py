"""Papers on the command line: printed, and checked again."""

import io
import json
from pathlib import Path

import pypdfium2
import pytest

from offices import PASSPHRASE, no_window, take_in
from overstap.cli.main import run
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.vaults import NewOffice


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """The beginning of every command, for a vault with one household."""
    office = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie", "Wit", training=True)
    doors = Doors(tmp_path / "settings.json")
    app = doors.create(tmp_path / "vault", PASSPHRASE, office, Quiet()).app
    take_in(app)
    app.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE, "utf-8")
    return ["--vault", f"{tmp_path}/vault", "--passphrase-file", f"{tmp_path}/passphrase"]


def test_what_was_printed_is_checked_by_file_and_an_altered_one_ends_with_5(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doors = Doors(tmp_path / "settings.json")
    assert (
        run(doors, [*command, "print", "--all", "--out", str(tmp_path), "--json"], no_window) == 0
    )
    pdf = Path(json.loads(capsys.readouterr().out)["written"][0])

    good = run(doors, [*command, "check", str(pdf), "--json", "--sheet", str(tmp_path)], no_window)
    found = json.loads(capsys.readouterr().out)
    pdf.write_bytes(pdf.read_bytes().replace(b"/Title", b"/Titel"))
    bad = run(doors, [*command, "check", str(pdf)], no_window)
    by_code = run(doors, [*command, "check", found["code"]], no_window)

    assert (good, bad, by_code) == (0, 5, 0)
    assert found["verdict"] == "newest"
    assert [p.name for p in tmp_path.glob("controle-*.pdf")] == [f"controle-{found['code']}.pdf"]


@pytest.mark.parametrize("kind", ["form", "notice", "card"])
def test_a_paper_about_nobody_needs_no_household(
    command: list[str], tmp_path: Path, kind: str
) -> None:
    doors = Doors(tmp_path / "settings.json")

    assert run(doors, [*command, "paper", kind, "--out", str(tmp_path)], no_window) == 0

    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_who_sits_there_hears_how_many_pages_it_will_be_before_any_is_made(
    command: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    doors, out = Doors(tmp_path / "settings.json"), tmp_path / "new"
    asked = [*command, "print", "--all", "--json", "--out", str(out)]

    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert run(doors, asked, no_window) != 0
    question = capsys.readouterr().err
    assert list(out.glob("*.pdf")) == []

    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    assert run(doors, asked, no_window) == 0
    (path,) = json.loads(capsys.readouterr().out)["written"]
    with pypdfium2.PdfDocument(path) as document:
        assert f"1 dossiers, samen {len(document)} pagina's, naar {out}" in question


@pytest.mark.parametrize("words", [["print", "--all"], ["paper", "card"]])
def test_a_folder_that_cannot_be_is_refused_before_anything_is_made(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    doors = Doors(tmp_path / "settings.json")

    for out in (tmp_path / "passphrase", tmp_path / "gone" / "deep"):
        assert run(doors, [*command, *words, "--out", str(out)], no_window) == 2
        assert str(out) in capsys.readouterr().err


def test_paths_are_said_in_full(
    command: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)

    words = [*command, "print", "--all", "--out", "made"]
    assert run(Doors(tmp_path / "settings.json"), words, no_window) == 0

    (path,) = (tmp_path / "made").glob("*.pdf")
    assert str(path) in capsys.readouterr().out.splitlines()


class Terminal(io.StringIO):
    """Where somebody types."""

    def isatty(self) -> bool:
        """Somebody is there."""
        return True


def test_a_paper_about_a_household_asks_which(command: list[str], tmp_path: Path) -> None:
    assert run(Doors(tmp_path / "settings.json"), [*command, "paper", "access"], no_window) == 2


def test_a_household_that_is_held_back_is_not_printed_and_ends_with_3(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doors = Doors(tmp_path / "settings.json")
    assert run(doors, [*command, "resident", "list", "--json"], no_window) == 0
    one = json.loads(capsys.readouterr().out)[0]
    person, household = one["record"], one["household"]
    assert (
        run(doors, [*command, "rights", "object", person, "--reason", "wil niet"], no_window) == 0
    )

    out = ["--out", str(tmp_path)]
    assert run(doors, [*command, "print", "--household", household, *out], no_window) == 3
    assert run(doors, [*command, "print", "--all", *out], no_window) == 0
    assert not list(tmp_path.glob("*.pdf"))
