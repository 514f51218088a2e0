"""What countries and languages are called in any language that the Unicode CLDR knows (Babel).

Our tables hold the Dutch and the English name, and the ISO code by which the CLDR knows them. It
has no nationalities: a resident reads the name of the country instead.
"""

from functools import cache

from babel import Locale

from overstap.i18n.languages import locale


def country_name(iso: str, language: str) -> str:
    """The country with that ISO 3166 code in ``language``; empty where nobody translated it."""
    return str(_of(language).territories.get(iso, "")) if iso and _is_known(language) else ""


def language_name(code: str, language: str) -> str:
    """The language of an ISO 639 code in ``language``; empty where nobody translated it."""
    spoken = locale(code)
    if not _is_known(language) or (spoken == "en" and code not in ("en", "eng")):
        return ""
    return str(_of(language).languages.get(spoken, ""))


def _is_known(language: str) -> bool:
    return locale(language) != "en" or language in ("en", "eng")


@cache
def _of(language: str) -> Locale:
    return Locale.parse(locale(language))
