"""How far each resident language is, so that nobody is surprised in the middle of a talk."""

from dataclasses import dataclass

from overstap.domain.catalogue import Catalogue
from overstap.domain.code_tables import CodeTable, Entry
from overstap.domain.resident_texts import fixed_keys, resident_keys
from overstap.i18n.resident import SOURCE, load_resident
from overstap.i18n.texts import load


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
    return entry.more.get("texts", "en") if entry else "en"


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
