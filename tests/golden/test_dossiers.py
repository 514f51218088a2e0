"""One whole dossier per variant, as it was when a person looked at it: structure, languages, words,
fonts and how it looks. See README.md beside this file for how to renew them."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from overstap.domain.answers import Answer
from overstap.domain.catalogue import Audience
from overstap.domain.paper import Paper
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.pdf.press import PaperPress
from overstap.usecases.app import App
from tagged_pdf import described

KNOWN = Path(__file__).parent / "dossiers"
VARIANTS = {
    "gemeente": (Audience.GEMEENTE, ""),
    "corporatie": (Audience.CORPORATIE, ""),
    "bewoner-ara": (Audience.RESIDENT, "ara"),
    "bewoner-tir": (Audience.RESIDENT, "tir"),
}
_SCALE = 0.8
_BESIDE = 4


def dossier(app: App, variant: str) -> Paper:
    """The paper, without what is different in every office: keys, ids and the data inside."""
    made = json.loads((KNOWN / "household.json").read_text("utf-8"))
    persons = [_answers(person) for person in made["persons"]]
    household = app.register_household(persons, _answers(made["household"])).household
    audience, language = VARIANTS[variant]
    paper = app.print_dossier.compose(household, audience, load("nl"), language)
    assert paper.code is not None
    code = replace(paper.code, content=f"OVERSTAP1{'ABCD' * 60}", typed="7K3M-9QXT-24WA-PD5R")
    attached = tuple(replace(file, data=b"{}") for file in paper.attached)
    return replace(paper, code=code, attached=attached)


def _answers(given: dict[str, dict[str, object]]) -> dict[str, Answer]:
    return {field: Answer.from_json(answer) for field, answer in given.items()}


def sheet(pdf: bytes) -> Image.Image:
    """All pages, small, on one picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [
            page.render(scale=_SCALE, grayscale=True).to_pil().convert("L") for page in document
        ]
    width, height = pages[0].size
    rows = -(-len(pages) // _BESIDE)
    whole = Image.new("L", (width * min(len(pages), _BESIDE), height * rows), 255)
    for at, page in enumerate(pages):
        whole.paste(page, (at % _BESIDE * width, at // _BESIDE * height))
    return whole


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_dossier_is_what_was_looked_at(location: App, variant: str) -> None:
    pdf = PaperPress()(dossier(location, variant), Quiet())
    words, picture = KNOWN / f"{variant}.txt", KNOWN / f"{variant}.png"
    if os.environ.get("OVERSTAP_NEW_PICTURES"):
        words.write_text(described(pdf), "utf-8")
        sheet(pdf).save(picture, optimize=True)

    drawn, said = sheet(pdf), described(pdf)

    assert said.splitlines() == words.read_text("utf-8").splitlines()
    with Image.open(picture) as expected:
        assert drawn.size == expected.size
        difference = ImageChops.difference(drawn, expected.convert("L"))
    wrong = sum(difference.histogram()[96:])
    assert wrong < 100, f"{wrong} pixels differ"


@pytest.mark.parametrize("variant", VARIANTS)
def test_everything_on_a_dossier_is_tagged_in_embedded_fonts(variant: str) -> None:
    said = (KNOWN / f"{variant}.txt").read_text("utf-8")

    assert "NOT TAGGED" not in said
    assert "not embedded" not in said
    assert "H1" in said
    assert "TH Scope=Row" in said
