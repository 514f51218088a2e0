"""What only the resident's own papers say: what was shared with whom, and what happens with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from overstap.domain.catalogue import Audience
from overstap.domain.paper import Grid, Part, Words
from overstap.usecases.handover.list_disclosures import Disclosure, ListDisclosures
from overstap.usecases.intake.households import Household
from overstap.usecases.papers.voice import Voice

_OWN_COPY = f"print.{Audience.RESIDENT}"


@dataclass(frozen=True, slots=True)
class SharedWith:
    """The part of a paper that lists what was shared; obeys ``compose_dossier.Extra``."""

    list_disclosures: ListDisclosures

    def __call__(self, file: Household, voice: Voice, _day: date) -> Sequence[Part]:
        """One part, also where nothing was shared yet: then it says so. The resident's own copies
        are left out: they are shared with nobody else, and each would make a new version."""
        listed = self.list_disclosures(file.record.id)
        shared = [one for one in listed if not one.void and one.how != _OWN_COPY]
        return (shared_part(shared, voice),)


def shared_part(shared: Sequence[Disclosure], voice: Voice) -> Part:
    """A table of disclosures."""
    title, lead = voice("disclosure.title"), voice("disclosure.lead")
    if not shared:
        return Part(title, sentences=(lead, voice("disclosure.none")))
    head = tuple(voice(f"disclosure.{column}") for column in ("day", "to", "how", "what"))
    rows = tuple(tuple(_row(one, voice)) for one in shared)
    return Part(title, sentences=(lead,), grids=(Grid(title, head, rows, (22, 22, 24, 32)),))


def _row(one: Disclosure, voice: Voice) -> Iterator[Words]:
    yield voice.day(one.at) if one.at else voice("status.unknown")
    yield one.to
    yield voice(f"disclosure.{one.how}")
    sections = [voice(f"section.{section}") for section in one.sections]
    yield voice.join(sections) if sections else "–"
