"""Group policy as the registry of Windows holds it, read through a stand-in for ``winreg``."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from overstap.domain.policy import PolicyError, Source
from overstap.doors import Doors, read_registry, registry
from overstap.i18n.texts import load

LOCKED = r"Software\Policies\Overstap"
PROPOSED = LOCKED + r"\Recommended"
REG_SZ, REG_BINARY, REG_DWORD = 1, 3, 4
Values = list[tuple[str, object, int]]


@dataclass
class Registry:
    """Obeys ``winreg`` as far as values under HKEY_LOCAL_MACHINE are read: paths without regard to
    case, one value after the other by number, and OSError after the last."""

    keys: Mapping[str, Values]
    closed: frozenset[str] = frozenset()
    open: list[str] = field(default_factory=list)
    HKEY_LOCAL_MACHINE: int = 0x80000002

    @contextmanager
    def OpenKey(self, root: int, path: str) -> Iterator[str]:  # noqa: N802
        assert root == self.HKEY_LOCAL_MACHINE
        if path in self.closed:
            raise PermissionError(5, "Access is denied")
        found = next((known for known in self.keys if known.lower() == path.lower()), None)
        if found is None:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        self.open.append(found)
        yield found
        self.open.remove(found)

    def QueryInfoKey(self, key: str) -> tuple[int, int, int]:  # noqa: N802
        assert key in self.open
        return 0, len(self.keys[key]), 0

    def EnumValue(self, key: str, at: int) -> tuple[str, object, int]:  # noqa: N802
        assert key in self.open
        if at >= len(self.keys[key]):
            raise OSError(259, "No more data is available")
        return self.keys[key][at]


def doors(folder: Path, known: Any) -> Doors:
    return Doors(
        folder / "settings.json",
        clock=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC),
        group_policy=lambda: read_registry(known),
    )


def test_what_is_laid_down_is_locked_and_what_is_proposed_is_not(tmp_path: Path) -> None:
    known = Registry(
        {
            LOCKED.upper(): [("lock_minutes", "2", REG_SZ), ("retention_received", 30, REG_DWORD)],
            PROPOSED: [("language", "en", REG_SZ), ("lock_minutes", "15", REG_SZ)],
        }
    )

    said = {s.key: (s.value, s.source, s.locked) for s in doors(tmp_path, known).policy()}

    assert said["lock_minutes"] == ("2", Source.POLICY, True)
    assert said["retention_received"] == ("30", Source.POLICY, True)
    assert said["language"] == ("en", Source.POLICY, False)
    assert said["four_eyes"] == ("no", Source.PROGRAM, False)
    assert known.open == []


def test_a_key_that_is_not_there_lays_nothing_down(tmp_path: Path) -> None:
    found = doors(tmp_path, Registry({})).policy()

    assert {setting.source for setting in found} == {Source.PROGRAM}


@pytest.mark.parametrize(
    "value",
    [("lock_minutes", b"\x02\x00", REG_BINARY), ("lock_minutes", ["2", "5"], 7), ("idle", "2", 1)],
)
def test_a_value_of_a_wrong_kind_or_name_is_said_and_never_passed_over(
    tmp_path: Path, value: tuple[str, object, int]
) -> None:
    with pytest.raises(PolicyError) as refused:
        doors(tmp_path, Registry({LOCKED: [value]})).policy()

    assert refused.value.parameters["key"] == value[0]
    assert "HKLM" in load("nl").error(refused.value)


def test_a_key_that_may_not_be_read_is_no_rule_turned_off(tmp_path: Path) -> None:
    known = Registry({LOCKED: [("key_store", "never", REG_SZ)]}, closed=frozenset({LOCKED}))

    with pytest.raises(PolicyError) as refused:
        doors(tmp_path, known).policy()

    assert refused.value.parameters["path"] == rf"HKLM\{LOCKED}"


def test_elsewhere_than_on_windows_there_is_none() -> None:
    assert registry() == {}
