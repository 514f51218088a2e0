"""Names in any script and spelling, folded to what one can search and compare.

``fold`` makes a name's letters comparable (Latin, lower case); ``skeleton`` makes spellings of one
sound the same: Mohammed and Muhammad, Khaddad and Haddad, Gebreselassie and Gebre Silasie.
"""

import re
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")

_SOUNDS: tuple[tuple[str, str], ...] = (
    (r"^(al|el|abd|abdel|abdul)(?=[a-z]{3})", ""),
    (r"sch|sh|sj", "S"),
    (r"dzh|dj|dsch|zh", "J"),
    (r"tsch|tch|ch|kh|x", "H"),
    (r"gh", "G"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"ou|oo", "u"),
    (r"q|c|ck", "k"),
    (r"j", "J"),
    (r"w", "v"),
    (r"z", "s"),
    (r"y", "i"),
    (r"h|H", ""),
)
"""Applied in order; capitals are sounds that later rules must not touch."""

_VOWELS = re.compile(r"[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(65536)
def fold(text: str) -> str:
    """``text`` in lower-case Latin letters and digits, words separated by one space."""
    plain = text.lower() if text.isascii() else anyascii(text).lower()
    return " ".join(_WORD.findall(plain.replace("'", "").replace("`", "")))


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name, in order."""
    return tuple(fold(text).split())


@lru_cache(65536)
def skeleton(token: str) -> str:
    """How a folded word sounds: consonants only. Empty where nothing is left."""
    sound = token
    for pattern, replacement in _SOUNDS:
        sound = re.sub(pattern, replacement, sound)
    return _VOWELS.sub("", _DOUBLED.sub(r"\1", sound)).lower()
