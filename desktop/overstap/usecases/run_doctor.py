"""Say whether this computer and this vault are in order."""

from collections.abc import Mapping
from dataclasses import dataclass

from overstap.kernel.task import Task


@dataclass(frozen=True, slots=True)
class Finding:
    """One line, text ``doctor.<code>``."""

    code: str
    good: bool
    parameters: Mapping[str, object]


class RunDoctor:
    def __call__(self, task: Task) -> tuple[Finding, ...]:
        raise NotImplementedError
