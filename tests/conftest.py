"""Two offices in training mode that trust each other, made the way the product makes them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from offices import PASSPHRASE, introduce
from overstap.domain.offices import OfficeKind
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.app import App, NewOffice


@pytest.fixture
def doors(tmp_path: Path) -> Doors:
    return Doors(tmp_path / "settings.json", clock=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC))


@pytest.fixture
def location(doors: Doors, tmp_path: Path) -> Iterator[App]:
    office = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
    app = doors.create(tmp_path / "location", PASSPHRASE, office, Quiet()).app
    yield app
    app.close()


@pytest.fixture
def gemeente(doors: Doors, location: App, tmp_path: Path) -> Iterator[App]:
    office = NewOffice(
        "Voorbeeldstad", OfficeKind.GEMEENTE, "GM9999", "Balie 1", "Smit", training=True
    )
    app = doors.create(tmp_path / "gemeente", PASSPHRASE, office, Quiet()).app
    introduce(location, app, tmp_path)
    introduce(app, location, tmp_path)
    yield app
    app.close()
