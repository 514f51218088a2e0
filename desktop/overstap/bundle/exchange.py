"""Bundles with the keys of this desk; obeys ``usecases.ports.bundles.Bundles``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from overstap.bundle.cards import CardBook
from overstap.bundle.errors import ForgedError
from overstap.bundle.read import AgeIdentity, VerifiedBundle, claimed_card, open_bundle
from overstap.bundle.senders import Addressee
from overstap.bundle.write import Sender, write
from overstap.crypto.signature import SigningKey
from overstap.domain.offices import Trust, TrustState
from overstap.domain.records import OfficeId
from overstap.kernel.clock import Clock, system_clock
from overstap.kernel.task import Task
from overstap.usecases.ports.audit import NO_ENDS, Ends
from overstap.usecases.ports.bundles import Letter
from overstap.usecases.ports.journal import Manifest


def no_ends(_office: OfficeId) -> Ends:
    """Of a desk without a log."""
    return NO_ENDS


@dataclass(frozen=True)
class FileBundles:
    """Signs as desk ``desk`` of the office whose card is ``cards.own()``."""

    cards: CardBook
    desk: str
    key: SigningKey
    identity: AgeIdentity
    clock: Clock = system_clock
    ends_for: Callable[[OfficeId], Ends] = no_ends
    """What a bundle to an office says of logs."""

    def write(self, folder: Path, letter: Letter, task: Task) -> Manifest:
        """Write the bundle that follows the letter's position in its stream into ``folder``."""
        own = self.cards.own()
        draft = Manifest(
            kind=letter.kind,
            office=own.office,
            desk=self.desk,
            card_version=own.version,
            stream=letter.stream,
            number=letter.position.number + 1,
            previous=letter.position.digest,
            created=letter.created,
            records=0,
            destroy_by=letter.destroy_by,
            digest="",
            ends=self.ends_for(letter.to.office),
        )
        sender = Sender(self.cards.raw, self.cards.signature, self.key, own.training)
        return write(folder, draft, letter.to, sender, letter.lines, letter.attachments, task)

    def claim(self, path: Path, task: Task) -> tuple[bytes, bytes]:
        """The card of whoever signed the bundle, not yet believed."""
        return claimed_card(path, self.identity, task)

    def open(self, path: Path, offices: Mapping[OfficeId, Trust], task: Task) -> VerifiedBundle:
        """Open and verify the bundle at ``path``."""
        own = self.cards.own()
        recipient = str(self.identity.recipient)
        to = Addressee(own.office, recipient, own.training, self.clock().date())
        ourselves = Trust(own, self.cards.raw, self.cards.signature, TrustState.VERIFIED, "", None)
        known = {**offices, own.office: ourselves}
        bundle = open_bundle(path, self.identity, to, known, task)
        between_desks = bundle.manifest.kind == "sync"
        if between_desks != (bundle.manifest.office == own.office):
            raise ForgedError
        return bundle
