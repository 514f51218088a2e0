"""The printed dossier: archival, accessible, complete, the same every time."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

import verapdf
from overstap.domain.catalogue import Audience
from overstap.domain.dossier import Dossier, Grid, Line, Part, Words
from overstap.kernel.task import Quiet
from overstap.pdf.dossier import DossierPress

WORDS = Words(
    page_of="Pagina {page} van {pages}",
    header="Vertrouwelijk",
    footer="Gemeente Voorbeeldwaard – versie 1",
    watermark="OEFENING",
    qr_alternative="QR-code met de controle van dit dossier",
    attachment="Machineleesbare gegevens",
)
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


def dossier(parts: tuple[Part, ...], data: bytes = b"", *, training: bool = False) -> Dossier:
    """A dossier with these parts."""
    return Dossier(
        title="Overdrachtsdossier",
        subtitle="Voor de gemeente",
        audience=Audience.GEMEENTE,
        language="nl",
        office="Locatie Voorbeeldstad",
        recipient="Gemeente Voorbeeldwaard",
        version=1,
        bundle="0123456789abcdef",
        created=datetime(2027, 3, 1, 9, tzinfo=UTC),
        training=training,
        edition="Versie 1",
        code="overstap:0123456789abcdef",
        parts=parts,
        words=WORDS,
        data=data,
    )


def pages(pdf: bytes) -> list[str]:
    """The text of every page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.skipif(not verapdf.available(), reason="needs veraPDF's engine")
@pytest.mark.parametrize("training", [False, True])
@pytest.mark.parametrize(
    "parts", [ORDINARY, SCRIPTS, LONG, HIGH], ids=["ordinary", "scripts", "long", "high"]
)
@pytest.mark.parametrize(("data", "archive"), [(b"", "2a"), (b"{}", "3a")])
def test_it_is_archival_and_accessible(
    tmp_path: Path, parts: tuple[Part, ...], data: bytes, archive: str, training: bool
) -> None:
    file = tmp_path / "dossier.pdf"
    file.write_bytes(DossierPress()(dossier(parts, data, training=training), Quiet()))
    assert verapdf.failures(file, archive) == []
    assert verapdf.failures(file, "ua1") == []


@pytest.mark.skipif(not verapdf.available(), reason="needs veraPDF's engine")
def test_the_validator_sees_a_figure_without_words(tmp_path: Path) -> None:
    silent = dataclasses.replace(WORDS, qr_alternative="")
    file = tmp_path / "dossier.pdf"
    broken = dataclasses.replace(dossier(ORDINARY), words=silent)
    file.write_bytes(DossierPress()(broken, Quiet()))
    assert any(failure.startswith("7.3-1") for failure in verapdf.failures(file, "ua1"))


def test_the_same_dossier_gives_the_same_bytes() -> None:
    press = DossierPress()
    assert press(dossier(SCRIPTS, b"{}"), Quiet()) == press(dossier(SCRIPTS, b"{}"), Quiet())


def test_the_data_goes_along() -> None:
    pdf = DossierPress()(dossier(ORDINARY, b'{"a": 1}'), Quiet())
    with pypdfium2.PdfDocument(pdf) as document:
        attachment = document.get_attachment(0)
        assert attachment.get_name() == "dossier.json"
        assert bytes(attachment.get_data()) == b'{"a": 1}'


def test_every_row_is_printed_once_and_every_page_says_how_many_there_are() -> None:
    text = pages(DossierPress()(dossier(LONG), Quiet()))
    assert "".join(text).count("9.00") == 90
    for number, page in enumerate(text, 1):
        assert f"Pagina {number} van {len(text)}" in page


def test_a_character_no_font_has_shows_as_a_question_mark() -> None:
    assert "? <3 & ?" in "".join(pages(DossierPress()(dossier(SCRIPTS), Quiet())))


def test_a_changed_answer_has_a_mark_that_the_font_has() -> None:
    text = "".join(pages(DossierPress()(dossier(ORDINARY), Quiet())))
    assert "•" in text
    assert "?" not in text


def test_no_word_runs_off_the_paper() -> None:
    pdf = DossierPress()(dossier(LONG), Quiet())
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(i) for i in range(text.count_rects())]
            assert max(right for _, _, right, _ in boxes) <= page.get_width() - 50


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    assert "".join(pages(DossierPress()(dossier(HIGH), Quiet()))).count("woord") == 1500
