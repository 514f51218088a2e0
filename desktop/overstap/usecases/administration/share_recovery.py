"""Divide the way back into the vault over colleagues: some of them together open it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from overstap.crypto import shares
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError
from overstap.usecases.ports.people import Sharing, Users
from overstap.usecases.ports.vault import Vault

MOST_SHARES = shares.MOST
CONFIRMED = "recovery.confirmed"
"""The setting that says when somebody typed words of every share back; empty before that."""


class BadSharingError(RefusedError):
    """At least two people are needed, and no more than there are; 16 at most."""

    code = "shares.numbers"


class NotSharedError(RefusedError):
    """There are no shares to take back."""

    code = "shares.none"


def shares_so_far(typed: Sequence[str]) -> tuple[int, int]:
    """How many different shares were typed, and how many are needed.

    Raises:
        ShareError: one was mistyped; ``number`` says which.
        OtherSharesError: they are no shares of one set.
    """
    counted = {number: len(share.split()) for number, share in enumerate(typed, start=1)}
    for number, words in counted.items():
        if words != shares.WORDS:
            raise shares.ShareError(number=number)
    return shares.progress(" ".join(typed))


def draw_words() -> tuple[int, int]:
    """Places of two words of a share, in order, for typing them back."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, shares.WORDS + 1), 2))
    return first, second


@dataclass(frozen=True, slots=True)
class ShareRecovery:
    """Beside the recovery kit. New shares make the old ones worthless."""

    vault: Vault
    users: Users
    clock: Clock

    def __call__(self, needed: int, of: int) -> tuple[str, ...]:
        """The words of ``of`` shares, of which ``needed`` open the vault. They are kept nowhere.

        Raises:
            BadSharingError: see there.
            StoreError: the header could not be written; nothing changed.
        """
        if not 2 <= needed <= of <= MOST_SHARES:
            raise BadSharingError
        divided = self.users.share_recovery(needed, of)
        with self.vault.writing():
            self.vault.audit("recovery_shared", count=of, version=needed)
            self.vault.set_setting(CONFIRMED, "")
        return divided

    def state(self) -> Sharing | None:
        """How many there are and how many are needed; None where there are none."""
        return self.users.sharing()

    def confirm(self) -> None:
        """Words of every share were typed back, so the sheets are there and can be read.

        Raises:
            NotSharedError: there are none.
        """
        if self.users.sharing() is None:
            raise NotSharedError
        with self.vault.writing():
            self.vault.audit("recovery_confirmed")
            self.vault.set_setting(CONFIRMED, self.clock().isoformat())

    def confirmed(self) -> datetime | None:
        """When somebody typed words of every share back; None where nobody did."""
        kept = self.vault.setting(CONFIRMED)
        return datetime.fromisoformat(kept) if kept else None

    def stop(self) -> None:
        """Make all shares worthless.

        Raises:
            NotSharedError: there are none.
        """
        if self.users.sharing() is None:
            raise NotSharedError
        self.users.unshare_recovery()
        with self.vault.writing():
            self.vault.audit("recovery_unshared")
            self.vault.set_setting(CONFIRMED, "")
