"""The data table of the DPIA: every item, in words, as Markdown and as a spreadsheet."""

import zipfile
from io import BytesIO

import pytest

from overstap.i18n.texts import load
from overstap.tables.workbook import write_workbook
from overstap.usecases.rules.data_table import data_table
from overstap.usecases.rules.read_catalogue import read_catalogue
from overstap.usecases.words.sheets import Sheet, markdown

CATALOGUE = read_catalogue()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_question_and_part_has_a_row(language: str) -> None:
    sheet = data_table(CATALOGUE, load(language))

    keys = [a.key for q in CATALOGUE.questions for a in (q, *q.parts)]
    assert [row[0] for row in sheet.rows] == keys
    assert all(len(row) == len(sheet.head) for row in sheet.rows)
    assert all(row[i] for row in sheet.rows for i in range(len(sheet.head) - 2))


def test_a_row_says_for_whom_and_how_much() -> None:
    sheet = data_table(CATALOGUE, load("nl"))
    rows = {row[0]: dict(zip(sheet.head, row, strict=True)) for row in sheet.rows}

    assert rows["person.birth_date"]["Woningcorporatie"] == "alleen het jaar"
    assert rows["household.joining.expected"]["Woningcorporatie"] == "alleen maand en jaar"
    assert rows["household.joining.procedure"]["Woningcorporatie"] == "niets"
    assert rows["person.bsn"]["Gemeente"] == "alles, alleen met een reden"
    assert rows["person.phone"]["Bewaren op de locatie"] == (
        "Nodig tot het vertrek van de bewoner; gaat weg met het dossier"
    )
    assert rows["housing.need_quiet"]["Gevoeligheid"] == "Gezondheid (AVG art. 9)"
    assert rows["person.v_number"]["GGM-attribuut"] == "Vreemdeling.v-nummer"


def test_markdown_keeps_a_bar_inside_its_cell() -> None:
    told = markdown(Sheet("T", ("a", "b"), (("x|y", "z"),)), ("Zin.",))

    assert told == "# T\n\nZin.\n\n| a | b |\n|---|---|\n| x\\|y | z |\n"


def test_no_cell_of_a_spreadsheet_is_ever_a_formula() -> None:
    evil = ("=A1", "+A1", "-A1", "@A1", "\t=A1", "{=A1}", "https://x.nl")

    raw = write_workbook(Sheet("[T]/*", ("=head",) * len(evil), (evil,)))

    with zipfile.ZipFile(BytesIO(raw)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in page
    assert "hyperlink" not in page.lower()
    assert 'quotePrefix="1"' in styles
    assert all(text in texts for text in evil)


def test_an_empty_table_can_be_written() -> None:
    assert write_workbook(Sheet("", ("a",), ()))[:2] == b"PK"
