"""What was shared about a household, with whom, when and how: bundles and prints in one list."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from overstap.domain.answers import Field
from overstap.domain.records import OfficeId, Record, RecordId
from overstap.domain.residents import SYSTEM_FIELDS
from overstap.usecases.ports.disclosures import Delivery, Disclosures, PrintState
from overstap.usecases.ports.records import Elsewhere, Snapshot
from overstap.usecases.ports.vault import Vault

NOT_TOLD: Mapping[str, Any] = {}
"""In place of an answer that another desk sent: it says only which question."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """``how`` is the key of a text ``disclosure.<how>`` (``bundle``, ``taken_back`` for that the
    office was asked to destroy it, or ``print.<audience>``);
    ``sections`` are catalogue keys. ``void``: it was stopped and never left."""

    at: datetime | None
    how: str
    to: str
    version: int
    sections: tuple[str, ...]
    void: bool = False


@dataclass(frozen=True, slots=True)
class ListDisclosures:
    """Reads the disclosure ledger."""

    vault: Vault
    ledger: Disclosures
    elsewhere: Callable[[Record], Iterable[Elsewhere]]
    """What other desks of ours say that they sent last of a record."""

    def __call__(self, household: RecordId) -> tuple[Disclosure, ...]:
        """Newest first; what has no date is last."""
        found = [*self._bundles(household), *self._prints(household)]
        dated = sorted((d for d in found if d.at), key=_newest, reverse=True)
        return (*dated, *(d for d in found if d.at is None))

    def _bundles(self, household: RecordId) -> Iterator[Disclosure]:
        """One for each bundle, however many records of the household were in it."""
        names = {trust.card.office: trust.card.name for trust in self.vault.offices()}
        records = self.vault.records((household, *self.vault.members(household)))
        seen: dict[_Bundle, Disclosure] = {}
        for record in records.values():
            known = self.ledger.deliveries(record.id)
            for sent in (*known, *self._of(record, known)):
                key = _bundle_of(sent)
                sections = _sections(sent.snapshot.stated)
                if key in seen:
                    sections = tuple(dict.fromkeys((*seen[key].sections, *sections)))
                seen[key] = Disclosure(
                    at=sent.created,
                    how="taken_back" if sent.taken_back else "bundle",
                    to=names.get(sent.office, sent.office),
                    version=sent.snapshot.revision,
                    sections=sections,
                )
        yield from seen.values()

    def _of(self, record: Record, known: Sequence[Delivery]) -> Iterator[Delivery]:
        """What a colleague sent under a version that one of ours had already."""
        there = {(one.office, one.created) for one in known if not one.ours}
        for mark in self.elsewhere(record):
            if (mark.office, mark.at) not in there:
                asked = dict.fromkeys(mark.questions, NOT_TOLD)
                snapshot = Snapshot(record.id, mark.revision, asked)
                yield Delivery(mark.office, snapshot, mark.at, mark.taken_back, ours=False)

    def _prints(self, household: RecordId) -> Iterator[Disclosure]:
        for entry in self.ledger.prints(household):
            fields = (key.partition(" ")[2] for key in entry.content)
            yield Disclosure(
                at=entry.at,
                how=f"print.{entry.audience}",
                to=entry.recipient,
                version=entry.version,
                sections=_sections(fields),
                void=entry.state is PrintState.VOID,
            )


_Bundle = tuple[OfficeId, str, bool, int]


def _bundle_of(sent: Delivery) -> _Bundle:
    """Which bundle it went in: of a colleague's only the moment is known. The records of a
    household go under one version, and are taken back each under its own."""
    which = sent.snapshot.bundle or str(sent.created)
    version = 0 if sent.taken_back else sent.snapshot.revision
    return sent.office, which, sent.taken_back, version


def _newest(one: Disclosure) -> tuple[str, int]:
    return str(one.at), one.version


def _sections(fields: Iterable[Field]) -> tuple[str, ...]:
    asked = (field for field in fields if field not in SYSTEM_FIELDS)
    return tuple(dict.fromkeys(field.partition(".")[0] for field in asked))
