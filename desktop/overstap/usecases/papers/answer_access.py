"""Answer a request for access (AVG article 15): everything we hold of a household, in one go."""

from dataclasses import dataclass, replace
from pathlib import Path

from overstap.domain.paper import Paper
from overstap.domain.records import RecordId
from overstap.kernel.task import Task
from overstap.usecases.handover.list_disclosures import ListDisclosures
from overstap.usecases.intake.households import read_household
from overstap.usecases.intake.left_behind import left_behind
from overstap.usecases.intake.uncover import LONGEST_REASON, NoReasonError
from overstap.usecases.papers.compose_rights import Rights
from overstap.usecases.papers.print_dossier import WriteFile
from overstap.usecases.papers.voice import DUTCH, Voices
from overstap.usecases.ports.papers import Press
from overstap.usecases.ports.vault import Vault

LOG_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class AnswerAccess:
    """What is shown only with a reason is in it too, so the reason is written down; and what the
    residents left behind."""

    vault: Vault
    list_disclosures: ListDisclosures
    voices: Voices
    rights: Rights
    press: Press
    write_file: WriteFile

    def __call__(
        self, household: RecordId, reason: str, folder: Path, task: Task, language: str = DUTCH
    ) -> tuple[Path, ...]:
        """Write three files: everything in the resident's language as a PDF, the same for a
        computer as JSON, and with whom it was shared. Their names say nobody's name.

        Raises:
            NoReasonError: nothing was said.
            StoreError: there is no such household, or ``folder`` cannot be written.
        """
        said = reason.strip()[:LONGEST_REASON]
        if not said:
            raise NoReasonError
        file = read_household(self.vault, household)
        file = replace(file, members=(*file.members, *left_behind(self.vault, file)))
        self.vault.audit("access_request", record=household, reason=said)
        voice, disclosures = self.voices.resident(language), self.list_disclosures(household)
        ids = {record.id for record in file.records}
        log = [entry for entry in self.vault.audit_trail(LOG_LIMIT) if entry.get("record") in ids]
        shared = [one for one in disclosures if not one.void]
        paper = self.rights.access(file, shared, log, voice)
        ledger = self.rights.disclosures(file, disclosures, voice)
        short = household.partition("-")[2][:8]
        return (
            self._print(folder / f"inzage-{short}.pdf", paper, task),
            self._write(folder / f"inzage-{short}.json", paper.attached[0].data),
            self._print(folder / f"gedeeld-{short}.pdf", ledger, task),
        )

    def _print(self, path: Path, paper: Paper, task: Task) -> Path:
        return self._write(path, self.press(paper, task))

    def _write(self, path: Path, data: bytes) -> Path:
        self.write_file(path, data)
        return path
