"""What somebody types who has no passphrase: the key of the recovery kit, or shares of it."""

from overstap.crypto import shares
from overstap.crypto.age import HybridIdentity

RECOVERY_KEY = "AGE-SECRET-KEY-"
"""What the key of a recovery kit begins with; no passphrase of a person does."""


def recovery_key_in(typed: str) -> str:
    """The recovery key that was typed, or that the typed shares make; empty for a passphrase.

    Raises:
        ShareError, OtherSharesError, TooFewSharesError: see there.
    """
    if shares.are_shares(typed):
        return str(HybridIdentity(shares.join(typed)))
    together = "".join(typed.split()).upper()
    return together if together.startswith(RECOVERY_KEY) else ""
