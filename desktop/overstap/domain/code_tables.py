"""Code tables: what a code means, today and when it was given. Codes are never deleted, so an old
dossier stays readable; a whole table can be replaced by a newer file."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from overstap.domain.names import fold
from overstap.kernel.errors import FileError


class CodeTableError(FileError):
    """A table file is not one of ours."""

    code = "code_table"


@dataclass(frozen=True, slots=True)
class Entry:
    """One code. ``labels`` by language, Dutch always; ``successor`` replaces a code that ended;
    ``more`` holds columns of this table alone (province, direction)."""

    code: str
    labels: Mapping[str, str]
    alias: str = ""
    valid_to: str = ""
    successor: str = ""
    training: bool = False
    more: Mapping[str, str] = field(default_factory=dict)

    def label(self, language: str) -> str:
        """What it is called in ``language``, else in Dutch."""
        return self.labels.get(language) or self.labels["nl"]


@dataclass(frozen=True)
class CodeTable:
    """The entries of one table, in the order of its file."""

    name: str
    version: str
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
        """Entries still valid for what was typed: beginnings before middles, shorter first."""
        wanted = fold(text)
        ranked = [
            (rank, len(entry.label(language)), entry.label(language), entry)
            for entry in self.entries
            if not entry.valid_to
            and (training or not entry.training)
            and (rank := _rank(entry, wanted, language)) is not None
        ]
        return tuple(entry for *_, entry in sorted(ranked, key=lambda row: row[:3])[:limit])


@dataclass(frozen=True)
class CodeTables:
    """All tables."""

    tables: Mapping[str, CodeTable]

    def table(self, name: str) -> CodeTable:
        """The table of that name."""
        return self.tables[name]


def parse_table(name: str, raw: bytes) -> CodeTable:
    """Read a table file: ``# key: value`` lines, a line of column names, then rows.

    Raises:
        CodeTableError: the file, and what is wrong with it.
    """
    try:
        lines = raw.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise CodeTableError(file=name, reason="utf-8") from error
    head = dict(_comment(line) for line in lines if line.startswith("#"))
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    entries = tuple(_entry(name, row) for row in rows)
    if len({entry.code for entry in entries}) != len(entries) or not entries:
        raise CodeTableError(file=name, reason="codes")
    return CodeTable(name, head.get("version", ""), head.get("source", ""), entries)


_KNOWN = frozenset({"code", "nl", "en", "alias", "valid_to", "successor", "mode"})


def _entry(name: str, row: Mapping[str, str]) -> Entry:
    if not row.get("code") or not row.get("nl"):
        raise CodeTableError(file=name, reason="code, nl")
    return Entry(
        code=row["code"],
        labels={language: row[language] for language in ("nl", "en") if row.get(language)},
        alias=row.get("alias", ""),
        valid_to=row.get("valid_to", ""),
        successor=row.get("successor", ""),
        training=row.get("mode") == "training",
        more={key: value for key, value in row.items() if key not in _KNOWN and value},
    )


def _comment(line: str) -> tuple[str, str]:
    key, _, value = line.lstrip("# ").partition(":")
    return key.strip(), value.strip()


def _rank(entry: Entry, wanted: str, language: str) -> int | None:
    """0: a name begins with it; 1: a later word does, or the code; 2: it is somewhere inside."""
    names = list(_folded([entry.label(language), entry.labels["nl"], entry.alias]))
    if any(name.startswith(wanted) for name in names):
        return 0
    if entry.code.lower().startswith(wanted) or any(f" {wanted}" in name for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else None


def _folded(names: Iterable[str]) -> Iterable[str]:
    return (fold(name) for name in names if name)
