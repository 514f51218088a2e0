"""``overstap not-arrived``: a bundle of ours was lost on its way."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.context import Context
from overstap.cli.destroying import InMailbox, Out
from overstap.cli.naming import bundles_called
from overstap.kernel.errors import RefusedError


class UnknownSentError(RefusedError):
    """No bundle of ours that waits for a receipt has that digest, or more than one begins so."""

    code = "cli.unknown_sent"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("not-arrived")(not_arrived)


def not_arrived(
    context: typer.Context,
    digest: Annotated[str, typer.Argument(help="code or file of the bundle, or how it begins")],
    out: Out = Path(),
    *,
    mailbox: InMailbox = False,
) -> None:
    """Say that a bundle never came: households can go again, a withdrawal is written again."""
    here: Context = context.obj
    with here.app() as app:
        sent = {one.digest: one for one in app.list_sent(0) if one.again}
        notices = {one.digest for one in app.withdraw.underway()}
        found = _found(digest, {*sent, *notices})
        if found in sent:
            app.hand_over.not_arrived(found)
            here.say("cli.not_arrived", number=sent[found].number, office=sent[found].office)
        else:
            again = app.withdraw.again(found, app.outbox() if mailbox else out, here.task)
            told = {"path": again.path.absolute(), "count": again.records}
            here.say("cli.withdraw.done", office=again.office_name, **told)


def _found(digest: str, waiting: Collection[str]) -> str:
    found = bundles_called(digest, waiting)
    if len(found) != 1:
        raise UnknownSentError(digest=digest)
    return found[0]
