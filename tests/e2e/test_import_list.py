import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from offices import PASSPHRASE, no_window
from overstap.cli.main import run
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.errors import FileError, RefusedError
from overstap.kernel.task import Quiet
from overstap.tables.read import EmptyTableError, UnreadableTableError
from overstap.usecases.app import App
from overstap.usecases.lists.import_list import FaultyListError, NoNamesError, UnknownColumnError
from people import names, register

HEAD = ("V-nummer", "Achternaam", "Voornamen", "Geboortedatum", "Geslacht", "Gezin", "Opmerking")
ROWS = (
    ("2900001123", "Haddad", "Layla", "12-3-1985", "Vrouw", "7", "belt terug"),
    ("2900001131", "Haddad", "Omar", "1983", "M", "7", ""),
    ("", "", "", "", "", "", ""),
    ("290.000.1140", "Tesfay Habtom", ".", "mrt 1990", "man", "", ""),
)


def csv(
    folder: Path, *rows: tuple[str, ...], separator: str = ";", coding: str = "utf-8-sig"
) -> Path:
    """A list as a spreadsheet program saves it."""
    path = folder / "lijst.csv"
    path.write_bytes("\r\n".join(separator.join(row) for row in rows).encode(coding))
    return path


def xlsx(folder: Path, *rows: tuple[object, ...]) -> Path:
    """The same, as a workbook."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    path = folder / "lijst.xlsx"
    book.save(path)
    return path


def test_a_list_is_looked_at_before_anything_is_stored(location: App, tmp_path: Path) -> None:
    preview = location.preview_list(csv(tmp_path, HEAD, *ROWS), Quiet())

    assert preview.mapped == {
        "V-nummer": "person.v_number",
        "Achternaam": "person.surname",
        "Voornamen": "person.given_names",
        "Geboortedatum": "person.birth_date",
        "Geslacht": "person.gender",
        "Gezin": "household",
    }
    assert preview.unread == ("Opmerking",)
    assert (preview.residents, preview.households) == (3, 2)
    assert not preview.faulty
    assert location.find_residents("").total == 0


def test_everybody_on_a_list_is_registered_with_their_household(
    location: App, tmp_path: Path
) -> None:
    done = location.import_list(csv(tmp_path, HEAD, *ROWS), Quiet())

    layla = location.find_residents("layla").hits[0]
    answers = location.open_file(layla.person).records[layla.person].answers
    assert (done.residents, done.households) == (3, 2)
    assert names(location, "") == ["Haddad, Layla", "Haddad, Omar", "Tesfay Habtom"]
    assert layla.household_size == 2
    assert answers["person.gender"].value == "V"
    assert {hit.birth_date for hit in location.find_residents("").hits} == {
        "19850312", "19830000", "19900300",
    }  # fmt: skip
    assert names(location, "2900001140") == ["Tesfay Habtom"]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_read_however_it_was_saved(
    tmp_path: Path, separator: str, coding: str
) -> None:
    from overstap.tables.read import read_sheet

    path = csv(tmp_path, ("Naam", "Kamer"), ("Müller", "B-1"), separator=separator, coding=coding)

    assert read_sheet(path).rows == (("Müller", "B-1"),)


def test_a_workbook_keeps_its_dates_and_long_numbers(location: App, tmp_path: Path) -> None:
    path = xlsx(
        tmp_path,
        ("Naam", "Geboren", "V-nummer", "Koppelgemeente", "Nationaliteit"),
        ("Haddad", date(1985, 3, 12), 2900001123, "Zwolle", "Syrische"),
        ("Yıldız", 1990, None, None, None),
    )

    location.import_list(path, Quiet())

    hits = location.find_residents("").hits
    assert [(h.name, h.birth_date, h.v_number, h.gemeente) for h in hits] == [
        ("Haddad", "19850312", "2900001123", "GM0193"),
        ("Yıldız", "19900000", "", ""),
    ]


def test_one_wrong_row_keeps_everybody_out_and_is_named(location: App, tmp_path: Path) -> None:
    path = csv(
        tmp_path, HEAD, *ROWS,
        ("29", "Nasser", "Rami", "31-2-1990", "Zwaar", "", ""),
        ("2900001123", "", "Noor", "", "", "", ""),
    )  # fmt: skip

    preview = location.preview_list(path, Quiet())
    with pytest.raises(FaultyListError) as refused:
        location.import_list(path, Quiet())

    assert [(p.row, p.column, p.cell, p.problem.code) for p in preview.problems] == [
        (6, "Geboortedatum", "31-2-1990", "date"),
        (6, "Geslacht", "Zwaar", "choice"),
        (6, "V-nummer", "29", "v_number"),
        (7, "Achternaam", "", "no_name"),
        (7, "V-nummer", "2900001123", "v_number_twice"),
    ]
    assert refused.value.parameters == {"count": 2, "row": 6}
    assert location.find_residents("").total == 0

    assert location.import_list(path, Quiet(), skip={6, 7}).residents == 3


def test_who_is_known_already_is_named_with_the_reason(location: App, tmp_path: Path) -> None:
    register(location, name="Khadad", given="Leila", born="19850312")

    preview = location.preview_list(csv(tmp_path, HEAD, *ROWS), Quiet())

    assert [(known.row, known.duplicate.line.name) for known in preview.duplicates] == [
        (2, "Khadad, Leila")
    ]


def test_columns_can_be_pointed_out(location: App, tmp_path: Path) -> None:
    path = csv(tmp_path, ("A", "B"), ("Haddad", "B-014"))

    location.import_list(path, Quiet(), {"A": "person.surname", "B": "person.room"})

    assert names(location, "b-014") == ["Haddad"]


def test_a_mapping_that_does_not_fit_is_refused(location: App, tmp_path: Path) -> None:
    path = csv(tmp_path, ("A", "B"), ("Haddad", "B-014"))

    def refused(mapped: dict[str, str] | None) -> type[RefusedError]:
        with pytest.raises(RefusedError) as caught:
            location.preview_list(path, Quiet(), mapped)
        return type(caught.value)

    assert refused(None) is NoNamesError
    assert refused({"A": "person.room"}) is NoNamesError
    assert refused({"C": "person.surname"}) is UnknownColumnError
    assert refused({"A": "person.religion"}) is UnknownColumnError


def with_field(workbook: bytes, own: int, central: int, value: int) -> bytes:
    """A zip with one field of its headers changed, in each file's own and in the central list."""
    changed = bytearray(workbook)
    for mark, place in ((b"PK\x03\x04", own), (b"PK\x01\x02", central)):
        at = -1
        while (at := workbook.find(mark, at + 1)) != -1:
            changed[at + place] = value
    return bytes(changed)


