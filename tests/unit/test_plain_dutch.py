"""Dutch on screen, on paper and at the terminal reads as B1: short sentences, everyday words."""

import re
from collections.abc import Iterator
from itertools import groupby
from statistics import mean

import pytest

from overstap.i18n.po import read_texts
from overstap.kernel import resources

MOST_WORDS = 22
"""In one sentence, and fewer in what is read out to residents."""
MOST_WORDS_READ_OUT = 20
MOST_WORDS_ON_AVERAGE = 10
"""Of whole sentences: what has fewer than five words is a label."""
LONG_WORD = 18
"""Letters; the words of the field that are longer are in ``FIELD``."""

FORMAL = """
aangaande alsmede alsook bekrachtigd bekrachtigen betreffende bewerkstelligen casus client
cliënt configureren conform derhalve desalniettemin desgewenst dienen dient doch echter eveneens
gaarne geautoriseerd geconfigureerd gelieve geretourneerd gesynchroniseerd gevalideerd
geverifieerd geïmplementeerd geïnitialiseerd hanteren heden hieromtrent indien ingevolge inzake
jegens krachtens middels mits mitsdien nochtans omtrent onderhavige onverwijld opdat reeds
respectievelijk synchroniseren teneinde terzake tevens thans valideren verifiëren verkrijgen
verstrekken verstrekt verzonden voltooid voornoemd voornoemde voorts waarbij wederom zodoende
zulks
""".split()  # noqa: SIM905

FIELD = """
alfabetiseringstoets arbeidsmarktregio's beschermingsstatus doorstroomlocatie
gegevensbescherming gespreksvaardigheden gespreksvaardighedentoets inburgeringsplicht
inburgeringsplichtig inburgeringstermijn leerbaarheidstoets ontvangstbevestiging
overdrachtscenario overdrachtsdossier privacyfunctionaris
rolstoeltoegankelijk strafrechtelijke systeembibliotheken verblijfsvergunning
verwerkingsverantwoordelijke werknemersvaardigheden woningcorporatie zelfredzaamheidsroute
""".split()  # noqa: SIM905


def texts() -> Iterator[tuple[str, str, str]]:
    """Every Dutch text: its file, its key and what it says."""
    for path in sorted((resources.folder() / "locale" / "nl").glob("*.po")):
        for key, message in read_texts(path).items():
            for text in (message,) if isinstance(message, str) else message:
                yield path.stem, key, text


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+|\n+", text)


def words(text: str) -> list[str]:
    """A placeholder counts as one: a name, a number or a date stands there."""
    return re.findall(r"\{\w+\}|[^\W_](?:[\w'’-]*\w)?", text)


def difficulties(text: str, most: int = MOST_WORDS) -> set[str]:
    """What makes a text hard to read."""
    found = {sentence for sentence in sentences(text) if len(words(sentence)) > most}
    used = [word.lower() for word in words(re.sub(r"\{\w+\}", "", text))]
    found |= set(used) & set(FORMAL)
    return found | {w for w in used if len(w) >= LONG_WORD and "-" not in w} - set(FIELD)


@pytest.mark.parametrize("file", [file for file, _ in groupby(texts(), key=lambda t: t[0])])
def test_dutch_is_said_in_short_sentences_and_everyday_words(file: str) -> None:
    most = MOST_WORDS_READ_OUT if file == "resident" else MOST_WORDS

    hard = {key: found for f, key, t in texts() if f == file and (found := difficulties(t, most))}

    assert hard == {}


def test_a_whole_sentence_has_ten_words_at_most_on_average() -> None:
    counts = [len(words(s)) for _, _, text in texts() for s in sentences(text)]

    assert mean(count for count in counts if count >= 5) <= MOST_WORDS_ON_AVERAGE


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("Het dossier is reeds verzonden.", {"reeds", "verzonden"}),
        ("Kies een authenticatiemechanisme.", {"authenticatiemechanisme"}),
        ("Een " + "heel " * 21 + "lange zin.", {"Een " + "heel " * 21 + "lange zin."}),
        ("Kies {name}. De leerbaarheidstoets is klaar.", set()),
    ],
)
def test_what_is_hard_to_read_is_noticed(text: str, hard: set[str]) -> None:
    assert difficulties(text) == hard
