"""A gemeente's IT opens and checks a bundle with programs that have nothing to do with us."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from bundle_parties import GEMEENTE, LINES, LOCATION, Party

RECIPE = ("age", "tar", "gunzip", "ssh-keygen", "sha256sum")
PDF = b"%PDF-1.7\n%%EOF\n"


def tool(name: str) -> str:
    """The program's path."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str | Path, stdin: bytes = b"") -> bytes:
    name, *arguments = map(str, command)
    done = subprocess.run([tool(name), *arguments], input=stdin, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def age_version() -> tuple[int, ...]:
    said = re.search(rb"(\d+)\.(\d+)", run("age", "--version"))
    return tuple(map(int, said.groups())) if said else (0, 0)


@pytest.fixture
def gemeente(request: pytest.FixtureRequest) -> Party:
    hybrid: bool = request.param
    if hybrid and age_version() < (1, 3):
        pytest.skip("age is older than 1.3, which brought post-quantum recipients")
    return replace(GEMEENTE, hybrid=hybrid)


@pytest.fixture
def folder(gemeente: Party, tmp_path: Path) -> Path:
    """Where a bundle was opened with ``age`` and ``tar``."""
    bundle, key, folder = tmp_path / "a.overstap", tmp_path / "key.txt", tmp_path / "open"
    key.write_text(f"{gemeente.identity}\n")
    folder.mkdir()
    LOCATION.write(bundle, gemeente, attachments={"dossier.pdf": PDF})
    run("tar", "-x", "-C", folder, stdin=run("age", "-d", "-i", key, bundle))
    return folder


either_kind = pytest.mark.parametrize(
    "gemeente", [False, True], indirect=True, ids=["classical", "post-quantum"]
)


@either_kind
def test_age_and_tar_open_it(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {
        "changes-00001.jsonl.gz",
        "dossier.pdf",
        "card.json",
        "card.json.sig",
        "manifest.json",
        "manifest.json.sig",
    }
    assert (folder / "dossier.pdf").read_bytes() == PDF


@either_kind
def test_gunzip_gives_the_records(folder: Path) -> None:
    lines = run("gunzip", "-c", folder / "changes-00001.jsonl.gz").splitlines()

    assert tuple(json.loads(line) for line in lines) == LINES


@either_kind
def test_sha256sum_finds_every_part_as_it_was_signed(folder: Path) -> None:
    parts = json.loads((folder / "manifest.json").read_text("utf-8"))["parts"]
    (folder / "SUMS").write_text("".join(f"{p['sha256']}  {folder / p['name']}\n" for p in parts))

    run("sha256sum", "--strict", "-c", folder / "SUMS")

    assert len(parts) == 4


@either_kind
@pytest.mark.parametrize(
    ("signed", "namespace", "key"),
    [
        ("manifest.json", "bundle@overstap", LOCATION.key.public_text),
        ("card.json", "card@overstap", LOCATION.root.public_text),
    ],
)
def test_ssh_keygen_verifies_desk_and_card(
    folder: Path, signed: str, namespace: str, key: str
) -> None:
    allowed = folder / "allowed_signers"
    allowed.write_text(f'desk namespaces="{namespace}" {key}\n')
    verify = ("ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "desk", "-n", namespace)

    said = run(*verify, "-s", folder / f"{signed}.sig", stdin=(folder / signed).read_bytes())

    assert b"Good" in said


@pytest.mark.parametrize("gemeente", [False], indirect=True)
def test_ssh_keygen_refuses_another_manifest(folder: Path) -> None:
    allowed = folder / "allowed_signers"
    allowed.write_text(f"desk {LOCATION.key.public_text}\n")
    verify = ("-Y", "verify", "-f", allowed, "-I", "desk", "-n", "bundle@overstap", "-s")

    done = subprocess.run(
        [tool("ssh-keygen"), *map(str, verify), str(folder / "manifest.json.sig")],
        input=(folder / "manifest.json").read_bytes() + b" ",
        capture_output=True,
        check=False,
    )

    assert done.returncode != 0


def test_the_recipe_in_the_documentation_works_as_it_stands(tmp_path: Path) -> None:
    for name in (*RECIPE, "bash", "python3"):
        tool(name)
    document = Path(__file__).parents[2] / "desktop" / "docs" / "bundle-format.md"
    recipe = document.read_text("utf-8").split("```sh\n")[1].split("```")[0]
    (tmp_path / "key.txt").write_text(f"{GEMEENTE.identity}\n")
    LOCATION.write(tmp_path / "bundle.overstap", GEMEENTE)

    said = subprocess.run(
        [tool("bash"), "-euo", "pipefail", "-c", recipe],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stderr
    assert said.stdout.count("Good ") == 2
    assert "changes-00001.jsonl.gz: OK" in said.stdout
    assert (tmp_path / "changes-00001.jsonl").read_bytes().count(b"\n") == len(LINES)
