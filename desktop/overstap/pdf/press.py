"""From a composed paper to a PDF file. Obeys ``usecases.ports.papers.Press``."""

import io
from functools import partial
from typing import Any

from reportlab import rl_config

from overstap.domain.paper import Attached, Paper, text
from overstap.i18n.languages import plain, tag
from overstap.kernel.task import Task
from overstap.pdf.seal import ROOM, SEAL_NAME
from overstap.pdf.story import story
from overstap.pdf.tagged.archive import Archive, Attachment
from overstap.pdf.tagged.metadata import About
from overstap.pdf.template import PageCount, Pages, PaperCanvas


class PaperPress:
    """Prints papers. The same paper gives the same bytes."""

    def __call__(self, paper: Paper, task: Task) -> bytes:
        """The PDF: PDF/A-3a where files go along, else PDF/A-2a; PDF/UA-1 both ways."""
        task.step("print")
        rl_config.useA85 = 0
        target = io.BytesIO()
        pages = Pages(target, paper)
        pages.build(story(paper), canvasmaker=partial(canvas_of, paper, pages.count))
        return target.getvalue()


def canvas_of(paper: Paper, count: PageCount, target: Any, **options: Any) -> PaperCanvas:
    """What a paper is drawn on."""
    attached = paper.attached
    files = [Attachment(a.name, a.media_type, a.data, a.description) for a in attached]
    if paper.sealed:
        seal = Attached(SEAL_NAME, "text/plain", ROOM, paper.sealed)
        files.append(
            Attachment(seal.name, seal.media_type, seal.data, seal.description, packed=False)
        )
    about = About(
        title=plain(text(paper.title)),
        author=paper.office,
        subject=plain(text(paper.subtitle)),
        language=tag(paper.language),
        created=paper.created,
        part=3 if files else 2,
    )
    options = {name: options[name] for name in ("pagesize",) if name in options}
    archive = Archive(about, tuple(files))
    return PaperCanvas(target, archive, count, invariant=1, pageCompression=1, **options)
