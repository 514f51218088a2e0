"""Find residents while somebody types: by prefix, then by sound, then by likeness.

A tier is asked only while the ones before gave too few. Likeness is measured against the distinct
words of all names, never against people, so it stays fast with many of them. Searching has its own
connection, so that it waits for nobody, and the next key can interrupt it.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import filterfalse

import orjson
import sqlcipher3.dbapi2 as sqlcipher
from rapidfuzz import fuzz, process

from overstap.domain.names import sounding, tokens
from overstap.domain.sounds import skeleton
from overstap.kernel.errors import CancelledError
from overstap.store.by_name import ByName
from overstap.store.transactions import translated
from overstap.usecases.ports.lists import Matches, Number

_ENOUGH_BY_NAME = 50
"""With so many whose name begins so, nobody is looked for by sound."""
_ENOUGH_BY_SOUND = 10
"""With so many, nobody is looked for by likeness: it would only bury them."""
_TO_COMPARE = 500
"""Up to how many people are put in order of likeness; more are put in order of name."""

_MATCHING = "SELECT json_group_array(rowid) FROM name_index WHERE name_index MATCH ?"
"""In one text: as rows, thousands would take three times as long."""


class Search:
    """Searches the words of residents. ``connect`` opens its own reader, when first needed."""

    def __init__(self, connect: Callable[[], sqlcipher.Connection]) -> None:
        self._connect = connect
        self._connection: sqlcipher.Connection | None = None
        self._lock = threading.Lock()
        self._by_name = ByName()

    def __call__(self, text: str, limit: int, only: Collection[Number] | None) -> Matches:
        """Nearest first; within a tier by name. Everybody for an empty text; all that are found
        for ``limit`` 0; nobody outside ``only``.

        Raises:
            CancelledError: ``stop`` was called meanwhile.
        """
        with self._reading() as reader:
            return _Question(reader, self._by_name, limit, only).answer(text)

    def count(self) -> int:
        """How many residents there are: their names are in memory anyhow.

        Raises:
            CancelledError: ``stop`` was called meanwhile.
        """
        with self._reading():
            return len(self._by_name.numbers)

    @contextmanager
    def _reading(self) -> Iterator[sqlcipher.Connection]:
        """The reader, with the names as they are now."""
        with self._lock, translated():
            if self._connection is None:
                self._connection = self._connect()
            try:
                self._by_name.refresh(self._connection)
                yield self._connection
            except sqlcipher.OperationalError as error:
                if "interrupted" in str(error):
                    raise CancelledError from error
                raise

    def stop(self) -> None:
        """Break off the search that runs in another thread, if one does."""
        if self._connection is not None:
            self._connection.interrupt()

    def close(self) -> None:
        """Let the connection go, and every name with it."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._by_name = None, ByName()


