"""Release a household's file for handover, after it was read back."""

from dataclasses import dataclass

from overstap.domain.answers import Answer
from overstap.domain.catalogue import Catalogue
from overstap.domain.read_back import all_read_out, is_read_back
from overstap.domain.records import Record, RecordId
from overstap.domain.release import RELEASED, content_digest
from overstap.domain.residents import READ_BACK, READ_BACK_ON
from overstap.domain.workers import person_of
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError
from overstap.usecases.intake.households import read_household
from overstap.usecases.intake.register_household import NotOursError
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault


class NotReadBackError(RefusedError):
    """The residents did not hear and agree to what is written down now (AVG art. 5(1)(d))."""

    code = "release.not_read_back"


class DisputedError(RefusedError):
    """Desks answered differently; somebody has to settle it first."""

    code = "release.disputed"


class FourEyesError(RefusedError):
    """Who read it back with the residents is not who releases it, where that is laid down."""

    code = "release.four_eyes"


@dataclass(frozen=True, slots=True)
class Release:
    """Mark what is answered now as fit to be handed over. ``four_eyes``: by somebody other than
    who read it back."""

    vault: Vault
    catalogue: Catalogue
    author: str
    four_eyes: bool = False

    def __call__(self, household: RecordId) -> None:
        """Release the household and its members as they are now.

        Raises:
            RefusedError: received, not read back and agreed, in dispute, or read back by oneself.
        """
        file = read_household(self.vault, household)
        if file.received:
            raise NotOursError
        if not is_read_back(self.catalogue, file.record, file.members):
            raise NotReadBackError
        if any(record.disputes for record in file.records):
            raise DisputedError
        if self.read_by_oneself(file.record):
            raise FourEyesError
        answer = {RELEASED: Answer(content_digest(file.records))}
        with self.vault.writing():
            self.vault.write([Write(household, answer, file.record.seen)], self.author)
            self.vault.audit("release", record=household)

    def read_by_oneself(self, household: Record) -> bool:
        """Whether somebody else has to release it: one read it back oneself, and that is laid
        down."""
        said = household.stated.get(READ_BACK)
        return self.four_eyes and said is not None and person_of(said.by) == person_of(self.author)


@dataclass(frozen=True, slots=True)
class AgreeReadBack:
    """The residents heard what was written down, in a language they know, and agree."""

    vault: Vault
    catalogue: Catalogue
    author: str
    clock: Clock

    def __call__(self, household: RecordId) -> None:
        """Write the agreement down, with today's date, for everybody and every topic. A remark that
        was made before stays.

        Raises:
            NotOursError: another office sent the household.
        """
        file = read_household(self.vault, household)
        if file.received:
            raise NotOursError
        today = self.clock().date()
        read = dict(all_read_out(self.catalogue, file.record, file.members, today))
        agreed = file.record.answers.get(READ_BACK)
        kept = agreed is not None and agreed.value == "remark"
        read[household] = {
            **read[household],
            READ_BACK: Answer("remark" if kept else "agreed"),
            READ_BACK_ON: Answer(f"{today:%Y%m%d}"),
        }
        writes = [Write(record.id, read[record.id], record.seen) for record in file.records]
        self.vault.write(writes, self.author)
