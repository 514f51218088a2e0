"""What countries and languages are called in any language that the Unicode CLDR knows (Babel).

Our tables hold the Dutch and the English name. The English one is that of the CLDR, so it tells
which country is meant; nationalities are adjectives, and the CLDR has none of those.
"""

from functools import cache

from babel import Locale

from overstap.i18n.languages import locale


def country_name(english: str, language: str) -> str:
    """The country in ``language``; empty where nobody translated it."""
    code = _countries().get(_plain(english), "")
    return str(_of(language).territories.get(code, "")) if code and _is_known(language) else ""


def language_name(code: str, language: str) -> str:
    """The language of an ISO 639 code in ``language``; empty where nobody translated it."""
    spoken = locale(code)
    if not _is_known(language) or (spoken == "en" and code not in ("en", "eng")):
        return ""
    return str(_of(language).languages.get(spoken, ""))


@cache
def _countries() -> dict[str, str]:
    """English name to territory; not the groups of them, which have numbers."""
    return {_plain(n): c for c, n in Locale("en").territories.items() if not c.isdigit()}


def _plain(english: str) -> str:
    return english.replace(" & ", " and ").casefold()


def _is_known(language: str) -> bool:
    return locale(language) != "en" or language in ("en", "eng")


@cache
def _of(language: str) -> Locale:
    return Locale.parse(locale(language))
