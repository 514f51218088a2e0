"""An answer is a statement: a value or the reason why there is none, and what it rests on.

Knows nothing of questions: whether a value fits its question is judged in ``catalogue``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self, TypeVar

Item = TypeVar("Item")
Value = str | int | bool | tuple[str, ...]
"""What was answered. Dates and codes are text; several choices are a tuple in the order chosen."""

Field = str
"""Where an answer stands: ``section.question``, or ``section.question/item/part`` in a repeating
group, where ``item`` is an opaque id, so that two desks adding an item each keep both."""


class Status(StrEnum):
    """Why there is no value. Distinct from each other, and from never having been asked."""

    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"
    NOT_APPLICABLE = "not_applicable"


class Basis(StrEnum):
    """What an answer rests on (AVG art. 5(1)(d), accuracy)."""

    STATED = "stated"
    DOCUMENT_SEEN = "document_seen"
    OBSERVED = "observed"
    TAKEN_OVER = "taken_over"


_STATUSES: Mapping[str | None, Status | None] = {None: None, **{s.value: s for s in Status}}
_BASES: Mapping[str | None, Basis | None] = {None: None, **{b.value: b for b in Basis}}
"""As they stand in JSON; looked up here, because calling an enumeration costs twenty times more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Exactly one of ``value`` and ``status`` is given. An emptied field is ``NOT_ASKED``."""

    value: Value | None = None
    status: Status | None = None
    basis: Basis | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.status is None):
            raise ValueError("an answer has a value or a status")

    @property
    def text(self) -> str:
        """The value where it is text; empty otherwise."""
        return self.value if isinstance(self.value, str) else ""

    def with_basis(self, basis: Basis | None) -> Self:
        """The same statement, resting on something else."""
        return replace(self, basis=basis)

    def to_json(self) -> dict[str, Any]:
        """``{"v": value}`` or ``{"s": status}``, with ``"b"`` where a basis is known."""
        value, status, basis = self.value, self.status, self.basis
        answer: dict[str, Any] = {"v": list(value) if isinstance(value, tuple) else value}
        if status is not None:
            answer = {"s": status._value_}  # half the cost of ``value``, and it is called most
        if basis is not None:
            answer["b"] = basis._value_
        return answer

    @classmethod
    def from_json(cls, json: Mapping[str, Any]) -> Self:
        """Read what ``to_json`` wrote.

        Raises:
            ValueError: it is something else.
        """
        value = json.get("v")
        if isinstance(value, list):
            if not all(isinstance(part, str) for part in value):
                raise ValueError("choices are text")
            value = tuple(value)
        if value is not None and not isinstance(value, (str, int, bool, tuple)):
            raise ValueError("a value is text, a whole number, yes or no, or choices")
        if isinstance(value, int) and abs(value) > HIGHEST:
            raise ValueError("a number is too high")
        status, basis = json.get("s"), json.get("b")
        try:
            return cls(value, _STATUSES[status], _BASES[basis])
        except (KeyError, TypeError) as error:
            raise ValueError("no status or basis that we know") from error


Answers = Mapping[Field, Answer]


class Packed(Mapping[Field, Answer]):
    """Answers beside their JSON: most are never read again, and what is stored is hashed as well.
    ``read`` are those that were read already; the others are when somebody asks for them."""

    __slots__ = ("_read", "json")

    def __init__(self, json: Mapping[Field, Any], read: dict[Field, Answer] | None = None) -> None:
        self.json = json
        self._read = {} if read is None else read

    @classmethod
    def of(cls, answers: Answers) -> "Packed":
        """These, with the JSON that they have or else get now."""
        if isinstance(answers, Packed):
            return answers
        return cls(json_of(answers), dict(answers))

    @classmethod
    def reading(cls, json: Mapping[Field, Any]) -> "Packed":
        """Every one of them, read now.

        Raises:
            ValueError: one is no answer.
        """
        return cls(json, {field: Answer.from_json(one) for field, one in json.items()})

    def only(self, fields: Iterable[Field]) -> "Packed":
        """Some of them."""
        return Packed({field: self.json[field] for field in fields})

    def __getitem__(self, field: Field) -> Answer:
        answer = self._read.get(field)
        if answer is None:
            answer = self._read[field] = Answer.from_json(self.json[field])
        return answer

    def __contains__(self, field: object) -> bool:
        return field in self.json

    def __iter__(self) -> Iterator[Field]:
        return iter(self.json)

    def __len__(self) -> int:
        return len(self.json)


def together(parts: Sequence[Answers]) -> Answers:
    """All of them in one; of those that were not read yet, none is."""
    packed = [part.json for part in parts if isinstance(part, Packed)]
    if len(packed) == len(parts):
        return Packed(_united(packed))
    return _united(parts)


def _united(parts: Iterable[Mapping[Field, Item]]) -> dict[Field, Item]:
    found: dict[Field, Item] = {}
    for part in parts:
        found.update(part)
    return found


def json_of(answers: Answers) -> Mapping[Field, Any]:
    """The JSON of each."""
    if isinstance(answers, Packed):
        return answers.json
    return {
        field: {"v": one.value, "b": one.basis._value_}  # most are so: a call costs more than this
        if one.status is None and one.basis is not None
        else one.to_json()
        for field, one in answers.items()
    }


HIGHEST = 2**53 - 1
"""No whole number in an answer is higher: beyond it, not every program reads the same number."""

NOT_ASKED = Answer(status=Status.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer, as a value: a person may answer wrongly.

    ``code`` is the key of a text ``problem.<code>``. A ``warning`` keeps nobody from going on.
    ``proposed`` is what was probably meant, where that is likely.
    """

    field: Field
    code: str
    parameters: Mapping[str, object]
    warning: bool = False
    proposed: Value | None = None
