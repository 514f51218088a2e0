"""A new root key: who saw it come trusts on, who missed it compares anew, and a stolen one ends."""

from pathlib import Path

import pytest

from offices import hand_over
from overstap.bundle.errors import NotARootKeyError
from overstap.domain.offices import BlockReason, ForeignCardError, TrustState
from overstap.kernel.task import Quiet
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App


@pytest.fixture
def new(location: App, root: Root, tmp_path: Path) -> Root:
    """The root key that stands beside the old one now."""
    location.administer_office.rotate(root, tmp_path / "new-root.age")
    return Root(tmp_path / "new-root.age", root.passphrase)


def test_who_got_the_card_with_both_keys_trusts_on(
    location: App, gemeente: App, new: Root, tmp_path: Path
) -> None:
    number = gemeente.list_offices()[0].number
    gemeente.import_bundle(hand_over(location, gemeente, tmp_path).path, Quiet())

    location.administer_office.prolong(new)
    known = gemeente.import_card(location.show_card.export(tmp_path))

    assert known.trust.state is TrustState.VERIFIED
    assert known.number == location.show_card().number != number


def test_who_missed_that_card_compares_the_number_anew(
    location: App, gemeente: App, new: Root, tmp_path: Path
) -> None:
    location.administer_office.prolong(new)
    card, bundle = location.show_card.export(tmp_path), hand_over(location, gemeente, tmp_path).path

    with pytest.raises(ForeignCardError):
        gemeente.verify_bundle(bundle, Quiet())
    with pytest.raises(ForeignCardError):
        gemeente.import_card(card)
    gemeente.block_office(location.office.id, BlockReason.KEYS_LOST)
    gemeente.block_office.undo(location.office.id)
    taken = gemeente.import_card(card)
    gemeente.confirm_card(location.office.id, location.show_card().number)

    assert taken.trust.state is TrustState.UNVERIFIED
    assert gemeente.import_bundle(bundle, Quiet()).records


def test_a_stolen_root_key_ends_with_the_next_one(
    location: App, root: Root, new: Root, tmp_path: Path
) -> None:
    location.administer_office.rotate(new, tmp_path / "third-root.age")

    with pytest.raises(NotARootKeyError):
        location.administer_office.prolong(root)
    location.administer_office.prolong(Root(tmp_path / "third-root.age", root.passphrase))
