"""Print papers that are no dossier and hold nothing that is covered; each is a PDF as accessible
and lasting as those."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from overstap.domain.paper import Paper
from overstap.domain.records import RecordId
from overstap.i18n.texts import Texts
from overstap.kernel.ids import mark_of
from overstap.kernel.task import Task
from overstap.usecases.handover.list_disclosures import ListDisclosures
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.papers.compose_forms import Forms
from overstap.usecases.papers.compose_office import OfficePapers
from overstap.usecases.papers.compose_rights import Rights
from overstap.usecases.papers.paper_verdict import PaperCheck
from overstap.usecases.papers.print_dossier import Desk, WriteFile
from overstap.usecases.papers.voice import Voices
from overstap.usecases.ports.bundles import Cards
from overstap.usecases.ports.papers import Press
from overstap.usecases.ports.people import Sharing
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper as a PDF, and a file name without personal data."""

    name: str
    pdf: bytes


@dataclass(frozen=True)
class PrintPapers:
    """Each method gives the PDF; ``write`` puts it in a folder. What holds personal data is in the
    audit first."""

    vault: Vault
    list_disclosures: ListDisclosures
    voices: Voices
    forms: Forms
    rights: Rights
    office: OfficePapers
    cards: Cards
    press: Press
    write_file: WriteFile
    desk: Desk

    def blank_form(self, language: str, task: Task) -> Sheet:
        """All questions in a resident's language with Dutch beside, for when the power is out."""
        paper = self.forms.blank(self.voices.resident(language))
        return self._sheet(f"formulier-{language}", paper, task)

    def notice(self, language: str, task: Task) -> Sheet:
        """The privacy notice in a resident's language."""
        paper = self.rights.notice(self.voices.resident(language))
        return self._sheet(f"privacy-{language}", paper, task)

    def to_ask(self, household: RecordId, texts: Texts, task: Task) -> Sheet:
        """What nobody asked this household yet."""
        file = self._audited(household, "to_ask")
        today = self.forms.letterhead.clock().date()
        paper = self.forms.to_ask(file, self.voices.staff(texts), today)
        return self._sheet(f"nog-te-vragen-{_short(household)}", paper, task)

    def disclosures(
        self, household: RecordId, texts: Texts, task: Task, language: str = ""
    ) -> Sheet:
        """With whom it was shared; for staff, or for the resident in ``language``."""
        file = self._audited(household, "disclosures")
        voice = self.voices.resident(language) if language else self.voices.staff(texts)
        paper = self.rights.disclosures(file, self.list_disclosures(household), voice)
        return self._sheet(f"gedeeld-{_short(household)}", paper, task)

    def recovery_kit(self, recovery_key: str, texts: Texts, task: Task) -> Sheet:
        """The recovery key on paper; it exists nowhere else."""
        card = self.cards.own()
        mark = mark_of(str(self.vault.setting("vault")))
        paper = self.office.recovery_kit(recovery_key, mark, card, self.voices.staff(texts))
        return self._sheet("herstelkit", paper, task)

    def recovery_shares(
        self, shares: Sequence[str], needed: int, texts: Texts, task: Task
    ) -> tuple[Sheet, ...]:
        """One sheet for each share; whoever has ``needed`` of them opens the vault."""
        sharing, card = Sharing(needed, len(shares)), self.cards.own()
        voice = self.voices.staff(texts)
        return tuple(
            self._sheet(
                f"hersteldeel-{number}",
                self.office.recovery_share(share, number, sharing, card, voice),
                task,
            )
            for number, share in enumerate(shares, start=1)
        )

    def card_sheet(self, texts: Texts, task: Task) -> Sheet:
        """Our identity card on paper, for who confirms its number by telephone."""
        card = self.cards.own()
        number = self.cards.number(card)
        paper = self.office.card_sheet(card, number, self.voices.staff(texts))
        return self._sheet("kantoorkaart", paper, task)

    def validity(self, found: PaperCheck, texts: Texts, task: Task) -> Sheet:
        """What the check of a printed dossier found."""
        paper = self.office.validity(found, self.desk.user, self.voices.staff(texts))
        return self._sheet(f"controle-{found.code or found.verdict}", paper, task)

    def write(self, sheet: Sheet, folder: Path) -> Path:
        """Put it in a folder.

        Raises:
            StoreError: it is full, gone or not writable.
        """
        path = folder / sheet.name
        self.write_file(path, sheet.pdf)
        return path

    def _audited(self, household: RecordId, reason: str) -> Household:
        self.vault.audit("print", record=household, reason=reason)
        return read_household(self.vault, household)

    def _sheet(self, name: str, paper: Paper, task: Task) -> Sheet:
        return Sheet(f"{name}.pdf", self.press(paper, task))


def _short(household: RecordId) -> str:
    return household.partition("-")[2][:8]
