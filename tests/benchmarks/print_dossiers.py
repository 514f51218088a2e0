"""How long a dossier takes to print, beside plain ReportLab with the same text.

Run: python tests/benchmarks/print_dossiers.py
"""

import io
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from overstap.domain.catalogue import Audience
from overstap.domain.dossier import Dossier, Line, Part, Words
from overstap.kernel.task import Quiet
from overstap.pdf.dossier import DossierPress

ROUNDS = 20
LINES = tuple(Line(f"Vraag {i}", "Basisschool vanaf week 11", "eigen opgave") for i in range(15))
DOSSIER = Dossier(
    title="Overdrachtsdossier",
    subtitle="Voor de gemeente",
    audience=Audience.GEMEENTE,
    language="nl",
    office="Locatie Voorbeeldstad",
    recipient="Gemeente Voorbeeldwaard",
    version=1,
    bundle="0123456789abcdef",
    created=datetime(2027, 3, 1, 9, tzinfo=UTC),
    training=False,
    edition="Versie 1",
    code="overstap:0123456789abcdef",
    parts=tuple(Part(f"Onderdeel {i}", ("Een zin vooraf.",), LINES) for i in range(6)),
    words=Words("Pagina {page} van {pages}", "Vertrouwelijk", "Versie 1", "", "QR-code", "Data"),
    data=b"{}",
)


def ours() -> None:
    """Tagged and archival."""
    DossierPress()(DOSSIER, Quiet())


def plain() -> None:
    """The same words as untagged Platypus flowables."""
    styles = getSampleStyleSheet()
    story: list[Flowable] = [Paragraph(DOSSIER.title, styles["Title"])]
    for part in DOSSIER.parts:
        story += [Paragraph(part.title, styles["Heading2"])]
        story += [Paragraph(sentence, styles["BodyText"]) for sentence in part.sentences]
        rows = [
            [Paragraph(escape(text), styles["BodyText"]) for text in (x.label, x.value, x.note)]
            for x in part.lines
        ]
        story.append(Table(rows))
    SimpleDocTemplate(io.BytesIO()).build(story)


def milliseconds(job: Callable[[], None]) -> float:
    """The median of a few runs, after one to warm up."""
    job()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        job()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    tagged, untagged = milliseconds(ours), milliseconds(plain)
    print(f"{tagged:.1f} ms a dossier; {tagged / untagged:.2f} times plain ReportLab")
