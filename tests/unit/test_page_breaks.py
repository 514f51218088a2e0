"""Where a page ends and the next begins, on random papers."""

import io
from collections import defaultdict
from functools import partial
from random import Random

import pytest
from reportlab.platypus import Flowable

from overstap.domain.paper import Grid, Line, Paper, Part
from overstap.pdf.press import canvas_of
from overstap.pdf.story import story
from overstap.pdf.tagged.flow import Paragraph
from overstap.pdf.tagged.table import TaggedTable
from overstap.pdf.template import Pages
from papers import paper

PAPERS = 25
SAID = ("Ja", "Begane grond", "2 augustus 2015", "Naam van een geslacht " * 5, "Werk " * 90)


class Watched(Pages):
    """Pages that know what was placed on which of them."""

    def __init__(self, whole: Paper) -> None:
        super().__init__(io.BytesIO(), whole)
        self.placed: dict[int, list[Flowable]] = defaultdict(list)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Remember it, but for what takes no room."""
        super().afterFlowable(flowable)
        if isinstance(flowable, Paragraph | TaggedTable):
            self.placed[self.page].append(flowable)


def some_part(random: Random, title: str, below: tuple[Part, ...] = ()) -> Part:
    """A part with at least one line or a part below it, and some of all else it can have."""

    def said(most: int) -> tuple[str, ...]:
        return tuple(random.choices(SAID, (9, 9, 9, 3, 1), k=random.randint(0, most)))

    rows = [tuple((one, "Goor") for one in (*said(8), "Kok")) for _ in said(2)]
    answers = said(9) if below else (*said(9), "Ja")
    return Part(
        title,
        sentences=said(2),
        lines=tuple(Line("Vraag", answer, random.choice(("", "Gezien"))) for answer in answers),
        grids=tuple(Grid("Werk", ("Wat", "Waar"), some) for some in rows),
        parts=below,
        small=said(2),
    )


def some_paper(random: Random) -> Paper:
    """Sections with and without persons."""
    sections = []
    for _ in range(5):
        names = random.sample(("Rania Haddad", "Een naamketen " * 12, "Sami", "Lina"), k=3)
        persons = [some_part(random, name) for name in names[: random.randint(0, 3)]]
        sections.append(some_part(random, "Wonen en werken", tuple(persons)))
    return paper(tuple(sections))


@pytest.fixture(scope="module")
def papers() -> list[list[list[Flowable]]]:
    """What stands on each page of many papers."""
    made = []
    for seed in range(PAPERS):
        whole = some_paper(Random(seed))
        watched = Watched(whole)
        watched.build(story(whole), canvasmaker=partial(canvas_of, whole, watched.count))
        made.append([watched.placed[page] for page in sorted(watched.placed)])
    return made


def test_no_page_ends_with_a_title(papers: list[list[list[Flowable]]]) -> None:
    ends = [(n, page[-1]) for n, pages in enumerate(papers) for page in pages[:-1]]

    titles = [(n, e.text) for n, e in ends if isinstance(e, Paragraph) and e.style.tag[0] == "H"]

    assert len(ends) > PAPERS
    assert titles == []


def test_rows_at_the_top_of_a_page_say_whose_they_are(papers: list[list[list[Flowable]]]) -> None:
    tops = [page[0] for pages in papers for page in pages[1:]]

    reminders = [table.reminder for table in tops if isinstance(table, TaggedTable)]

    assert len(reminders) > PAPERS
    assert [said for said in reminders if not said.endswith("(vervolg)")] == []
