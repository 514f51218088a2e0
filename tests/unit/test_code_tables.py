"""Code tables and places: old codes, other names, newer files, and regions beside a gemeente."""

from pathlib import Path

import pytest

from overstap.domain.code_tables import CodeTableError, parse_table
from overstap.domain.places import Level, Places
from overstap.usecases.rules.read_catalogue import read_code_tables, read_code_tables_from

TABLES = read_code_tables()
PLACES = Places(TABLES)
HEAD = "# version: {version}\n# reference: 2027-01-01\n# source: test\n"


def test_there_are_342_gemeenten_in_12_provinces_35_labour_regions_and_25_safety_regions() -> None:
    counts = {
        name: sum(not entry.valid_to and not entry.training for entry in TABLES.table(name).entries)
        for name in ("gemeenten", "provincies", "arbeidsmarktregios", "veiligheidsregios")
    }

    assert list(counts.values()) == [342, 12, 35, 25]


def test_every_gemeente_lies_in_four_regions_that_exist() -> None:
    for entry in TABLES.table("gemeenten").entries:
        if entry.valid_to:
            continue
        regions = PLACES.regions(entry.code)
        assert len(regions) == 4
        assert all(PLACES.name(region, "nl") != region for region in regions)


def test_typing_zwo_gives_zwolle_with_its_regions_beside_it() -> None:
    found = PLACES.find("zwo", "nl")[0]

    assert (found.code, found.name, found.level) == ("GM0193", "Zwolle", Level.GEMEENTE)
    assert found.regions == (
        "Regio Zwolle (arbeidsmarktregio)",
        "Overijssel (provincie)",
        "Overijssel en Gelderland (COA-regio)",
        "IJsselland (veiligheidsregio)",
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("den haag", "GM0518"),
        ("the hague", "GM0518"),
        ("s gravenh", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("gm0014", "GM0014"),
        ("friesland", "PV21"),
        ("sudwest", "GM1900"),
    ],
)
def test_a_place_is_found_by_its_other_names(typed: str, code: str) -> None:
    assert PLACES.find(typed, "nl")[0].code == code


@pytest.mark.parametrize(
    ("table", "typed", "code"),
    [
        ("talen", "ትግርኛ", "tir"),
        ("talen", "soomaali", "som"),
        ("landen", "سوريا", "7009"),
        ("landen", "ኤርትራ", "9003"),
        ("landen", "Україна", "6038"),
        ("landen", "Türkiye", "6043"),
        ("nationaliteiten", "افغانستان", "0300"),
        ("nationaliteiten", "soomaaliya", "0149"),
    ],
)
def test_what_a_resident_calls_their_country_or_language_finds_it(
    table: str, typed: str, code: str
) -> None:
    assert code in [entry.code for entry in TABLES.table(table).find(typed, "nl")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("tigr", "tir"), ("dar", "prs"), ("am", "amh"), ("so", "som"), ("or", "orm")],
)
def test_a_language_that_many_residents_speak_comes_before_a_shorter_name(
    typed: str, code: str
) -> None:
    assert TABLES.table("talen").find(typed, "nl")[0].code == code


def test_an_old_code_resolves_to_its_successor_and_its_regions() -> None:
    assert PLACES.current("GM0003") == "GM1979"
    assert PLACES.regions("GM0003") == PLACES.regions("GM1979")
    assert PLACES.contains("PV20", "GM0003")
    assert all(entry.code != "GM0003" for entry in TABLES.table("gemeenten").find("apping", "nl"))


def test_an_area_contains_itself_and_what_lies_in_it_and_no_more() -> None:
    assert PLACES.contains("GM0193", "GM0193")
    assert PLACES.contains("AM36", "GM0193")
    assert PLACES.contains("COA2", "PV23")
    assert not PLACES.contains("GM0193", "AM36")
    assert not PLACES.contains("PV20", "GM0193")
    assert "GM0193" in PLACES.gemeenten("COA2")


def test_the_training_gemeente_is_found_in_training_only() -> None:
    assert not PLACES.find("voorbeeldstad", "nl")
    assert PLACES.find("voorbeeldstad", "nl", training=True)[0].code == "GM9999"


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert PLACES.name("GM4242", "nl") == "GM4242"
    assert PLACES.regions("GM4242") == ()


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"\xff", 0),
        (b"code,nl\n1,a\n", 0),
        ((HEAD.format(version="1") + "code,nl\n").encode(), 0),
        ((HEAD.format(version="1") + "code,nl\n1,a\n2,\n").encode(), 6),
        ((HEAD.format(version="1") + "code,nl\n1,a\n1,b\n").encode(), 6),
        ((HEAD.format(version="1") + "code,nl\n1,a,b\n").encode(), 5),
    ],
)
def test_a_bad_table_is_refused_with_file_line_and_reason(raw: bytes, line: int) -> None:
    with pytest.raises(CodeTableError) as caught:
        parse_table("x", raw)

    assert caught.value.parameters["file"] == "x.csv"
    assert caught.value.parameters["line"] == line
    assert caught.value.parameters["reason"]


def test_a_newer_table_replaces_ours_and_old_codes_stay_readable(tmp_path: Path) -> None:
    newer = HEAD.format(version="2027-01-01") + "code,nl\n26,Asiel A\n261,Asiel B\n"
    (tmp_path / "verblijfstitels.csv").write_text(newer, "utf-8")

    table = read_code_tables_from(tmp_path).table("verblijfstitels")

    assert (table.version, table.source) == ("2027-01-01", "test")
    assert table.label("26", "nl") == "Asiel A"
    assert table.label("46", "nl").startswith("Vw2000")
    assert [entry.code for entry in table.find("", "nl")] == ["26", "261"]


@pytest.mark.parametrize(
    ("name", "version"), [("verblijfstitels", "2020-01-01"), ("unknown", "2027-01-01")]
)
def test_an_older_or_unknown_table_is_refused(tmp_path: Path, name: str, version: str) -> None:
    (tmp_path / f"{name}.csv").write_text(HEAD.format(version=version) + "code,nl\n1,a\n")

    with pytest.raises(CodeTableError) as caught:
        read_code_tables_from(tmp_path)

    assert caught.value.parameters["file"] == f"{name}.csv"
