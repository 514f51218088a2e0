"""Splitting and joining households: which answers are whose, and what would give somebody away."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from overstap.domain.answers import Answer, Answers, Field, Status
from overstap.domain.catalogue import Catalogue, Kind
from overstap.domain.names import fold, tokens
from overstap.domain.read_back import Reading
from overstap.domain.records import Record, RecordId, Subject
from overstap.domain.residents import BSN, CALL_NAME, GIVEN_NAMES, SURNAME, V_NUMBER

PHONE: Field = "person.phone"
EMAIL: Field = "person.email"

_AGREED_BY_THEM = ("talk.read_back", "talk.read_back_on", "talk.remark")
"""Holds for those who heard it together; a new household has to hear its own answers."""

_NAMES = (SURNAME, GIVEN_NAMES, CALL_NAME)
_NUMBERS = (V_NUMBER, BSN, PHONE, EMAIL)
_FREE = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.PHONE, Kind.EMAIL})
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """What is shared or not as one: a question, or one item of a repeating group. ``key`` is
    ``section.question`` or ``section.question/item``."""

    key: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer of those on the other side that names a protected resident, or says how to reach
    them; ``of`` is the question of the protected resident that was found in it."""

    record: RecordId
    field: Field
    of: Field


def units(catalogue: Catalogue, household: Record) -> tuple[Unit, ...]:
    """Everything that was answered for the household, in the order of the talk; not what only
    those who heard it together can have agreed to."""
    found: dict[str, list[Field]] = {}
    order = [
        question.key
        for section in catalogue.sections
        if section.subject is Subject.HOUSEHOLD
        for question in section.questions
        if question.key not in _AGREED_BY_THEM and question.kind is not Kind.READING
    ]
    answered = sorted(f for f, a in household.answers.items() if a.status is not Status.NOT_ASKED)
    for field in answered:
        question, _, rest = field.partition("/")
        if question in order:
            item = rest.partition("/")[0]
            found.setdefault(f"{question}/{item}" if item else question, []).append(field)
    ranked = sorted(found, key=lambda key: (order.index(key.partition("/")[0]), key))
    return tuple(Unit(key, tuple(found[key])) for key in ranked)


def chosen(household: Record, given: Iterable[Unit], keys: Collection[str] | None) -> Answers:
    """The answers of the units with these keys; of all units for None."""
    return {
        field: household.answers[field]
        for unit in given
        if keys is None or unit.key in keys
        for field in unit.fields
    }


def lacking(into: Record, given: Iterable[Unit], answers: Answers) -> dict[Field, Answer]:
    """Of ``answers``, by units, those to which ``into`` has no answer of its own."""
    known = {f for f, a in into.answers.items() if a.status is not Status.NOT_ASKED}
    return {
        field: answers[field]
        for unit in given
        if not known.intersection(unit.fields)
        for field in unit.fields
    }


def traces(
    catalogue: Catalogue, protected: Iterable[Record], others: Iterable[Record]
) -> tuple[Trace, ...]:
    """Where the other side's free answers name a protected resident or their number or address.

    A name that one of the others bears too gives nobody away.
    """
    theirs = tuple(others)
    own_names = {word for record in theirs for key in _NAMES for word in tokens(record.text(key))}
    clues = [clue for record in protected for clue in _clues(record) if clue[1] not in own_names]
    return tuple(
        Trace(record.id, field, of)
        for record in theirs
        for field, text in _free_texts(catalogue, record)
        for of in _named(text, clues)
    )


def _clues(record: Record) -> Iterator[tuple[Field, str]]:
    for key in _NAMES:
        yield from ((key, word) for word in tokens(record.text(key)) if len(word) >= _SHORTEST)
    for key in _NUMBERS:
        if text := _squeezed(record.text(key)):
            yield key, text


def _free_texts(catalogue: Catalogue, record: Record) -> Iterator[tuple[Field, str]]:
    for field, answer in record.answers.items():
        question = catalogue.find(field)
        if question is None or question.key in (*_NAMES, V_NUMBER, BSN):
            continue
        parts = {part.name: part for part in question.parts}
        asked = parts.get(field.rpartition("/")[2], question)
        if asked.kind in _FREE and answer.text:
            yield field, answer.text
        elif reading := Reading.of(answer) if asked.kind is Kind.READING else None:
            yield field, reading.remark


def _named(text: str, clues: Iterable[tuple[Field, str]]) -> Iterator[Field]:
    words, squeezed = set(fold(text).split()), _squeezed(text)
    seen: set[Field] = set()
    for of, clue in clues:
        hit = clue in words if of in _NAMES else clue in squeezed
        if hit and of not in seen:
            seen.add(of)
            yield of


def _squeezed(text: str) -> str:
    """A number or address without what people put between: the same one in any notation."""
    plain = "".join(sign for sign in text.lower() if sign.isalnum() or sign in "@._")
    digits = plain.removeprefix("0031").removeprefix("31") if plain.isdigit() else plain
    return digits.lstrip("0") if digits.isdigit() and len(digits) > _SHORTEST else digits
