"""Which files have to be destroyed, and when: the due list of retention."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from overstap.domain.records import RecordId
from overstap.domain.residents import HOLD
from overstap.domain.retention import Due, Life, Reason, Rule, due
from overstap.kernel import resources
from overstap.kernel.clock import Clock
from overstap.kernel.errors import RefusedError
from overstap.kernel.task import Task
from overstap.usecases.intake.households import Household, read_household
from overstap.usecases.ports.journal import Direction
from overstap.usecases.ports.vault import Vault


class RetentionRulesError(RefusedError):
    """The file with retention rules was changed and is wrong."""

    code = "retention.rules"


@dataclass(frozen=True, slots=True)
class DueFile:
    """A household with the day on which it has to go. ``hold`` keeps it, and says why."""

    household: RecordId
    name: str
    residents: int
    due: Due
    over: bool
    hold: str


@dataclass(frozen=True, slots=True)
class ListDue:
    """Work out the due list; nothing is destroyed by it."""

    vault: Vault
    clock: Clock
    days: Mapping[Reason, int]
    """How long this computer's office keeps a file, by reason."""

    def __call__(self, task: Task, *, only_over: bool = False) -> tuple[DueFile, ...]:
        """The earliest first. ``only_over``: those whose day has come."""
        today = self.clock().date()
        rules = tuple(replace(r, days=self.days.get(r.reason, r.days)) for r in read_rules())
        acknowledged = self._acknowledged()
        found, households = [], self.vault.households()
        for done, household in enumerate(households):
            task.step("retention.look", done, len(households))
            file = read_household(self.vault, household)
            when = due(self._life(file, acknowledged), rules)
            if when and (when.day <= today or not only_over):
                hold = "" if file.received and not file.moved else file.record.text(HOLD)
                over = when.day <= today
                found.append(DueFile(household, file.name, len(file.members), when, over, hold))
        return tuple(sorted(found, key=lambda one: (one.due.day, one.name)))

    def _life(self, file: Household, acknowledged: dict[str, date]) -> Life:
        moments = [stated.at for record in file.records for stated in record.stated.values()]
        received = self.vault.bundle(file.record.bundle, Direction.RECEIVED)
        sent = [acknowledged[r.id] for r in file.records if r.id in acknowledged]
        return Life(
            last_contact=max(moments).date() if moments else None,
            acknowledged=max(sent, default=None),
            released=file.released,
            received=received.handled.date() if received else None,
        )

    def _acknowledged(self) -> dict[RecordId, date]:
        """Per record the last day on which an office confirmed that it has it."""
        days: dict[RecordId, date] = {}
        for entry in self.vault.bundles():
            if entry.direction is Direction.SENT and entry.acknowledged:
                for record in self.vault.records_in(entry.digest):
                    days[record] = max(days.get(record, date.min), entry.acknowledged.date())
        return days


@cache
def read_rules() -> tuple[Rule, ...]:
    """The rules that come with the program.

    Raises:
        RetentionRulesError: the file was changed and is wrong.
    """
    raw = (resources.folder() / "retention.toml").read_text("utf-8")
    try:
        return tuple(map(_rule, tomllib.loads(raw)["rule"]))
    except (KeyError, TypeError, ValueError) as error:
        raise RetentionRulesError from error


def _rule(entry: dict[str, object]) -> Rule:
    days, source = entry["days"], entry["source"]
    if type(days) is not int or days < 1 or not isinstance(source, str):
        raise ValueError("days, source")
    return Rule(Reason(str(entry["reason"])), days, source)