def test_what_is_no_list_is_refused_in_words(tmp_path: Path) -> None:
    from overstap.tables.read import read_sheet

    whole = xlsx(tmp_path, HEAD, *ROWS).read_bytes()
    raw = io.BytesIO(whole)
    damaged = bytearray(whole)
    at = whole.index(b"xl/worksheets/sheet1.xml") + 60
    damaged[at : at + 40] = bytes(byte ^ 0xFF for byte in whole[at : at + 40])
    contents = {
        bytes(damaged): UnreadableTableError,
        with_field(whole, 6, 8, 1): UnreadableTableError,  # closed with a password
        with_field(whole, 8, 10, 99): UnreadableTableError,  # packed in a way nobody knows
        b"": EmptyTableError,
        b"Naam;Kamer\r\n": EmptyTableError,
        b"%PDF-1.7\0\0": UnreadableTableError,
        b"PK\x03\x04rubbish": UnreadableTableError,
        raw.getvalue()[: len(whole) // 2]: UnreadableTableError,
    }

    found = {}
    for content in contents:
        path = tmp_path / "list.csv"
        path.write_bytes(content)
        with pytest.raises(FileError) as caught:
            read_sheet(path)
        found[content] = type(caught.value)

    assert found == contents


def test_the_command_line_takes_a_list_over_and_names_who_is_one(
    doors: Doors, location: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    location.close()
    (tmp_path / "words").write_text(PASSPHRASE)
    path = csv(tmp_path, HEAD, *ROWS, ("", "Khadad", "Leyla", "1985", "V", "", ""))

    def overstap(*arguments: str) -> str:
        options = ["--vault", str(tmp_path / "location"), "--passphrase-file"]
        code = run(doors, [*options, str(tmp_path / "words"), *arguments], no_window)
        assert code == 0
        return capsys.readouterr().out

    told = overstap("resident", "import", str(path), "--dry-run")
    assert "Opmerking: wordt niet gelezen" in told
    assert json.loads(overstap("resident", "list", "--json")) == []

    assert "Overgenomen: 4" in overstap("resident", "import", str(path))
    told = overstap("resident", "import", str(path), "--dry-run", "--skip", "2")
    assert "Rij 3 kan Haddad, Omar zijn, die al bekend is: Hetzelfde V-nummer" in told
    assert "Rij 2" not in told
    pairs = json.loads(overstap("resident", "duplicates", "--json"))
    one, other = pairs[0]["one"], pairs[0]["other"]
    assert "name_sounds" in pairs[0]["why"]
    overstap("resident", "merge", one, other)
    assert json.loads(overstap("resident", "duplicates", "--json")) == []
    overstap("resident", "unmerge", other)
    overstap("resident", "apart", one, other)
    assert json.loads(overstap("resident", "duplicates", "--json")) == []
    work = json.loads(overstap("resident", "work", "--json"))
    rows = json.loads(overstap("resident", "list", "--list", "new", "--json"))
    assert work["new"] == len(rows) == 4


def test_looking_at_a_list_with_a_wrong_row_ends_with_3_and_echoes_no_long_text(
    doors: Doors, location: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    location.close()
    (secret := tmp_path / "words").write_text(PASSPHRASE)
    path = csv(tmp_path, HEAD, ("", "Haddad", "Layla", "ergens" * 50, "V", "", ""))
    where = ["--vault", str(tmp_path / "location"), "--passphrase-file", str(secret)]

    assert run(doors, [*where, "resident", "import", str(path), "--dry-run"], no_window) == 3
    told = capsys.readouterr()
    assert "…" in told.out
    assert "ergens" * 11 not in told.out
    assert load("nl").error(FaultyListError(count=1, row=2)) in told.err
