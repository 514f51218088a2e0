"""Code tables: what a code means, today and when it was given. Codes are never deleted, so an old
dossier stays readable; a whole table can be replaced by a newer file."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from rapidfuzz import fuzz, process

from overstap.domain.names import fold
from overstap.kernel.errors import FileError


class CodeTableError(FileError):
    """A table file is not one of ours: which file, which line (0: the whole file), and why."""

    code = "code_table"

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(file=file, line=line, reason=reason)


@dataclass(frozen=True, slots=True)
class Entry:
    """One code. ``labels`` by language, Dutch always; ``alias`` holds other names, split by ``;``;
    ``valid_from`` and ``valid_to`` are days (ISO 8601, empty: open) of which the last is not valid
    any more; ``successor`` replaces a code that ended; ``often`` marks what is asked for most;
    ``more`` holds columns of this table alone (province, direction)."""

    code: str
    labels: Mapping[str, str]
    alias: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""
    training: bool = False
    often: bool = False
    more: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """What it is called in ``language``, else in Dutch."""
        return self.labels.get(language) or self.labels["nl"]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, in any language."""
        return (*self.labels.values(), *(name for name in self.alias.split(";") if name))


@dataclass(frozen=True)
class CodeTable:
    """The entries of one table, in the order of its file. ``version`` and ``reference`` are days:
    of the file, and of the world that it describes."""

    name: str
    version: str
    reference: str
    source: str
    entries: tuple[Entry, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Entry]:
        """Code to entry."""
        return {entry.code: entry for entry in self.entries}

    def label(self, code: str, language: str) -> str:
        """What a code is called; the code itself where it is unknown, so that nothing is lost."""
        entry = self.by_code.get(code)
        return entry.label(language) if entry else code

    def current(self, code: str) -> str:
        """The code that replaces an ended one; the code itself otherwise."""
        seen: set[str] = set()
        while (entry := self.by_code.get(code)) and entry.successor and code not in seen:
            seen.add(code)
            code = entry.successor
        return code

    def find(
        self, text: str, language: str, limit: int = 12, *, training: bool = False
    ) -> tuple[Entry, ...]:
        """Entries still valid for what was typed: beginnings before middles, then what is asked for
        often, shorter first; where nothing fits, the nearest spellings."""
        wanted = fold(text)
        ranked = [
            (rank, not entry.often, len(entry.label(language)), number, entry)
            for number, (entry, names) in enumerate(self._searched)
            if (training or not entry.training)
            and (rank := _rank(entry.code.lower(), names, wanted)) is not None
        ]
        if not wanted:
            return tuple(entry for *_, entry in ranked[:limit])
        if not ranked and len(wanted) >= _MISSPELT_FROM:
            return self._nearest(wanted, limit, training=training)
        return tuple(entry for *_, entry in sorted(ranked, key=lambda row: row[:4])[:limit])

    def succeeds(self, older: "CodeTable") -> "CodeTable":
        """This table with the codes that only ``older`` still had, as ended ones."""
        lost = (entry for entry in older.entries if entry.code not in self.by_code)
        ended = (replace(entry, valid_to=entry.valid_to or self.reference) for entry in lost)
        return replace(self, entries=(*self.entries, *ended))

    def _nearest(self, wanted: str, limit: int, *, training: bool) -> tuple[Entry, ...]:
        spelt = {
            (number, name): name
            for number, (entry, names) in enumerate(self._searched)
            if training or not entry.training
            for name in names
        }
        found = process.extract(
            wanted, spelt, scorer=fuzz.ratio, score_cutoff=_RESEMBLES, limit=limit
        )
        near = dict.fromkeys(number for _, _, (number, _) in found)
        return tuple(self._searched[number][0] for number in near)

    @cached_property
    def _searched(self) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
        valid = (entry for entry in self.entries if not entry.valid_to)
        return tuple((entry, tuple(map(fold, entry.names))) for entry in valid)


@dataclass(frozen=True)
class CodeTables:
    """All tables."""

    tables: Mapping[str, CodeTable]

    def table(self, name: str) -> CodeTable:
        """The table of that name."""
        return self.tables[name]


def combine(name: str, tables: Iterable[CodeTable]) -> CodeTable:
    """One table with the entries of several, whose codes differ; dated as its newest part."""
    parts = tuple(tables)
    newest = max(parts, key=lambda table: table.version)
    source = "; ".join(dict.fromkeys(table.source for table in parts))
    entries = tuple(entry for table in parts for entry in table.entries)
    return CodeTable(name, newest.version, newest.reference, source, entries)


def parse_table(name: str, raw: bytes) -> CodeTable:
    """Read a table file: ``# key: value`` lines, a line of column names, then rows.

    Raises:
        CodeTableError: the file, the line, and what is wrong with it.
    """
    file = f"{name}.csv"
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CodeTableError(file, 0, "UTF-8") from error
    comments = [line for line in lines if line.startswith("#")]
    head = dict(_comment(line) for line in comments)
    for key in ("version", "reference", "source"):
        if not head.get(key):
            raise CodeTableError(file, 0, f"# {key}:")
    entries = tuple(_entries(file, lines[len(comments) :], len(comments)))
    if not entries:
        raise CodeTableError(file, 0, "code, nl")
    return CodeTable(name, head["version"], head["reference"], head["source"], entries)


_KNOWN = frozenset(
    {"code", "nl", "en", "alias", "valid_from", "valid_to", "successor", "mode", "often"}
)


def _entries(file: str, lines: list[str], above: int) -> Iterator[Entry]:
    reader = csv.DictReader(lines)
    seen: set[str] = set()
    for row in reader:
        line = reader.line_num + above
        if None in row or not row.get("code") or not row.get("nl"):
            raise CodeTableError(file, line, "code, nl")
        if row["code"] in seen:
            raise CodeTableError(file, line, f"code {row['code']}")
        seen.add(row["code"])
        yield _entry({key: value or "" for key, value in row.items()})


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        code=row["code"],
        labels={language: row[language] for language in ("nl", "en") if row.get(language)},
        alias=row.get("alias", ""),
        valid_from=row.get("valid_from", ""),
        valid_to=row.get("valid_to", ""),
        successor=row.get("successor", ""),
        training=row.get("mode") == "training",
        often=bool(row.get("often")),
        more={key: value for key, value in row.items() if key not in _KNOWN and value},
    )


def _comment(line: str) -> tuple[str, str]:
    key, _, value = line.lstrip("# ").partition(":")
    return key.strip(), value.strip()


def _rank(code: str, names: Iterable[str], wanted: str) -> int | None:
    """0: a name begins with it; 1: a later word does, or the code; 2: it is somewhere inside."""
    names = tuple(names)
    if any(name.startswith(wanted) for name in names):
        return 0
    if code.startswith(wanted) or any(f" {wanted}" in name for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else None


_MISSPELT_FROM = 4
"""Letters; shorter beginnings resemble everything."""

_RESEMBLES = 75
"""Of 100: "sirie" is Syrie, "erytrea" is Eritrea, and most things are not."""
