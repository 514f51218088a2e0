"""Where the files that come with the program are: in a checkout or in an installed package."""

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The folder ``resources``, with catalogue, tables, locale, fonts and icons in it."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"
