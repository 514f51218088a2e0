"""Read the texts of a ``.po`` file, and nothing else of it: comments, headers and old texts are for
those who translate. Babel reads all of that and takes five times as long, before the window is
there; a test compares both on every file.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

Message = str | tuple[str, ...]
"""One sentence, or the singular and the plural."""

_QUOTED = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'
_PART = re.compile(
    rf"^(msgid|msgid_plural|msgstr(?:\[\d\])?)[ \t]+({_QUOTED}(?:\n{_QUOTED})*)", re.MULTILINE
)


def read_texts(path: Path) -> dict[str, Message]:
    """Key to sentence, of those that have one."""
    return {key: said for key, said in _messages(path.read_text("utf-8")) if key and said}


def _messages(text: str) -> Iterator[tuple[str, Message]]:
    key, said = "", list[str]()
    for part, quoted in _PART.findall(text):
        whole = quoted.replace('"\n"', "")
        words = json.loads(whole) if "\\" in whole else whole[1:-1]
        if part == "msgid":
            yield key, _message(said)
            key, said = words, []
        elif part != "msgid_plural":
            said.append(words)
    yield key, _message(said)


def _message(said: list[str]) -> Message:
    return tuple(said) if len(said) > 1 else "".join(said)
