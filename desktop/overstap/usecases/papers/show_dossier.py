"""Look at a dossier as it would be printed, put it on paper, or write many of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from overstap.domain.catalogue import Audience
from overstap.domain.records import RecordId
from overstap.domain.residents import list_name
from overstap.i18n.texts import Texts
from overstap.kernel.errors import CancelledError, StoreError
from overstap.kernel.task import Task
from overstap.usecases.intake.hold_back import HeldBackError
from overstap.usecases.intake.households import read_household
from overstap.usecases.papers.print_dossier import PrintDossier, Printed, PrintJob
from overstap.usecases.ports.papers import OpenPages, Pages
from overstap.usecases.ports.vault import Vault

_STEP = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A dossier on the screen; ``pages`` are exactly those of the PDF. ``name`` is what staff call
    the household; ``language`` that of the resident's copy, empty for that of the talk."""

    household: RecordId
    audience: Audience
    name: str
    recipient: str
    version: int
    pages: Pages
    language: str = ""


@dataclass(frozen=True, slots=True)
class ShowDossier:
    """The dossier's pages, to look at and to hand to a printer."""

    print_dossier: PrintDossier
    open_pages: OpenPages

    def __call__(
        self,
        household: RecordId,
        audience: Audience,
        texts: Texts,
        task: Task,
        language: str = "",
    ) -> Shown:
        """The PDF's pages. Nothing is remembered."""
        draft = self.print_dossier.draft(household, audience, texts, task, language)
        return Shown(
            household=household,
            audience=audience,
            name=read_household(self.print_dossier.vault, household).name,
            recipient=draft.recipient,
            version=draft.version.number,
            pages=self.open_pages(draft.pdf),
            language=language,
        )

    def going_to_paper(self, shown: Shown, texts: Texts, task: Task) -> PrintJob:
        """Put it in the disclosure ledger before the printer starts: paper cannot be taken back.
        Then tell ``print_dossier`` to ``finish`` the job, or to ``void`` it when it was stopped."""
        return self.print_dossier.begin(
            shown.household, shown.audience, texts, task, shown.language
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A household whose dossier can be made; ``members`` are the names of its residents."""

    household: RecordId
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """``made`` of ``asked`` dossiers, in the order asked. ``error`` is what ended it early;
    None too when the person stopped it. ``held_back`` are the names of households that somebody's
    right keeps from others; they were passed over."""

    asked: int
    made: tuple[Printed, ...]
    error: StoreError | None = None
    held_back: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[Path, ...]:
        """The files."""
        return tuple(one.path for one in self.made)


@dataclass(frozen=True, slots=True)
class PrintDossiers:
    """Write the dossiers of many households into one folder."""

    vault: Vault
    print_dossier: PrintDossier

    def candidates(self, task: Task) -> tuple[Candidate, ...]:
        """All households by name, to choose from."""
        households = self.vault.households()
        found = []
        for done, household in enumerate(households):
            if done % _STEP == 0:
                task.step("dossier.list", done, len(households))
            file = read_household(self.vault, household)
            members = tuple(list_name(member.answers) for member in file.members)
            found.append(Candidate(household, file.name, members))
        return tuple(found)

    def __call__(
        self,
        households: Sequence[RecordId],
        audience: Audience,
        texts: Texts,
        folder: Path,
        task: Task,
    ) -> Batch:
        """One PDF per household. What was written before a stop or a full disk stays, and is
        told: every one of them is in the audit."""
        all_made: list[Printed] = []
        left: list[str] = []
        ended: StoreError | None = None
        try:
            for done, household in enumerate(households):
                task.step("dossier.batch", done, len(households))
                try:
                    made = self.print_dossier(household, audience, texts, folder, task)
                    all_made.append(made)
                except HeldBackError:
                    left.append(read_household(self.vault, household).name)
        except CancelledError:
            ended = None
        except StoreError as error:
            ended = error
        return Batch(len(households), tuple(all_made), ended, tuple(left))
