"""Papers for tests: one with everything a head can have, and what can be read back from a PDF."""

from dataclasses import replace
from datetime import UTC, datetime

from overstap.domain.paper import Attached, Code, Line, Margins, Paper, Part

PAPER = Paper(
    title="Overdrachtsdossier Voorbeeld",
    subtitle="Voor de gemeente",
    language="nl",
    office="Locatie Voorbeeldstad",
    created=datetime(2027, 3, 1, 9, tzinfo=UTC),
    facts=(Line("Voor", "Gemeente Voorbeeldwaard"), Line("Versie", "2, vervangt versie 1")),
    parts=(),
    margins=Margins(
        page_of="Pagina {page} van {pages}",
        header="Vertrouwelijk",
        footer="Voor Gemeente Voorbeeldwaard",
        continued="{title} (vervolg)",
    ),
    code=Code("OVERSTAP1ABCDEF", "QR-code", "Controlecode", "7K3M-9QXT-24WA-PD5R"),
)


def paper(
    parts: tuple[Part, ...], attached: tuple[Attached, ...] = (), *, training: bool = False
) -> Paper:
    """A Dutch paper with these parts."""
    margins = replace(PAPER.margins, watermark="OEFENING" if training else "")
    return Paper(
        title=PAPER.title,
        subtitle=PAPER.subtitle,
        language="nl",
        office=PAPER.office,
        created=PAPER.created,
        facts=PAPER.facts,
        parts=parts,
        margins=margins,
        code=PAPER.code,
        attached=attached,
    )
