"""``overstap mailbox``: where we exchange. ``overstap sync``: exchange, once or again and again."""

import getpass
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.group import command_group
from overstap.cli.naming import office_id
from overstap.cli.terminal import tell
from overstap.kernel.errors import CancelledError, OverstapError, TrustError
from overstap.usecases.app import App
from overstap.usecases.mailboxes.configure_mailboxes import Added, NewMailbox
from overstap.usecases.mailboxes.mailbox_words import report_words, trouble_words
from overstap.usecases.mailboxes.sync_mailboxes import MailboxReport, SyncReport

LONGEST_PAUSE = 3600
"""Seconds between two attempts while the mailboxes cannot be reached."""

commands = command_group("The mailboxes to exchange through.")


@commands.command()
def add(
    context: typer.Context,
    name: str,
    address: str,
    password_file: Annotated[
        Path | None, typer.Option("--password-file", help="file to read its password from")
    ] = None,
    fingerprint: Annotated[str, typer.Option("--fingerprint", help="SHA256:...")] = "",
    office: Annotated[
        list[str] | None, typer.Option("--office", help="id or name of the office")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Try a mailbox, and keep it where it works. ADDRESS: a folder, sftp://, https:// or s3://."""
    here: Context = context.obj
    secret = _secret(here, address, password_file)
    with here.app() as app:
        offices = frozenset(office_id(app, one) for one in office or ())
        new = NewMailbox(name, address, secret, fingerprint, offices)
        added = _add(here, app, new)
    if as_json:
        here.give({"name": added.config.name, "id": added.config.id, "in_vault": added.in_vault})
        return
    here.say("cli.mailbox.added", name=added.config.name)
    if secret:
        here.say("mailbox.in_vault" if added.in_vault else "mailbox.in_key_store")


def _add(here: Context, app: App, new: NewMailbox) -> Added:
    try:
        return app.mailboxes.add(new, here.task)
    except TrustError as error:
        if error.code != "mailbox.host_unknown" or not sys.stdin.isatty():
            raise
        if not here.asks("cli.mailbox.confirm", **error.parameters):
            raise CancelledError from error
        seen = str(error.parameters["fingerprint"])
    return app.mailboxes.add(replace(new, fingerprint=seen), here.task)


def _secret(here: Context, address: str, file: Path | None) -> str:
    """From a file, ``OVERSTAP_MAILBOX_PASSWORD_FILE``, or typed; never from an argument."""
    named = os.environ.get("OVERSTAP_MAILBOX_PASSWORD_FILE")
    kept = file or (Path(named) if named else None)
    if kept:
        return here.read_secret(kept)
    if "://" in address and sys.stdin.isatty():
        return getpass.getpass(here.texts("cli.mailbox.password") + " ")
    return ""


@commands.command("list")
def list_mailboxes(context: typer.Context, *, as_json: Json = False) -> None:
    """The mailboxes, without their passwords."""
    here: Context = context.obj
    with here.app() as app:
        configs = app.mailboxes()
    if as_json:
        here.give([one.to_json() for one in configs])
        return
    for one in configs:
        kind = here.texts(f"mailbox.kind.{one.address.kind}")
        here.say("cli.mailbox.line", name=one.name, kind=kind, url=one.url)
    if not configs:
        here.say("cli.mailbox.empty")


@commands.command()
def test(context: typer.Context, name: str) -> None:
    """Connect, write a small file, and remove it."""
    here: Context = context.obj
    with here.app() as app:
        app.mailboxes.test(name, here.task)
    here.say("cli.mailbox.works", name=name)


@commands.command()
def remove(context: typer.Context, name: str) -> None:
    """Forget a mailbox and its password."""
    here: Context = context.obj
    with here.app() as app:
        app.mailboxes.remove(name)
    here.say("cli.mailbox.removed", name=name)


def add_to(app: typer.Typer) -> None:
    """Add the command that exchanges."""
    app.command("sync")(sync)


def sync(
    context: typer.Context,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="again and again")] = False,
    every: Annotated[int, typer.Option("--every", min=5, help="seconds")] = 300,
    as_json: Json = False,
) -> None:
    """Exchange through the mailboxes: send what is pending, fetch what arrived."""
    here: Context = context.obj
    with here.app() as app:
        pause = every
        while True:
            error = _sync(here, app, as_json=as_json)
            if not watch:
                break
            pause = min(2 * pause, LONGEST_PAUSE) if error else every
            if not as_json:
                here.say("cli.mailbox.next", seconds=pause)
            sys.stdout.flush()
            time.sleep(pause)
    if error:
        raise typer.Exit(error.exit_code)


def _sync(here: Context, app: App, *, as_json: bool) -> OverstapError | None:
    """Once; gives why a mailbox was not reached."""
    report = app.sync_mailboxes(here.task)
    if as_json:
        here.give(_json(report))
        return report.error
    for box in report.mailboxes:
        here.say("cli.mailbox.box", name=box.name)
        for line in report_words(box, here.texts):
            tell(f"  {line}")
    for line in trouble_words(report.troubles, here.texts):
        tell(line)
    return report.error


def _json(report: SyncReport) -> dict[str, Any]:
    return {
        "mailboxes": [_box(box) for box in report.mailboxes],
        "troubles": [{"name": one.name, "error": one.error.code} for one in report.troubles],
    }


def _box(box: MailboxReport) -> dict[str, Any]:
    arrivals = box.arrivals
    return {
        "name": box.name,
        "error": box.error.code if box.error else None,
        "sent": [{"kind": one.kind, "office": one.office, "file": one.name} for one in box.sent],
        "taken": [
            {"kind": one.kind, "sender": one.sender, "changes": one.records}
            for one in arrivals.taken
        ],
        "waiting": [
            {"kind": one.kind, "sender": one.sender, "path": one.path} for one in arrivals.waiting
        ],
        "duplicates": arrivals.duplicates,
        "unfinished": arrivals.unfinished,
        "foreign": arrivals.foreign,
        "removed": arrivals.removed,
        "troubles": [
            {"name": one.name, "error": one.error.code}
            for one in (*arrivals.troubles, *box.vanished)
        ],
    }
