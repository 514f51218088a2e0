"""Who may be the same person as somebody, so that nobody is registered twice."""

from dataclasses import dataclass

from overstap.domain.answers import Answer, Answers
from overstap.domain.doubles import Traits, Why, reasons, strength
from overstap.domain.records import Record, RecordId
from overstap.domain.residents import (
    BIRTH_DATE,
    CALL_NAME,
    NOT_SAME,
    V_NUMBER,
    list_name,
)
from overstap.usecases.ports.lists import Line
from overstap.usecases.ports.records import Write
from overstap.usecases.ports.vault import Vault


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """Somebody in the lists who may be the same person; ``why`` gives the reasons, the strongest
    first."""

    line: Line
    why: tuple[Why, ...]

    @property
    def person(self) -> RecordId:
        """Who it is."""
        return self.line.person


@dataclass(frozen=True, slots=True)
class LikelyDuplicates:
    """Look for residents who may be the one that is being registered."""

    vault: Vault

    def __call__(
        self, answers: Answers, record: RecordId = "", limit: int = 5
    ) -> tuple[LikelyDuplicate, ...]:
        """The likeliest first. ``record`` is whose answers they are, once registered: neither it
        nor whom somebody said it is not is found."""
        ours = _traits(answers)
        found = [
            LikelyDuplicate(line, why)
            for line in self.vault.doubles(answers, record)
            if (why := reasons(ours, traits_of(line)))
        ]
        found.sort(key=lambda duplicate: -strength(duplicate.why))
        return tuple(found[:limit])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person."""

    one: LikelyDuplicate
    other: LikelyDuplicate

    @property
    def why(self) -> tuple[Why, ...]:
        """Why, the same seen from both sides."""
        return self.other.why


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Remember that two records are two people. It is an answer, so other desks get it too."""

    vault: Vault
    author: str

    def __call__(self, one: RecordId, other: RecordId) -> None:
        """Never ask about these two again. Of two records that others sent, and so write, only this
        vault remembers it."""
        records = self.vault.records([one, other])
        ours = next((record for record in records.values() if not record.origin), None)
        with self.vault.writing():
            if ours is None:
                self.vault.keep_apart(one, other)
            else:
                self._answer(ours, other if ours.id == one else one)
            self.vault.audit("not_same", record=one)

    def _answer(self, ours: Record, other: RecordId) -> None:
        said = {NOT_SAME + other: Answer(value=True)}
        self.vault.write([Write(ours.id, said, ours.seen)], self.author)


def _traits(answers: Answers) -> Traits:
    birth, number = (answers.get(key) for key in (BIRTH_DATE, V_NUMBER))
    call = answers.get(CALL_NAME)
    name = list_name(answers)
    if name == "?":
        name = call.text if call else ""
    return Traits(name, birth.text if birth else "", number.text if number else "")


def traits_of(line: Line) -> Traits:
    """What of a resident in the lists is compared."""
    return Traits(line.name, line.birth_date, line.v_number)
