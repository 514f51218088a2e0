"""What IT lays down for a computer counts, is shown with its source, and is never half believed."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from offices import PASSPHRASE, no_window, take_in
from overstap.cli.main import run
from overstap.domain.kinds import OfficeKind
from overstap.domain.policy import (
    KEYS,
    RESIDENT_LANGUAGES,
    PolicyError,
    Source,
    effective,
    read_policy,
)
from overstap.domain.retention import Reason
from overstap.domain.roles import Role
from overstap.doors import GROUP_POLICY, Doors
from overstap.i18n.texts import load
from overstap.kernel import resources
from overstap.kernel.task import Quiet
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.administration.administer_users import ForbiddenRoleError
from overstap.usecases.app import App
from overstap.usecases.demo.people import make_households
from overstap.usecases.intake.release import FourEyesError, Release
from overstap.usecases.lists.list_due import read_rules
from overstap.usecases.mailboxes.configure_mailboxes import ForbiddenMailboxError, NewMailbox
from overstap.usecases.papers.voice import Voices
from overstap.usecases.rules.read_catalogue import read_catalogue, read_code_tables
from overstap.usecases.rules.translations import coverage, texts_folder
from overstap.usecases.vaults import NewOffice
from overstap.wiring.entrances import OtherTrainingError

LOCATION = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
TEMPLATES = Path(__file__).parents[2] / "installer" / "policy"
TEMPLATE = TEMPLATES / "policy.json"


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


def test_an_office_that_is_not_wanted_here_gets_in_by_no_door(
    location: App, tmp_path: Path
) -> None:
    root = Root(tmp_path / "location" / "office-root.age", PASSPHRASE)
    invited = location.administer_office.invite("Balie 2", tmp_path, root)
    location.close()
    doors = lay_down(tmp_path, {"training": {"value": "never"}})

    for enter in (
        lambda: doors.unlock(tmp_path / "location", PASSPHRASE, Quiet()),
        lambda: doors.read(invited.path, invited.number, "Jansen", Quiet()),
        lambda: doors.join(
            tmp_path / "x", PASSPHRASE, invited.path, invited.number, "Jansen", Quiet()
        ),
    ):
        with pytest.raises(OtherTrainingError):
            enter()
    assert not (tmp_path / "x").exists()

    location = lay_down(tmp_path, {}).unlock(tmp_path / "location", PASSPHRASE, Quiet())
    location.close()


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


def test_residents_are_addressed_only_in_the_languages_that_are_laid_down(
    location: App, tmp_path: Path
) -> None:
    location.close()
    doors = lay_down(tmp_path, {"resident_languages": {"value": "ara,fra"}})

    app = doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())

    languages, voices = app.tables.table("talen"), Voices(app.catalogue, app.tables)
    assert [texts_folder(languages, code) for code in ("ara", "tir")] == ["ara", "en"]
    assert [voices.resident(code).language for code in ("ara", "tir")] == ["ara", "eng"]
    assert {one.language for one in coverage(app.catalogue, languages)} == {"ara", "fra"}
    app.close()


def test_the_languages_of_the_policy_are_those_that_there_are() -> None:
    found = coverage(read_catalogue(), read_code_tables().table("talen"))

    assert {one.language for one in found} == set(RESIDENT_LANGUAGES)


def maker() -> Any:
    """The script that writes the templates."""
    path = TEMPLATES / "make_templates.py"
    spec = spec_from_file_location("make_templates", path)
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_templates_say_what_the_table_says() -> None:
    made = maker().templates()

    kept = {path: (TEMPLATES / path).read_text("utf-8") for path in made}
    assert kept == made, "run installer/policy/make_templates.py"


def test_the_template_for_windows_offers_every_setting_with_every_value() -> None:
    names = {"p": maker().NAMESPACE}
    tree = ElementTree.parse(TEMPLATES / "overstap.admx")

    offered = tree.findall(".//p:policy", names)
    assert [p.get("name") for p in offered] == [
        f"{how}_{name}" for how in ("locked", "proposed") for name in KEYS
    ]
    assert {p.get("key") for p in offered} == set(GROUP_POLICY)
    for policy, (name, key) in zip(offered, KEYS.items(), strict=False):
        (element,) = policy.findall("p:elements/*", names)
        assert element.get("valueName") == name
        values = tuple(v.text for v in element.findall(".//p:string", names))
        assert values == key.choices
    for tag in ("nl-NL", "en-US"):
        words = ElementTree.parse(TEMPLATES / tag / "overstap.adml")
        said = {s.get("id") for s in words.findall(".//p:string", names)}
        wanted = re.findall(
            r"\$\(string\.(\w+)\)", (TEMPLATES / "overstap.admx").read_text("utf-8")
        )
        assert set(wanted) <= said


@pytest.mark.parametrize(
    ("key", "good", "bad"),
    [
        (
            "roles",
            ("all", "none", "intake", "intake,case_manager"),
            ("", "boss", "intake;regisseur"),
        ),
        ("mailboxes", ("folder,sftp", "none"), ("ftp", "folder, sftp")),
        ("retention_received", ("1", "18263"), ("0", "-1", "vijf", "99999", "٣")),
        ("backup_folder", ("", "/mnt/kopie"), ("x" * 501,)),
        ("backup", ("daily",), ("hourly", "")),
    ],
)
def test_a_value_is_one_that_the_program_can_go_by(
    key: str, good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    assert all(KEYS[key].valid(value) for value in good)
    assert not any(KEYS[key].valid(value) for value in bad)


def test_periods_of_keeping_are_those_that_come_with_the_program() -> None:
    assert {rule.reason: str(rule.days) for rule in read_rules()} == {
        reason: KEYS[f"retention_{reason}"].default for reason in Reason
    }


def test_a_domain_comes_before_a_computer_and_a_lock_before_a_proposal(tmp_path: Path) -> None:
    doors = replace(
        lay_down(tmp_path, {"lock_minutes": {"value": "15"}, "language": {"value": "nl"}}),
        group_policy=lambda: {
            ("lock_minutes", True): "2",
            ("lock_minutes", False): "10",
            ("scheme", False): "dark",
        },
    )

    found = {s.key: (s.value, s.source, s.locked) for s in doors.policy()}

    assert found["lock_minutes"] == ("2", Source.POLICY, True)
    assert found["scheme"] == ("dark", Source.POLICY, False)
    assert found["language"] == ("nl", Source.POLICY, True)


def test_a_mistake_in_the_domain_is_said_too(tmp_path: Path) -> None:
    doors = replace(lay_down(tmp_path, {}), group_policy=lambda: {("lock_minute", True): "2"})

    with pytest.raises(PolicyError) as refused:
        doors.policy()

    assert "lock_minute" in load("nl").error(refused.value)


def reopened(location: App, tmp_path: Path, **values: str) -> App:
    """The same vault on a computer with this policy."""
    location.close()
    doors = lay_down(tmp_path, {key: {"value": value} for key, value in values.items()})
    return doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())


def test_it_lays_down_which_mailboxes_and_roles_there_may_be(location: App, tmp_path: Path) -> None:
    folder = tmp_path / "postbus"
    folder.mkdir()
    location.mailboxes.add(NewMailbox("stick", str(folder)), Quiet())
    app = reopened(location, tmp_path, mailboxes="sftp", roles="intake")

    with pytest.raises(ForbiddenMailboxError):
        app.mailboxes.add(NewMailbox("map", str(folder)), Quiet())
    with pytest.raises(ForbiddenMailboxError) as refused:
        app.mailboxes.test("stick", Quiet())
    with pytest.raises(ForbiddenRoleError):
        app.administer_users.add("Bos", {Role.RESTRICTED}, "nieuwe maan boven dijk")
    app.administer_users.add("Bos", {Role.INTAKE}, "nieuwe maan boven dijk")
    app.administer_users.set_roles("Wit", set(Role) - {Role.RESTRICTED})

    assert load("nl")("mailbox.kind.folder") in load("nl").error(refused.value)
    app.close()


def test_it_lays_down_how_long_files_are_kept(location: App, tmp_path: Path) -> None:
    take_in(location)
    days = {d.due.rule.reason: d.due.rule.days for d in location.list_due(Quiet())}
    app = reopened(location, tmp_path, retention_no_contact="30")

    shorter = {d.due.rule.reason: d.due.rule.days for d in app.list_due(Quiet())}

    assert (days[Reason.NO_CONTACT], shorter[Reason.NO_CONTACT]) == (365, 30)
    app.close()


def test_a_backup_is_made_at_closing_as_often_as_it_laid_down(
    location: App, tmp_path: Path
) -> None:
    folder = tmp_path / "kopie"
    reopened(location, tmp_path, backup="daily", backup_folder=str(folder)).close()
    first = list(folder.glob("*.backup"))
    again = reopened(location, tmp_path, backup="daily", backup_folder=str(folder))
    again.close()

    assert len(first) == 1
    assert list(folder.glob("*.backup")) == first, "not twice a day"


def test_a_backup_that_fails_at_closing_is_told_at_the_next_opening(
    location: App, tmp_path: Path
) -> None:
    (tmp_path / "kopie").write_text("no folder")
    reopened(location, tmp_path, backup="daily", backup_folder=str(tmp_path / "kopie")).close()

    app = reopened(location, tmp_path, backup="daily", backup_folder=str(tmp_path / "goed"))
    told = app.notices
    app.close()
    good = reopened(location, tmp_path, backup="daily", backup_folder=str(tmp_path / "goed"))

    assert told == ("backup_failed",)
    assert good.notices == ()
    assert len(list((tmp_path / "goed").glob("*.backup"))) == 1
    good.close()


def test_the_doctor_lists_every_setting_with_the_controls_it_serves(
    location: App, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    location.close()
    doors = lay_down(tmp_path, {"lock_minutes": {"value": "2"}})
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    command = ["--vault", str(tmp_path / "location"), "--passphrase-file"]
    run(doors, [*command, str(tmp_path / "passphrase"), "doctor", "--json"], no_window)

    found = json.loads(capsys.readouterr().out)["settings"]

    assert [one["key"] for one in found] == list(KEYS)
    assert found[3] | {"value": "2", "source": "policy", "locked": True} == found[3]
    assert found[3]["controls"] == "7.7 8.1"
    run(doors, ["policy"], no_window)
    told = capsys.readouterr().out.splitlines()
    assert len(told) == len(KEYS)
    assert all("[ISO 27002: " in line for line in told)


def test_code_tables_come_from_the_folder_that_is_laid_down(location: App, tmp_path: Path) -> None:
    location.close()
    newer = tmp_path / "tables"
    newer.mkdir()
    ours = (resources.folder() / "tables" / "gemeenten.csv").read_text("utf-8")
    later = ours.replace("# version: 2026-01-01", "# version: 2099-01-01")
    (newer / "gemeenten.csv").write_text(later.replace(",Groningen,", ",Nieuw-Groningen,", 1))
    doors = lay_down(tmp_path, {"tables": {"value": str(newer)}})

    app = doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())
    named = app.tables.table("gemeenten").label("GM0014", "nl")
    app.close()

    assert named == "Nieuw-Groningen"
