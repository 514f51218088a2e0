"""Rules that are data: read a TOML file of tables, and refuse a bad one with file, key, reason.

A rule names its source, so that whoever applies it can read why. Used for clocks and the chain.
"""

import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from overstap.domain.catalogue import Catalogue
from overstap.kernel.errors import FileError

Member = TypeVar("Member", bound=StrEnum)


class RuleFileError(FileError):
    """A file of rules is wrong: which file, which key, and why."""

    code = "rule_file"

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(file=file, key=key, reason=reason)


def read_toml(file: str, raw: bytes) -> dict[str, Any]:
    """The file as it stands.

    Raises:
        RuleFileError: it is no TOML.
    """
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleFileError(file, "", str(error)) from error


class RuleReader:
    """Reads the keys of one rule; ``name`` is how the rule is called where one is refused."""

    def __init__(self, file: str, name: str, raw: Mapping[str, Any]) -> None:
        self.file = file
        self.name = name
        self._raw = raw

    def only(self, known: Collection[str]) -> None:
        """Refuse keys that no rule has: a typing error must not silently count for nothing."""
        unknown = sorted(self._raw.keys() - set(known))
        if unknown:
            raise self.wrong(unknown[0], "is not known")

    def text(self, key: str, *, needed: bool = True) -> str:
        """A text; a needed one is not empty."""
        value = self._raw.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self.wrong(key, "must be a text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is not there."""
        value = self._raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise self.wrong(key, "must be a list of texts")
        return tuple(value)

    def number(self, key: str) -> int:
        """A whole number; 0 where it is not there."""
        value = self._raw.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(key, "must be a whole number")
        return value

    def day(self, key: str) -> date | None:
        """A date; None where it is not there."""
        value = self._raw.get(key)
        if value is not None and type(value) is not date:
            raise self.wrong(key, "must be a date")
        return value

    def one_of(self, key: str, kind: type[Member]) -> Member:
        """A member of an enumeration."""
        try:
            return kind(self._raw.get(key, ""))
        except ValueError as error:
            raise self.wrong(key, f"{self._raw.get(key)!r} is not known") from error

    def table(self, key: str) -> Mapping[str, Any]:
        """A table within the rule; empty where it is not there."""
        value = self._raw.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "must be a table")
        return value

    def field(self, key: str, field: str, catalogue: Catalogue) -> str:
        """``field`` where the catalogue has such a question."""
        if catalogue.find(field) is None:
            raise self.wrong(key, f"{field} is no question")
        return field

    def wrong(self, key: str, reason: str) -> RuleFileError:
        """The refusal of ``key``."""
        return RuleFileError(self.file, f"{self.name}.{key}", reason)
