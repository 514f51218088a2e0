"""Read the catalogue's files, and refuse a bad one with file, key and reason.

What must never be asked is refused here too, so no such question can come in by editing a file.
"""

import tomllib
from collections.abc import Mapping
from typing import Any

from overstap.domain.catalogue import (
    Ages,
    Audience,
    Catalogue,
    Condition,
    Kind,
    Question,
    Section,
    Sensitivity,
    Share,
)
from overstap.domain.never_recorded import forbidden
from overstap.domain.records import Subject
from overstap.kernel.errors import FileError

_PART = frozenset(
    {"name", "kind", "choices", "choice_list", "table", "least", "limit", "ggm", "share"}
)
_QUESTION = _PART | {
    "purpose",
    "ground",
    "sensitivity",
    "condition",
    "part",
    "needed_for",
    "restricted",
    "by_choice",
    "statement",
    "ranked",
    "third_party",
    "ages",
    "cluster",
    "retention",
    "topic",
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
        self._head = head

    def question(self, section: str, subject: Subject, raw: Mapping[str, Any]) -> Question:
        """A question with its parts."""
        key = self._key(section, raw, _QUESTION)
        common: dict[str, Any] = {
            "subject": subject,
            "purpose": self._listed("purposes", key, raw.get("purpose")),
            "ground": self._listed("grounds", key, raw.get("ground")),
            "audiences": self._audiences(key, raw.get("share", {})),
            "sensitivity": self.one_of(Sensitivity, key, raw.get("sensitivity", "normal")),
            "restricted": bool(raw.get("restricted", False)),
            "by_choice": bool(raw.get("by_choice", False)),
            "third_party": bool(raw.get("third_party", False)),
            "statement": bool(raw.get("statement", True)),
            "retention": self._listed("retentions", key, raw.get("retention", "file")),
            "topic": self._optional("topics", key, raw.get("topic", "")),
            "ages": self.one_of(Ages, key, raw["ages"]) if "ages" in raw else None,
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
        kind = self.one_of(Kind, key, raw.get("kind"))
        if kind is Kind.GROUP:
            raise CatalogueError(self.file, key, "a group has no group in it")
        audiences = self._audiences(key, raw["share"]) if "share" in raw else common["audiences"]
        if audiences.keys() - common["audiences"].keys():
            raise CatalogueError(self.file, key, "a part goes to nobody whom its group does not")
        return self._asked(key, kind, raw, common | {"audiences": audiences}, ())

    def _audiences(self, key: str, raw: Mapping[str, str]) -> dict[Audience, Share]:
        return {
            self.one_of(Audience, key, who): self.one_of(Share, key, how)
            for who, how in raw.items()
        }

    def _listed(self, names: str, key: str, word: object) -> str:
        if word not in self._head[names]:
            raise CatalogueError(self.file, key, f"{word!r} is not among {names} in catalogue.toml")
        return str(word)

    def _optional(self, names: str, key: str, word: str) -> str:
        return self._listed(names, key, word) if word else ""

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
        if kind in (Kind.TEXT, Kind.LONG_TEXT) and common["sensitivity"] is Sensitivity.HEALTH:
            raise CatalogueError(
                self.file, key, "health is recorded in choices, never in free text"
            )
        if bad := next(filter(forbidden, choices), ""):
            raise CatalogueError(self.file, key, f"{bad} is never recorded")
        return Question(
            key=key,
            kind=kind,
            choices=choices,
            choice_list=raw.get("choice_list", ""),
            table=raw.get("table", ""),
            condition=self._condition(key, raw.get("condition")),
            parts=parts,
            needed_for=frozenset(
                self._listed("needs", key, need) for need in raw.get("needed_for", ())
            ),
            ranked=bool(raw.get("ranked", False)),
            limit=int(raw.get("limit", 0)),
            least=int(raw.get("least", 0)),
            cluster=self._optional("clusters", key, raw.get("cluster", "")),
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
        if forbidden(name):
            raise CatalogueError(self.file, key, "is never recorded")
        return key

    def _condition(self, key: str, raw: Mapping[str, Any] | None) -> Condition | None:
        if raw is None:
            return None
        if raw.keys() not in ({"question", "values"}, {"questions", "values"}):
            raise CatalogueError(self.file, key, "a condition has a question and values")
        questions = raw["questions"] if "questions" in raw else (raw["question"],)
        return Condition(tuple(questions), frozenset(raw["values"]))


def _check_conditions(catalogue: Catalogue) -> None:
    for section in catalogue.sections:
        for question in section.questions:
            if question.condition and not _can_hold(question.condition, question, catalogue):
                raise CatalogueError(f"{section.key}.toml", question.key, "condition")


def _can_hold(condition: Condition, question: Question, catalogue: Catalogue) -> bool:
    """Whether it asks questions of the same record for values that they can have."""
    for key in condition.questions:
        other = catalogue.find(key)
        if other is None or other.subject is not question.subject:
            return False
        if not condition.values <= set(other.choices):
            return False
    return True
