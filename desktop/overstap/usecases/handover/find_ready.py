"""Which of our households can go to an office now, and why the others stay."""

from collections.abc import Sequence
from dataclasses import dataclass

from overstap.domain.records import OfficeId, RecordId
from overstap.kernel.task import Task
from overstap.usecases.handover.handover_checks import Check
from overstap.usecases.handover.prepare_handover import PrepareHandover
from overstap.usecases.intake.households import read_household
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class Left:
    """A household that stays, and the checks that keep it."""

    household: RecordId
    name: str
    checks: tuple[Check, ...]

    def failed(self, code: str) -> bool:
        """Whether that check is one of them."""
        return any(check.code == code for check in self.checks)


@dataclass(frozen=True, slots=True)
class Ready:
    """``going`` can be handed over; ``left`` stay, by name. ``closed`` are checks of the office
    itself: while there are any, nothing goes there."""

    going: tuple[RecordId, ...]
    left: tuple[Left, ...]
    closed: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class FindReady:
    """Checks every household that is ours."""

    vault: Vault
    prepare: PrepareHandover

    def __call__(self, office: OfficeId, task: Task) -> Ready:
        """For a handover to ``office``.

        Raises:
            UnknownOfficeError: its card was never imported.
        """
        trust = self.prepare.office(office)
        going, left = [], []
        households = self.vault.households()
        for done, household in enumerate(households):
            task.step("handover.check", done, len(households))
            file = read_household(self.vault, household)
            if file.received:
                continue
            kept = blocking(list(self.prepare.checks([file], trust)))
            of_file = tuple(check for check in kept if check.household)
            if of_file:
                left.append(Left(household, file.name, of_file))
            else:
                going.append(household)
        closed = blocking(list(self.prepare.checks([], trust)))
        by_name = sorted(left, key=lambda one: one.name.casefold())
        return Ready(tuple(going), tuple(by_name), closed)


def blocking(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Those that failed and keep something from going."""
    return tuple(check for check in checks if check.blocks and not check.passed)
