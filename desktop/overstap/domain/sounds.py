"""How a name sounds, whoever wrote it down: spellings of one sound give one skeleton.

The rules are the table; the tests are names that have to agree. A skeleton is a few consonants, so
it finds too much rather than too little: it is for finding and comparing, never for showing.
"""

import re

from overstap.kernel.remembered import remembered

RULES: tuple[tuple[str, str], ...] = (
    (r"^[ao]l[ei](?:x|ks)", "liks"),  # Alexander, Oleksandr: here x is no kh
    (r"^(?:abd(?:[aeiou]l|[aeiou](?:r(?=r)|s(?=s)))?)(?=[a-z]{3})", ""),  # Abdulrahman, Abdirrahman
    (r"^[ae]l(?=[a-z]{4})", ""),  # the article written fast to the name: Alhussein
    (r"([b-df-hj-np-tvxz])(?=\1)(?<=[aeiouyw].)", ""),  # doubled between vowels; scripts without
    (r"([b-df-hj-np-tvxz])(?=\1[aeiou])(?<=[a-z].)", ""),  # vowels mean two consonants
    (r"tsch|tsh|tch|dsch|sch|sh|sj", "s"),
    (r"dzh|dj|zh", "j"),
    (r"ts|tz|z", "s"),
    (r"kh|ch|x", "h"),
    (r"gh", "g"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"dh", "d"),
    (r"ck|q|c", "k"),
    (r"(?<=[^aeiou])w(?=[^aeiou])|ou|oo|oe", "u"),  # Nour, Noor, Noer, and nwr from Arabic script
    (r"w", "v"),
    (r"[aeiouy]", ""),
    (r"(?<=.)h", ""),  # only a first h is always heard
    (r"d$", "t"),  # Mehmed, Mehmet
    (r"b$", "p"),  # Yaqub, Yakup
)
"""Pattern and replacement on a folded word (``names.fold``), applied in this order."""

_COMPILED = tuple((re.compile(pattern), replacement) for pattern, replacement in RULES)


@remembered(1 << 16)
def skeleton(word: str) -> str:
    """How a folded word sounds: consonants only. Empty where nothing is left; a number stays."""
    if word[:1].isdigit():
        return word
    for pattern, replacement in _COMPILED:
        word = pattern.sub(replacement, word)
    return word
