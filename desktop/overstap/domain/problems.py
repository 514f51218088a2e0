"""What is wrong with answers, judged in one place for the form, the command line and the import.

A problem is a value: a person may answer wrongly. Names are never blocked.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from stdnum.nl import bsn as elfproef

from overstap.domain import dates
from overstap.domain.answers import NOT_ASKED, Answer, Answers, Field, Problem
from overstap.domain.calendars import Calendar, recognise, to_gregorian
from overstap.domain.catalogue import Kind, Question, applies
from overstap.domain.code_tables import CodeTables
from overstap.domain.contradictions import contradictions
from overstap.domain.proposals import propose
from overstap.domain.residents import BIRTH_DATE, GIVEN_NAMES, PREFIX, SURNAME

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NAMES = (SURNAME, GIVEN_NAMES, PREFIX)
_BRP_NAME = re.compile(r"[a-zA-Z0-9À-ž .\-'’]")
"""What the BRP allows in names; narrower than life, so it is a warning only."""
_V_NUMBER = re.compile(r"\d{10}")
_TEST_BSN = ("0000", "99999")

Found = tuple[str, dict[str, object]] | None


def normalise(kind: Kind, text: str) -> str:
    """What was typed without the spaces and dots that only help reading; a telephone number as
    E.164 (``+31612345678``), Dutch where it has no country. What is wrong stays as it was typed."""
    if kind in (Kind.V_NUMBER, Kind.BSN):
        return re.sub(r"[\s.-]", "", text)
    if kind is Kind.PHONE and (number := _e164(text)):
        return number
    return " ".join(text.split()) if kind is Kind.TEXT else text.strip()


def problems(
    questions: Sequence[Question],
    answers: Answers,
    tables: CodeTables,
    *,
    training: bool,
    today: date,
    others: Sequence[Answers] = (),
) -> tuple[Problem, ...]:
    """Everything that is wrong with the answers to ``questions``, in their order; ``others`` are
    the answers of the other members of the household."""
    judge = _Judge(tables, training, today)
    found: list[Problem] = []
    for question in questions:
        if not applies(question, answers):
            continue
        for field, part, answer in _given(question, answers):
            problem = judge(part, answer)
            if problem:
                code, parameters = problem
                warning = code in _WARNINGS or question.key in _NAMES
                proposed = propose(code, part, answer, tables)
                found.append(Problem(field, code, parameters, warning, proposed))
    if any(q.key == "status.permit_until" for q in questions) and _ends_before_it_begins(answers):
        found.append(Problem("status.permit_until", "permit_order", {}))
    doubts = contradictions(answers, today, others)
    plain = {question.key: question for question in questions}
    for doubt in doubts:
        asked_here = plain.get(doubt.field.partition("/")[0])
        if asked_here is not None:
            answer = answers.get(doubt.field, NOT_ASKED)
            proposed = propose(doubt.code, asked_here, answer, tables)
            found.append(replace(doubt, proposed=proposed))
    return tuple(found)


_WARNINGS = frozenset(
    {
        "too_high",
        "too_low",
        "bsn_test",
        "code",
        "code_replaced",
        "future_birth",
        "other_calendar",
        "odd_character",
    }
)


def _given(question: Question, answers: Answers) -> Iterator[tuple[Field, Question, Answer]]:
    if question.kind is not Kind.GROUP:
        if question.key in answers:
            yield question.key, question, answers[question.key]
        return
    parts = {part.name: part for part in question.parts}
    for field, answer in answers.items():
        group, _, rest = field.partition("/")
        part = parts.get(rest.partition("/")[2])
        if group == question.key and part is not None:
            yield field, part, answer


class _Judge:
    def __init__(self, tables: CodeTables, training: bool, today: date) -> None:
        self._tables = tables
        self._training = training
        self._today = today
        self._rules: dict[Kind, Callable[[Question, Answer], Found]] = {
            Kind.TEXT: _text,
            Kind.LONG_TEXT: _text,
            Kind.NUMBER: _number,
            Kind.CHOICE: _choices,
            Kind.CHOICES: _choices,
            Kind.CODE: self._codes,
            Kind.CODES: self._codes,
            Kind.DATE: _whole_date,
            Kind.PARTIAL_DATE: self._partial_date,
            Kind.V_NUMBER: _v_number,
            Kind.BSN: self._bsn,
            Kind.PHONE: _phone,
            Kind.EMAIL: _email,
        }

    def __call__(self, question: Question, answer: Answer) -> Found:
        if answer.value is None or question.kind not in self._rules:
            return None
        return self._rules[question.kind](question, answer)

    def _codes(self, question: Question, answer: Answer) -> Found:
        table = self._tables.table(question.table)
        known = table.by_code
        if question.limit and len(_several(answer)) > question.limit:
            return "too_many", {"limit": question.limit}
        if not all(code in known for code in _several(answer)):
            return "code", {}
        ended = [code for code in _several(answer) if table.current(code) != code]
        if not ended:
            return None
        old, now = (table.label(code, "nl") for code in (ended[0], table.current(ended[0])))
        return "code_replaced", {"old": old, "now": now}

    def _partial_date(self, question: Question, answer: Answer) -> Found:
        if not dates.is_possible(answer.text):
            return "date", {}
        if recognise(answer.text):
            return _other_calendar(answer.text)
        if question.key == BIRTH_DATE and answer.text > self._today.strftime("%Y%m%d"):
            return "future_birth", {}
        return None

    def _bsn(self, question: Question, answer: Answer) -> Found:
        if not elfproef.is_valid(answer.text):
            return "bsn", {}
        test = answer.text.startswith(_TEST_BSN)
        if self._training:
            return None if test else ("bsn_test_only", {})
        return ("bsn_test", {}) if test else None


def _several(answer: Answer) -> tuple[str, ...]:
    return answer.value if isinstance(answer.value, tuple) else (answer.text,)


def _text(question: Question, answer: Answer) -> Found:
    if question.limit and len(answer.text) > question.limit:
        return "too_long", {"limit": question.limit}
    if question.key in _NAMES:
        odd = sorted(set(_BRP_NAME.sub("", answer.text)))
        return ("odd_character", {"characters": " ".join(odd)}) if odd else None
    return None


def _number(question: Question, answer: Answer) -> Found:
    value = answer.value
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return "number", {}
    if question.limit and value > question.limit:
        return "too_high", {"value": value, "limit": question.limit}
    if value < question.least:
        return "too_low", {"value": value, "least": question.least}
    return None


def _choices(question: Question, answer: Answer) -> Found:
    return None if set(_several(answer)) <= set(question.choices) else ("choice", {})


def _whole_date(question: Question, answer: Answer) -> Found:
    whole = dates.is_possible(answer.text) and "00" not in (answer.text[4:6], answer.text[6:])
    return None if whole else ("date", {})


def _v_number(question: Question, answer: Answer) -> Found:
    return None if _V_NUMBER.fullmatch(answer.text) else ("v_number", {})


def _phone(question: Question, answer: Answer) -> Found:
    return None if _e164(answer.text) else ("phone", {})


def _e164(text: str) -> str:
    """The telephone number, Dutch where it has no country; empty where it is none. Few answers are
    one, and what every country's numbers are like takes a while to import."""
    from phonenumbers import (
        NumberParseException,
        PhoneNumberFormat,
        format_number,
        is_possible_number,
        parse,
    )

    try:
        number = parse(text, "NL")
    except NumberParseException:
        return ""
    return format_number(number, PhoneNumberFormat.E164) if is_possible_number(number) else ""


def _other_calendar(brp: str) -> Found:
    try:
        span = to_gregorian(Calendar.SOLAR_HIJRI, brp)
    except dates.ImpossibleDateError:
        return "date", {}
    days = dict.fromkeys(f"{day:%d-%m-%Y}" for day in (span.first, span.last))
    return "other_calendar", {"gregorian": " / ".join(days)}


def _email(question: Question, answer: Answer) -> Found:
    return None if _EMAIL.fullmatch(answer.text) else ("email", {})


def _ends_before_it_begins(answers: Answers) -> bool:
    begin, end = (answers.get(f"status.permit_{part}") for part in ("from", "until"))
    return bool(begin and end and begin.text and end.text and end.text < begin.text)
