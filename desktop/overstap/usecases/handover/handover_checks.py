"""The checks before a handover: what has to be so, and where it can be mended when it is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from overstap.domain.answers import Field
from overstap.domain.catalogue import Catalogue, asked
from overstap.domain.offices import Trust, TrustState
from overstap.domain.read_back import reading_of, to_read
from overstap.domain.records import RecordId, subject_of
from overstap.domain.release import RELEASED
from overstap.domain.residents import (
    MATCHED_GEMEENTE,
    READ_BACK,
    RESTRICTION,
    read_back_agreed,
    sharing_restricted,
)
from overstap.domain.rights import flags
from overstap.usecases.intake.households import Household


@dataclass(frozen=True, slots=True)
class Check:
    """One preflight line, text ``check.<code>``. A failed one ``blocks`` or only warns.

    ``household`` is whom it is about; empty for the office. ``mend`` are the questions, each on
    its record, by which a failed one is mended; ``by`` and ``at`` who made it so and when (ISO).
    """

    code: str
    passed: bool
    blocks: bool
    parameters: Mapping[str, object]
    household: RecordId = ""
    mend: tuple[tuple[RecordId, Field], ...] = ()
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Preflight:
    """The checks of an office in this mode, on this day."""

    catalogue: Catalogue
    training: bool
    today: date

    def of_household(self, file: Household, trust: Trust) -> Iterator[Check]:
        """What has to be so of a household that goes to the office of ``trust``."""
        mine = _Lines(file)
        gemeente = trust.card.gm_code
        matched = bool(gemeente) and file.record.text(MATCHED_GEMEENTE) == gemeente
        yield mine.line("matched", matched, MATCHED_GEMEENTE)
        yield self._read_back(mine)
        yield mine.line("released", file.released, RELEASED, mendable=False)
        disputes = tuple((record.id, field) for record in file.records for field in record.disputes)
        yield Check("settled", not disputes, True, mine.told, file.record.id, disputes)
        yield mine.unrestricted()
        yield Check("own", not file.received, True, mine.told, file.record.id)
        missing = tuple(self._missing(file))
        yield Check("complete", not missing, False, mine.told, file.record.id, missing)

    def of_move(self, file: Household) -> Iterator[Check]:
        """What has to be so of a household that moves to another location."""
        mine = _Lines(file)
        disputes = tuple((record.id, field) for record in file.records for field in record.disputes)
        yield Check("settled", not disputes, True, mine.told, file.record.id, disputes)
        yield mine.unrestricted()
        yield Check("own", not file.received, True, mine.told, file.record.id)
        yield Check("stays", False, False, mine.told, file.record.id)

    def of_office(self, trust: Trust) -> Iterator[Check]:
        """What has to be so of the office itself."""
        told = {"office": trust.card.name}
        blocked = trust.state is TrustState.BLOCKED
        yield Check("unblocked", not blocked, True, told)
        verified = trust.verified_at is not None
        by, at = trust.verified_by, trust.verified_at.isoformat() if trust.verified_at else ""
        yield Check("verified", verified, True, told, by=by, at=at)
        yield Check("same_mode", trust.card.training == self.training, True, told)
        yield Check("reachable", bool(trust.card.open_desks(self.today)), True, told)

    def _read_back(self, mine: "_Lines") -> Check:
        """Whether they agree with everything as it is now; ``mend`` names the topics that they
        still have to hear."""
        file = mine.file
        topics = tuple(
            (record, reading_of(section))
            for record, section in to_read(self.catalogue, file.record, file.members)
        )
        agreed = read_back_agreed(file.record.answers)
        check = mine.line("read_back", agreed and not topics, READ_BACK)
        return replace(check, mend=topics) if agreed else check

    def _missing(self, file: Household) -> Iterator[tuple[RecordId, Field]]:
        for record in file.records:
            for question in self.catalogue.needed(subject_of(record.id), "handover"):
                put = asked(question, record.answers, self.today)
                if put and question.key not in record.stated:
                    yield record.id, question.key


@dataclass(frozen=True, slots=True)
class _Lines:
    """Checks that rest on one answer of the household."""

    file: Household

    @property
    def told(self) -> Mapping[str, object]:
        return {"household": self.file.name}

    def unrestricted(self) -> Check:
        """Whether nobody objected or asked for restriction, together or for themselves."""
        found = flags(self.file.members)
        passed = not sharing_restricted(self.file.record.answers)
        line = self.line("unrestricted", passed and not found, RESTRICTION, mendable=not found)
        if not found:
            return line
        return replace(line, by=found[0].by, at=found[0].at.isoformat())

    def line(self, code: str, passed: bool, field: Field, *, mendable: bool = True) -> Check:
        household = self.file.record
        stated = household.stated.get(field)
        return Check(
            code,
            passed,
            True,
            self.told,
            household.id,
            ((household.id, field),) if mendable else (),
            stated.by if stated else "",
            stated.at.isoformat() if stated else "",
        )
