"""Compose and print the dossier of a household."""

from dataclasses import dataclass
from pathlib import Path

from overstap.domain.catalogue import Audience
from overstap.domain.dossier import Dossier
from overstap.domain.records import RecordId
from overstap.i18n.texts import Texts
from overstap.kernel.task import Task


@dataclass(frozen=True, slots=True)
class Printed:
    path: Path
    version: int


class PrintDossier:
    def compose(self, household: RecordId, audience: Audience, texts: Texts) -> Dossier:
        raise NotImplementedError

    def preview(self, household: RecordId, audience: Audience, texts: Texts, task: Task) -> bytes:
        """The PDF, exactly as it would be printed. Nothing is remembered."""
        raise NotImplementedError

    def __call__(
        self, household: RecordId, audience: Audience, texts: Texts, folder: Path, task: Task
    ) -> Printed:
        """Write the PDF into ``folder`` under a name without personal data; audited."""
        raise NotImplementedError
