"""The one way in which words reach the terminal. A name from outside could hold what moves the
cursor, clears the screen or turns the direction of reading. So that it says nothing in our name, a
mark stands in its place. Words that run from right to left stay as they are."""

import re
from typing import TextIO

_MARK = "\ufffd"
_COMMANDS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but the end of a line, and those that override or embed a direction."""


def tell(*lines: object, file: TextIO | None = None) -> None:
    """Print lines of ours, with what others wrote in them."""
    print(*(_COMMANDS.sub(_MARK, str(line)) for line in lines or ("",)), sep="\n", file=file)


def on_one_line(text: object) -> str:
    """What somebody else wrote, so that it ends no line of ours."""
    return " ".join(str(text).split())


def escaped(json: str) -> str:
    """The same JSON, safe to look at: escapes mean what they stand for."""
    return _COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
