"""Divide the way back into the vault over colleagues: some of them together open it."""

from dataclasses import dataclass

from overstap.kernel.errors import RefusedError
from overstap.usecases.people_ports import Sharing, Users
from overstap.usecases.ports import Vault

MOST = 16


class BadSharingError(RefusedError):
    """At least two people are needed, and no more than there are; 16 at most."""

    code = "shares.numbers"


class NotSharedError(RefusedError):
    """There are no shares to take back."""

    code = "shares.none"


@dataclass(frozen=True, slots=True)
class ShareRecovery:
    """Beside the recovery kit. New shares make the old ones worthless."""

    vault: Vault
    users: Users

    def __call__(self, needed: int, of: int) -> tuple[str, ...]:
        """The words of ``of`` shares, of which ``needed`` open the vault. They are kept nowhere.

        Raises:
            BadSharingError: see there.
            StoreError: the header could not be written; nothing changed.
        """
        if not 2 <= needed <= of <= MOST:
            raise BadSharingError
        with self.vault.writing():
            self.vault.audit("recovery_shared", count=of, version=needed)
            return self.users.share_recovery(needed, of)

    def state(self) -> Sharing | None:
        """How many there are and how many are needed; None where there are none."""
        return self.users.sharing()

    def stop(self) -> None:
        """Make all shares worthless.

        Raises:
            NotSharedError: there are none.
        """
        if self.users.sharing() is None:
            raise NotSharedError
        with self.vault.writing():
            self.vault.audit("recovery_unshared")
            self.users.unshare_recovery()
