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
_SAID = rf"({_QUOTED}(?:\n{_QUOTED})*)"
_ENTRY = re.compile(
    rf"^msgid {_SAID}\n"
    rf"(?:msgid_plural {_SAID}\n)?"
    rf"msgstr(?:\[0\])? {_SAID}"
    rf"((?:\nmsgstr\[\d\] {_SAID})*)",
    re.MULTILINE,
)
_FURTHER = re.compile(rf"\nmsgstr\[\d\] {_SAID}")


def read_texts(path: Path) -> dict[str, Message]:
    """Key to sentence, of those that have one."""
    return {key: said for key, said in _messages(path.read_text("utf-8")) if key and said}


def _messages(text: str) -> Iterator[tuple[str, Message]]:
    for key, _plural, said, further, _last in _ENTRY.findall(text):
        forms = (_read(said), *map(_read, _FURTHER.findall(further))) if further else ()
        yield _read(key), forms or _read(said)


def _read(quoted: str) -> str:
    whole = quoted.replace('"\n"', "")
    return str(json.loads(whole)) if "\\" in whole else whole[1:-1]
