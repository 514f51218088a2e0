"""An entry of the log in words: who did what, to which file, and why."""

from collections.abc import Mapping

from overstap.domain.roles import Role
from overstap.usecases.ports.audit import AuditEntry
from overstap.usecases.words.speaker import Speaker

SHORT = 8
"""Characters of an id that tell it from the others."""
REASONS = ("log.reason", "retention.reason", "backup.schedule")
"""Texts of the codes that stand for a reason."""
RECORDS = ("person-", "household-")


class AuditWords:
    """``offices``: names by id."""

    def __init__(self, say: Speaker, offices: Mapping[str, str]) -> None:
        self._say, self._offices = say, offices

    def what(self, code: str) -> str:
        """What was done."""
        key = f"audit.{code}"
        return self._say.texts(key) if self._say.texts.has(key) else code

    def title(self, entry: AuditEntry) -> str:
        """Who did what."""
        who = entry.user or self._say.texts("log.nobody")
        return f"{who} {self.what(entry.what)}"

    def details(self, entry: AuditEntry) -> str:
        """What else is known of it."""
        said = (self._detail(key, str(value)) for key, value in entry.details.items())
        return " · ".join(said)

    def person(self, entry: AuditEntry) -> str:
        """The id of the file that it is about; empty where it is about none."""
        record = str(entry.details.get("record", ""))
        return record if record.startswith(RECORDS) else ""

    def _detail(self, key: str, value: str) -> str:
        return self._say.texts(f"log.detail.{key}", value=self._value(key, value))

    def _value(self, key: str, value: str) -> str:
        if key == "record":
            return value.rpartition("-")[2][:SHORT]
        if key == "bundle":
            return value[:SHORT]
        if key == "field" and self._say.catalogue.find(value) is not None:
            return self._say.field(value)
        if key == "peer":
            return self._offices.get(value, value[:SHORT])
        if key == "reason":
            return self._reason(value)
        return self._roles(value) if key == "roles" else value

    def _reason(self, said: str) -> str:
        """A code in words; what somebody typed stays as it is."""
        keys = (f"{kind}.{said.replace(' ', '.')}" for kind in REASONS)
        return next((self._say.texts(key) for key in keys if self._say.texts.has(key)), said)

    def _roles(self, codes: str) -> str:
        texts = self._say.texts
        if codes == "all":
            return texts("log.detail.all")
        return ", ".join(texts(f"role.{role}") for role in Role if role in codes.split())
