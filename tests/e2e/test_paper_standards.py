"""The standards, from both sides: papers of any content keep to them, and the checker notices what
does not."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verapdf
from overstap.domain.paper import Attached, Blank, Grid, Line, Paper, Part, Said
from overstap.kernel.task import Quiet
from overstap.pdf.press import PaperPress
from papers import PAPER
from scripts import SENTENCES

pytestmark = pytest.mark.skipif(not verapdf.available(), reason="needs veraPDF's engine")

DATA = (Attached("dossier.json", "application/json", b"{}", "Gegevens"),)
WHOLE = replace(
    PAPER,
    attached=DATA,
    parts=(
        Part(
            "Wonen",
            sentences=(Said("Текст", "uk"),),
            bullets=("Een", "Twee"),
            lines=(Line("Naam", "Rania"),),
            grids=(Grid("Banen", ("Beroep", "Jaar"), (("Kok", "2014"),)),),
            parts=(Part("Kind", lines=(Line("Naam", "Lina"),)),),
        ),
    ),
)
DEFECTS = {
    # what, which bytes instead of which, and the clause and test of the standard that must fail
    "a figure without words": (b"/Alt ", b"/Blt ", "ua1", "7.3-1"),
    "a document without a language": (b"/Lang (nl)", b"/Kang (nl)", "ua1", "7.2-33"),
    "a title that is not shown": (
        b"/DisplayDocTitle true",
        b"/DisplayDocTitlf true",
        "ua1",
        "7.1-10",
    ),
    "head cells without scope": (b"/Scope /", b"/Scopf /", "ua1", "7.5-1"),
    "a heading of a level that was skipped": (b"/S /H2", b"/S /H4", "ua1", "7.4.2-1"),
    "a row that is none": (b"/S /TR", b"/S /TX", "ua1", "7.2-8"),
    "a list item that is none": (b"/S /LI", b"/S /LX", "ua1", "7.2-18"),
    "letters without their text": (b"/ToUnicode", b"/ToUnicodf", "3a", "6.2.11.7.2-1"),
    "no colour profile": (b"/OutputIntents", b"/OutputIntentz", "3a", "6.2.4.3-2"),
    "an attachment without a reason": (b"/AFRelationship", b"/AFRelationshjp", "3a", "6.8-3"),
    "a file that does not say it is tagged": (b"/Marked true", b"/Markfd true", "3a", "6.7.2.2-1"),
    "a file that claims another part": (b"<pdfaid:part>3<", b"<pdfaid:part>1<", "3a", "6.6.4-2"),
    "no identification as accessible": (b"<pdfuaid:part>1<", b"<pdfuaid:part>7<", "ua1", "5-2"),
    "pages without a structure": (b"/StructParents", b"/StructParentz", "ua1", "7.1-3"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_the_checker_notices(tmp_path: Path, defect: str) -> None:
    good, bad, standard, clause = DEFECTS[defect]
    pdf = PaperPress()(WHOLE, Quiet())
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    assert verapdf.failures(file, standard) == []

    file.write_bytes(pdf.replace(good, bad))

    assert good in pdf
    assert len(good) == len(bad)
    assert any(f.startswith(f"{clause}:") for f in verapdf.failures(file, standard))


def test_the_example_of_the_documentation_keeps_to_both_standards(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "desktop/docs/tagged-pdf.md").read_text("utf-8")
    example = text.partition("```python\n")[2].partition("```")[0]
    file = tmp_path / "example.pdf"

    with file.open("wb") as target:
        exec(example, {"target": target, "created": PAPER.created})

    assert verapdf.failures(file, "2a") == []
    assert verapdf.failures(file, "ua1") == []


LANGUAGES = ["nl", *SENTENCES]
ALPHABET = "abcÀž <>&()[]/\\%{}\n\t-–0123456789ابتثجحخیک،؛؟ሀለሐґєїЖиß漢\U0001f600\u200c\u200f"
letters = st.text(st.sampled_from(ALPHABET), min_size=1, max_size=60)
words = letters | st.builds(Said, letters, st.sampled_from(["", *LANGUAGES]), letters | st.just(""))
lines = st.lists(st.builds(Line, words, words, letters | st.just(""), st.booleans()), max_size=9)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    columns = draw(st.integers(1, 5))
    row = st.lists(words, min_size=columns, max_size=columns).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=60))
    return Grid(draw(words), draw(row), tuple(rows), row_heads=draw(st.booleans()))


blanks = st.builds(
    Blank, words, st.lists(words, max_size=5).map(tuple), st.integers(0, 3), words | st.just("")
)
parts = st.builds(
    Part,
    title=words,
    sentences=st.lists(words, max_size=3).map(tuple),
    bullets=st.lists(words, max_size=3).map(tuple),
    lines=lines.map(tuple),
    grids=st.lists(grids(), max_size=2).map(tuple),
    blanks=st.lists(blanks, max_size=3).map(tuple),
    small=st.lists(words, max_size=2).map(tuple),
    together=st.just(value=False),
)
papers = st.builds(
    Paper,
    title=letters.map("A{}".format),
    subtitle=words,
    language=st.sampled_from(LANGUAGES),
    second=st.sampled_from(["", "nl"]),
    office=st.just(PAPER.office),
    created=st.just(PAPER.created),
    facts=lines.map(lambda some: tuple(some[:4])),
    parts=st.lists(parts, min_size=1, max_size=3).map(tuple),
    margins=st.just(PAPER.margins),
    code=st.sampled_from([None, PAPER.code]),
    attached=st.sampled_from([(), DATA]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[*HealthCheck], derandomize=True)
@given(papers)
def test_a_paper_of_any_content_keeps_to_both_standards(
    tmp_path_factory: pytest.TempPathFactory, paper: Paper
) -> None:
    file = tmp_path_factory.mktemp("random") / "paper.pdf"

    file.write_bytes(PaperPress()(paper, Quiet()))

    assert verapdf.failures(file, "3a" if paper.attached else "2a") == []
    assert verapdf.failures(file, "ua1") == []
