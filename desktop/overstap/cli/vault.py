"""``overstap vault``: make a vault, see whether a passphrase opens it, and manage its users."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json, plain
from overstap.cli.context import Context
from overstap.cli.folders import folder_for
from overstap.cli.group import command_group
from overstap.cli.naming import gemeente_code
from overstap.cli.terminal import tell
from overstap.domain.kinds import OfficeKind
from overstap.domain.roles import Role
from overstap.usecases.ports.people import User
from overstap.usecases.vaults import NewOffice

commands = command_group("Make and unlock the vault, say who may, and keep ways back into it.")

New = Annotated[Path | None, typer.Option("--new-passphrase-file", help="file")]
Roles = Annotated[list[Role], typer.Option("--role", help="as often as needed")]


@commands.command()
def create(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", help="office")],
    kind: Annotated[
        OfficeKind, typer.Option("--kind", help="what the office is")
    ] = OfficeKind.LOCATION,
    gm_code: Annotated[str, typer.Option("--gm-code", help="GM0000")] = "",
    desk: Annotated[str, typer.Option("--desk", help="name of this desk")] = "Balie 1",
    user: Annotated[str, typer.Option("--user", help="name of who uses it")] = "beheer",
    kit: Annotated[Path | None, typer.Option("--recovery-kit", help="folder")] = None,
    *,
    training: Annotated[
        bool, typer.Option("--training", help="to practise with made-up people")
    ] = False,
) -> None:
    """Make a vault with a new office and its identity card."""
    here: Context = context.obj
    code = gemeente_code(kind, gm_code, training=training)
    office = NewOffice(name, kind, code, desk, user, training)
    folder = folder_for(kit) if kit else None
    made = here.vaults.create(here.vault_folder, here.passphrase(twice=True), office, here.task)
    here.say("cli.vault.created", folder=here.vault_folder)
    here.say("cli.vault.recovery", recovery=made.recovery_key)
    here.say("cli.vault.root_key", file=made.root_key_file)
    if folder:
        papers = made.app.print_papers
        sheet = papers.recovery_kit(made.recovery_key, here.texts, here.task)
        here.say("cli.vault.kit", path=papers.write(sheet, folder))
    made.app.close()


@commands.command("unlock-check")
def unlock_check(context: typer.Context) -> None:
    """See whether the passphrase opens the vault."""
    here: Context = context.obj
    with here.app() as app:
        here.say("cli.vault.opens", office=app.office.name, desk=app.office.desk)


@commands.command()
def passphrase(context: typer.Context, new: New = None) -> None:
    """Change one's own passphrase; the first is asked, or read from --passphrase-file."""
    here: Context = context.obj
    old = here.passphrase()
    with here.app(old) as app:
        app.change_passphrase(old, here.new_passphrase(new))
    here.say("cli.vault.passphrase_changed")


@commands.command()
def users(context: typer.Context, *, as_json: Json = False) -> None:
    """Who may unlock this vault, and what each may do."""
    here: Context = context.obj
    with here.app() as app:
        everybody, blocked = app.administer_users(), app.administer_users.blocked()
    if as_json:
        known = [(user, False) for user in everybody] + [(user, True) for user in blocked]
        here.give([{"name": u.name, "roles": plain(u.roles), "blocked": b} for u, b in known])
        return
    for user in everybody:
        tell(f"{user.name}: {_roles(here, user)}")
    for user in blocked:
        here.say("cli.vault.user_shut_out", name=user.name, roles=_roles(here, user))


def _roles(here: Context, user: User) -> str:
    return ", ".join(here.texts(f"role.{role}") for role in Role if role in user.roles)


@commands.command("add-user")
def add_user(context: typer.Context, name: str, role: Roles, new: New = None) -> None:
    """Let somebody in with a passphrase of their own."""
    here: Context = context.obj
    with here.app() as app:
        app.administer_users.add(name, role, here.new_passphrase(new))
    here.say("cli.vault.user_added", name=name)


@commands.command("set-roles")
def set_roles(context: typer.Context, name: str, role: Roles) -> None:
    """Give somebody these roles and no others."""
    here: Context = context.obj
    with here.app() as app:
        app.administer_users.set_roles(name, role)
    here.say("cli.vault.roles_set", name=name)


@commands.command("remove-user")
def remove_user(context: typer.Context, name: str) -> None:
    """Shut somebody out: the vault gets a new key, sealed for those who stay."""
    here: Context = context.obj
    with here.app() as app:
        app.administer_users.remove(name)
    here.say("cli.vault.user_removed", name=name)


@commands.command("block-user")
def block_user(context: typer.Context, name: str) -> None:
    """Shut somebody out for a while; their roles wait for them."""
    here: Context = context.obj
    with here.app() as app:
        app.administer_users.block(name)
    here.say("cli.vault.user_blocked", name=name)


@commands.command("unblock-user")
def unblock_user(context: typer.Context, name: str, new: New = None) -> None:
    """Let somebody in again, with a new passphrase and the roles of before."""
    here: Context = context.obj
    with here.app() as app:
        app.administer_users.unblock(name, here.new_passphrase(new))
    here.say("cli.vault.user_unblocked", name=name)


@commands.command()
def recover(context: typer.Context, name: str, new: New = None) -> None:
    """Give somebody a new passphrase; unlock with the recovery key where nobody else can."""
    here: Context = context.obj
    with here.app() as app:
        app.administer_users.reset_passphrase(name, here.new_passphrase(new))
    here.say("cli.vault.recovered", name=name)


@commands.command()
def share(
    context: typer.Context,
    needed: Annotated[int, typer.Option("--needed", help="so many sheets together open the vault")],
    of: Annotated[int, typer.Option("--of", help="so many sheets are written")],
    out: Annotated[Path, typer.Option("--out", help="folder")],
) -> None:
    """Divide a way back into the vault over colleagues: --needed of the --of sheets open it. Print
    them, hand them out, and delete the files."""
    here: Context = context.obj
    with here.app() as app:
        shares = app.share_recovery(needed, of)
        for sheet in app.print_papers.recovery_shares(shares, needed, here.texts, here.task):
            tell(app.print_papers.write(sheet, out))
    here.say("cli.vault.shared", needed=needed, of=of)


@commands.command()
def unshare(context: typer.Context) -> None:
    """Make all shares worthless."""
    here: Context = context.obj
    with here.app() as app:
        app.share_recovery.stop()
    here.say("cli.vault.unshared")


@commands.command()
def bind(context: typer.Context) -> None:
    """Let one's own passphrase be good on this computer and account alone."""
    here: Context = context.obj
    passphrase = here.passphrase()
    with here.app(passphrase) as app:
        app.change_passphrase.bind(passphrase)
    here.say("cli.vault.bound")


@commands.command()
def unbind(context: typer.Context) -> None:
    """Let one's own passphrase be good everywhere again."""
    here: Context = context.obj
    passphrase = here.passphrase()
    with here.app(passphrase) as app:
        app.change_passphrase.unbind(passphrase)
    here.say("cli.vault.unbound")
