"""By which words, sounds and keys a resident is found, and likely doubles are gathered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from overstap.domain.answers import Answers
from overstap.domain.names import sounds, tokens
from overstap.domain.records import Record
from overstap.domain.residents import BIRTH_DATE, CALL_NAME, GIVEN_NAMES, MERGED, ROOM, SURNAME

NAMES = (SURNAME, GIVEN_NAMES, CALL_NAME)

YEAR_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Findable:
    """``words`` also hold the birth year and the room; ``sounds`` are of names alone, ``heard`` of
    the present name."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    heard: tuple[str, ...]
    birth: str

    @property
    def keys(self) -> frozenset[str]:
        """Under these a resident is filed so that doubles lie together: every sound of the name
        with the year of birth, and the whole date of birth where it is no placeholder
        (1 January)."""
        return keys(self.heard, self.birth)


def findable(person: Record) -> Findable:
    """What a resident is found by."""
    answers = person.answers
    names, merged = name_words(answers), [f for f in person.marks if f.startswith(MERGED)]
    known_as = [word for field in merged for word in tokens(_text(answers, field))]
    room, birth = tokens(_text(answers, ROOM)), _text(answers, BIRTH_DATE)
    words = dict.fromkeys((*names, *known_as, *room, "".join(room), _year(birth)))
    words.pop("", None)
    heard = sounds(names)
    heard_too = tuple(dict.fromkeys((*heard, *sounds(known_as)))) if known_as else heard
    return Findable(tuple(words), heard_too, heard, birth)


def keys(heard: Iterable[str], birth: str) -> frozenset[str]:
    """Under what somebody is filed whose names sound so, and whose date of birth (BRP) this is."""
    year = _year(birth) or YEAR_UNKNOWN
    by_name = {f"{sound}|{year}" for sound in heard}
    return frozenset(by_name | ({birth} if _tells(birth) else set()))


def name_words(answers: Answers) -> tuple[str, ...]:
    """The folded words of all names, in order."""
    return tuple(word for key in NAMES for word in tokens(_text(answers, key)))


def keys_to_look_under(answers: Answers) -> frozenset[str]:
    """Under what the double of such a resident may be filed: a year too early or too late, or
    unknown; day and month the other way round. Sounds alone (``sound|``) where the year is not
    known: they are the beginning of keys."""
    return near_keys(sounds(name_words(answers)), _text(answers, BIRTH_DATE))


def near_keys(heard: Iterable[str], birth: str) -> frozenset[str]:
    """As ``keys_to_look_under``, for who is filed under ``keys`` of the same."""
    year = _year(birth)
    if not year:
        return frozenset(f"{sound}|" for sound in heard)
    years = [str(int(year) + off) for off in (-1, 0, 1)] + [YEAR_UNKNOWN]
    by_name = {f"{sound}|{near}" for sound in heard for near in years}
    return frozenset(by_name | set(_dates(birth)))


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


def _year(birth: str) -> str:
    year = birth[:4]
    return year if year.isascii() and year.isdigit() and int(year) else ""


def _text(answers: Answers, key: str) -> str:
    answer = answers.get(key)
    if answer is None:
        return ""
    text = answer.text.strip()
    return "" if text == "." else text
