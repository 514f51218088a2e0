"""What IT lays down for a whole computer: settings with a value, and whether people may change it.

A policy is a JSON object, key to ``{"value": ..., "locked": true | false}``. Every key is optional;
an unknown key or a wrong value makes the whole policy invalid, so that a typing error never turns a
rule off in silence.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from overstap.kernel.errors import FileError


class PolicyError(FileError):
    """The policy file says something that it cannot say."""

    code = "policy.wrong"


class Source(StrEnum):
    """Where a value comes from, text ``policy.source.<value>``."""

    PROGRAM = "program"
    POLICY = "policy"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a policy says of one key."""

    value: str
    locked: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A value as it counts, text ``policy.<key>``. ``controls`` of ISO 27002 (BIO2) that it
    serves."""

    key: str
    value: str
    source: Source
    locked: bool
    controls: str


@dataclass(frozen=True, slots=True)
class Key:
    """A setting that a policy can lay down: its value without any policy, and which are valid."""

    default: str
    valid: Callable[[str], bool]
    controls: str


KEYS: Mapping[str, Key] = {
    "language": Key("nl", {"nl", "en"}.__contains__, ""),
    "lock_minutes": Key("5", {"2", "5", "10", "15"}.__contains__, "7.7 8.1"),
    "training": Key("both", {"both", "only", "never"}.__contains__, "8.31"),
    "four_eyes": Key("no", {"yes", "no"}.__contains__, "5.3"),
}

Policy = Mapping[str, Rule]
_PARTS = frozenset({"value", "locked"})


def read_policy(raw: bytes, path: str) -> Policy:
    """The policy in a file's bytes.

    Raises:
        PolicyError: it is not one; ``key`` says where it goes wrong.
    """
    try:
        said = json.loads(raw)
    except ValueError as error:
        raise PolicyError(path=path, key="JSON") from error
    if not isinstance(said, dict):
        raise PolicyError(path=path, key="JSON")
    return {key: _rule(path, key, rule) for key, rule in said.items()}


def _rule(path: str, key: str, rule: object) -> Rule:
    if key not in KEYS or not isinstance(rule, dict) or not {"value"} <= rule.keys() <= _PARTS:
        raise PolicyError(path=path, key=key)
    value, locked = str(rule["value"]), rule.get("locked", True)
    if not isinstance(locked, bool) or not KEYS[key].valid(value):
        raise PolicyError(path=path, key=key)
    return Rule(value, locked)


def effective(policy: Policy, chosen: Mapping[str, str]) -> tuple[Setting, ...]:
    """Every setting as it counts: what is locked, else what somebody chose, else the policy's
    value, else the program's."""
    return tuple(_setting(name, key, policy.get(name), chosen) for name, key in KEYS.items())


def _setting(name: str, key: Key, rule: Rule | None, chosen: Mapping[str, str]) -> Setting:
    if rule is not None and rule.locked:
        return Setting(name, rule.value, Source.POLICY, True, key.controls)
    if name in chosen and key.valid(chosen[name]):
        return Setting(name, chosen[name], Source.USER, False, key.controls)
    if rule is not None:
        return Setting(name, rule.value, Source.POLICY, False, key.controls)
    return Setting(name, key.default, Source.PROGRAM, False, key.controls)
