"""What others wrote says nothing in our name on the terminal."""

import json

import pytest

from overstap.cli.terminal import escaped, on_one_line, tell


@pytest.mark.parametrize(
    "odd", ["\x1b[2J", "\x9b2J", "\n", "\r", "\b", "\u202e", "\u2066", "\u2028"]
)
def test_nothing_moves_the_cursor_or_turns_the_line(
    capsys: pytest.CaptureFixture[str], odd: str
) -> None:
    tell(f"Haddad{odd}, Layla")

    shown = capsys.readouterr().out
    assert odd not in shown.removesuffix("\n")
    assert "\ufffd" in shown


def test_words_from_right_to_left_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    tell("حداد، ليلى", "می\u200cخواهم")

    assert capsys.readouterr().out == "حداد، ليلى\nمی\u200cخواهم\n"


def test_a_name_ends_no_line() -> None:
    assert on_one_line("Jan\n gecontroleerd\r\x0b") == "Jan gecontroleerd"


def test_json_keeps_what_it_says_and_is_safe_to_look_at() -> None:
    said = {"name": "Jan\x1b\x9b\u202e", "other": "حداد"}

    safe = escaped(json.dumps(said, ensure_ascii=False))

    assert json.loads(safe) == said
    assert json.loads(escaped(json.dumps(said, indent=2))) == said
    assert "\u202e" not in safe
