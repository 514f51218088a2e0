"""Read the catalogue and the code tables that come with the program, once per process."""

from functools import cache

from overstap.domain.catalogue import Catalogue
from overstap.domain.catalogue_file import parse
from overstap.domain.code_tables import CodeTables, parse_table
from overstap.kernel import resources


@cache
def read_catalogue() -> Catalogue:
    """The question catalogue.

    Raises:
        CatalogueError: a file was changed and is wrong.
    """
    folder = resources.folder() / "catalogue"
    return parse({path.name: path.read_bytes() for path in folder.glob("*.toml")})


@cache
def read_code_tables() -> CodeTables:
    """All code tables.

    Raises:
        CodeTableError: a file was changed and is wrong.
    """
    files = sorted((resources.folder() / "tables").glob("*.csv"))
    return CodeTables({path.stem: parse_table(path.stem, path.read_bytes()) for path in files})
