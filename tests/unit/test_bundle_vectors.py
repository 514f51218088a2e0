"""Every way in which a bundle can be wrong, one file each, gives its own error and sentence."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from overstap.bundle.cards import CardBook, parse_card
from overstap.bundle.exchange import FileBundles
from overstap.crypto.age import parse_identity
from overstap.crypto.signature import SigningKey
from overstap.domain.offices import Trust, TrustState
from overstap.i18n.texts import load
from overstap.kernel.errors import FileError, OverstapError, TrustError
from overstap.kernel.task import Quiet

FOLDER = Path(__file__).parents[1] / "vectors" / "bundles"
ABOUT = json.loads((FOLDER / "vectors.json").read_text("utf-8"))
VECTORS: dict[str, dict[str, str]] = ABOUT["vectors"]
BAD = sorted(name for name, vector in VECTORS.items() if vector["code"])


def receiver() -> FileBundles:
    own, now = ABOUT["own"], datetime.fromisoformat(ABOUT["now"])
    return FileBundles(
        CardBook(own["card"].encode(), own["signature"].encode()),
        "balie-1",
        SigningKey.from_bytes(bytes.fromhex(ABOUT["signing_key"])),
        parse_identity(ABOUT["identity"]),
        lambda: now,
    )


def held(about: dict[str, str]) -> dict[str, Trust]:
    raw, signature = about["card"].encode(), about["signature"].encode()
    card = parse_card(raw, signature)
    return {card.office: Trust(card, raw, signature, TrustState(about["state"]), "", None)}


def read(name: str) -> list[dict[str, Any]]:
    path = FOLDER / f"{name}.overstap"
    bundle = receiver().open(path, held(ABOUT["held"][VECTORS[name]["held"]]), Quiet())
    return list(bundle.lines())


def test_the_good_one_opens() -> None:
    assert [line["record"] for line in read("good")] == ["household-1", "person-1"]


@pytest.mark.parametrize("name", BAD)
def test_each_way_to_fail_gives_its_own_error(name: str) -> None:
    with pytest.raises((FileError, TrustError)) as raised:
        read(name)

    assert raised.value.code == VECTORS[name]["code"]
    for language in ("nl", "en"):
        assert not re.search(r"[{}]", load(language).error(raised.value))


@pytest.mark.parametrize("name", [name for name in BAD if VECTORS[name]["at"] == "read"])
def test_what_only_its_records_betray_is_genuine_until_they_are_read(name: str) -> None:
    path = FOLDER / f"{name}.overstap"
    bundle = receiver().open(path, held(ABOUT["held"][VECTORS[name]["held"]]), Quiet())

    with pytest.raises(OverstapError):
        list(bundle.lines())


def test_a_folder_and_a_missing_file_are_no_bundle(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.overstap"):
        with pytest.raises(FileError) as raised:
            receiver().open(path, {}, Quiet())
        assert raised.value.code == "bundle.not_a_file"


def test_every_file_is_listed_and_every_listed_file_is_there() -> None:
    assert {path.stem for path in FOLDER.glob("*.overstap")} == set(VECTORS)
