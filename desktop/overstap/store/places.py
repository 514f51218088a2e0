"""Whether a folder lies on another computer's disk. The write-ahead log is shared memory, which two
computers do not have: there a vault would break, and both would believe that they are alone."""

import re
import sys
from pathlib import Path

from overstap.store.errors import NetworkFolderError

MOUNTS = Path("/proc/self/mounts")
"""What is mounted where on Linux, as the kernel says."""
_ELSEWHERE = frozenset(
    [
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.sshfs",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "smb3",
        "smbfs",
    ]
)
_ESCAPED = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def refuse_network(folder: Path) -> None:
    """Go on where the folder is this computer's own, or nobody can tell.

    Raises:
        NetworkFolderError: see there.
    """
    if on_network(folder):
        raise NetworkFolderError(path=str(folder))


def on_network(folder: Path) -> bool:
    """Whether what is or will be at ``folder`` is surely on another computer."""
    place = folder.resolve()
    if sys.platform == "win32":
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")
        return place.drive.startswith("\\\\") or kind == _DRIVE_REMOTE
    return _kind_of_disk(place) in _ELSEWHERE


def _kind_of_disk(place: Path) -> str:
    """The file system of the innermost mount; of two in one place the last covers the other."""
    above = {place, *place.parents}
    try:
        lines = MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    found = [(Path(_plain(at)), kind) for _, at, kind, *_ in map(str.split, lines)]
    around = [
        (len(at.parts), number, kind) for number, (at, kind) in enumerate(found) if at in above
    ]
    return max(around, default=(0, 0, ""))[2]


def _plain(path: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 8)), path)
