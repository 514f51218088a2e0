"""Register a household with its first residents; add a member later."""

from collections.abc import Sequence
from dataclasses import dataclass

from overstap.domain.answers import Answers
from overstap.domain.records import RecordId


@dataclass(frozen=True, slots=True)
class Registered:
    """The new records; ``persons`` in the order given."""

    household: RecordId
    persons: tuple[RecordId, ...]


class RegisterHousehold:
    def __call__(self, persons: Sequence[Answers], household: Answers) -> Registered:
        """Register ``persons`` (at least one) together; the first is head of the household."""
        raise NotImplementedError


class AddMember:
    def __call__(self, household: RecordId, answers: Answers) -> RecordId:
        raise NotImplementedError
