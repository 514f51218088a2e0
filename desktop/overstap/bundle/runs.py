"""The signed end of what a desk wrote: a colleague who relays it can neither forge, drop nor add.

A replica's id is the hash of its desk's key and a nonce, so a desk signs for its own ids only. The
signature is SSHSIG (namespace ``run@overstap``) over canonical JSON ``[replica, number, chain]``.
"""

import hashlib
import secrets
from dataclasses import dataclass

from overstap.bundle import layout
from overstap.bundle.errors import ForgedRunError
from overstap.crypto.signature import SignatureError, SigningKey, sign, verify
from overstap.domain.offices import Card
from overstap.usecases.ports.desks import Run


@dataclass(frozen=True)
class SignedRuns:
    """Signs with the key of this desk; obeys ``usecases.ports.desks.RunSeals``."""

    key: SigningKey

    def new_replica(self) -> tuple[str, str]:
        """A new id that belongs to this desk's key, and its nonce."""
        nonce = secrets.token_hex(16)
        return replica_id(self.key.public_text, nonce), nonce

    def sign(self, replica: str, number: int, chain: str, nonce: str) -> Run:
        """Sign the end of a run of ours."""
        signature = sign(_signed(replica, number, chain), self.key, layout.RUN_NAMESPACE)
        return Run(replica, number, chain, nonce, signature)

    def check(self, run: Run, card: Card) -> None:
        """Whether a desk on the card, revoked or not, signed it for a replica of its own.

        Raises:
            ForgedRunError: it did not.
        """
        message = _signed(run.replica, run.number, run.chain)
        try:
            signer = verify(message, run.signature, layout.RUN_NAMESPACE)
        except SignatureError as error:
            raise ForgedRunError from error
        if not card.signs(signer) or replica_id(signer, run.nonce) != run.replica:
            raise ForgedRunError


def replica_id(key: str, nonce: str) -> str:
    """The id (32 hex digits) under which the desk with ``key`` (OpenSSH text) may write."""
    return hashlib.sha256(f"overstap-replica/1\n{key}\n{nonce}".encode()).hexdigest()[:32]


def _signed(replica: str, number: int, chain: str) -> bytes:
    return layout.canonical([replica, number, chain])
