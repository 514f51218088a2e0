"""Write what was answered: the one way in which an answer gets into the vault."""

from collections.abc import Mapping
from dataclasses import dataclass

from overstap.domain.answers import Answers, Field
from overstap.domain.catalogue import Catalogue
from overstap.domain.covering import covered
from overstap.domain.records import Dot, Record, RecordId
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class SaveAnswers:
    """Append one revision to one record."""

    vault: Vault
    catalogue: Catalogue
    author: str

    def __call__(
        self, record: RecordId, answers: Answers, seen: Mapping[Field, tuple[Dot, ...]]
    ) -> Record:
        """Append one revision and give the record as it is then; of restricted answers only those
        that were written now, unless a colleague answered otherwise meanwhile.

        Half-finished and wrong answers are saved too: drafts may be wrong, finishing may not.
        To finish a section, or put it off with a reason, save ``progress.<section>`` =
        ``done`` or ``later:<reason>``.

        Raises:
            NotOursError: another office sent the record.
        """
        with self.vault.writing():
            if self.vault.record(record).origin:
                raise NotOursError
            self.vault.write([Write(record, answers, seen)], self.author)
            saved = self.vault.record(record)
        own = {field.partition("/")[0] for field in answers if field not in saved.disputes}
        return covered(self.catalogue, saved, but=own)
