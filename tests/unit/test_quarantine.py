"""A bundle from an office that nobody checked: who it says to be, and what becomes of it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from offices import PASSPHRASE, hand_over, no_window
from overstap.bundle.errors import ForgedError, NotForUsError
from overstap.cli.main import run
from overstap.domain.offices import TrustState
from overstap.doors import Doors
from overstap.gui.screens.administration.quarantine import QuarantinePresenter
from overstap.gui.screens.receive.presenter import ReceivePresenter
from overstap.gui.screens.receive.state import RefusedState
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.receive.read_inbox import QuarantineFullError
from screens import SheetView, run_now

TEXTS = load("nl")


@pytest.fixture
def bundle(location: App, gemeente: App, tmp_path: Path) -> Path:
    """A receipt from the gemeente to the location."""
    done = gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())
    return gemeente.write_receipt(done.verdict.manifest.digest, tmp_path, Quiet())


@pytest.fixture
def stranger(lone_office: Path, doors: Doors, tmp_path: Path) -> Iterator[App]:
    """The location as it was before it knew any other office."""
    shutil.copytree(lone_office / "location", tmp_path / "lone")
    app = doors.unlock(tmp_path / "lone", PASSPHRASE, Quiet())
    yield app
    app.close()


class Seen:
    """A receive screen that remembers."""

    def __init__(self) -> None:
        self.states: list[object] = []
        self.office = ""

    def show_state(self, state: object) -> None:
        self.states.append(state)

    def tell_changed(self) -> None:
        pass

    def show_office(self, office: str) -> None:
        self.office = office


def opened(app: App, view: SheetView) -> QuarantinePresenter:
    page = QuarantinePresenter(view, app, TEXTS, run_now)
    page.entered()
    return page


def acts(view: SheetView) -> list[str]:
    return [act.key for row in view.rows() for act in row.acts]


def test_a_bundle_of_an_unknown_office_is_kept_closed_and_says_who_it_claims_to_be(
    stranger: App, gemeente: App, bundle: Path
) -> None:
    view = Seen()
    presenter = ReceivePresenter(view, stranger, TEXTS, run_now)

    presenter.open_files([bundle])
    refused = view.states[-1]
    assert isinstance(refused, RefusedState)
    assert refused.card == "Voorbeeldstad"
    presenter.take_card()

    assert view.office == gemeente.office.id
    (held,) = stranger.quarantine(Quiet())
    assert (held.known, held.ready, held.office) == (True, False, gemeente.office.id)
    assert held.path.read_bytes() == bundle.read_bytes()
    assert stranger.list_received() == ()


def test_from_claim_to_check_to_opening_on_one_page(
    stranger: App, gemeente: App, bundle: Path
) -> None:
    stranger.read_inbox.set_aside(bundle)
    view = SheetView()
    page = opened(stranger, view)
    (row,) = view.rows()
    assert row.title == "Zegt van Voorbeeldstad te zijn"

    page.act("check", row.id, "")
    assert view.went == [("office", gemeente.office.id)]
    stranger.confirm_card(gemeente.office.id, gemeente.show_card().number)
    page.entered()

    assert acts(view) == ["open", "drop"]
    page.act("open", row.id, "")
    assert view.went[-1] == ("files", Path(row.id).name)


def test_what_is_thrown_away_is_gone_and_in_the_log(stranger: App, bundle: Path) -> None:
    stranger.read_inbox.set_aside(bundle)
    view = SheetView()
    page = opened(stranger, view)
    (row,) = view.rows()

    page.act("drop", row.id, "")
    assert Path(row.id).exists(), "it asks first"
    view.fill_in()

    assert not Path(row.id).exists()
    assert view.rows() == []
    assert stranger.read_audit()[0].what == "quarantine-dropped"
    assert bundle.exists(), "only the copy is thrown away"


def test_where_too_much_waits_the_next_is_refused_and_nothing_is_thrown_away(
    stranger: App, bundle: Path, location: App, gemeente: App, tmp_path: Path
) -> None:
    other = hand_over(location, gemeente, tmp_path).path
    narrow = replace(stranger.read_inbox, most=1)
    kept = narrow.set_aside(bundle)

    with pytest.raises(QuarantineFullError):
        narrow.set_aside(other)
    with pytest.raises(QuarantineFullError):
        replace(narrow, most=9, most_bytes=kept.stat().st_size).set_aside(other)

    assert narrow.set_aside(bundle) == kept
    assert narrow.inbox.files(None) == (kept,)
    assert other.exists()


def test_a_checked_office_has_nothing_in_quarantine(gemeente: App, location: App) -> None:
    assert gemeente.quarantine(Quiet()) == ()


def test_an_unverified_office_is_listed_until_its_number_was_compared(
    location: App, gemeente: App, bundle: Path
) -> None:
    vault = location.import_bundle.vault
    trust = vault.office(gemeente.office.id)
    assert trust is not None
    vault.save_office(replace(trust, state=TrustState.UNVERIFIED))
    location.read_inbox.set_aside(bundle)

    (held,) = location.quarantine(Quiet())
    location.confirm_card(gemeente.office.id, gemeente.show_card().number)
    (ready,) = location.quarantine(Quiet())

    assert (held.known, held.ready, ready.ready) == (True, False, True)


def test_a_card_of_somebody_else_is_no_claim(
    location: App, gemeente: App, stranger: App, bundle: Path
) -> None:
    """Whoever puts another office's card into a bundle cannot sign as one of its desks."""
    ours: Any = gemeente.import_card.cards
    theirs: Any = location.import_card.cards
    ours.raw, ours.signature = theirs.raw, theirs.signature
    (digest,) = [one.entry.digest for one in gemeente.list_received()]
    forged = gemeente.write_receipt(digest, bundle.parent, Quiet())

    with pytest.raises(ForgedError):
        stranger.import_card.from_bundle(forged, Quiet())
    assert stranger.quarantine.card(forged, Quiet()) is None
    with pytest.raises(NotForUsError):
        gemeente.import_card.from_bundle(bundle, Quiet())


def test_on_the_command_line(
    stranger: App, bundle: Path, doors: Doors, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger.read_inbox.set_aside(bundle)
    (kept,) = (path for path in (stranger.folder / "aside").iterdir())
    stranger.close()
    (secret := tmp_path / "secret").write_text(PASSPHRASE)
    where = ["--vault", str(tmp_path / "lone"), "--passphrase-file", str(secret), "quarantine"]

    for command in (["list"], ["card", str(kept)], ["list", "--json"], ["drop", str(kept)]):
        assert run(doors, [*where, *command], no_window) == 0

    said = capsys.readouterr().out
    assert "Zegt van Voorbeeldstad te zijn (Kantoor hier niet bekend)" in said
    assert '"known": true' in said
    assert not kept.exists()
