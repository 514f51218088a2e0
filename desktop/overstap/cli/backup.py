"""``overstap backup``: make, list, verify and put back backups; rehearse recovery."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json, plain
from overstap.cli.context import Context
from overstap.cli.group import command_group
from overstap.usecases.ports.backups import BackupFile, Contents

commands = command_group(
    "Make backups, look whether they are whole, put one back, and practise that."
)

Folder = Annotated[Path | None, typer.Option("--to", help="folder")]


@commands.command()
def make(context: typer.Context, folder: Folder = None) -> None:
    """Make a backup, open it to see that it is whole, and let old ones go."""
    here: Context = context.obj
    with here.app() as app:
        done = app.back_up(folder, here.task)
    here.say("cli.backup.made", path=done.file.path, **plain_counts(done.contents))
    for old in done.removed:
        here.say("cli.backup.removed", path=old.path)
    if done.not_sent is not None:
        raise done.not_sent


@commands.command("list")
def show(context: typer.Context, folder: Folder = None, *, as_json: Json = False) -> None:
    """The backups of this vault, newest first."""
    here: Context = context.obj
    with here.app() as app:
        found = app.back_up.all(folder)
    if as_json:
        here.give([plain(file) for file in found])
        return
    for file in found:
        here.say(
            "cli.backup.line",
            made=f"{file.made:%Y-%m-%d %H:%M}",
            size=-(-file.size // 1_000_000),
            path=file.path,
        )
    if not found:
        here.say("cli.backup.none")


@commands.command()
def verify(context: typer.Context, file: Path) -> None:
    """Open a backup in a scratch folder, with the passphrase or recovery key it was made with."""
    here: Context = context.obj
    found, contents = here.vaults.look_at_backup(file, here.passphrase(), here.task)
    _tell(here, "cli.backup.whole", found, contents)


@commands.command()
def restore(
    context: typer.Context,
    file: Path,
    into: Annotated[Path, typer.Option("--into", help="new folder")],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="change nothing; only say what would")
    ] = False,
) -> None:
    """Make a vault of a backup in a new folder; --dry-run only says what would be in it."""
    here: Context = context.obj
    key = here.passphrase()
    if dry_run:
        found, contents = here.vaults.look_at_backup(file, key, here.task)
        _tell(here, "cli.backup.would_restore", found, contents)
        return
    found, contents = here.vaults.restore_backup(file, into, key, here.task)
    _tell(here, "cli.backup.restored", found, contents)
    here.say("cli.backup.restored_to", folder=into)


@commands.command()
def drill(
    context: typer.Context,
    file: Path,
    kit: Annotated[Path | None, typer.Option("--recovery-key-file", help="file")] = None,
    record: Annotated[Path | None, typer.Option("--record", help="folder")] = None,
) -> None:
    """Prove that this backup and the recovery kit give the vault back; writes down that it did."""
    here: Context = context.obj
    with here.app() as app:
        done = app.rehearse_recovery(file, here.recovery_key(kit), here.task)
        here.say("cli.backup.drilled", file=done.file, **plain_counts(done.contents))
        if record:
            path = app.rehearse_recovery.write_record(done, here.texts, record)
            here.say("cli.backup.record", path=path)


def plain_counts(contents: Contents) -> dict[str, int]:
    """What sentences name."""
    return {
        "persons": contents.persons,
        "households": contents.households,
        "revisions": contents.revisions,
        "audit": contents.audit,
    }


def _tell(here: Context, key: str, found: BackupFile, contents: Contents) -> None:
    here.say(key, made=f"{found.made:%Y-%m-%d %H:%M}", **plain_counts(contents))
