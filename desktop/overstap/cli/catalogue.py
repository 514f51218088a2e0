"""``overstap catalogue``: check it, and write what a privacy officer or translator needs."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.group import command_group
from overstap.domain.catalogue import Catalogue
from overstap.domain.resident_texts import could_harm
from overstap.i18n.resident import template
from overstap.i18n.texts import Texts
from overstap.kernel.errors import FileError
from overstap.usecases.rules.data_table import data_table
from overstap.usecases.rules.read_catalogue import (
    read_catalogue,
    read_catalogue_from,
    read_code_tables,
    read_code_tables_from,
)
from overstap.usecases.rules.register_of_processing import NOTES, register_of_processing
from overstap.usecases.rules.translations import coverage, every_key
from overstap.usecases.words.sheets import Sheet, markdown

commands = command_group(
    "The questions, code tables and translations; the tables for a privacy officer."
)


class UnknownSheetError(FileError):
    """A file's name ends in something that we cannot write."""

    code = "catalogue.ending"


@commands.callback()
def group() -> None:
    """The question catalogue and its code tables."""


@commands.command("check")
def check(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="catalogue/ and tables/")] = None,
) -> None:
    """Validate the catalogue and the code tables, or those in another folder."""
    here: Context = context.obj
    if folder is None:
        catalogue, tables = read_catalogue(), read_code_tables()
    else:
        own = folder / "catalogue"
        catalogue = read_catalogue_from(own) if own.is_dir() else read_catalogue()
        tables = read_code_tables_from(folder / "tables")
    questions = sum(1 for _ in catalogue.questions)
    here.say("cli.catalogue.good", questions=questions, tables=len(tables.tables))


@commands.command("dpia")
def dpia(
    context: typer.Context, out: Annotated[Path, typer.Option("--out", help=".md | .xlsx")]
) -> None:
    """Write the data table of the DPIA as Markdown or as a spreadsheet."""
    notes = tuple(f"dpia.note.{note}" for note in ("kept", "gemeente", "never"))
    _write(context, out, data_table, notes)


@commands.command("register")
def register(
    context: typer.Context, out: Annotated[Path, typer.Option("--out", help=".md | .xlsx")]
) -> None:
    """Write the entries for a register of processing as Markdown or as a spreadsheet."""
    notes = tuple(f"processing.note.{note}" for note in NOTES)
    _write(context, out, register_of_processing, notes)


def _write(
    context: typer.Context,
    out: Path,
    make: Callable[[Catalogue, Texts], Sheet],
    notes: tuple[str, ...],
) -> None:
    here: Context = context.obj
    sheet = make(read_catalogue(), here.texts)
    if out.suffix == ".md":
        out.write_text(markdown(sheet, tuple(map(here.texts, notes))), "utf-8")
    elif out.suffix == ".xlsx":
        out.write_bytes(here.vaults.workbook(sheet))
    else:
        raise UnknownSheetError(ending=out.suffix or out.name)
    print(out)


@commands.command("tables")
def tables(context: typer.Context, *, as_json: Json = False) -> None:
    """Say of each code table its version, reference date, number of codes and source."""
    here: Context = context.obj
    known = [
        {
            "name": table.name,
            "version": table.version,
            "reference": table.reference,
            "codes": len(table.entries),
            "source": table.source,
        }
        for table in read_code_tables().tables.values()
    ]
    if as_json:
        here.give(known)
    else:
        for table in known:
            here.say("cli.catalogue.table", **table)


@commands.command("translations")
def translations(
    context: typer.Context,
    for_language: Annotated[str, typer.Option("--template", help="tir, tur, ...")] = "",
    *,
    as_json: Json = False,
) -> None:
    """Say how far each resident language is; --template prints a file to translate."""
    here: Context = context.obj
    catalogue = read_catalogue()
    if for_language:
        keys = every_key(catalogue)
        grave = tuple(filter(could_harm, keys))
        print(template(for_language, keys, grave).decode(), end="")
        return
    found = coverage(catalogue, read_code_tables().table("talen"))
    if as_json:
        here.give(
            [
                {"language": c.language, "told": c.told, "total": c.total, "reviewed": c.reviewed}
                | {"missing": c.missing}
                for c in found
            ]
        )
        return
    for one in found:
        key = "cli.catalogue.reviewed" if one.reviewed else "cli.catalogue.unreviewed"
        here.say(key, language=one.language, name=one.name, told=one.told, total=one.total)
