"""``overstap vault``: make a vault, or see whether a passphrase opens it."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.context import Context
from overstap.domain.offices import OfficeKind
from overstap.usecases.app import NewOffice

commands = typer.Typer(help="create, unlock-check", no_args_is_help=True)


@commands.command()
def create(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", help="office")],
    kind: Annotated[OfficeKind, typer.Option("--kind")] = OfficeKind.LOCATION,
    gm_code: Annotated[str, typer.Option("--gm-code", help="GM0000")] = "",
    desk: Annotated[str, typer.Option("--desk")] = "Balie 1",
    user: Annotated[str, typer.Option("--user")] = "beheer",
    kit: Annotated[Path | None, typer.Option("--recovery-kit", help="folder")] = None,
    *,
    training: Annotated[bool, typer.Option("--training")] = False,
) -> None:
    """Make a vault with a new office and its identity card."""
    here: Context = context.obj
    office = NewOffice(name, kind, gm_code, desk, user, training)
    passphrase = here.passphrase(twice=True)
    made = here.vaults.create(here.vault_folder, passphrase, office, here.task)
    if kit:
        papers = made.app.print_papers
        sheet = papers.recovery_kit(made.recovery_key, here.texts, here.task)
        here.say("cli.vault.kit", path=papers.write(sheet, kit))
    made.app.close()
    here.say("cli.vault.created", folder=here.vault_folder)
    here.say("cli.vault.recovery", recovery=made.recovery_key)
    here.say("cli.vault.root_key", file=made.root_key_file)


@commands.command("unlock-check")
def unlock_check(context: typer.Context) -> None:
    """See whether the passphrase opens the vault."""
    here: Context = context.obj
    with here.app() as app:
        here.say("cli.vault.opens", office=app.office.name, desk=app.office.desk)
