"""Names in any script and spelling, folded to words that one can search and compare."""

import re
from collections.abc import Sequence
from itertools import pairwise

from anyascii import anyascii

from overstap.domain.sounds import skeleton
from overstap.kernel.remembered import remembered

_WORD = re.compile(r"[a-z0-9]+")
_SILENT = frozenset({"al", "el", "ul", "abd", "bd", "abdul", "abdel", "abdal", "abdu", "abdi"})
_ARABIC_ARTICLE = re.compile(r"(?<!\w)ال(?=\w{2})")


@remembered(1 << 16)
def fold(text: str) -> str:
    """``text`` in lower-case Latin letters and digits, words separated by one space."""
    if not text.isascii():
        text = anyascii(_ARABIC_ARTICLE.sub("al ", text))
    return " ".join(_WORD.findall(text.lower().replace("'", "").replace("`", "")))


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name, in order."""
    return tuple(fold(text).split())


def sounding(words: Sequence[str]) -> tuple[str, ...]:
    """Folded words by which a name is recognised: no numbers, and no article or "servant of", which
    is written to the name, apart from it, or not at all."""
    return tuple([word for word in words if word not in _SILENT and not word[0].isdigit()])


def sounds(words: Sequence[str]) -> tuple[str, ...]:
    """How folded words sound, each and joined to the next: Gebre Selassie is Gebreselassie too.
    What hardly sounds (one consonant) is left out."""
    names = sounding(words)
    joined = [first + second for first, second in pairwise(names)]
    heard = [skeleton(word) for word in (*names, *joined)]
    return tuple(dict.fromkeys([sound for sound in heard if len(sound) > 1]))
