"""What was shared about a household, with whom, when and how: bundles and prints in one list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from overstap.domain.answers import Field
from overstap.domain.records import RecordId
from overstap.domain.residents import SYSTEM_FIELDS
from overstap.usecases.ports import Disclosures, PrintState, Vault


@dataclass(frozen=True, slots=True)
class Disclosure:
    """``how`` is the key of a text ``disclosure.<how>`` (``bundle`` or ``print.<audience>``);
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

    def __call__(self, household: RecordId) -> tuple[Disclosure, ...]:
        """Newest first; what has no date is last."""
        found = [*self._bundles(household), *self._prints(household)]
        dated = sorted((d for d in found if d.at), key=lambda d: str(d.at), reverse=True)
        return (*dated, *(d for d in found if d.at is None))

    def _bundles(self, household: RecordId) -> Iterator[Disclosure]:
        """One for each bundle, however many records of the household were in it."""
        names = {trust.card.office: trust.card.name for trust in self.vault.offices()}
        seen: dict[tuple[str, str], Disclosure] = {}
        for record in (household, *self.vault.members(household)):
            for sent in self.ledger.deliveries(record):
                key = (sent.office, sent.snapshot.bundle)
                sections = _sections(sent.snapshot.stated)
                if key in seen:
                    sections = tuple(dict.fromkeys((*seen[key].sections, *sections)))
                seen[key] = Disclosure(
                    at=sent.created,
                    how="bundle",
                    to=names.get(sent.office, sent.office),
                    version=sent.snapshot.revision,
                    sections=sections,
                )
        yield from seen.values()

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


def _sections(fields: Iterable[Field]) -> tuple[str, ...]:
    asked = (field for field in fields if field not in SYSTEM_FIELDS)
    return tuple(dict.fromkeys(field.partition(".")[0] for field in asked))
