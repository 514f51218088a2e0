"""What IT lays down for a whole computer: settings with a value, and whether people may change it.

A policy is a JSON object, key to ``{"value": ..., "locked": true | false}``. Every key is optional;
an unknown key or a wrong value makes the whole policy invalid, so that a typing error never turns a
rule off in silence.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from overstap.domain.kinds import StorageKind
from overstap.domain.roles import Role
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
    """A setting that a policy can lay down: its value without any policy, the ``controls`` of ISO
    27002 (BIO2) that it serves, and what it can be: one of ``choices``, some of ``several`` (with
    commas; ``all`` and ``none`` too), a whole number up to ``most``, or any text."""

    default: str
    controls: str
    choices: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    most: int = 0

    def valid(self, value: str) -> bool:
        """Whether it can be this."""
        if self.choices:
            return value in self.choices
        if self.several:
            return value in (ALL, NONE) or set(value.split(",")) <= set(self.several)
        if self.most:
            return value.isascii() and value.isdigit() and 0 < int(value) <= self.most
        return len(value) <= LONGEST


ALL, NONE = "all", "none"
RESIDENT_LANGUAGES = (
    *("amh", "ara", "ckb", "fra", "kmr", "orm", "pes", "prs"),
    *("pus", "rus", "som", "spa", "tir", "tur", "ukr"),
)
"""Languages that residents' texts are translated into, by the names of their folders."""
LONGEST = 500
"""Characters of a text; a path fits."""

KEYS: Mapping[str, Key] = {
    "language": Key("nl", "", choices=("nl", "en")),
    "text_percent": Key("100", "", choices=("100", "125", "150", "175", "200")),
    "scheme": Key("system", "", choices=("system", "light", "dark")),
    "lock_minutes": Key("5", "7.7 8.1", choices=("2", "5", "10", "15")),
    "key_store": Key("never", "8.5 8.24", choices=("never", "allowed")),
    "training": Key("both", "8.31", choices=("both", "only", "never")),
    "four_eyes": Key("no", "5.3", choices=("yes", "no")),
    "roles": Key(ALL, "5.15 5.18 8.2", several=tuple(Role)),
    "mailboxes": Key(ALL, "5.14 8.12", several=tuple(StorageKind)),
    "retention_handed_over": Key("92", "5.33 8.10", most=3650),
    "retention_no_contact": Key("365", "5.33 8.10", most=3650),
    "retention_never_released": Key("183", "5.33 8.10", most=3650),
    "retention_received": Key("1826", "5.33 8.10", most=18263),
    "backup": Key("hand", "8.13", choices=("hand", "daily", "weekly")),
    "backup_folder": Key("", "8.13"),
    "tables": Key("", ""),
    "resident_languages": Key(ALL, "5.34", several=RESIDENT_LANGUAGES),
    "font": Key("", ""),
}


FREE = frozenset({"language", "text_percent", "scheme", "lock_minutes", "backup"})
"""What people choose themselves where nobody laid it down; the rest is for IT alone."""


def some_of(value: str, everything: Iterable[str]) -> frozenset[str]:
    """What a value of several names."""
    if value == ALL:
        return frozenset(everything)
    return frozenset() if value == NONE else frozenset(value.split(","))


Policy = Mapping[str, Rule]
GroupPolicy = Mapping[tuple[str, bool], str]
"""A key, and whether it is locked, to its value."""
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


def read_group_policy(said: GroupPolicy) -> Policy:
    """The same from a domain, where what is locked comes before what is proposed.

    Raises:
        PolicyError: it says something that it cannot say.
    """
    found: dict[str, Rule] = {}
    for (key, locked), value in sorted(said.items(), key=lambda one: one[0][1]):
        found[key] = _rule("HKLM", key, {"value": value, "locked": locked})
    return found


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
