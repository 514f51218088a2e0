"""By which words, sounds and keys a resident is found, and likely doubles are gathered."""

from collections.abc import Iterator
from dataclasses import dataclass

from overstap.domain.answers import Answers
from overstap.domain.names import sounds, tokens
from overstap.domain.residents import BIRTH_DATE, CALL_NAME, GIVEN_NAMES, MERGED, ROOM, SURNAME

NAMES = (SURNAME, GIVEN_NAMES, CALL_NAME)

YEAR_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Findable:
    """``words`` also hold the birth year and the room; ``sounds`` are of names alone."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]


def findable(answers: Answers) -> Findable:
    """What a resident with these answers is found by."""
    names = name_words(answers)
    known_as = [
        word
        for field in answers
        if field.startswith(MERGED)
        for word in tokens(_text(answers, field))
    ]
    room = tokens(_text(answers, ROOM))
    more = [*room, "".join(room), _year(answers)]
    words = dict.fromkeys(word for word in (*names, *known_as, *more) if word)
    return Findable(tuple(words), tuple(dict.fromkeys((*sounds(names), *sounds(known_as)))))


def name_words(answers: Answers) -> tuple[str, ...]:
    """The folded words of all names, in order."""
    return tuple(word for key in NAMES for word in tokens(_text(answers, key)))


def double_keys(answers: Answers) -> frozenset[str]:
    """Under what a resident is filed, so that doubles lie together: every sound with the year of
    birth, and the whole date of birth where it is no placeholder (1 January)."""
    year = _year(answers) or YEAR_UNKNOWN
    birth = _text(answers, BIRTH_DATE)
    keys = {f"{sound}|{year}" for sound in sounds(name_words(answers))}
    return frozenset(keys | ({birth} if _tells(birth) else set()))


def keys_to_look_under(answers: Answers) -> frozenset[str]:
    """Under what the double of such a resident may be filed: a year too early or too late, or
    unknown; day and month the other way round. Sounds alone (``sound|``) where the year is not
    known: they are the beginning of keys."""
    birth, heard = _text(answers, BIRTH_DATE), sounds(name_words(answers))
    year = _year(answers)
    if not year:
        return frozenset(f"{sound}|" for sound in heard)
    years = [str(int(year) + off) for off in (-1, 0, 1)] + [YEAR_UNKNOWN]
    keys = {f"{sound}|{near}" for sound in heard for near in years}
    return frozenset(keys | set(_dates(birth)))


def swapped(birth: str) -> str:
    """Day and month the other way round: 8 digits, possible or not."""
    return birth[:4] + birth[6:8] + birth[4:6]


def _dates(birth: str) -> Iterator[str]:
    for date in (birth, swapped(birth)):
        if _tells(birth) and _tells(date):
            yield date


def _tells(birth: str) -> bool:
    """Whether a date says much: whole, and not the first of January that stands for unknown."""
    return len(birth) == 8 and "00" not in (birth[4:6], birth[6:]) and birth[4:] != "0101"


def _year(answers: Answers) -> str:
    year = _text(answers, BIRTH_DATE)[:4]
    return year if year.isdigit() and int(year) else ""


def _text(answers: Answers, key: str) -> str:
    answer = answers.get(key)
    text = answer.text.strip() if answer else ""
    return "" if text == "." else text
