"""Whoever chooses another file than a bundle hears what it is, and what to do with it."""

import io
import zipfile
from pathlib import Path

import pytest

from overstap.bundle.errors import NotABundleError
from overstap.bundle.strangers import LOOK_AT, kind_of
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("xl/workbook.xml", "<x/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%%EOF\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "picture"),
        (zipped(), "office"),
        (b"Beste collega, zie de bijlage.\r\n", "text"),
        (("é" * LOOK_AT).encode(), "text"),
        (b'{"a": 1}', "text"),
        (bytes(range(256)) * 2, "other"),
        (b"SQLite format 3\x00" + bytes(40), "database"),
    ],
)
def test_the_beginning_of_a_file_tells_its_kind(content: bytes, kind: str) -> None:
    assert kind_of(content[:LOOK_AT]) == f"file.kind.{kind}"


def test_what_is_named_like_a_bundle_and_is_none_is_told_apart(
    location: App, tmp_path: Path
) -> None:
    card = location.show_card.export(tmp_path)
    backup = location.back_up(tmp_path / "stick", Quiet()).file.path
    told = {}
    for kind, made in {"card": card, "backup": backup}.items():
        named = tmp_path / f"leesmij-{kind}.overstap"
        named.write_bytes(made.read_bytes())
        with pytest.raises(NotABundleError) as refused:
            location.verify_bundle(named, Quiet())
        told[kind] = load("nl").error(refused.value)

    assert "leesmij-card.overstap is geen bundel" in told["card"]
    assert "importeer die bij Kantoren" in told["card"]
    assert "zet die terug" in told["backup"]
