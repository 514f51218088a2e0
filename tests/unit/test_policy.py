"""What IT lays down for a computer counts, is shown with its source, and is never half believed."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from offices import PASSPHRASE
from overstap.domain.offices import OfficeKind
from overstap.domain.policy import KEYS, PolicyError, Source, effective, read_policy
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.demo_people import make_households
from overstap.usecases.release import FourEyesError, Release
from overstap.usecases.vaults import NewOffice
from overstap.wiring import OtherTrainingError

LOCATION = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
TEMPLATE = Path(__file__).parents[2] / "installer" / "policy" / "policy.json"


def lay_down(folder: Path, policy: Mapping[str, object]) -> Doors:
    file = folder / "policy.json"
    file.write_text(json.dumps(policy))
    clock = datetime(2026, 11, 24, 9, tzinfo=UTC)
    return Doors(folder / "settings.json", clock=lambda: clock, policy_file=file)


def test_the_template_is_a_policy_that_names_every_key() -> None:
    assert read_policy(TEMPLATE.read_bytes(), "").keys() == KEYS.keys()


def test_without_a_policy_the_programs_own_values_count() -> None:
    settings = effective({}, {})

    assert {s.key: s.value for s in settings} == {name: key.default for name, key in KEYS.items()}
    assert {(s.source, s.locked) for s in settings} == {(Source.PROGRAM, False)}
    assert all(key.valid(key.default) for key in KEYS.values())


@pytest.mark.parametrize(
    ("rule", "chosen", "value", "source", "locked"),
    [
        ({"value": "10", "locked": True}, {"lock_minutes": "2"}, "10", Source.POLICY, True),
        ({"value": "10"}, {"lock_minutes": "2"}, "10", Source.POLICY, True),
        ({"value": "10", "locked": False}, {"lock_minutes": "2"}, "2", Source.USER, False),
        ({"value": "10", "locked": False}, {}, "10", Source.POLICY, False),
        ({"value": 10, "locked": False}, {"lock_minutes": "99"}, "10", Source.POLICY, False),
    ],
)
def test_a_lock_comes_before_a_choice_and_a_choice_before_a_proposal(
    tmp_path: Path,
    rule: Mapping[str, object],
    chosen: Mapping[str, str],
    value: str,
    source: Source,
    locked: bool,
) -> None:
    doors = lay_down(tmp_path, {"lock_minutes": rule})
    for key, what in chosen.items():
        doors.remember(key, what)

    setting = next(s for s in doors.policy() if s.key == "lock_minutes")

    assert (setting.value, setting.source, setting.locked) == (value, source, locked)
    assert source is not Source.POLICY or doors.settings()["lock_minutes"] == value


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{",
        b'{"idle": {"value": "5"}}',
        b'{"lock_minutes": 5}',
        b'{"lock_minutes": {"value": "7"}}',
        b'{"lock_minutes": {"locked": true}}',
        b'{"lock_minutes": {"value": "5", "locked": "yes"}}',
        b'{"lock_minutes": {"value": "5", "lock": true}}',
    ],
)
def test_a_policy_with_a_mistake_opens_no_vault(tmp_path: Path, raw: bytes) -> None:
    doors = lay_down(tmp_path, {})
    (tmp_path / "policy.json").write_bytes(raw)

    with pytest.raises(PolicyError) as refused:
        doors.create(tmp_path / "vault", PASSPHRASE, LOCATION, Quiet())

    assert "policy.json" in load("nl").error(refused.value)
    assert not (tmp_path / "vault").exists()
    doors.settings()  # the door itself can still be shown


@pytest.mark.parametrize(("rule", "training"), [("only", False), ("never", True)])
def test_training_and_live_are_kept_apart_where_that_is_laid_down(
    tmp_path: Path, rule: str, training: bool
) -> None:
    doors = lay_down(tmp_path, {"training": {"value": rule}})

    with pytest.raises(OtherTrainingError):
        doors.create(tmp_path / "vault", PASSPHRASE, replace(LOCATION, training=training), Quiet())

    assert not (tmp_path / "vault").exists()


def test_with_four_eyes_a_colleague_releases(location: App, tmp_path: Path) -> None:
    (made,) = make_households(1, 1, "GM9999")
    household = location.register_household(made.persons, made.household).household
    location.agree_read_back(household)
    location.close()
    doors = lay_down(tmp_path, {"four_eyes": {"value": "yes"}})
    app = doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())

    with pytest.raises(FourEyesError):
        app.release(household)

    same_person = Release(app.release.vault, app.catalogue, "Wit (Balie 2)", four_eyes=True)
    with pytest.raises(FourEyesError):
        same_person(household)
    Release(app.release.vault, app.catalogue, "Smit (Balie 1)", four_eyes=True)(household)
    assert app.open_file(household).released
    app.close()
