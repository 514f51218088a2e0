"""A printed paper: archival, accessible, complete, the same every time."""

import dataclasses
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import verapdf
from overstap.domain.paper import Attached, Grid, Line, Part
from overstap.kernel.task import Quiet
from overstap.pdf.press import PaperPress
from papers import PAPER, paper

ORDINARY = (
    Part(
        "Personen",
        sentences=("Alles wat de gemeente nodig heeft.",),
        lines=(Line("Naam", "Rania Voorbeeld", "document gezien", changed=True),),
        parts=(Part("Kinderen", grids=(Grid("Kinderen", ("Naam", "Jaar"), (("Lina", "2014"),)),)),),
    ),
)
SCRIPTS = (
    Part(
        "Namen",
        lines=tuple(
            Line(label, value)
            for label, value in (
                ("Arabisch", "رانيا الحموي"),
                ("Farsi", "می‌خواهم"),
                ("Tigrinya", "ሰላም ዓለም"),
                ("Oekraïens", "Ґанна Їжакевич"),
                ("Onbekend teken", "漢 <3 & \U0001f600"),
            )
        ),
    ),
)
HIGH = (
    Part("Hoog", lines=(Line("Opmerking", "woord " * 1500),)),
    Part("Smal", grids=(Grid("Rooster", tuple("ABCDEF"), (("ja " * 660,) * 6,)),)),
)
LONG = (
    Part(
        "Lang",
        lines=(Line("Opmerking", "woord " * 400), Line("Naam", "Abcdefghij" * 12)),
        grids=(Grid("Rooster", ("Dag", "Tijd"), tuple((str(i), "9.00") for i in range(90))),),
    ),
)
DATA = (Attached("dossier.json", "application/json", b'{"a": 1}', "Gegevens"),)


