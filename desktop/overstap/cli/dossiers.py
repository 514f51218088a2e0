"""``overstap print``: dossiers as PDF files."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.context import Context
from overstap.domain.catalogue import Audience


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("print")(print_dossiers)


def print_dossiers(
    context: typer.Context,
    household: Annotated[list[str] | None, typer.Option("--household")] = None,
    audience: Annotated[Audience, typer.Option("--audience")] = Audience.GEMEENTE,
    out: Annotated[Path, typer.Option("--out", help="folder")] = Path(),
    *,
    everybody: Annotated[bool, typer.Option("--all")] = False,
) -> None:
    """Print the dossier of households, or of --all."""
    here: Context = context.obj
    if not household and not everybody:
        raise typer.BadParameter("--household | --all")
    with here.app() as app:
        hits = app.find_residents("", limit=1_000_000).hits if everybody else ()
        chosen = household or list(dict.fromkeys(hit.household for hit in hits))
        for one in chosen:
            print(app.print_dossier(one, audience, here.texts, out, here.task).path)
