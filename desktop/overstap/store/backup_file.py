"""A backup: one tar with a vault's header, its encrypted database, and what was counted in it.

    about.json    {format, v, vault, made, counts, mac}
    vault.json    the header, so that passphrases and the recovery key open it
    vault.db      the database, encrypted, in one consistent state

Nothing is ever decrypted onto a disk. ``mac`` is made with a key that only the vault has.
"""

import io
import json
import os
import tarfile
import time
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from overstap.crypto import keys
from overstap.store.engine import Database, open_database
from overstap.store.errors import DatabaseDamagedError
from overstap.store.files import HEADER, disk_error, sync_folder
from overstap.store.opening import DATABASE
from overstap.store.transactions import translated
from overstap.usecases.ports.backups import BackupDamagedError, BackupFile, Contents

SUFFIX = ".backup"
_ABOUT = "about.json"
_FORMAT, _VERSION = "overstap-backup", 1
_STAMP = "%Y%m%d-%H%M%S"
_COUNTS = {
    "persons": "SELECT count(*) FROM person",
    "households": "SELECT count(*) FROM home",
    "revisions": "SELECT count(*) FROM revision",
    "audit": "SELECT count(*) FROM audit",
}


def name_of(vault: str, made: datetime) -> str:
    """The file name tells whose it is and when it was made."""
    return f"overstap-{vault[:8]}-{made.astimezone(UTC):{_STAMP}}{SUFFIX}"


def described(path: Path) -> BackupFile | None:
    """What a file's name says; None where it is not named like a backup."""
    parts = path.name.removesuffix(SUFFIX).split("-", 2)
    if not path.name.endswith(SUFFIX) or len(parts) != 3 or parts[0] != "overstap":
        return None
    try:
        made = datetime.strptime(parts[2], _STAMP).replace(tzinfo=UTC)
        return BackupFile(path, parts[1], made, path.stat().st_size)
    except (ValueError, OSError):
        return None


def count(database: Database) -> Contents:
    """Count what a vault holds."""
    with translated(), database.readers.connect() as connection:
        found = {name: connection.execute(text(sql)).scalar_one() for name, sql in _COUNTS.items()}
    return Contents(**found)


def write(path: Path, parts: Mapping[str, Path], about: bytes) -> None:
    """Write the archive beside ``path``, then give it its name: it is there whole, or not at all.

    Raises:
        DiskFullError, NotWritableError: there is nothing at ``path``.
    """
    unfinished = path.with_name(f"{path.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        with unfinished.open("xb") as file:  # never through a link that somebody laid there
            with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
                said = _nobodys(tarfile.TarInfo(_ABOUT))
                said.size, said.mtime = len(about), int(time.time())
                archive.addfile(said, io.BytesIO(about))
                for name, part in parts.items():
                    archive.add(part, name, recursive=False, filter=_nobodys)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise disk_error(error, path) from error
    finally:
        unfinished.unlink(missing_ok=True)


def unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Put header and database into ``folder``; gives what the backup says of itself, not yet
    believed.

    Raises:
        BackupDamagedError: it is not such an archive.
        DiskFullError, NotWritableError: see there.
    """
    try:
        with tarfile.open(path, mode="r:") as archive:
            members = archive.getmembers()
            if [m.name for m in members] != [_ABOUT, HEADER, DATABASE] or not all(
                m.isreg() for m in members
            ):
                raise BackupDamagedError(path=str(path))
            archive.extractall(folder, filter="data")
        about = json.loads((folder / _ABOUT).read_bytes())
        (folder / _ABOUT).unlink()
    except (tarfile.TarError, ValueError, EOFError, RecursionError) as error:
        raise BackupDamagedError(path=str(path)) from error
    except OSError as error:
        raise disk_error(error, folder) from error
    if not isinstance(about, dict) or about.get("format") != _FORMAT:
        raise BackupDamagedError(path=str(path))
    return about


def about(vault: str, made: datetime, counts: Contents, master: bytes) -> bytes:
    """What a backup says of itself."""
    said = {"format": _FORMAT, "v": _VERSION, "vault": vault, "made": made.isoformat()}
    said |= {"counts": asdict(counts)}
    return json.dumps(said | {"mac": _mac(said, master)}, indent=1).encode()


def believed(path: Path, folder: Path, said: Mapping[str, Any], master: bytes) -> Contents:
    """Open the unpacked vault, check every page of it, and count again.

    Raises:
        BackupDamagedError: it does not hold what was put in.
    """
    claims = {key: value for key, value in said.items() if key != "mac"}
    if _mac(claims, master) != said.get("mac"):
        raise BackupDamagedError(path=str(path))
    try:
        database = open_database(folder / DATABASE, keys.derive(master, "db"))
        try:
            counts, whole = count(database), database.whole()
        finally:
            database.close()
    except DatabaseDamagedError as error:
        raise BackupDamagedError(path=str(path)) from error
    if not whole or asdict(counts) != said["counts"]:
        raise BackupDamagedError(path=str(path))
    return counts


def _mac(said: Mapping[str, Any], master: bytes) -> str:
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    return keys.mac(keys.derive(master, "backup"), canonical).hex()


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Says nothing about the computer's users."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member
