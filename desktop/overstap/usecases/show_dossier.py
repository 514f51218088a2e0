"""Look at a dossier as it would be printed, put it on paper, or write many of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from overstap.domain.catalogue import Audience
from overstap.domain.records import RecordId
from overstap.i18n.texts import Texts
from overstap.kernel.errors import CancelledError, StoreError
from overstap.kernel.task import Task
from overstap.usecases.ports import OpenPages, Pages, Vault
from overstap.usecases.print_dossier import PrintDossier


@dataclass(frozen=True, slots=True)
class Shown:
    """A dossier on the screen; ``pages`` are exactly those of the PDF."""

    household: RecordId
    audience: Audience
    title: str
    recipient: str
    version: int
    pages: Pages


@dataclass(frozen=True, slots=True)
class ShowDossier:
    """The dossier's pages, to look at and to hand to a printer."""

    vault: Vault
    print_dossier: PrintDossier
    open_pages: OpenPages

    def __call__(self, household: RecordId, audience: Audience, texts: Texts, task: Task) -> Shown:
        """The PDF's pages. Nothing is remembered."""
        dossier = self.print_dossier.compose(household, audience, texts)
        pages = self.open_pages(self.print_dossier.press(dossier, task))
        return Shown(household, audience, dossier.title, dossier.recipient, dossier.version, pages)

    def going_to_paper(self, shown: Shown) -> None:
        """Put it in the audit before the printer starts: paper cannot be taken back."""
        self.vault.audit(
            "print",
            record=shown.household,
            version=shown.version,
            reason=f"{shown.audience} paper",
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """``written`` of ``asked`` dossiers, in the order asked. ``error`` is what ended it early;
    None too when the person stopped it."""

    asked: int
    written: tuple[Path, ...]
    error: StoreError | None = None


@dataclass(frozen=True, slots=True)
class PrintDossiers:
    """Write the dossiers of many households into one folder."""

    print_dossier: PrintDossier

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
        written: list[Path] = []
        try:
            for done, household in enumerate(households):
                task.step("dossier.batch", done, len(households))
                written.append(self.print_dossier(household, audience, texts, folder, task).path)
        except CancelledError:
            return Batch(len(households), tuple(written))
        except StoreError as error:
            return Batch(len(households), tuple(written), error)
        return Batch(len(households), tuple(written))
