"""Questions and answers in words, in one language: for screen, paper and command line alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from babel.dates import format_date, format_datetime

from overstap.domain import dates
from overstap.domain.answers import NOT_ASKED, Answer, Answers, Field, Problem, Status
from overstap.domain.calendars import Calendar, recognise, taken_over
from overstap.domain.catalogue import Audience, Catalogue, Kind, Question, Share
from overstap.domain.code_tables import CodeTables
from overstap.domain.groups import RANK, REMOVED, bases
from overstap.domain.places import Places
from overstap.domain.read_back import Reading
from overstap.domain.records import Stated
from overstap.domain.residents import BIRTH_DATE, UNKNOWN_NAME
from overstap.i18n.languages import locale
from overstap.i18n.names import country_name, language_name
from overstap.i18n.resident import SOURCE
from overstap.i18n.texts import Texts
from overstap.kernel.clock import Clock, system_clock
from overstap.usecases.words.calendar_words import beside, meant, typed

PLACES = frozenset({"gebieden", "gemeenten"})
"""Tables of places."""
REGIONS_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in the language of ``texts``. In ``training``, training codes are offered too."""

    catalogue: Catalogue
    tables: CodeTables
    texts: Texts
    clock: Clock = field(default=system_clock, compare=False)
    training: bool = False

    def label(self, question: Question) -> str:
        """What the question is called."""
        return self.texts(f"question.{question.key}")

    def why(self, question: Question) -> str:
        """Why we ask it, and on what ground."""
        purpose, ground = (
            self.texts(f"purpose.{question.purpose}"),
            self.texts(f"ground.{question.ground}"),
        )
        return self.texts("help.why", purpose=purpose, ground=ground)

    def advice(self, question: Question) -> str:
        """What to mind when asking it; empty where there is nothing."""
        key = f"help.{question.key}"
        return self.texts(key) if self.texts.has(key) else ""

    def who(self, question: Question) -> str:
        """Who may see the answer outside this office, and how much of it."""
        seers = [
            self.texts(f"help.audience.{audience}") + self._part(question.audiences[audience])
            for audience in Audience
            if audience in question.audiences
        ]
        if not seers:
            return self.texts("help.who.nobody")
        return self.texts("help.who", seers=", ".join(seers))

    def field(self, field: Field) -> str:
        """What the question of a field is called; a group's part names its group too."""
        question = self.catalogue.find(field)
        if question is None:
            return field
        part = field.split("/")[2:]
        if not part:
            return self.label(question)
        keys = (f"question.{question.key}.{part[0]}", f"words.part.{part[0]}")
        names = (self.texts(key) for key in keys if self.texts.has(key))
        return f"{self.label(question)}: {next(names, part[0])}"

    def said(self, field: Field, answer: Answer) -> str:
        """An answer in words, also of a part of something that repeats."""
        question = self.catalogue.find(field)
        if question is None:
            return str(answer.value if answer.status is None else answer.status)
        part = field.split("/")[2:]
        if part == [RANK] and isinstance(answer.value, int):
            return str(answer.value + 1)
        if part == [REMOVED] and answer.status is None:
            return self.texts("words.yes" if answer.value else "words.no")
        parts = {p.name: p for p in question.parts}
        return self.value(parts.get(part[0], question) if part else question, answer)

    def value_at(self, key: Field, answers: Answers) -> str:
        """The answer at ``key`` in words; "not asked" where there is none."""
        return self.value(self.catalogue.question(key), answers.get(key, NOT_ASKED))

    def value(self, question: Question, answer: Answer) -> str:
        """An answer in words; never empty."""
        if answer.status is not None:
            return self.texts(f"status.{answer.status}")
        if question.kind is Kind.READING:
            return self.reading(answer)
        if isinstance(answer.value, tuple):
            return ", ".join(self._one(question, part) for part in answer.value) or "–"
        if isinstance(answer.value, str):
            return self._one(question, answer.value) or "–"
        return str(answer.value)

    def item(
        self,
        group: Question,
        parts: Mapping[str, Answer],
        named: Callable[[Question], str] | None = None,
    ) -> tuple[str, ...]:
        """What is said in one item of a group, part by part. A number, or why there is no answer,
        says nothing alone: it comes after what ``named`` calls its part, else after the label."""
        call = named or (lambda part: f"{self.label(part)}:")
        said = ((part, parts.get(part.name, NOT_ASKED)) for part in group.parts)
        return tuple(
            f"{call(part)} {self.value(part, answer)}"
            if part.kind is Kind.NUMBER or answer.status is not None
            else self.value(part, answer)
            for part, answer in said
            if answer.status is not Status.NOT_ASKED and answer.value != ""
        )

    def reading(self, answer: Answer) -> str:
        """When a topic was read out, with which interpreter, and what was remarked."""
        read = Reading.of(answer)
        if read is None:
            return "–"
        interpreter = f"choice.interpreter.{read.interpreter}"
        told = self.texts(interpreter) if self.texts.has(interpreter) else ""
        parts = (
            self.texts("reading.right", day=self.partial_date(read.on)) if read.on else "",
            self.texts("reading.interpreter", interpreter=told) if told else "",
            self.texts("reading.remark", remark=read.remark) if read.remark else "",
        )
        return " · ".join(part for part in parts if part)

    def option(self, question: Question, code: str) -> str:
        """What a choice or a code is called; what is neither is called what it is."""
        return self._one(question, code)

    def suggest(self, question: Question, typed: str) -> tuple[tuple[str, str], ...]:
        """Codes for a typed beginning, code, own name or misspelling, with their names: nearest
        first."""
        table = self.tables.table(question.table)
        found = table.find(typed, self.texts.language, training=self.training)
        return tuple((entry.code, entry.label(self.texts.language)) for entry in found)

    def beside(self, question: Question, code: str) -> str:
        """The regions that a place lies in, the nearest first; empty for what is no place."""
        if question.table not in PLACES:
            return ""
        places, language = Places(self.tables), self.texts.language
        around = places.regions(code)[:REGIONS_BESIDE]
        return ", ".join(places.name(region, language) for region in around)

    def typed_date(self, text: str) -> str:
        """Eight digits of a date in any usual notation; what is none stays as it was typed."""
        try:
            return typed(text, self.texts)
        except dates.ImpossibleDateError:
            return text.strip()

    def offer(self, question: Question, answer: Answer, calendar: Calendar | None) -> str:
        """Whether another calendar was meant, as a question; empty where it cannot be."""
        brp = answer.text
        if not _is_date(question) or not dates.is_possible(brp) or not taken_over(brp, calendar):
            return ""
        return meant(brp, recognise(brp) or calendar, self.texts)

    def echo(self, question: Question, answer: Answer, calendar: Calendar | None = None) -> str:
        """What was understood, where that is not what stands in the field, and a date in
        ``calendar`` too; often empty."""
        if not _is_date(question) or not dates.is_possible(answer.text):
            return ""
        said = self.partial_date(answer.text)
        age = self.age(answer.text) if question.key == BIRTH_DATE else ""
        there = beside(answer.text, calendar, self.texts) if calendar else ""
        return (f"{said}, {age}" if age else said) + (f" · {there}" if there else "")

    def age(self, birth: str) -> str:
        """ "41 jaar", "17 of 18 jaar"; empty for a birth to come or not known, and in a language
        that has no words for it: English would stand in the middle of it."""
        known = dates.ages(birth, self.clock().date()) if dates.is_possible(birth) else None
        if known is None or known.lowest < 0 or "words.age" in self.texts.foreign:
            return ""
        if known.certain:
            return self.texts("words.age", age=known.lowest)
        return self.texts("words.age.between", lowest=known.lowest, highest=known.highest)

    def problem(self, problem: Problem) -> str:
        """What is wrong, and what to do."""
        return self.texts(f"problem.{problem.code}", **problem.parameters)

    def provenance(self, stated: Stated) -> str:
        """Who wrote an answer down, and when: "M. de Wit (balie 2), 24 nov 2026 14:03"."""
        return self.moment(stated.by, stated.at)

    def moment(self, by: str, at: datetime) -> str:
        """Who did something, and when."""
        moment = at.astimezone()
        pattern = "d MMM y HH:mm"
        when = format_datetime(
            moment, pattern, tzinfo=moment.tzinfo, locale=locale(self.texts.language)
        )
        return f"{by}, {when}"

    def basis(self, answer: Answer) -> str:
        """What the answer rests on; empty where that was not said."""
        return self.texts(f"basis.{answer.basis}") if answer.basis else ""

    def bases(self, parts: Mapping[str, Answer]) -> str:
        """What the answers of an item of a group rest on; empty where that was not said."""
        return "; ".join(self.texts(f"basis.{basis}") for basis in bases(parts))

    def partial_date(self, brp: str) -> str:
        """ "12 maart 1985", "maart 1985", "1985" or "unknown"; what is no date stays as it is."""
        if not dates.is_possible(brp):
            return brp or "–"
        year, month, day = int(brp[:4]), int(brp[4:6]), int(brp[6:8])
        if not year:
            return self.texts("status.unknown")
        if not month:
            return str(year)
        pattern = "d MMMM y" if day else "MMMM y"
        return format_date(date(year, month, day or 1), pattern, locale=locale(self.texts.language))

    def day(self, moment: datetime | date) -> str:
        """ "24 november 2026"."""
        return format_date(moment, "d MMMM y", locale=locale(self.texts.language))

    def at_clock(self, at: datetime) -> str:
        """A day and the time on it, as clocks here show it."""
        here = at.astimezone()
        pattern, spoken = "d MMMM y HH:mm", locale(self.texts.language)
        return format_datetime(here, pattern, tzinfo=here.tzinfo, locale=spoken)

    def _part(self, share: Share) -> str:
        return "" if share is Share.FULL else f" ({self.texts(f'help.share.{share}')})"

    def _code(self, table: str, code: str) -> str:
        """What a code is called; to a resident in their own language, as far as that is known."""
        entry = self.tables.table(table).by_code.get(code)
        language = self.texts.language
        if self.texts.plain and language not in SOURCE and entry is not None:
            known = {
                "landen": lambda: country_name(entry.more.get("iso", ""), language),
                "nationaliteiten": lambda: country_name(entry.more.get("iso", ""), language),
                "talen": lambda: language_name(entry.more.get("iso639_1") or code, language),
            }
            if name := known.get(table, str)():
                return name
        return self.tables.table(table).label(code, self.texts.language)

    def _one(self, question: Question, value: str) -> str:
        if question.kind in (Kind.CHOICE, Kind.CHOICES):
            key = f"choice.{question.choice_list or question.key}.{value}"
            return self.texts(key) if self.texts.has(key) else value
        if question.kind in (Kind.CODE, Kind.CODES):
            return self._code(question.table, value)
        if value == UNKNOWN_NAME:
            return self.texts("status.unknown")
        if _is_date(question) and len(value) == 8:
            return self.partial_date(value)
        return value


def _is_date(question: Question) -> bool:
    return question.kind in (Kind.DATE, Kind.PARTIAL_DATE)
