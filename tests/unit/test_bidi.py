"""The order of mixed text, against Unicode's own cases and a few of ours."""

from pathlib import Path

import pytest

from overstap.pdf.tagged import bidi

CASES = Path("/usr/share/unicode/BidiCharacterTest.txt")


def shown(text: str, base: int | None = None) -> str:
    """The text as it stands on paper, from left to right, without controls."""
    found, _ = bidi.levels(text, base)
    visible = (text[i] for i in bidi.order(found))
    return "".join(char for char in visible if char not in "\u2066\u2067\u2068\u2069")


@pytest.mark.skipif(not CASES.exists(), reason="needs Debian's unicode-data")
def test_every_case_of_unicode_is_ordered_as_unicode_says() -> None:
    wrong = []
    for number, line in enumerate(CASES.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        codes, direction, base, levels, visual = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found, level = bidi.levels(text, {"0": 0, "1": 1, "2": None}[direction])
        expected = [None if given == "x" else int(given) for given in levels.split()]
        right_order = bidi.order(found) == [int(index) for index in visual.split()]
        if found != expected or level != int(base) or not right_order:
            wrong.append(number)
    assert wrong == []


def test_latin_text_stays_as_it_is() -> None:
    assert shown("Kerkstraat 12") == "Kerkstraat 12"


def test_hebrew_letters_turn_round() -> None:
    assert shown("אבג", 1) == "גבא"


def test_digits_in_arabic_keep_their_order() -> None:
    assert "12" in shown("تاريخ 12 مارس", 1)


def test_a_date_without_isolates_turns_round_and_with_them_does_not() -> None:
    assert "15-03-2027" not in shown("يوم 15-03-2027", 1)
    assert "15-03-2027" in shown("يوم \u206615-03-2027\u2069", 1)


def test_a_telephone_number_in_isolates_stays_whole() -> None:
    assert "+31 6 12345678" in shown("هاتف \u2066+31 6 12345678\u2069", 1)
