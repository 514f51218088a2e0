"""Which residents went on as somebody else, so that a merge can be undone, also much later."""

from collections.abc import Iterator
from dataclasses import dataclass

from overstap.domain.records import RecordId, Stated
from overstap.domain.residents import BIRTH_DATE, MERGED_INTO, V_NUMBER, list_name
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class Merge:
    """``gone`` goes on as ``kept``. ``known_as``, ``v_number`` and ``birth_date`` are what stands
    on the record that went; ``said`` is who merged them, and when."""

    gone: RecordId
    known_as: str
    v_number: str
    birth_date: str
    kept: RecordId
    name: str
    said: Stated


@dataclass(frozen=True, slots=True)
class ListMerges:
    """The merges that stand."""

    vault: Vault

    def __call__(self) -> tuple[Merge, ...]:
        """Newest first."""
        merges = self._merges()
        return tuple(sorted(merges, key=lambda merge: merge.said.at, reverse=True))

    def _merges(self) -> Iterator[Merge]:
        gone = self.vault.records(self.vault.merged())
        kept = self.vault.records(record.text(MERGED_INTO) for record in gone.values())
        for record in gone.values():
            into = kept.get(record.text(MERGED_INTO))
            if into is not None:
                yield Merge(
                    gone=record.id,
                    known_as=list_name(record.answers),
                    v_number=record.text(V_NUMBER),
                    birth_date=record.text(BIRTH_DATE),
                    kept=into.id,
                    name=list_name(into.answers),
                    said=record.stated[MERGED_INTO],
                )
