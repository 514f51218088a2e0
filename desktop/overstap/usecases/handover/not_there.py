"""What another office lacks although it was sent: a receipt left it out or took it back, or
somebody here said that the bundle never arrived. It goes along with the next bundle as if new.

A bundle that never arrived counts as one whose import was undone. A receipt that comes after all
says otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from overstap.domain.records import RecordId
from overstap.domain.replies import Reply
from overstap.kernel.errors import RefusedError
from overstap.usecases.ports.journal import BundleEntry, Direction
from overstap.usecases.ports.records import Snapshot
from overstap.usecases.ports.vault import Vault

NEVER_CAME = Reply(undone=True)
"""What we note ourselves of a bundle that nobody received."""


class ArrivedError(RefusedError):
    """A receipt came for that bundle, or it is none that can be sent again."""

    code = "sent.arrived"


@dataclass(frozen=True, slots=True)
class NotThere:
    """``undone`` are bundles of which nothing is there, ``left`` what stayed out of others."""

    undone: frozenset[str]
    left: Mapping[str, frozenset[RecordId]]

    @classmethod
    def known_to(cls, vault: Vault) -> Self:
        """As far as receipts say, and what somebody here noted."""
        replies = {kept.bundle.digest: kept.reply for kept in vault.replies()}
        return cls(
            frozenset(digest for digest, reply in replies.items() if reply.undone),
            {digest: frozenset(reply.left) for digest, reply in replies.items() if reply.left},
        )

    def lost(self, sent: Snapshot) -> bool:
        """Whether nothing is there of the bundle that a record was last in."""
        return sent.bundle in self.undone

    def lacks(self, sent: Snapshot) -> bool:
        """Whether the office does not have what it was sent last of a record."""
        return self.lost(sent) or sent.record in self.left.get(sent.bundle, ())


def unconfirmed(vault: Vault, digest: str) -> BundleEntry:
    """A bundle of ours that no receipt came for.

    Raises:
        ArrivedError: there is none of that hash, or a receipt came.
    """
    entry = vault.bundle(digest, Direction.SENT)
    if entry is None or entry.acknowledged is not None:
        raise ArrivedError
    return entry
