"""A table in words, and the two ways to hand it over: as Markdown and as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of text. Every row is as long as ``head``."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def markdown(sheet: Sheet, sentences: tuple[str, ...] = ()) -> str:
    """The table as Markdown, under its title and some sentences."""
    return "\n".join([f"# {sheet.title}", "", *sentences, "", *_lines(sheet), ""])


def _lines(sheet: Sheet) -> Iterator[str]:
    yield _line(sheet.head)
    yield "|" + "---|" * len(sheet.head)
    yield from map(_line, sheet.rows)


def _line(cells: tuple[str, ...]) -> str:
    told = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(told)} |"
