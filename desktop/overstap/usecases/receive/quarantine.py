"""Bundles from offices whose number nobody compared: they lie closed beside the vault, until
somebody checked the card or throws them away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from overstap.domain.offices import Card
from overstap.domain.records import OfficeId
from overstap.kernel.errors import FileError, TrustError
from overstap.kernel.task import Task
from overstap.usecases.ports.bundles import Bundles, Cards, Inbox
from overstap.usecases.ports.vault import Vault
from overstap.usecases.receive.read_inbox import UNCHECKED, ReadInbox

HELD = "inbox.held"
"""The setting that keeps which files waited for a check, to tell when they no longer need one."""


@dataclass(frozen=True, slots=True)
class Held:
    """A bundle that waits for a check. ``card`` is what its sender says to be, None where it says
    nothing that fits together; ``known``: we hold that office's card already."""

    path: Path
    size: int
    since: datetime
    card: Card | None
    known: bool
    ready: bool = False
    """Its sender was checked since: it can be opened."""

    @property
    def office(self) -> OfficeId:
        """The office whose number can be compared now; empty while we hold no card of it."""
        return self.card.office if self.card and self.known else ""


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Lists what waits; nothing of it is opened into the vault."""

    vault: Vault
    bundles: Bundles
    cards: Cards
    inbox: Inbox
    read_inbox: ReadInbox

    def __call__(self, task: Task) -> tuple[Held, ...]:
        """The oldest first."""
        offices = {trust.card.office for trust in self.vault.offices()}
        before = set(self.vault.setting(HELD) or ())
        found = []
        for waiting in self.read_inbox.inspect(self.inbox.files(None), task):
            if waiting.error and waiting.error.code in UNCHECKED:
                found.append(self._held(waiting.path, offices, task))
            elif waiting.verdict and waiting.path.name in before:
                size, since = self.inbox.facts(waiting.path)
                found.append(Held(waiting.path, size, since, waiting.verdict.sender, True, True))
        names = {one.path.name for one in found}
        if names != before:
            self.vault.set_setting(HELD, sorted(names))
        return tuple(sorted(found, key=lambda one: one.since))

    def card(self, path: Path, task: Task) -> Card | None:
        """What the sender of a file says to be; None where that does not fit together."""
        try:
            raw, signature = self.bundles.claim(path, task)
            return self.cards.accept(None, raw, signature).card
        except (FileError, TrustError):
            return None

    def throw_away(self, path: Path) -> None:
        """Destroy a file that was set aside; any other file stays."""
        self.inbox.drop(path)
        self.vault.audit("quarantine-dropped", bundle=path.stem)

    def _held(self, path: Path, offices: Collection[OfficeId], task: Task) -> Held:
        size, since = self.inbox.facts(path)
        card = self.card(path, task)
        return Held(path, size, since, card, card is not None and card.office in offices)