class _Question:
    def __init__(
        self,
        reader: sqlcipher.Connection,
        by_name: ByName,
        limit: int,
        only: Collection[Number] | None,
    ) -> None:
        self._reader = reader
        self._by_name = by_name
        self._limit = limit
        self._only = only
        self._found: list[Number] = []

    def answer(self, text: str) -> Matches:
        words = tokens(text)
        if not words:
            return self._everybody()
        self._take(self._with_v_number(text))
        self._take(self._new(self._by_name.beginning_with(" ".join(words))))
        if not self._full:
            self._take(self._by_name.first(self._matching(_prefix(words)), self._left))
        sound = len(self._found)
        if self._wants(_ENOUGH_BY_NAME):
            self._take(self._nearest(words, self._matching(_sound(_heard_of(words)))))
        fuzzy = len(self._found)
        if self._wants(_ENOUGH_BY_SOUND):
            self._take(self._nearest(words, self._matching(self._alike(_heard_of(words)))))
        return Matches(self._found, sound, fuzzy)

    def _everybody(self) -> Matches:
        numbers = self._allowed(self._by_name.numbers)
        some = numbers[: self._limit] if self._limit else numbers
        return Matches(some, len(some), len(some))

    @property
    def _left(self) -> int:
        return self._limit - len(self._found) if self._limit else 0

    @property
    def _full(self) -> bool:
        return bool(self._limit) and len(self._found) >= self._limit

    def _wants(self, enough: int) -> bool:
        return not self._full and len(self._found) < enough

    def _take(self, numbers: Sequence[Number]) -> None:
        self._found.extend(numbers[: self._left] if self._limit else numbers)

    def _allowed(self, numbers: Sequence[Number]) -> Sequence[Number]:
        if self._only is None:
            return numbers
        return [number for number in numbers if number in self._only]

    def _new(self, numbers: Sequence[Number]) -> Sequence[Number]:
        """Those of them who may be found and were not yet."""
        if self._found:
            numbers = [*filterfalse(set(self._found).__contains__, numbers)]
        return self._allowed(numbers)

    def _matching(self, expression: str) -> Sequence[Number]:
        """Whom the index has for it and who was not found yet."""
        (found,) = self._reader.execute(_MATCHING, (expression,)).fetchone()
        return self._new(orjson.loads(found))

    def _with_v_number(self, text: str) -> Sequence[Number]:
        digits = "".join(text.split()).replace(".", "")
        if not digits.isdigit() or len(digits) < 3:
            return ()
        rows = self._reader.execute(
            "SELECT number FROM person WHERE v_number >= ? AND v_number < ? ORDER BY v_number"
            " LIMIT ?",
            (digits, digits + ":", self._limit or -1),
        )
        return self._allowed([number for (number,) in rows])

    def _alike(self, words: Sequence[str]) -> str:
        near = (self._by_name.near(word, self._reader) for word in words)
        return " AND ".join(_any_of(word, some) for word, some in zip(words, near, strict=True))

    def _nearest(self, words: Sequence[str], numbers: Sequence[Number]) -> Sequence[Number]:
        """The most alike first, unless there are very many."""
        if len(numbers) > _TO_COMPARE:
            return self._by_name.first(numbers, self._left)
        names = dict(self._names(numbers))
        in_order = self._by_name.first(numbers, 0)
        alike = process.extract(
            " ".join(words),
            [names.get(number, "") for number in in_order],
            scorer=fuzz.token_sort_ratio,
            limit=None,
        )
        return [in_order[at] for _, _, at in alike]

    def _names(self, numbers: Sequence[Number]) -> Iterator[tuple[Number, str]]:
        marks = ",".join("?" * len(numbers))
        yield from self._reader.execute(
            f"SELECT number, sort_name FROM person WHERE number IN ({marks})",
            numbers,
        )


def _heard_of(words: Sequence[str]) -> Sequence[str]:
    """What was typed without what is written or left out at will; numbers stay."""
    names = sounding(words)
    return [w for w in words if w in names or w[0].isdigit()] or words


def _prefix(words: Sequence[str]) -> str:
    return " AND ".join(_begun(word) for word in words)


def _sound(words: Sequence[str]) -> str:
    """Each word as it sounds, or all in one: Gebre Selassie is Gebreselassie too. The last one is
    still being typed."""
    *whole, last = words
    each = " AND ".join([*(_heard(word) for word in whole), f"({_heard(last)} OR {_begun(last)})"])
    return f"({each}) OR {_heard(''.join(words))}" if len(words) == 2 else each


def _heard(word: str) -> str:
    sound = skeleton(word)
    hardly = word[0].isdigit() or len(sound) < 2
    return _begun(word) if hardly else f'sound : "{sound}"'


def _begun(word: str) -> str:
    return f'word : "{word}" *'


def _any_of(word: str, near: Sequence[str]) -> str:
    return f"({' OR '.join([_heard(word), *(f'word : {quoted}' for quoted in _quoted(near))])})"


def _quoted(words: Sequence[str]) -> list[str]:
    return [f'"{word}"' for word in words]
