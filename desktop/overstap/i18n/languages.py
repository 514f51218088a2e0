"""Languages: their tags, their directions, and how a value keeps its own direction in a sentence.

Languages are named by ISO 639, by two letters or three, as in the code table ``talen``.
"""

import unicodedata

_SHORT = {
    "ara": "ar",
    "tir": "ti",
    "tur": "tr",
    "som": "so",
    "ukr": "uk",
    "eng": "en",
    "fra": "fr",
    "rus": "ru",
    "pus": "ps",
    "amh": "am",
    "orm": "om",
    "spa": "es",
    "urd": "ur",
    "kat": "ka",
    "hye": "hy",
    "nld": "nl",
}
_RIGHT_TO_LEFT = frozenset({"ar", "apc", "ary", "prs", "pes", "fa", "ckb", "ps", "ur"})
_LOCALES = {"apc": "ar", "pes": "fa", "prs": "fa_AF", "kmr": "ku"}
_ISOLATE, _END = "\u2068", "\u2069"


def tag(language: str) -> str:
    """The BCP 47 tag, which is the shortest code there is: ``tir`` is ``ti``."""
    return _SHORT.get(language, language)


def locale(language: str) -> str:
    """Where Babel finds how the language writes dates; English where it knows none."""
    from babel import localedata  # the window that unlocks does not need it

    known = _LOCALES.get(language, tag(language))
    return known if known in localedata.locale_identifiers() else "en"


def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return tag(language) in _RIGHT_TO_LEFT


def plain(text: str) -> str:
    """``text`` without isolates, for where nothing stands around it: titles and file names."""
    return text.replace(_ISOLATE, "").replace(_END, "")


def isolate(text: str) -> str:
    """``text`` in a direction of its own, whatever stands around it. Without it, 15-03-2027 in an
    Arabic sentence is shown as 2027-03-15 (UAX #9)."""
    return f"{_ISOLATE}{text}{_END}" if text else text


def set_apart(name: str) -> str:
    """A name among Dutch words: one that is written from right to left in a direction of its own,
    so that the number behind it stays behind it."""
    rtl = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name)
    return isolate(name) if rtl else name
