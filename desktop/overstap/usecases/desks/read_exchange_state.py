"""How up to date the other offices are: for the line below every screen."""

from dataclasses import dataclass
from datetime import datetime

from overstap.kernel.clock import Clock
from overstap.usecases.lists.find_residents import FindResidents
from overstap.usecases.ports.lists import Selection, WorkList
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """``last`` is None before the first bundle; ``days`` are whole calendar days since then.
    ``unshared`` counts households that are ready and whose gemeente has not all of it yet."""

    last: datetime | None
    days: int
    unshared: int


@dataclass(frozen=True, slots=True)
class ReadExchangeState:
    """Read the ledger of bundles and the list of what is to be handed over."""

    vault: Vault
    find_residents: FindResidents
    clock: Clock

    def __call__(self) -> ExchangeState:
        """The state of this moment."""
        bundles = self.vault.bundles()
        last = bundles[0].handled if bundles else None
        days = (self.clock().date() - last.date()).days if last else 0
        return ExchangeState(last, days, self._unshared())

    def _unshared(self) -> int:
        waiting = self.find_residents.listing(only=Selection(work=WorkList.TO_HAND_OVER))
        return len({line.household for line in self.vault.lines(waiting.matches.numbers)})
