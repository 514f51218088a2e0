"""Write down a resident's objection or restriction, and lift it: while it stands nothing leaves."""

from collections.abc import Mapping
from dataclasses import dataclass

from overstap.domain.answers import Answer
from overstap.domain.catalogue import Audience
from overstap.domain.records import RecordId
from overstap.domain.residents import list_name, sharing_restricted
from overstap.domain.rights import LIFTED, Flag, Right, flags, right_field
from overstap.kernel.errors import RefusedError
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.intake.uncover import LONGEST_REASON, NoReasonError
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault

OUTSIDE = frozenset({Audience.GEMEENTE, Audience.CORPORATIE})
"""Who gets nothing of somebody who objected; the resident's own copy is not shared."""


class HeldBackError(RefusedError):
    """Somebody of the household objected, or asked for restriction: nothing of it leaves."""

    code = "rights.held_back"


class NotHeldBackError(RefusedError):
    """There is nothing to lift."""

    code = "rights.not_held_back"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What stands in a household, and who they are."""

    flags: tuple[Flag, ...]
    names: Mapping[RecordId, str]


@dataclass(frozen=True, slots=True)
class HoldBack:
    """For who handles what residents ask for; the history keeps what was lifted."""

    vault: Vault
    author: str

    def __call__(self, person: RecordId, right: Right, reason: str) -> None:
        """Let ``right`` stand from now on; ``reason`` in the resident's words.

        Raises:
            NoReasonError: nothing was said.
            NotOursError: another office sent the resident, and has to be asked.
        """
        said = reason.strip()[:LONGEST_REASON]
        if not said:
            raise NoReasonError
        self._write(person, right, Answer(said))

    def lift(self, person: RecordId, right: Right) -> None:
        """Let it stand no more.

        Raises:
            NotHeldBackError: it did not stand.
            NotOursError: see there.
        """
        if right not in {flag.right for flag in flags([self.vault.record(person)])}:
            raise NotHeldBackError
        self._write(person, right, LIFTED)

    def of(self, household: RecordId) -> HeldBack:
        """What stands, for everybody of the household."""
        file = read_household(self.vault, household)
        return HeldBack(flags(file.members), file.names)

    def _write(self, person: RecordId, right: Right, answer: Answer) -> None:
        record, field = self.vault.record(person), right_field(right)
        if record.origin:
            raise NotOursError
        with self.vault.writing():
            self.vault.write([Write(person, {field: answer}, record.seen)], self.author)
            what = "rights-lifted" if answer is LIFTED else "rights-set"
            self.vault.audit(what, record=person, reason=str(right))


def held_back(file: Household) -> bool:
    """Whether somebody's right keeps the household from being shared."""
    return sharing_restricted(file.record.answers) or bool(flags(file.members))


def refuse_held_back(file: Household, audience: Audience) -> None:
    """Nothing leaves to others while a right stands in the way.

    Raises:
        HeldBackError: it does.
    """
    if audience in OUTSIDE and held_back(file):
        whose = {flag.person for flag in flags(file.members)}
        named = [list_name(m.answers) for m in file.members if m.id in whose]
        raise HeldBackError(who="; ".join(named) or file.name)