def pages(pdf: bytes) -> list[str]:
    """The text of every page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.skipif(not verapdf.available(), reason="needs veraPDF's engine")
@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize(
    "parts", [ORDINARY, SCRIPTS, LONG, HIGH], ids=["ordinary", "scripts", "long", "high"]
)
@pytest.mark.parametrize(("attached", "archive"), [((), "2a"), (DATA, "3a")], ids=["2a", "3a"])
def test_it_is_archival_and_accessible(
    tmp_path: Path,
    parts: tuple[Part, ...],
    attached: tuple[Attached, ...],
    archive: str,
    training: bool,
) -> None:
    file = tmp_path / "dossier.pdf"
    file.write_bytes(PaperPress()(paper(parts, attached, training=training), Quiet()))
    assert verapdf.failures(file, archive) == []
    assert verapdf.failures(file, "ua1") == []


@pytest.mark.skipif(not verapdf.available(), reason="needs veraPDF's engine")
def test_the_validator_sees_a_figure_without_words(tmp_path: Path) -> None:
    code = PAPER.code
    assert code is not None
    silent = dataclasses.replace(PAPER, code=dataclasses.replace(code, alternative=""))
    file = tmp_path / "dossier.pdf"
    file.write_bytes(PaperPress()(silent, Quiet()))
    assert any(failure.startswith("7.3-1") for failure in verapdf.failures(file, "ua1"))


def test_the_same_dossier_gives_the_same_bytes() -> None:
    press = PaperPress()
    assert press(paper(SCRIPTS, DATA), Quiet()) == press(paper(SCRIPTS, DATA), Quiet())


def test_the_file_says_the_day_of_the_version_everywhere() -> None:
    with pypdfium2.PdfDocument(PaperPress()(paper(ORDINARY), Quiet())) as document:
        said = document.get_metadata_dict()

    assert said["CreationDate"] == said["ModDate"] == "D:20270301090000+00'00'"


def test_the_data_goes_along() -> None:
    pdf = PaperPress()(paper(ORDINARY, DATA), Quiet())
    with pypdfium2.PdfDocument(pdf) as document:
        attachment = document.get_attachment(0)
        assert attachment.get_name() == "dossier.json"
        assert bytes(attachment.get_data()) == b'{"a": 1}'


def test_every_row_is_printed_once_and_every_page_says_how_many_there_are() -> None:
    text = pages(PaperPress()(paper(LONG), Quiet()))
    assert "".join(text).count("9.00") == 90
    for number, page in enumerate(text, 1):
        assert f"Pagina {number} van {len(text)}" in page


@pytest.mark.parametrize("above", range(36, 50))
def test_no_heading_ends_a_page(above: int) -> None:
    lines = tuple(Line(f"Vraag {at}", "antwoord") for at in range(9))
    part = Part("Taal", parts=(Part("Rania", lines=lines),))

    text = pages(PaperPress()(paper((Part("Eerst", sentences=("zin",) * above), part)), Quiet()))

    (page,) = (page for page in text if "Taal" in page)
    assert "Vraag 1" in page


def test_a_character_no_font_has_shows_as_a_question_mark() -> None:
    assert "? <3 & ?" in "".join(pages(PaperPress()(paper(SCRIPTS), Quiet())))


def test_no_word_runs_off_the_paper() -> None:
    pdf = PaperPress()(paper(LONG), Quiet())
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(i) for i in range(text.count_rects())]
            assert max(right for _, _, right, _ in boxes) <= page.get_width() - 50


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    assert "".join(pages(PaperPress()(paper(HIGH), Quiet()))).count("woord") == 1500


cells = st.integers(0, 1200).map(lambda words: "woord " * words)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    rows=st.lists(st.tuples(cells, cells | st.just("")), min_size=1, max_size=12),
    notes=st.integers(0, 60),
    above=st.integers(0, 40),
)
def test_a_table_of_any_rows_is_printed_whole(
    rows: list[tuple[str, str]], notes: int, above: int
) -> None:
    small = ("klein " * notes,) if notes else ()
    grid = Grid("Rooster", ("Dag", "Tijd"), tuple(rows))
    part = Part("Rooster", sentences=("zin",) * above, grids=(grid,), small=small)

    text = "".join(pages(PaperPress()(paper((part,)), Quiet())))

    assert text.count("woord") == sum(cell.count("woord") for row in rows for cell in row)
    assert text.count("klein") == notes


def test_words_behind_the_number_of_pages_are_printed() -> None:
    margins = dataclasses.replace(PAPER.margins, page_of="Blad {page} van de {pages} in totaal")

    text = pages(PaperPress()(dataclasses.replace(paper(LONG), margins=margins), Quiet()))

    assert all(f"van de {len(text)} in totaal" in page for page in text)


def test_a_long_watermark_stays_on_the_paper() -> None:
    word = "OEFENINGSOMGEVINGVOORNIEUWEMEDEWERKERS"
    margins = dataclasses.replace(PAPER.margins, watermark=word)

    pdf = PaperPress()(dataclasses.replace(paper(ORDINARY), margins=margins), Quiet())

    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        start = text.get_text_range().index(word)
        boxes = [text.get_charbox(start + at) for at in range(len(word))]
        width, height = document[0].get_size()
    assert min(left for left, _, _, _ in boxes) > 0
    assert max(right for _, _, right, _ in boxes) < width
    assert max(top for _, _, _, top in boxes) < height


@pytest.mark.parametrize("rows", range(30, 44))
def test_small_letters_never_stand_on_a_page_without_their_table(rows: int) -> None:
    lines = tuple(Line(f"Vraag {at}", "antwoord") for at in range(rows))
    part = Part("Persoon", parts=(Part("Rania", lines=lines, small=("Niet gevraagd: roepnaam.",)),))

    text = pages(PaperPress()(paper((part,)), Quiet()))

    (below,) = (page for page in text if "Niet gevraagd" in page)
    assert below.count("antwoord") >= 2
