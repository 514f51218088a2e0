"""Which question a column of somebody's list answers, and what its cells say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from overstap.domain import dates
from overstap.domain.answers import Answer, Basis, Field
from overstap.domain.catalogue import Catalogue, Kind, Question
from overstap.domain.code_tables import CodeTables
from overstap.domain.names import fold
from overstap.domain.problems import normalise
from overstap.i18n.texts import Texts

HOUSEHOLD_COLUMN: Field = "household"
"""No question: rows with the same text in this column are one household."""

_ALSO: Mapping[str, Field] = {
    "v nummer": "person.v_number",
    "vnr": "person.v_number",
    "vreemdelingnummer": "person.v_number",
    "v number": "person.v_number",
    "naam": "person.surname",
    "achternaam": "person.surname",
    "geslachtsnaam": "person.surname",
    "familienaam": "person.surname",
    "name": "person.surname",
    "surname": "person.surname",
    "last name": "person.surname",
    "family name": "person.surname",
    "tussenvoegsel": "person.prefix",
    "voorvoegsel": "person.prefix",
    "voornaam": "person.given_names",
    "voornamen": "person.given_names",
    "first name": "person.given_names",
    "first names": "person.given_names",
    "given name": "person.given_names",
    "given names": "person.given_names",
    "roepnaam": "person.call_name",
    "geboortedatum": "person.birth_date",
    "geboren": "person.birth_date",
    "date of birth": "person.birth_date",
    "birth date": "person.birth_date",
    "birthdate": "person.birth_date",
    "dob": "person.birth_date",
    "geslacht": "person.gender",
    "gender": "person.gender",
    "sex": "person.gender",
    "nationaliteit": "person.nationalities",
    "nationality": "person.nationalities",
    "kamer": "person.room",
    "kamernummer": "person.room",
    "unit": "person.room",
    "room": "person.room",
    "telefoon": "person.phone",
    "telefoonnummer": "person.phone",
    "mobiel": "person.phone",
    "phone": "person.phone",
    "email": "person.email",
    "e mail": "person.email",
    "bsn": "person.bsn",
    "burgerservicenummer": "person.bsn",
    "taal": "talk.language",
    "language": "talk.language",
    "gemeente": "household.matched_gemeente",
    "koppelgemeente": "household.matched_gemeente",
    "huishouden": HOUSEHOLD_COLUMN,
    "gezin": HOUSEHOLD_COLUMN,
    "gezinsnummer": HOUSEHOLD_COLUMN,
    "dossier": HOUSEHOLD_COLUMN,
    "dossiernummer": HOUSEHOLD_COLUMN,
    "household": HOUSEHOLD_COLUMN,
    "family": HOUSEHOLD_COLUMN,
}
"""Folded names by which staff and other systems call a question."""

_BASIS = Basis.TAKEN_OVER


class CellError(ValueError):
    """A cell says something that its question cannot be answered with; the code of a problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Columns:
    """Guesses columns and reads cells. ``languages`` are those in which lists are written."""

    catalogue: Catalogue
    tables: CodeTables
    languages: Sequence[Texts]

    @cached_property
    def fields(self) -> frozenset[Field]:
        """Everything that a column can be."""
        return frozenset(question.key for question in self._questions()) | {HOUSEHOLD_COLUMN}

    def guess(self, titles: Sequence[str]) -> dict[str, Field]:
        """Title to question, as far as it is clear; every question once."""
        found: dict[str, Field] = {}
        for title in titles:
            field = self._by_name.get(fold(title))
            if field and field not in found.values():
                found[title] = field
        return found

    def answer(self, field: Field, text: str) -> Answer:
        """What a cell says.

        Raises:
            CellError: with the code of the problem.
        """
        question = self.catalogue.question(field)
        if question.kind in (Kind.DATE, Kind.PARTIAL_DATE):
            return Answer(_date(text), basis=_BASIS)
        if question.kind is Kind.NUMBER:
            return Answer(_number(text), basis=_BASIS)
        if question.kind in (Kind.CHOICE, Kind.CODE):
            return Answer(self._code(question, text), basis=_BASIS)
        if question.kind in (Kind.CHOICES, Kind.CODES):
            several = tuple(self._code(question, part) for part in _split(text))
            return Answer(several, basis=_BASIS)
        return Answer(normalise(question.kind, text), basis=_BASIS)

    def _questions(self) -> Iterator[Question]:
        for section in self.catalogue.sections:
            yield from (q for q in section.questions if q.kind not in (Kind.GROUP, Kind.READING))

    @cached_property
    def _by_name(self) -> Mapping[str, Field]:
        labels = {
            fold(texts(f"question.{question.key}")): question.key
            for texts in self.languages
            for question in self._questions()
        }
        keys = {fold(question.key): question.key for question in self._questions()}
        also = {name: field for name, field in _ALSO.items() if field in self.fields}
        return labels | keys | also

    def _code(self, question: Question, text: str) -> str:
        names = self._names.setdefault(question.key, {})
        if not names:
            for code, name in self._codes(question):
                names.setdefault(fold(name), code)
        known = names.get(fold(text))
        if known is None:
            raise CellError("choice" if question.choices else "code")
        return known

    def _codes(self, question: Question) -> Iterator[tuple[str, str]]:
        """Every code with every name that it goes by."""
        for code in question.choices:
            key = f"choice.{question.choice_list or question.key}.{code}"
            yield code, code
            yield from ((code, texts(key)) for texts in self.languages if texts.has(key))
        if question.table:
            for entry in self.tables.table(question.table).entries:
                for name in (entry.code, *entry.labels.values(), entry.alias):
                    yield entry.code, name

    @cached_property
    def _names(self) -> dict[Field, dict[str, str]]:
        """Per question the names of its codes, as far as they were needed."""
        return {}


def _date(text: str) -> str:
    try:
        return dates.parse(text)
    except dates.ImpossibleDateError as error:
        raise CellError("date") from error


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise CellError("number") from error


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
