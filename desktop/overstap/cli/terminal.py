"""The one way in which words reach the terminal. A name from outside could hold what moves the
cursor, clears the screen or turns the direction of reading. So that it says nothing in our name, a
mark stands in its place. Words that run from right to left stay as they are."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import TextIO

_MARK = "\ufffd"
_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, ends of lines among them, and those that override or embed a direction."""


def tell(*lines: object, file: TextIO | None = None) -> None:
    """Print lines of ours, with what others wrote in them; none of them becomes two."""
    print(*map(disarmed, lines or ("",)), sep="\n", file=file)


def disarmed(text: object) -> str:
    """A line with a mark for all that a terminal would obey."""
    return _COMMANDS.sub(_MARK, str(text))


def on_one_line(text: object) -> str:
    """What somebody else wrote, so that it ends no line of ours."""
    return " ".join(str(text).split())


def with_values(values: Mapping[str, object]) -> dict[str, object]:
    """What others wrote, to be put into a sentence of ours that may have several lines."""
    return {key: _value(value) for key, value in values.items()}


def _value(value: object) -> object:
    if isinstance(value, PurePath):
        return disarmed(value)
    return on_one_line(value) if isinstance(value, str) else value


def escaped(json: str) -> str:
    """The same JSON, safe to look at: escapes mean what they stand for."""
    return "\n".join(_COMMANDS.sub(_escape, line) for line in json.split("\n"))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
