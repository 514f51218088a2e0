"""What a wrong answer was probably meant to be. Only where one thing is likely: a guess among
several would be taken over unread. The person takes it over, or does not; nothing does it for them.
"""

import re
from collections.abc import Callable, Mapping

from stdnum.nl import bsn as elfproef

from overstap.domain import dates
from overstap.domain.answers import Answer, Value
from overstap.domain.catalogue import Question
from overstap.domain.code_tables import CodeTables

_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")


def propose(code: str, question: Question, answer: Answer, tables: CodeTables) -> Value | None:
    """Another value for an answer in which the problem ``code`` was found; None where nothing is
    likely."""
    if code == "code_replaced":
        return _successors(question, answer, tables)
    if code == "none_and_more" and isinstance(answer.value, tuple):
        return tuple(chosen for chosen in answer.value if chosen != "none")
    guess = _GUESSES.get(code)
    return guess(answer.text) or None if guess else None


def _successors(question: Question, answer: Answer, tables: CodeTables) -> Value:
    current = tables.table(question.table).current
    if isinstance(answer.value, tuple):
        return tuple(dict.fromkeys(current(code) for code in answer.value))
    return current(answer.text)


def _ten_digits(text: str) -> str:
    """A V-number with the letters that stand before it on paper, or with marks between."""
    digits = re.sub(r"\D", "", text)
    return digits if len(digits) == 10 else ""


def _nine_digits(text: str) -> str:
    """A BSN with marks between, or without the 0 that it begins with."""
    digits = re.sub(r"\D", "", text).rjust(9, "0")
    return digits if digits != text and elfproef.is_valid(digits) else ""


def _month_first(text: str) -> str:
    """A date as Americans and some travel documents write it."""
    typed = _NUMBERS.fullmatch(text.strip())
    if typed is None:
        return ""
    month, mark, day, year = typed.groups()
    try:
        return dates.parse(mark.join((day, month, year)))
    except dates.ImpossibleDateError:
        return ""


def _century_ago(text: str) -> str:
    return f"{int(text[:4]) - 100}{text[4:]}"


def _address(text: str) -> str:
    """An address with the slips of a hurry: spaces, and a comma where a dot belongs."""
    likely = re.sub(r"\s", "", text).replace(",", ".")
    return likely if likely != text and re.fullmatch(r"[^@]+@[^@]+\.[^@]+", likely) else ""


_GUESSES: Mapping[str, Callable[[str], str]] = {
    "v_number": _ten_digits,
    "bsn": _nine_digits,
    "date": _month_first,
    "future_birth": _century_ago,
    "email": _address,
}
