"""Read the catalogue's files, and refuse a bad one with file, key and reason.

What must never be asked is refused here too, so no such question can come in by editing a file.
"""

import tomllib
from collections.abc import Mapping
from typing import Any

from overstap.domain.catalogue import (
    Audience,
    Catalogue,
    Condition,
    Kind,
    Question,
    Section,
    Sensitivity,
    Share,
)
from overstap.domain.records import Subject
from overstap.kernel.errors import FileError

NEVER = (
    "religion",
    "faith",
    "ethnic",
    "orientation",
    "asylum_motive",
    "travel_route",
    "photo",
    "biometric",
    "criminal",
    "diagnosis",
    "medication",
    "political",
    "document_copy",
    "document_number",
)
"""No necessity, and AVG art. 9 and 10 forbid most of it."""

_PART = frozenset({"name", "kind", "choices", "choice_list", "table", "limit", "topic", "ggm"})
_QUESTION = _PART | {
    "share",
    "purpose",
    "ground",
    "sensitivity",
    "condition",
    "part",
    "needed_for",
    "restricted",
    "statement",
    "ranked",
}


class CatalogueError(FileError):
    """A file of the catalogue is wrong: which file, which key, and why."""

    code = "catalogue"

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(file=file, key=key, reason=reason)


def parse(files: Mapping[str, bytes]) -> Catalogue:
    """The catalogue from its files: ``catalogue.toml`` and one per section.

    Raises:
        CatalogueError: the first thing that is wrong.
    """
    head = _toml(files, "catalogue.toml")
    sections = tuple(_section(files, key, head) for key in head["sections"])
    catalogue = Catalogue(str(head["version"]), sections)
    _check_conditions(catalogue)
    return catalogue


def _toml(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    if name not in files:
        raise CatalogueError(name, "", "missing")
    try:
        return tomllib.loads(files[name].decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(name, "", str(error)) from error


def _section(files: Mapping[str, bytes], key: str, head: Mapping[str, Any]) -> Section:
    file = f"{key}.toml"
    raw = _toml(files, file)
    if raw.get("key") != key:
        raise CatalogueError(file, "key", f"must be {key}")
    reader = _Reader(file, head)
    subject = reader.one_of(Subject, "subject", raw.get("subject"))
    questions = tuple(reader.question(key, subject, item) for item in raw.get("question", ()))
    names = [question.key for question in questions]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise CatalogueError(file, twice, "stands there twice")
    return Section(key, subject, questions)


class _Reader:
    """Reads the questions of one file."""

    def __init__(self, file: str, head: Mapping[str, Any]) -> None:
        self.file = file
        self._purposes = frozenset(head["purposes"])
        self._grounds = frozenset(head["grounds"])

    def question(self, section: str, subject: Subject, raw: Mapping[str, Any]) -> Question:
        """A question with its parts."""
        key = self._key(section, raw, _QUESTION)
        if raw.get("purpose") not in self._purposes:
            raise CatalogueError(self.file, key, "purpose is not in catalogue.toml")
        if raw.get("ground") not in self._grounds:
            raise CatalogueError(self.file, key, "ground is not in catalogue.toml")
        audiences = {
            self.one_of(Audience, key, who): self.one_of(Share, key, how)
            for who, how in raw.get("share", {}).items()
        }
        common: dict[str, Any] = {
            "subject": subject,
            "purpose": raw["purpose"],
            "ground": raw["ground"],
            "audiences": audiences,
            "sensitivity": self.one_of(Sensitivity, key, raw.get("sensitivity", "normal")),
            "restricted": bool(raw.get("restricted", False)),
            "statement": bool(raw.get("statement", True)),
        }
        parts = tuple(self._part(key, part, common) for part in raw.get("part", ()))
        kind = self.one_of(Kind, key, raw.get("kind"))
        if (kind is Kind.GROUP) != bool(parts):
            raise CatalogueError(self.file, key, "a group, and only a group, has parts")
        return self._asked(key, kind, raw, common, parts)

    def one_of(self, kinds: Any, key: str, value: object) -> Any:
        """The member of an enumeration."""
        try:
            return kinds(value)
        except ValueError as error:
            raise CatalogueError(self.file, key, f"{value!r} is not known") from error

    def _part(self, group: str, raw: Mapping[str, Any], common: dict[str, Any]) -> Question:
        key = self._key(group, raw, _PART)
        return self._asked(key, self.one_of(Kind, key, raw.get("kind")), raw, common, ())

    def _asked(
        self,
        key: str,
        kind: Kind,
        raw: Mapping[str, Any],
        common: dict[str, Any],
        parts: tuple[Question, ...],
    ) -> Question:
        choices = tuple(raw.get("choices", ()))
        if (kind in (Kind.CHOICE, Kind.CHOICES)) != bool(choices):
            raise CatalogueError(self.file, key, "choices belong to choice and choices")
        if (kind in (Kind.CODE, Kind.CODES)) != bool(raw.get("table")):
            raise CatalogueError(self.file, key, "a table belongs to code and codes")
        return Question(
            key=key,
            kind=kind,
            choices=choices,
            choice_list=raw.get("choice_list", ""),
            table=raw.get("table", ""),
            condition=self._condition(key, raw.get("condition")),
            parts=parts,
            needed_for=frozenset(raw.get("needed_for", ())),
            ranked=bool(raw.get("ranked", False)),
            limit=int(raw.get("limit", 0)),
            topic=raw.get("topic", ""),
            ggm=raw.get("ggm", ""),
            **common,
        )

    def _key(self, above: str, raw: Mapping[str, Any], known: frozenset[str]) -> str:
        name = raw.get("name")
        if not isinstance(name, str) or not name.isidentifier():
            raise CatalogueError(self.file, above, "a question has a name")
        key = f"{above}.{name}"
        if unknown := raw.keys() - known:
            raise CatalogueError(self.file, key, f"{sorted(unknown)[0]} is not known")
        if any(word in name for word in NEVER):
            raise CatalogueError(self.file, key, "is never recorded")
        return key

    def _condition(self, key: str, raw: Mapping[str, Any] | None) -> Condition | None:
        if raw is None:
            return None
        if raw.keys() != {"question", "values"}:
            raise CatalogueError(self.file, key, "a condition has a question and values")
        return Condition(raw["question"], frozenset(raw["values"]))


def _check_conditions(catalogue: Catalogue) -> None:
    for section in catalogue.sections:
        for question in section.questions:
            condition = question.condition
            if condition is None:
                continue
            asked = catalogue.find(condition.question)
            if asked is None or not condition.values <= set(asked.choices):
                raise CatalogueError(f"{section.key}.toml", question.key, "condition")
