"""A vault stays on a disk of its own computer."""

import shutil
from pathlib import Path

import pytest

from offices import PASSPHRASE
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.store import places
from overstap.store.backups import put_back
from overstap.store.errors import NetworkFolderError
from overstap.store.places import on_network
from overstap.usecases.vaults import NewOffice

OFFICE = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on a network drive, as the kernel says."""
    folder = tmp_path / "op het netwerk"
    folder.mkdir()
    said = str(folder).replace(" ", "\\040")
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {said} nfs4 rw 0 0\n", "utf-8")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    return folder


def test_only_what_lies_on_another_computer_is_refused(share: Path) -> None:
    assert on_network(share)
    assert on_network(share / "nog" / "niet gemaakt")
    assert not on_network(share.parent)
    assert not on_network(share.with_name("op het netwerk 2"))


def test_the_innermost_disk_counts_and_of_two_in_one_place_the_last(share: Path) -> None:
    stick, again = share / "stick", share / "opnieuw"
    said = [str(p).replace(" ", "\\040") for p in (stick, again, again)]
    kinds = ("vfat", "autofs", "cifs")
    with places.MOUNTS.open("a", encoding="utf-8") as mounts:
        mounts.writelines(f"x {at} {kind} rw 0 0\n" for at, kind in zip(said, kinds, strict=True))

    assert not on_network(stick)
    assert on_network(again)


def test_nobody_is_kept_out_where_the_kernel_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MOUNTS", tmp_path / "none")

    assert not on_network(tmp_path)


def test_no_vault_is_made_put_back_or_opened_on_a_network_drive(
    doors: Doors, lone_office: Path, share: Path
) -> None:
    shutil.copytree(lone_office / "location", share / "vault")
    before = sorted(path.name for path in (share / "vault").iterdir())

    with pytest.raises(NetworkFolderError):
        doors.create(share / "new", PASSPHRASE, OFFICE, Quiet())
    with pytest.raises(NetworkFolderError):
        doors.unlock(share / "vault", PASSPHRASE, Quiet())
    with pytest.raises(NetworkFolderError):
        put_back(share / "any.backup", share / "back", PASSPHRASE)

    assert sorted(path.name for path in share.iterdir()) == ["vault"]
    assert sorted(path.name for path in (share / "vault").iterdir()) == before
