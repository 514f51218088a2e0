"""Say whether a printed dossier is genuine and the newest, by its code, its picture or its file.

Needs no network: a signature is checked with the sender's card, answers with those that are here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from overstap.domain.catalogue import Audience, Catalogue
from overstap.domain.offices import Card, Trust, TrustState
from overstap.domain.paper_seal import (
    SIGNED_AS,
    NotASealError,
    Seal,
    desk_mark,
    household_mark,
    newest,
    read_typed,
    section_digests,
    section_mark,
    sender_mark,
)
from overstap.domain.records import OfficeId, RecordId
from overstap.domain.sharing import Shared
from overstap.kernel.errors import FileError
from overstap.usecases.intake.households import read_household
from overstap.usecases.papers.compose_dossier import shown_to
from overstap.usecases.papers.paper_history import PaperHistory
from overstap.usecases.papers.paper_verdict import PaperCheck, PaperVerdict
from overstap.usecases.ports.bundles import Cards
from overstap.usecases.ports.disclosures import Disclosures
from overstap.usecases.ports.papers import PaperSeals
from overstap.usecases.ports.vault import Vault


class NotACodeError(FileError):
    """What was typed or scanned is no code of a paper, or has a typing error."""

    code = "paper.not_a_code"


@dataclass(frozen=True)
class CheckPaper:
    """Checks papers of this office and of every office whose card is here."""

    vault: Vault
    ledger: Disclosures
    catalogue: Catalogue
    cards: Cards
    seals: PaperSeals

    @property
    def _history(self) -> PaperHistory:
        return PaperHistory(self.vault, self.ledger)

    def __call__(self, what: str) -> PaperCheck:
        """``what`` is a typed code, or what a QR reader typed.

        Raises:
            NotACodeError: it is neither; perhaps a typing error.
        """
        typed = read_typed(what)
        if typed:
            return self._typed(typed)
        return self._sealed(what)

    def file(self, path: Path) -> PaperCheck:
        """A PDF of ours, a scan or a photo.

        Raises:
            FileError: it cannot be read, or has no code of ours on it.
        """
        paper = self.seals.read(path)
        try:
            found = self._sealed(paper.qr)
        except NotACodeError:
            if not paper.signature:
                raise
            return PaperCheck(PaperVerdict.ALTERED, sender="?")
        if not paper.signature or not found.verdict.signed:
            return found
        seal, _ = Seal.parse(paper.qr)
        key = self._desk_key(seal)
        if self.seals.verifies(paper.digest, paper.signature, key):
            return found
        return replace(found, verdict=PaperVerdict.ALTERED)

    def _sealed(self, qr: str) -> PaperCheck:
        """By the signature first, then by what is known here."""
        try:
            seal, signature = Seal.parse(qr)
        except NotASealError as error:
            raise NotACodeError from error
        trust = self._offices().get(seal.office)
        if trust is None:
            return PaperCheck(PaperVerdict.UNKNOWN_SENDER)
        said = self._about(seal, trust.card.name)
        key = self._desk_key(seal)
        if not key or not self.seals.verifies(SIGNED_AS + seal.to_bytes(), signature, key):
            return replace(said, verdict=PaperVerdict.ALTERED)
        if trust.state is not TrustState.VERIFIED:
            return replace(said, verdict=PaperVerdict.UNVERIFIED)
        return replace(said, verdict=self._standing(seal))

    def _standing(self, seal: Seal) -> PaperVerdict:
        """What became of a genuine paper."""
        shown = self._shown(seal.household, seal.audience)
        if shown is None and seal.household in self.ledger.erased():
            return PaperVerdict.WITHDRAWN
        taken_back = self._history.taken_back(seal.household, seal.audience, seal.typed)
        if taken_back:
            return taken_back
        if shown is None:
            return PaperVerdict.GENUINE
        if section_digests(shown) == seal.sections:
            ours = seal.office == self.cards.own().office
            newer = ours and seal.version < self._history.newest_version(
                seal.household, seal.audience
            )
            return PaperVerdict.SUPERSEDED if newer else PaperVerdict.NEWEST
        on_paper = (seal.as_of, seal.version)
        here = (newest(shown.values()), self._known_version(seal))
        return PaperVerdict.NEWER if on_paper > here else PaperVerdict.SUPERSEDED

    def _typed(self, code: str) -> PaperCheck:
        """By what is known here alone: a typed code carries no signature."""
        plain = code.replace("-", "")
        senders = [t for t in self._offices().values() if sender_mark(t.card.office) == plain[:3]]
        if not senders:
            return PaperCheck(PaperVerdict.UNKNOWN_SENDER, code=code)
        sender = senders[0].card.name
        mark = plain[3:7]
        households = [h for h in self.vault.households() if household_mark(h) == mark]
        gone = any(household_mark(record) == mark for record in self.ledger.erased())
        if gone and not households:
            return PaperCheck(PaperVerdict.WITHDRAWN, sender, code=code)
        for trust in senders:
            for household in households:
                for known in self._known(trust, household):
                    if known.code == code:
                        return known
        if not households:
            return PaperCheck(PaperVerdict.OTHER, sender, code=code)
        name = read_household(self.vault, households[0]).name
        return PaperCheck(PaperVerdict.OTHER, sender, households[0], name, code=code)

    def _known(self, trust: Trust, household: RecordId) -> Iterator[PaperCheck]:
        """All papers of a household that this office can tell the code of."""
        for audience in Audience:
            shown = self._shown(household, audience)
            if shown is None:
                continue
            seal = Seal(
                trust.card.office,
                household,
                audience,
                0,
                newest(shown.values()),
                bytes(4),
                section_digests(shown),
            )
            found = self._about(seal, trust.card.name)
            taken_back = self._history.taken_back(household, audience, seal.typed)
            yield replace(found, verdict=taken_back or PaperVerdict.NEWEST)
        if trust.card.office == self.cards.own().office:
            yield from self._printed(household, trust.card.name)

    def _printed(self, household: RecordId, sender: str) -> Iterator[PaperCheck]:
        """Papers that this office printed before."""
        name = read_household(self.vault, household).name
        for entry in self.ledger.prints(household):
            taken_back = self._history.taken_back(household, entry.audience, entry.code)
            yield PaperCheck(
                taken_back or PaperVerdict.SUPERSEDED,
                sender,
                household,
                name,
                entry.audience,
                entry.version,
                entry.day,
                entry.code,
                self._history.newest_version(household, entry.audience),
            )

    def _about(self, seal: Seal, sender: str) -> PaperCheck:
        shown = self._shown(seal.household, seal.audience)
        here = dict(section_digests(shown)) if shown is not None else {}
        sections = {section_mark(s.key): s.key for s in self.catalogue.sections}
        place = {mark: at for at, mark in enumerate(sections)}
        version = seal.version or next(
            (e.version for e in self.ledger.prints(seal.household) if e.code == seal.typed), 0
        )
        return PaperCheck(
            verdict=PaperVerdict.GENUINE,
            sender=sender,
            household=seal.household,
            name=read_household(self.vault, seal.household).name if shown is not None else "",
            audience=seal.audience,
            version=version,
            as_of=seal.as_of,
            code=seal.typed,
            newest_version=self._history.newest_version(seal.household, seal.audience),
            sections=tuple(
                (sections.get(mark, mark.hex()), here.get(mark) == digest if here else None)
                for mark, digest in sorted(
                    seal.sections, key=lambda pair: place.get(pair[0], len(place))
                )
            ),
        )

    def _shown(self, household: RecordId, audience: Audience) -> Mapping[RecordId, Shared] | None:
        """What we would print for the audience; None where the household is not known here."""
        if household not in self.vault.households():
            return None
        return shown_to(self.catalogue, read_household(self.vault, household), audience)

    def _known_version(self, seal: Seal) -> int:
        """The number of what is here, as its sender counts; our own papers by the ledger."""
        file = read_household(self.vault, seal.household)
        if file.received:
            return max(record.revision for record in file.records)
        return self._history.newest_version(seal.household, seal.audience)

    def _offices(self) -> Mapping[OfficeId, Trust]:
        """Everybody whose card is here, this office among them."""
        own = self.cards.own()
        ours = Trust(own, b"", b"", TrustState.VERIFIED, "", None)
        return {t.card.office: t for t in (*self.vault.offices(), ours)}

    def _desk_key(self, seal: Seal) -> str:
        """The key of the desk that the seal names; empty where the card has no such desk, or the
        desk's keys were stolen."""
        trust = self._offices().get(seal.office)
        return _key_on(trust.card, seal.desk) if trust else ""


def _key_on(card: Card, mark: bytes) -> str:
    keys = (desk.key for desk in card.desks if desk.key not in card.revoked)
    return next((key for key in keys if desk_mark(key) == mark), "")
