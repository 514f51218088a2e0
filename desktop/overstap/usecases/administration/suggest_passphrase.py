"""Suggest a passphrase: words that have nothing to do with each other, drawn by the computer."""

import secrets
from functools import cache

from overstap.kernel import resources

WORDS = 5
"""Of some 400 words: 43 bits, each guess of which costs what Argon2id costs."""


def suggest_passphrase(language: str) -> str:
    """Five different words of ``language`` (nl or en), with spaces between them."""
    return " ".join(secrets.SystemRandom().sample(_words(language), WORDS))


@cache
def _words(language: str) -> tuple[str, ...]:
    return tuple((resources.folder() / "words" / f"{language}.txt").read_text("utf-8").split())
