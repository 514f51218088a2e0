"""Two offices in training mode that trust each other, made the way the product makes them.

Making an office is slow on purpose (keys from passphrases), so it is made once and each test works
on a copy of its own.
"""

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from offices import PASSPHRASE, doors_in, introduce
from overstap.crypto import age_keys, passphrase
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App
from overstap.usecases.vaults import NewOffice

ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("any speed", ANY_SPEED)
settings.register_profile("nightly", ANY_SPEED, max_examples=1_000)
settings.load_profile("any speed")

CHEAP_WORK_FACTOR = 4

LOCATION = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
GEMEENTE = NewOffice(
    "Voorbeeldstad", OfficeKind.GEMEENTE, "GM9999", "Balie 1", "Smit", training=True
)

ELSEWHERE = NewOffice("Azc Verderop", OfficeKind.LOCATION, "", "Balie 1", "Bos", training=True)


@pytest.fixture(scope="session", autouse=True)
def _cheap_keys() -> Iterator[None]:
    """Keys from passphrases are expensive on purpose. In one run of the tests each of a vault is
    derived once, and files closed with a passphrase are made cheap to open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase, "_derive", lru_cache(1_000)(passphrase._derive))
        cheap = (CHEAP_WORK_FACTOR, age_keys.HIGHEST_WORK_FACTOR, "passphrase")
        patch.setattr(age_keys.PassphraseIdentity.__init__, "__defaults__", cheap)
        yield


@pytest.fixture(scope="session")
def lone_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a location that knows nobody; locked."""
    folder = tmp_path_factory.mktemp("lone")
    doors_in(folder).create(folder / "location", PASSPHRASE, LOCATION, Quiet()).app.close()
    return folder


@pytest.fixture(scope="session")
def two_offices(lone_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with that location and a gemeente, which checked each other's number; locked."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(lone_office, folder, dirs_exist_ok=True)
    doors = doors_in(folder)
    location = doors.unlock(folder / "location", PASSPHRASE, Quiet())
    gemeente = doors.create(folder / "gemeente", PASSPHRASE, GEMEENTE, Quiet()).app
    introduce(location, gemeente, folder)
    introduce(gemeente, location, folder)
    location.close()
    gemeente.close()
    return folder


@pytest.fixture
def doors(tmp_path: Path) -> Doors:
    return doors_in(tmp_path)


@pytest.fixture
def location(request: pytest.FixtureRequest, doors: Doors, tmp_path: Path) -> Iterator[App]:
    both = "gemeente" in request.fixturenames
    made: Path = request.getfixturevalue("two_offices" if both else "lone_office")
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    app = doors.unlock(tmp_path / "location", PASSPHRASE, Quiet())
    yield app
    app.close()


@pytest.fixture(scope="module")
def shared_location(lone_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One vault for all the stories of a file: each has a household of its own."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(lone_office, folder, dirs_exist_ok=True)
    app = doors_in(folder).unlock(folder / "location", PASSPHRASE, Quiet())
    yield app
    app.close()


@pytest.fixture
def gemeente(doors: Doors, location: App, tmp_path: Path) -> Iterator[App]:
    app = doors.unlock(tmp_path / "gemeente", PASSPHRASE, Quiet())
    yield app
    app.close()


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path / "location" / "office-root.age", PASSPHRASE)


@pytest.fixture
def second(doors: Doors, location: App, root: Root, tmp_path: Path) -> Iterator[App]:
    invited = location.administer_office.invite("Balie 2", tmp_path, root)
    made = doors.join(
        tmp_path / "second", PASSPHRASE, invited.path, invited.number, "Jansen", Quiet()
    )
    yield made.app
    made.app.close()


@pytest.fixture
def other(doors: Doors, location: App, tmp_path: Path) -> Iterator[App]:
    """Another location, which knows the first as it is known there."""
    app = doors.create(tmp_path / "other", PASSPHRASE, ELSEWHERE, Quiet()).app
    introduce(location, app, tmp_path)
    introduce(app, location, tmp_path)
    yield app
    app.close()
