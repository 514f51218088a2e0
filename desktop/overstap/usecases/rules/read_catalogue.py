"""Read the catalogue and the code tables, once per process.

They come with the program. A newer table in the folder ``tables`` of the user's data folder, or in
the folder that ``OVERSTAP_TABLES`` names (set by IT), replaces the one that came with the program.
"""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import platformdirs

from overstap.domain.catalogue import Catalogue
from overstap.domain.catalogue_file import parse
from overstap.domain.code_tables import (
    CodeTable,
    CodeTableError,
    CodeTables,
    combine,
    parse_table,
)
from overstap.domain.places import CHOSEN, TABLES, UNION
from overstap.kernel import resources


@cache
def read_catalogue() -> Catalogue:
    """The question catalogue.

    Raises:
        CatalogueError: a file was changed and is wrong.
    """
    return read_catalogue_from(resources.folder() / "catalogue")


def read_catalogue_from(folder: Path) -> Catalogue:
    """The catalogue in another folder, to check it before it is used."""
    return parse({path.name: path.read_bytes() for path in folder.glob("*.toml")})


@cache
def read_code_tables(newer: Path | None = None) -> CodeTables:
    """All code tables, the newest of each: those in ``newer``, or where newer ones are put.

    Raises:
        CodeTableError: a file is wrong.
    """
    return read_code_tables_from(newer or newer_tables())


def newer_tables() -> Path:
    """Where newer tables may be put."""
    folder = platformdirs.user_data_path("overstap", appauthor=False) / "tables"
    return Path(os.environ.get("OVERSTAP_TABLES", folder))


def read_code_tables_from(newer: Path) -> CodeTables:
    """The tables of the program, each replaced by that of the folder where there is one."""
    tables = _read(resources.folder() / "tables")
    for name, table in _read(newer).items():
        if name not in tables:
            raise CodeTableError(f"{name}.csv", 0, ", ".join(tables))
        if table.version < tables[name].version:
            raise CodeTableError(f"{name}.csv", 1, f"{table.version} < {tables[name].version}")
        tables[name] = table.succeeds(tables[name])
    return CodeTables(tables | {UNION: combine(UNION, (tables[TABLES[wide]] for wide in CHOSEN))})


def _read(folder: Path) -> dict[str, CodeTable]:
    files: Mapping[str, Path] = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    return {name: parse_table(name, path.read_bytes()) for name, path in files.items()}
