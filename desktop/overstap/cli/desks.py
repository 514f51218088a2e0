"""``overstap desk``: the desks of our own office. ``overstap sync`` exchanges with them."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.folders import folder_for
from overstap.cli.group import command_group
from overstap.usecases.administration.administer_office import RevokeReason

commands = command_group("The desks of our own office.")

RootFile = Annotated[Path, typer.Option("--root", help="office-root.age")]
Out = Annotated[Path, typer.Option("--out", help="folder")]


@commands.command("list")
def list_desks(context: typer.Context, *, as_json: Json = False) -> None:
    """The desks on our card."""
    here: Context = context.obj
    with here.app() as app:
        desks = app.show_card().card.desks
        own = app.office.desk_id
    if as_json:
        here.give(
            [
                {"id": d.id, "name": d.name, "until": d.valid_until, "own": d.id == own}
                for d in desks
            ]
        )
        return
    for desk in desks:
        key = "cli.desk.own" if desk.id == own else "cli.desk.other"
        here.say(key, id=desk.id, name=desk.name, day=desk.valid_until)


@commands.command()
def invite(context: typer.Context, name: str, root: RootFile, out: Out = Path()) -> None:
    """Make the file with which a new desk begins; tell its number apart from the file."""
    here: Context = context.obj
    with here.app() as app:
        made = app.administer_office.invite(name, folder_for(out), here.root(root))
    here.say("cli.desk.invited", path=made.path.absolute(), number=made.number)


@commands.command()
def join(
    context: typer.Context,
    setup: Path,
    number: Annotated[
        str, typer.Option("--number", prompt=True, help="25 digits, given apart from the file")
    ],
    user: Annotated[str, typer.Option("--user", help="name of who uses it")] = "beheer",
) -> None:
    """Make the vault of this new desk from its set-up file."""
    here: Context = context.obj
    passphrase = here.passphrase(twice=True)
    made = here.vaults.join(here.vault_folder, passphrase, setup, number, user, here.task)
    made.app.close()
    here.say("cli.vault.created", folder=here.vault_folder)
    here.say("cli.vault.recovery", recovery=made.recovery_key)


@commands.command()
def revoke(
    context: typer.Context,
    desk: str,
    root: RootFile,
    reason: Annotated[
        RevokeReason, typer.Option("--reason", help="why; is written down")
    ] = RevokeReason.LOST,
) -> None:
    """Take a lost or stolen desk (its id) off our card."""
    here: Context = context.obj
    with here.app() as app:
        app.administer_office.revoke(desk, here.root(root), reason)
    here.say("cli.desk.card_changed")


@commands.command()
def prolong(context: typer.Context, root: RootFile) -> None:
    """Issue our card again for the usual time from today."""
    here: Context = context.obj
    with here.app() as app:
        app.administer_office.prolong(here.root(root))
    here.say("cli.desk.card_changed")


@commands.command()
def rotate(
    context: typer.Context,
    root: RootFile,
    new: Annotated[Path, typer.Option("--new", help="file that the new root key is written to")],
) -> None:
    """Put a new root key beside the old one. Our number changes; who knows the old, trusts on."""
    here: Context = context.obj
    with here.app() as app:
        app.administer_office.rotate(here.root(root), new)
    here.say("cli.desk.card_changed")


@commands.command()
def sync(
    context: typer.Context,
    out: Out = Path(),
    *,
    full: Annotated[
        bool, typer.Option("--full", help="all of it again, for a desk that starts anew")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write one bundle for our other desks, with all that they lack."""
    here: Context = context.obj
    with here.app() as app:
        done = app.write_sync(out, here.task, full=full)
    if as_json:
        here.give({"path": done.path, "revisions": done.revisions})
    else:
        key = "cli.sync.done" if done.revisions else "cli.sync.nothing"
        here.say(key, path=done.path.absolute(), count=done.revisions)
