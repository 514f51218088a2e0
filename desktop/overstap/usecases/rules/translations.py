"""How far each resident language is, so that nobody is surprised in the middle of a talk."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from overstap.domain.catalogue import Catalogue
from overstap.domain.code_tables import CodeTable, CodeTables, Entry
from overstap.domain.resident_texts import fixed_keys, resident_keys
from overstap.i18n.resident import SOURCE, load_resident
from overstap.i18n.texts import load

LANGUAGES, ENGLISH = "talen", "en"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one language says of what residents read. ``name`` is the language's own name."""

    language: str
    name: str
    total: int
    missing: tuple[str, ...]
    reviewed: bool

    @property
    def told(self) -> int:
        """How many texts there are."""
        return self.total - len(self.missing)


def texts_folder(languages: CodeTable, language: str) -> str:
    """The folder with the texts for speakers of a language (code of the table ``talen``): dialects
    share the written language, and English serves where there is nothing."""
    entry = languages.by_code.get(language)
    return entry.more.get("texts", ENGLISH) if entry else ENGLISH


def speaking(tables: CodeTables, folders: Collection[str]) -> CodeTables:
    """The tables with residents' texts in these languages alone: speakers of others are addressed
    in English."""
    languages = tables.table(LANGUAGES)
    entries = tuple(
        replace(entry, more={**entry.more, "texts": ENGLISH})
        if entry.more.get("texts", ENGLISH) not in (*folders, *SOURCE)
        else entry
        for entry in languages.entries
    )
    return CodeTables({**tables.tables, LANGUAGES: replace(languages, entries=entries)})


def written(languages: CodeTable, language: str) -> str:
    """The language of papers for who speaks ``language``: English where its own may not be used."""
    entry = languages.by_code.get(language)
    return "eng" if entry and entry.more.get("texts") == ENGLISH else language


def every_key(catalogue: Catalogue) -> tuple[str, ...]:
    """Everything that residents read: the catalogue's part and the fixed texts."""
    return (*resident_keys(catalogue), *fixed_keys(load("nl").messages))


def coverage(catalogue: Catalogue, languages: CodeTable) -> tuple[Coverage, ...]:
    """Every language that residents' texts are translated into, in the order of the table."""
    keys = every_key(catalogue)
    first: dict[str, Entry] = {}
    for entry in languages.entries:
        folder = entry.more.get("texts", "")
        if folder and folder not in SOURCE:
            first.setdefault(folder, entry)
    return tuple(_of(folder, entry, keys) for folder, entry in first.items())


def _of(folder: str, entry: Entry, keys: tuple[str, ...]) -> Coverage:
    texts = load_resident(folder)
    own = entry.alias or entry.label("nl")
    return Coverage(folder, own, len(keys), texts.missing(keys), texts.reviewed)
