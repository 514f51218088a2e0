"""Say what makes a passphrase easy to guess. Asks for no capitals or signs: length is what counts.

The guesses are counted by zxcvbn, which knows what people choose and how others guess it. Light:
what counts is imported when somebody types, as the unlock window needs this too.
"""

from collections.abc import Collection
from dataclasses import dataclass

LONGEST = 72
"""Characters that are looked at; what is longer is not guessed, and would take long to judge."""

GUESSED = 6
"""Powers of ten: fewer guesses than a million are no passphrase at all."""
DOUBTFUL = 10
"""Each guess costs what Argon2id costs; below this a patient thief with many computers gets in."""

_PATTERNS = {
    "dictionary": "common",
    "spatial": "keyboard",
    "repeat": "repeat",
    "sequence": "sequence",
    "date": "date",
    "regex": "date",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What is to be said of a passphrase, text ``passphrase.advice.<code>``: ``short``, ``good``,
    or what makes it easy to guess. ``refused``: it does not count as one."""

    code: str
    refused: bool = False

    @property
    def good(self) -> bool:
        """Whether nothing is to be said against it."""
        return self.code == "good"


def advise(passphrase: str, known: Collection[str] = ()) -> Advice:
    """What to say of it. ``known``: words that others know too, such as the office's name."""
    from zxcvbn import zxcvbn

    from overstap.crypto.passphrase import too_weak

    if too_weak(passphrase):
        return Advice("short", refused=True)
    found = zxcvbn(passphrase[:LONGEST], [*known])
    if found["guesses_log10"] >= DOUBTFUL:
        return Advice("good")
    patterns = [match for match in found["sequence"] if match["pattern"] in _PATTERNS]
    worst = max(patterns, key=lambda match: len(match["token"]), default={"pattern": "dictionary"})
    own = worst.get("dictionary_name") == "user_inputs"
    code = "known" if own else _PATTERNS[worst["pattern"]]
    return Advice(code, refused=found["guesses_log10"] < GUESSED)
