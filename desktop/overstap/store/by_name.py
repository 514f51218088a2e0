"""All residents by name, in memory: SQL would sort them again at every key."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Sequence
from heapq import nsmallest
from itertools import compress

import sqlcipher3.dbapi2 as sqlcipher
from rapidfuzz import fuzz, process

from overstap.usecases.ports.lists import Number

_LAST = (1 << 32) - 1
_LIKE = 70
"""From 0 to 100: how alike two words have to be."""
_MANY = 100
"""When more than one in so many is found, going through everybody is quicker than sorting."""
_ALTERNATIVES = 20
"""How many words of somebody else's name may stand for one that was typed."""


class ByName:
    """The order of names. ``of`` reads it again after a name changed, and only then."""

    def __init__(self) -> None:
        self._version = ("", "")
        self._numbers: list[Number] = []
        self._ranks = array("I")
        self._names: list[str] = []
        self._words: list[str] | None = None
        self._near: dict[str, list[str]] = {}

    def refresh(self, reader: sqlcipher.Connection) -> None:
        """Look whether names changed, and read them again if so."""
        if (commits := _one(reader, "PRAGMA data_version")) == self._version[0]:
            return
        names = _one(reader, "SELECT value FROM setting WHERE key = 'names'")
        if names != self._version[1]:
            self._read(reader)
        self._version = (commits, names)

    @property
    def numbers(self) -> Sequence[Number]:
        """Everybody, by name."""
        return self._numbers

    def first(self, found: Collection[Number], limit: int) -> Sequence[Number]:
        """The first of ``found`` by name; all of them for ``limit`` 0."""
        if limit and len(found) > limit:
            return nsmallest(limit, found, key=self._rank)
        if len(found) < len(self._numbers) // _MANY:
            return sorted(found, key=self._rank)
        return self._in_order(found)

    def beginning_with(self, folded: str) -> Sequence[Number]:
        """Those whose name in lists begins with it, by name."""
        start = bisect_left(self._names, folded)
        return self._numbers[start : bisect_left(self._names, folded + "\x7f")]

    def near(self, word: str, reader: sqlcipher.Connection) -> list[str]:
        """Words of names that are so much like it that a slip may have made the difference."""
        if word not in self._near:
            self._near[word] = self._look_near(word, reader)
        return self._near[word]

    def _look_near(self, word: str, reader: sqlcipher.Connection) -> list[str]:
        if len(word) < 3 or word.isdigit():
            return []
        if self._words is None:
            query = "SELECT term FROM name_word WHERE col = 'word'"
            self._words = [term for (term,) in reader.execute(query) if not term.isdigit()]
        alike = process.extract(
            word, self._words, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=_ALTERNATIVES
        )
        return [near for near, *_ in alike]

    def _in_order(self, found: Collection[Number]) -> Sequence[Number]:
        """As ``first``, by going through everybody: quicker than sorting many. One letter finds a
        third of everybody, so nothing is asked of each but the rank."""
        wanted, ranks = bytearray(len(self._numbers)), self._ranks
        try:
            for number in found:
                wanted[ranks[number]] = 1
        except IndexError:  # somebody came who has no rank yet
            return sorted(found, key=self._rank)
        return [*compress(self._numbers, wanted)]

    def _rank(self, number: Number) -> int:
        return self._ranks[number] if number < len(self._ranks) else _LAST

    def _read(self, reader: sqlcipher.Connection) -> None:
        rows = reader.execute("SELECT number, sort_name FROM person ORDER BY sort_name").fetchall()
        self._numbers = [number for number, _ in rows]
        self._names = [name for _, name in rows]
        self._ranks = array("I", [_LAST]) * (1 + max(self._numbers, default=0))
        for rank, number in enumerate(self._numbers):
            self._ranks[number] = rank
        self._words, self._near = None, {}


def _one(reader: sqlcipher.Connection, query: str) -> str:
    row = reader.execute(query).fetchone()
    return str(row[0]) if row else ""
