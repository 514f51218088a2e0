"""Nothing that a resident said stands in clear in any file that the program touched.

A hook of Python notes every file that is opened to be written during a whole run: intake, list,
read-back, release, paper, bundles, backup, an upgrade's backup, settings, the log, and a crash.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from offices import PASSPHRASE, answer, pass_on
from overstap.__main__ import _write_report
from overstap.crypto.passphrase import WrongPassphraseError
from overstap.domain.answers import Answer
from overstap.domain.catalogue import Audience
from overstap.domain.rights import Right
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.demo.people import make_households

NL, QUIET = load("nl"), Quiet()
NAME, BSN, NOTE, REASON = "Kanariezang", "999990019", "Kanarievogelnotitie", "Kanariereden"
CANARIES = (NAME, BSN, NOTE, REASON)

_noting: list[set[Path]] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _noting and event == "open":
        path, _mode, flags = arguments
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and isinstance(path, (str, os.PathLike)):
            _noting[-1].add(Path(path).absolute())


sys.addaudithook(_note)


@contextmanager
def touched() -> Iterator[set[Path]]:
    """Every file that is opened to be written meanwhile."""
    _noting.append(set())
    try:
        yield _noting[-1]
    finally:
        _noting.pop()


def leaks(files: set[Path]) -> set[str]:
    """Those with something of the resident in them, in the encodings that programs write."""
    needles = [word.encode(code) for word in CANARIES for code in ("utf-8", "utf-16-le")]
    return {
        path.name
        for path in files
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    }


def work(location: App, gemeente: App, second: App, given: Path, folder: Path) -> None:
    """A whole run. What is handed to people on purpose goes into ``given``."""
    (made,) = make_households(1, 1, "GM9999")
    head, *others = made.persons
    head = {**head, "person.surname": Answer(NAME), "person.bsn": Answer(BSN)}
    home = location.register_household([head, *others], {**made.household})
    person, household = home.persons[0], home.household
    answer(location, household, "talk.notes", NOTE)
    location.find_residents(NAME)
    location.uncover(person, "person.bsn", REASON)
    answer(location, household, "talk.read_back", "agreed")
    location.release(household)
    sent = location.hand_over([household], gemeente.office.id, folder, QUIET)
    gemeente.import_bundle(sent.path, QUIET)
    location.import_bundle(gemeente.write_receipt(sent.digest, folder, QUIET), QUIET)
    pass_on(location, second, folder)
    location.print_dossier(household, Audience.RESIDENT, NL, given, QUIET, "apc")
    location.answer_access(household, REASON, given, QUIET)
    location.hold_back(person, Right.OBJECTION, REASON)
    location.back_up(folder / "backups", QUIET)
    location.export_audit(folder / "log.csv")
    location.run_doctor(QUIET)


def crash(name: str) -> Path:
    """The report of a fault of the program that had an answer in its hands and in its message."""
    try:
        int(f"cannot read {name}")
    except ValueError as error:
        return _write_report(error)
    raise AssertionError


def test_no_file_holds_an_answer_in_clear(
    location: App,
    gemeente: App,
    second: App,
    doors: Doors,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary, given, folder = (tmp_path / name for name in ("temporary", "given", "folder"))
    for one in (temporary, given, folder):
        one.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    with touched() as written:
        work(location, gemeente, second, given, folder)
        doors.remember("vault", str(location.folder))
        report = crash(NAME)
        still_open = {path for path in tmp_path.rglob("*") if given not in path.parents}
        while_open = leaks(still_open | {p for p in written if given not in p.parents})
        location.close()
        with pytest.raises(WrongPassphraseError):
            doors.unlock(location.folder, "een gok die fout is", QUIET)
        doors.unlock(location.folder, PASSPHRASE, QUIET).close()

    everything = written | set(tmp_path.rglob("*"))
    assert while_open == set()
    assert leaks({path for path in everything if given not in path.parents}) == set()
    assert report in written, "the hook saw what was written"
    assert {"vault.db", "log.csv", "settings.json"} <= {path.name for path in everything}
    assert leaks(set(given.iterdir())), "what was given to the resident can be read"
