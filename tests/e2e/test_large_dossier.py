"""A family with twelve children, twenty jobs and very long remarks: nothing is lost."""

from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

import verapdf
from offices import take_in
from overstap.domain.answers import Answer, Answers, Basis
from overstap.domain.catalogue import Audience
from overstap.i18n.texts import load
from overstap.kernel.errors import CancelledError
from overstap.kernel.task import Quiet
from overstap.usecases.app import App

NL = load("nl")
REMARK = "Ik wil graag werken in de zorg. " * 62
LONG_NAME = "Tesfamariam-Woldegebriel " * 5
HEADINGS = (10.4, 13.1)
"""Points: headings are between these, or above, and no other text is."""
WATERMARK = 40.0


def person(number: int) -> Answers:
    """A member of the family."""
    answers = {
        "person.v_number": Answer(f"29000000{number:02d}", basis=Basis.DOCUMENT_SEEN),
        "person.surname": Answer(LONG_NAME.strip(), basis=Basis.DOCUMENT_SEEN),
        "person.given_names": Answer(f"Kind{number:02d}"),
        "person.birth_date": Answer(f"{1985 if number < 2 else 2008 + number % 12}0000"),
        "person.role": Answer("head" if number == 0 else "child"),
    }
    if number:
        return answers
    jobs = {
        f"education.jobs/{job:016x}/{part}": Answer(value)
        for job in range(20)
        for part, value in (("occupation", f"Beroep nummer {job:02d}"), ("kind", "employed"))
    }
    return answers | jobs | {"education.ambition": Answer(REMARK, basis=Basis.STATED)}


@pytest.fixture
def family(location: App) -> str:
    """Registered."""
    made = location.register_household(tuple(map(person, range(13))), {})
    return made.household


def pages(pdf: bytes) -> list[str]:
    """The text of every page, in one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(text.split()) for text in texts]


def printed(location: App, family: str) -> bytes:
    """For the gemeente."""
    return location.print_dossier.preview(family, Audience.GEMEENTE, NL, Quiet())


def test_everything_of_a_large_family_is_on_paper(location: App, family: str) -> None:
    text = " ".join(pages(printed(location, family)))

    assert [n for n in range(13) if f"29000000{n:02d}" not in text] == []
    assert [n for n in range(20) if f"Beroep nummer {n:02d}" not in text] == []
    assert text.count("zorg.") == 62


def test_no_heading_ends_a_page(location: App, family: str) -> None:
    with pypdfium2.PdfDocument(printed(location, family)) as document:
        last = [last_size(page) for page in document]

    assert len(last) > 8
    assert [number for number, size in enumerate(last, 1) if size > HEADINGS[0]] == []


def last_size(page: pypdfium2.PdfPage) -> float:
    """The size of the lowest text above the footer; the watermark does not count."""
    text = page.get_textpage()
    lowest, size = page.get_height(), 0.0
    for at in range(text.count_chars()):
        _, bottom, _, _ = text.get_charbox(at)
        own = float(pdfium.FPDFText_GetFontSize(text, at))
        seen = own < WATERMARK and not text.get_text_range(at, 1).isspace()
        if seen and 52 < bottom < lowest - 0.5:
            lowest, size = bottom, own
    return size


@pytest.mark.skipif(not verapdf.available(), reason="needs veraPDF's engine")
def test_a_large_dossier_keeps_to_both_standards(
    location: App, family: str, tmp_path: Path
) -> None:
    file = tmp_path / "large.pdf"
    file.write_bytes(printed(location, family))

    assert verapdf.failures(file, "3a") == []
    assert verapdf.failures(file, "ua1") == []


def test_a_batch_that_is_stopped_tells_what_was_made(location: App, tmp_path: Path) -> None:
    households = take_in(location, 4)

    class Impatient:
        """Stops at the third."""

        def step(self, what: str, done: int = 0, total: int = 0) -> None:

            if done == 2:
                raise CancelledError

    batch = location.print_dossiers(households[:3], Audience.GEMEENTE, NL, tmp_path, Impatient())

    assert len(batch.written) == 2
    assert all(path.is_file() for path in batch.written)
    ledgers = [location.list_disclosures(household) for household in households[:3]]
    assert [len(ledger) for ledger in ledgers] == [1, 1, 0]
