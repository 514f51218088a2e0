"""The small tar: what any tar writes beyond plain files is refused, and nothing but our error."""

import io
import tarfile
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overstap.bundle import tar
from overstap.bundle.tar import OversizedTarError, TarError, TarWriter, TruncatedTarError, members

FILES = {"a.txt": b"one", "empty": b"", "block": b"x" * 512}
names = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,63}", fullmatch=True)


def packed(files: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    writer = TarWriter(archive)
    for name, data in files.items():
        writer.add(name, data)
    writer.close()
    return archive.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    return {member.name: member.read() for member in members(io.BytesIO(archive))}


@given(st.dictionaries(names, st.binary(max_size=1500), max_size=5))
def test_what_goes_in_comes_out(files: dict[str, bytes]) -> None:
    assert unpacked(packed(files)) == files


def test_python_reads_what_we_write() -> None:
    with tarfile.open(fileobj=io.BytesIO(packed(FILES))) as archive:
        read = {m.name: (archive.extractfile(m) or io.BytesIO()).read() for m in archive}

    assert read == FILES


def test_a_member_that_nobody_read_is_skipped() -> None:
    assert [member.name for member in members(io.BytesIO(packed(FILES)))] == list(FILES)


@dataclass(frozen=True)
class Entry:
    """A member as other programs may write it."""

    name: str = "a.txt"
    kind: bytes = tarfile.REGTYPE
    link: str = ""
    owner: str = ""

    def archive(self) -> bytes:
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as archive:
            info = tarfile.TarInfo(self.name)
            info.type, info.linkname, info.uname = self.kind, self.link, self.owner
            archive.addfile(info)
        return target.getvalue()


@pytest.mark.parametrize(
    "entry",
    [
        Entry("../evil"),
        Entry("/etc/passwd"),
        Entry("folder/file"),
        Entry("CON"),
        Entry(".hidden"),
        Entry("x" * 300),
        Entry(kind=tarfile.SYMTYPE, link="/etc/passwd"),
        Entry(kind=tarfile.LNKTYPE, link="other"),
        Entry(kind=tarfile.DIRTYPE),
        Entry(kind=tarfile.CHRTYPE),
        Entry(kind=tarfile.FIFOTYPE),
        Entry(owner="root"),
    ],
    ids=str,
)
def test_what_we_would_not_write_we_do_not_read(entry: Entry) -> None:
    with pytest.raises(TarError):
        unpacked(entry.archive())


def test_the_same_name_twice_is_refused() -> None:
    once = packed({"a": b"1"})[: 2 * tar.BLOCK]

    with pytest.raises(TarError):
        unpacked(once + packed({"a": b"2"}))


def test_anything_after_the_end_is_refused() -> None:
    with pytest.raises(TarError):
        unpacked(packed(FILES) + packed(FILES))


def test_padding_that_is_not_empty_is_refused() -> None:
    archive = bytearray(packed({"a": b"1"}))
    archive[tar.BLOCK + 5] = 1

    with pytest.raises(TarError):
        unpacked(bytes(archive))


def test_an_archive_that_stops_is_truncated() -> None:
    archive = packed({"a": b"x" * 1000})

    with pytest.raises(TruncatedTarError):
        unpacked(archive[:1000])


def test_too_many_members_are_refused() -> None:
    with pytest.raises(OversizedTarError):
        unpacked(packed({f"f{i}": b"" for i in range(2001)}))


def test_a_size_that_no_bundle_has_is_refused_before_it_is_read() -> None:
    claims_a_lot = tar._header("a", 2 << 30)

    with pytest.raises(OversizedTarError):
        unpacked(claims_a_lot)


@pytest.mark.parametrize("name", ["", "A", "a/b", "a\n", "x" * 65])
def test_names_that_some_system_cannot_hold_are_not_written(name: str) -> None:
    with pytest.raises(TarError):
        packed({name: b""})


def flipped(position: int, bit: int) -> Callable[[bytes], bytes]:
    def flip(archive: bytes) -> bytes:
        changed = bytearray(archive)
        changed[position % len(changed)] ^= 1 << bit
        return bytes(changed)

    return flip


@given(st.binary(max_size=3000))
def test_any_bytes_give_members_or_our_error(untrusted: bytes) -> None:
    assert_only_our_error(untrusted)


@given(st.integers(0, 1 << 20), st.integers(0, 7), st.integers(0, 5000))
def test_any_changed_archive_gives_members_or_our_error(at: int, bit: int, length: int) -> None:
    assert_only_our_error(flipped(at, bit)(packed(FILES))[:length])


def assert_only_our_error(untrusted: bytes) -> None:
    try:
        unpacked(untrusted)
    except TarError:
        return
