"""What is on a disk after the power failed, rebuilt from the calls a program made (``strace``).

Certain is what was synced: a file's bytes by ``fsync`` of that file, its name by ``fsync`` of its
folder. Of everything else chance decides. Each 4 KB of every write, and each change of length, is
there or not, whatever was written after it; of the names that were made, changed and removed in a
folder the first few hold, since file systems keep a journal of those.
"""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

PIECE = 4096
"""Bytes that a disk writes as a whole."""

CALLS = (
    "openat,pwrite64,write,lseek,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,"
    "mkdir,mkdirat,rmdir,link,linkat,symlink,pwritev,pwritev2,writev,sendfile,copy_file_range,fallocate"
)
STRACE = ("strace", "-f", "-qq", "-y", "-xx", "-s", "100000000", "--seccomp-bpf", "-e", CALLS)

_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\w+)(?:<([^>]*)>)?.*")
_BROKEN = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"(\w+)<([^>]*)>(\(deleted\))?")


@dataclass(frozen=True)
class Call:
    """One call that did something. ``path`` is what the handle stands for, ``handle`` its number;
    ``texts`` are the strings that were passed."""

    process: str
    name: str
    arguments: str
    result: int
    handle: str
    path: str
    texts: tuple[bytes, ...]

    @property
    def last(self) -> int:
        """The last number that was passed."""
        return int(self.arguments.rpartition(",")[2])


def calls(trace: Iterable[str]) -> Iterator[Call]:
    """The calls in the order in which they ended; those that failed did nothing."""
    begun: dict[str, str] = {}
    for line in trace:
        if broken := _BROKEN.match(line):
            begun[broken[1]] = broken[2]
            continue
        if resumed := _RESUMED.match(line):
            line = f"{resumed[1]} {begun.pop(resumed[1])}{resumed[2]}"
        found = _CALL.match(line)
        if found and not found[4].startswith("-"):
            yield _call(*found.groups())


def _call(process: str, name: str, said: str, result: str, opened: str | None) -> Call:
    handle = _HANDLE.match(said)
    number, path = handle.group(1, 2) if handle else ("", "")
    if name == "openat":
        number, path = result, opened
    texts = tuple(bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(said))
    return Call(process, name, said, int(result, 0), number, _plain(path or ""), texts)


def _plain(escaped: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})", lambda at: chr(int(at[1], 16)), escaped)


@dataclass
class File:
    """What is certain of a file, and what was done to it since: bytes at an offset, or, without
    bytes, that it became so long."""

    certain: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        self.certain, self.since = _done(self.certain, self.since), []

    def length(self) -> int:
        return len(_done(self.certain, self.since))

    def after(self, dice: Random) -> bytes:
        """What may be on the disk."""
        pieces = (piece for step in self.since for piece in _pieces(*step))
        return _done(self.certain, [piece for piece in pieces if dice.random() < 0.5])


def _pieces(at: int, data: bytes | None) -> Iterator[tuple[int, bytes | None]]:
    if data is None:
        yield at, None
        return
    first = PIECE - at % PIECE
    for start in (0, *range(first, len(data), PIECE)):
        end = first if start == 0 else start + PIECE
        yield at + start, data[start:end]


def _done(content: bytes, steps: Sequence[tuple[int, bytes | None]]) -> bytes:
    made = bytearray(content)
    for at, data in steps:
        if len(made) < at:
            made.extend(bytes(at - len(made)))
        if data is None:
            del made[at:]
        else:
            made[at : at + len(data)] = data
    return bytes(made)


Names = dict[str, File]


class Disk:
    """The files under a folder while a program works in it."""

    def __init__(self, folder: Path) -> None:
        self._root = str(folder)
        self.now: Names = {
            str(path): File(path.read_bytes()) for path in folder.rglob("*") if path.is_file()
        }
        self._certain = dict(self.now)
        self._renamed: list[tuple[str, str, File | None]] = []
        """Of a folder: this name is now of that file, or of none."""
        self._places: dict[tuple[str, str], int] = {}

    def do(self, call: Call) -> None:
        """Do what the program did."""
        names = [text.decode() for text in call.texts] if call.name in _BY_NAME else []
        if not any(path.startswith(self._root) for path in (call.path, *names)):
            return
        act = getattr(self, f"_{call.name.removesuffix('64')}", None)
        if act is None:
            raise NotImplementedError(f"{call.name} in {self._root}")
        act(call)

    def after(self, dice: Random, folder: Path) -> None:
        """Write to ``folder`` what may be left when the power fails now."""
        names = dict(self._certain)
        for place in {one[0] for one in self._renamed}:
            steps = [one for one in self._renamed if one[0] == place]
            for _, name, file in steps[: dice.randint(0, len(steps))]:
                _settle(names, name, file)
        shutil.rmtree(folder, ignore_errors=True)
        for path, file in names.items():
            copy = folder / Path(path).relative_to(self._root)
            copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            copy.write_bytes(file.after(dice))

    def _openat(self, call: Call) -> None:
        self._places[call.process, call.handle] = 0
        if "O_CREAT" in call.arguments and call.path not in self.now:
            self._name(call.path, File())
        if "O_TRUNC" in call.arguments:
            self.now[call.path].since.append((0, None))
        if "O_APPEND" in call.arguments:
            self._places[call.process, call.handle] = self.now[call.path].length()

    def _pwrite(self, call: Call) -> None:
        if file := self.now.get(call.path):
            file.since.append((call.last, call.texts[0][: call.result]))

    def _write(self, call: Call) -> None:
        place = call.process, call.handle
        at = self._places.get(place, 0)
        self._places[place] = at + call.result
        if file := self.now.get(call.path):
            file.since.append((at, call.texts[0][: call.result]))

    def _lseek(self, call: Call) -> None:
        self._places[call.process, call.handle] = call.result

    def _ftruncate(self, call: Call) -> None:
        if file := self.now.get(call.path):
            file.since.append((call.last, None))

    def _fsync(self, call: Call) -> None:
        if file := self.now.get(call.path):
            file.sync()
            return
        for place, name, file in self._renamed:
            if place == call.path:
                _settle(self._certain, name, file)
        self._renamed = [one for one in self._renamed if one[0] != call.path]

    _fdatasync = _fsync

    def _rename(self, call: Call) -> None:
        old, new = (str(Path(call.path, text.decode())) for text in call.texts)
        file = self.now[old]
        self._name(old, None)
        self._name(new, file)

    def _unlink(self, call: Call) -> None:
        self._name(str(Path(call.path, call.texts[0].decode())), None)

    _unlinkat, _renameat, _renameat2 = _unlink, _rename, _rename

    def _mkdir(self, call: Call) -> None:
        """A folder without files is nothing to lose."""

    _mkdirat = _rmdir = _mkdir

    def _name(self, path: str, file: File | None) -> None:
        _settle(self.now, path, file)
        self._renamed.append((str(Path(path).parent), path, file))


_BY_NAME = ("rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir")


def _settle(names: Names, name: str, file: File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file
