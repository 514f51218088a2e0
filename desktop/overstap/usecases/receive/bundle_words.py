"""A bundle in words."""

from overstap.i18n.texts import Texts


def inside_words(texts: Texts, households: int, persons: int) -> str:
    """Whose files it is about: "2 huishoudens, 7 bewoners". A small bundle may hold no household's
    own record."""
    told = [texts("bundle.persons", count=persons)]
    if households:
        told.insert(0, texts("bundle.households", count=households))
    return ", ".join(told)
