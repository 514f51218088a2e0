"""Every script on paper, against a picture that a person looked at.

A change on purpose: run with ``OVERSTAP_NEW_PICTURES=1`` and look at every picture that changed.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from reportlab.platypus import Flowable

from overstap.i18n.languages import right_to_left
from overstap.kernel import resources
from overstap.kernel.task import Quiet
from overstap.pdf.press import PaperPress
from overstap.pdf.story import story
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.shape import ARABIC, ETHIOPIC, LATIN, face, shape
from overstap.pdf.tagged.table import TaggedTable
from scripts import DAY, PLACE, SENTENCES, in_script

PICTURES = Path(__file__).parent / "scripts"
RIGHT_TO_LEFT = [language for language in SENTENCES if right_to_left(language)]
FRAGILE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\+\d[\d ]{6,}|\d{4} [A-Z]{2}\b|\b\d{1,2}:\d{2}\b"
)
"""Dates, telephone numbers, postcodes and times: what turns round outside isolates."""
_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def picture(pdf: bytes) -> Image.Image:
    """The upper part of the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=1.5, grayscale=True).to_pil().convert("L")
    return page.crop((0, 0, page.width, page.height * 2 // 5))


@pytest.mark.parametrize("language", SENTENCES)
def test_a_script_looks_like_the_picture_that_was_looked_at(language: str) -> None:
    drawn = picture(PaperPress()(in_script(language), Quiet()))
    known = PICTURES / f"{language}.png"
    if os.environ.get("OVERSTAP_NEW_PICTURES"):
        drawn.save(known, optimize=True)

    with Image.open(known) as expected:
        difference = ImageChops.difference(drawn, expected.convert("L"))

    wrong = sum(difference.histogram()[96:])
    assert drawn.size == expected.size
    assert wrong < 20, f"{wrong} pixels differ"


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_no_date_or_number_stands_unisolated_in_right_to_left_text(language: str) -> None:
    drawn = list(paragraphs(story(in_script(language))))

    assert sum(DAY in p.text for p in drawn) == 2
    assert [p.text for p in drawn if p.style.right_to_left and unisolated(p.text)] == []


def test_the_search_for_unisolated_values_finds_one() -> None:
    assert unisolated("موعد يوم 15-03-2027 في") == ["15-03-2027"]
    assert unisolated("موعد يوم \u206815-03-2027\u2069 في") == []


@pytest.mark.parametrize("language", SENTENCES)
def test_what_is_copied_out_is_in_logical_order(language: str) -> None:
    with pypdfium2.PdfDocument(PaperPress()(in_script(language), Quiet())) as document:
        copied = document[0].get_textpage().get_text_bounded()

    words = [word for word in words_of(language) if len(word) >= 4]
    plain = copied.replace("\u200c", " ")
    lost = [w for w in words if w not in plain and "لا" not in w and "لإ" not in w]
    places = [plain.find(word) for word in words if word in plain]
    assert lost == []
    assert DAY in copied
    assert PLACE in copied
    assert places[0] < places[-1]


@pytest.mark.skipif(shutil.which("hb-shape") is None, reason="needs hb-shape (libharfbuzz-bin)")
@pytest.mark.parametrize("language", SENTENCES)
def test_harfbuzz_of_debian_chooses_the_same_glyphs_in_the_same_order(language: str) -> None:
    font = {True: ARABIC}.get(right_to_left(language), ETHIOPIC if language in "ti am" else LATIN)
    known = face(font, bold=False)
    words = [
        word for word in words_of(language) if all(ord(char) in known.characters for char in word)
    ]

    ours = [glyphs_of(word, font, language) for word in words]

    assert words
    assert ours == [glyphs_of_debian(word, font, language) for word in words]


def glyphs_of(word: str, font: str, language: str) -> list[int]:
    """Glyph numbers from left to right, by us."""
    run = shape(face(font, bold=False), word, int(right_to_left(language)), language)
    return [e[0] for _, elements in run.segments for e in elements if isinstance(e, tuple)]


def glyphs_of_debian(word: str, font: str, language: str) -> list[int]:
    """The same by another build of HarfBuzz, with its own Unicode data."""
    file = resources.folder() / "fonts" / f"{font}-Regular.ttf"
    direction = "rtl" if right_to_left(language) else "ltr"
    features = ["--features=-liga,-dlig"] if direction == "rtl" else []
    command = ["hb-shape", "--no-glyph-names", "--no-positions", "--no-clusters", *features]
    command += [f"--direction={direction}", f"--language={language}", str(file), word]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [int(number) for number in said.strip(" []\n").split("|")]


def words_of(language: str) -> list[str]:
    """The words of the paragraph, without its values."""
    said = re.sub(r"{\w+}", " ", SENTENCES[language]).replace("\u200c", " ")
    return re.findall(r"[^\W\d_]+", said)


def unisolated(text: str) -> list[str]:
    """The fragile values that stand outside isolates."""
    return FRAGILE.findall(_ISOLATED.sub(" ", text))


def paragraphs(flowables: object) -> list[Paragraph]:
    """All paragraphs, in tables too."""
    found: list[Paragraph] = []
    for flowable in flowables if isinstance(flowables, (list, tuple)) else [flowables]:
        if isinstance(flowable, Paragraph):
            found.append(flowable)
        elif isinstance(flowable, TaggedTable):
            found += paragraphs([list(cell) for cell in flowable.cells])
        elif isinstance(flowable, list):
            found += paragraphs(flowable)
        elif isinstance(flowable, Flowable):
            found += paragraphs(list(getattr(flowable, "_content", ())))
    return found
