"""Show what would go to a gemeente and what stays, and why, before anything is written."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from overstap.domain.answers import Field
from overstap.domain.catalogue import Audience, Catalogue
from overstap.domain.offices import OfficeKind, Trust, TrustState
from overstap.domain.records import OfficeId, Record, RecordId, subject_of
from overstap.domain.residents import (
    MATCHED_GEMEENTE,
    list_name,
    read_back_agreed,
    sharing_restricted,
)
from overstap.domain.sharing import Shared, visible
from overstap.kernel.errors import RefusedError
from overstap.usecases.households import Household, read_household
from overstap.usecases.ports import Snapshot, Vault


@dataclass(frozen=True, slots=True)
class Going:
    """A question whose answer goes. ``share`` says how much; ``new`` since what was sent last."""

    record: RecordId
    field: Field
    share: str
    ground: str
    new: bool


@dataclass(frozen=True, slots=True)
class Staying:
    """A question whose answer stays; ``reason`` is the key of a text ``stays.<reason>``."""

    record: RecordId
    field: Field
    reason: str


@dataclass(frozen=True, slots=True)
class Check:
    """One preflight line, text ``check.<code>``. A failed one ``blocks`` or only warns."""

    code: str
    passed: bool
    blocks: bool
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """``names`` gives each record in words: a resident's name or "huishouden <name>"."""

    households: tuple[RecordId, ...]
    office: Trust
    names: Mapping[RecordId, str]
    going: tuple[Going, ...]
    staying: tuple[Staying, ...]
    checks: tuple[Check, ...]

    @property
    def allowed(self) -> bool:
        """Whether no failed check blocks."""
        return all(check.passed or not check.blocks for check in self.checks)


class UnknownOfficeError(RefusedError):
    """There is no identity card of that office here."""

    code = "handover.unknown_office"


Share = Callable[[Record], Shared]
"""What an office of the chosen kind may see of a record."""


@dataclass(frozen=True, slots=True)
class PrepareHandover:
    """Work out the plan; nothing is written."""

    vault: Vault
    catalogue: Catalogue
    training: bool

    def __call__(self, households: Sequence[RecordId], office: OfficeId) -> HandoverPlan:
        """What would go to ``office`` of these households and their members.

        Raises:
            UnknownOfficeError: its card was never imported.
        """
        trust = self.vault.office(office)
        if trust is None:
            raise UnknownOfficeError
        files = tuple(read_household(self.vault, household) for household in households)
        share = sharer(self.catalogue)
        going: list[Going] = []
        staying: list[Staying] = []
        for file in files:
            for record in file.records:
                shared = share(record)
                going += self._going(record, shared, office)
                staying += (Staying(record.id, *stays) for stays in shared.stays)
        return HandoverPlan(
            households=tuple(households),
            office=trust,
            names=_names(files),
            going=tuple(going),
            staying=tuple(staying),
            checks=tuple(self._checks(files, trust)),
        )

    def _going(self, record: Record, shared: Shared, office: OfficeId) -> Iterator[Going]:
        before = self.vault.last_sent(record.id, office)
        for field, (stated, share) in shared.goes.items():
            question = self.catalogue.find(field)
            if question is None:
                continue
            new = before is None or before.stated.get(field) != stated.to_json()
            yield Going(record.id, field, share, question.ground, new)

    def _checks(self, files: Sequence[Household], trust: Trust) -> Iterator[Check]:
        for file in files:
            told = {"household": file.name}
            matched = file.record.text(MATCHED_GEMEENTE) == trust.card.gm_code
            yield Check("matched", matched, True, told)
            agreed = read_back_agreed(file.record.answers)
            yield Check("read_back", agreed, True, told)
            yield Check("released", file.released, True, told)
            settled = not any(record.disputes for record in file.records)
            yield Check("settled", settled, True, told)
            restricted = sharing_restricted(file.record.answers)
            yield Check("unrestricted", not restricted, True, told)
            yield Check("own", not file.received, True, told)
            yield Check("complete", not self._missing(file), False, told)
        office = {"office": trust.card.name}
        yield Check("verified", trust.state is TrustState.VERIFIED, True, office)
        yield Check("gemeente", trust.card.kind is OfficeKind.GEMEENTE, True, office)
        yield Check("same_mode", trust.card.training == self.training, True, office)

    def _missing(self, file: Household) -> bool:
        return any(
            question.key not in record.stated
            for record in file.records
            for question in self.catalogue.needed(subject_of(record.id), "handover")
        )


def sharer(catalogue: Catalogue) -> Share:
    """What a gemeente may see of a record, by the catalogue alone."""
    return partial(visible, catalogue, audience=Audience.GEMEENTE)


def snapshot_of(shared: Shared, record: RecordId, revision: int) -> Snapshot:
    """What goes of one record, as it travels and as the ledger keeps it."""
    stated = {field: stated.to_json() for field, (stated, _) in shared.goes.items()}
    return Snapshot(record, revision, stated)


def _names(files: Sequence[Household]) -> Mapping[RecordId, str]:
    names = {file.record.id: file.name for file in files}
    members = {member.id: list_name(member.answers) for file in files for member in file.members}
    return names | members
