"""What residents read, in their own language, with English where nobody translated it yet.

Each language has ``locale/<language>/resident.po``. A line ``# Review: ...`` above its header says
who checked it; until then it says that no native speaker has, and the screen says so too.
Staff texts are Dutch and English only.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from overstap.i18n.languages import tag
from overstap.i18n.po import read_texts
from overstap.i18n.texts import Texts, load
from overstap.kernel import resources

FILE = "resident.po"
REVIEW = "# Review: "
REVIEW_FIRST = "review first: a mistake here could harm somebody"
UNREVIEWED = "not yet reviewed by a native speaker"
SOURCE = ("nl", "en")
"""Complete by the rules of the house; every other language is translated from these."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the language (folder name) that it really is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class ResidentTexts:
    """The texts of one language for residents. ``review`` says who checked them; empty: nobody."""

    language: str
    review: str
    texts: Texts

    @property
    def reviewed(self) -> bool:
        """Whether somebody who speaks the language checked it."""
        return self.language in SOURCE or bool(self.review)

    def __call__(self, key: str, **parameters: object) -> Said:
        """The sentence in the resident's language, else in English."""
        if self.texts.has(key):
            return Said(self.texts(key, **parameters), self.language)
        return Said(load("en")(key, **parameters), "en")

    def beside(self, key: str, **parameters: object) -> str:
        """The sentence on paper: in the resident's language, else in Dutch and English."""
        said = self(key, **parameters)
        if said.language == self.language:
            return said.text
        return f"{load('nl')(key, **parameters)} / {said.text}"

    def missing(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Which of ``keys`` have no translation yet."""
        return tuple(key for key in keys if not self.texts.has(key))


@cache
def load_resident(language: str) -> ResidentTexts:
    """The texts for residents in the language of that folder; empty where there is none yet."""
    if language in SOURCE:
        return ResidentTexts(language, "", load(language))
    path = resources.folder() / "locale" / language / FILE
    if not path.exists():
        return ResidentTexts(language, "", Texts(language, {}))
    return ResidentTexts(language, _review(path), Texts(language, read_texts(path)))


@cache
def complete(language: str) -> Texts:
    """Every text of the program as a resident reads it on paper: plain words where there are any
    (``resident.<key>``), and English, then Dutch, where nobody translated it yet. The second
    language of a Dutch paper is Dutch itself."""
    messages: dict[str, str | tuple[str, ...]] = {}
    foreign: dict[str, str] = {}
    own = tuple(dict.fromkeys((*_NEAREST.get(language, ()), tag(language), language)))
    for spoken in dict.fromkeys((*(("en", "nl") if "nl" in own else ("nl", "en")), *own)):
        said = load_resident(spoken).texts.messages
        plain = {k.removeprefix(_PLAIN): v for k, v in said.items() if k.startswith(_PLAIN)}
        for key, message in {**said, **plain}.items():
            messages[key], foreign[key] = message, spoken
    return Texts(language, messages, {k: v for k, v in foreign.items() if v not in own}, plain=True)


def template(language: str, keys: Iterable[str], grave: Collection[str] = ()) -> bytes:
    """A file to translate: every key with the Dutch and English, and what was translated so far;
    ``grave`` are those in which a mistake could harm somebody."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    so_far, nl, en = load_resident(language).texts, load("nl"), load("en")
    catalog = Catalog(fuzzy=False, charset="utf-8", header_comment=_HEADER)
    for key in keys:
        told = so_far(key) if so_far.has(key) else ""
        first = [REVIEW_FIRST] if key in grave else []
        catalog.add(key, told, auto_comments=[*first, f"nl: {nl(key)}", f"en: {en(key)}"])
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
    head += '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    head += '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True)
    return f"{_HEADER}\n{REVIEW}{UNREVIEWED}\n{head}".encode() + body.getvalue()


_PLAIN = "resident."
_NEAREST = {"apc": ("ar", "ara")}
"""Written languages that who speaks another reads too."""
_HEADER = (
    "# Texts for residents, translated from the Dutch: B1, formal. See resident.po in nl and en."
)


def _review(path: Path) -> str:
    lines = path.read_text("utf-8").splitlines()
    told = next((line for line in lines if line.startswith(REVIEW)), REVIEW)
    who = told.removeprefix(REVIEW).strip()
    return "" if who == UNREVIEWED else who
