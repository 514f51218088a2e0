"""``overstap received | undo-import | ask``: what came in, take it back, ask for more."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.destroying import InMailbox, Out
from overstap.cli.naming import bundles_called
from overstap.domain.replies import LONGEST_REMARK, Asked, Reply
from overstap.kernel.errors import RefusedError
from overstap.usecases.app import App
from overstap.usecases.ports.journal import SUFFIX, code_of

Digest = Annotated[str, typer.Argument(help="code or file of the bundle, or how it begins")]


class UnknownBundleError(RefusedError):
    """No bundle that came in has that digest, or more than one begins so."""

    code = "cli.unknown_bundle"


class UnreadableReplyError(RefusedError):
    """What is asked is no question of a record, or the remark is too long."""

    code = "cli.unreadable_reply"


def add_to(app: typer.Typer) -> None:
    """Add the three commands."""
    app.command()(received)
    app.command("undo-import")(undo_import)
    app.command()(ask)


def received(context: typer.Context, *, as_json: Json = False) -> None:
    """The bundles that came in, the newest first; the code of each is the name of its file."""
    here: Context = context.obj
    with here.app() as app:
        found = app.list_received()
    if as_json:
        here.give(
            [
                {
                    "digest": one.entry.digest,
                    "file": f"{code_of(one.entry.digest)}{SUFFIX}",
                    "kind": one.entry.kind,
                    "office": one.office,
                    "number": one.entry.number,
                    "at": one.entry.handled,
                    "confirmed": one.entry.acknowledged,
                    "undoable": one.undoable,
                }
                for one in found
            ]
        )
        return
    for one in found:
        here.say(
            "cli.received.row",
            code=code_of(one.entry.digest),
            day=f"{one.entry.handled:%Y-%m-%d}",
            kind=here.texts(f"bundle.kind.{one.entry.kind}"),
            office=one.office,
            number=one.entry.number,
            state=here.texts("cli.received.undoable") if one.undoable else "",
        )
    here.say("cli.received.files" if found else "cli.received.none")


def undo_import(
    context: typer.Context, digest: Digest, out: Out = Path(), *, mailbox: InMailbox = False
) -> None:
    """Put everything back as it was before a bundle was imported; its sender is told."""
    here: Context = context.obj
    with here.app() as app:
        whole = _found(app, digest)
        done = app.undo_import(whole, app.outbox() if mailbox else out, here.task)
    here.say("cli.undo_import.done", count=len(done.records))
    if done.notice:
        here.say("cli.undo_import.notice", path=done.notice.absolute())


def ask(
    context: typer.Context,
    digest: Digest,
    question: Annotated[
        list[str] | None, typer.Option("--question", help="RECORD:QUESTION, as often as needed")
    ] = None,
    remark: Annotated[
        str, typer.Option("--remark", help="a remark for the sender, without names")
    ] = "",
    out: Out = Path(),
    *,
    mailbox: InMailbox = False,
) -> None:
    """Ask the sender of an imported bundle for answers; goes as a receipt."""
    here: Context = context.obj
    with here.app() as app:
        reply = _reply(app, question or [], remark)
        folder = app.outbox() if mailbox else out
        path = app.write_receipt(_found(app, digest), folder, here.task, reply)
    here.say("cli.ask.done", count=len(reply.asked), path=path.absolute())


def _found(app: App, digest: str) -> str:
    """The whole digest of the one bundle that is meant, also by the name of its file."""
    found = bundles_called(digest, (one.entry.digest for one in app.list_received(limit=0)))
    if len(found) != 1:
        raise UnknownBundleError(digest=digest)
    return found[0]


def _reply(app: App, questions: list[str], remark: str) -> Reply:
    asked = tuple(Asked(*question.split(":", 1)) for question in questions if ":" in question)
    known = all(app.catalogue.find(one.field) is not None for one in asked)
    if len(asked) < len(questions) or not known or len(remark) > LONGEST_REMARK:
        raise UnreadableReplyError(longest=LONGEST_REMARK)
    if not asked and not remark:
        raise UnreadableReplyError(longest=LONGEST_REMARK)
    try:
        return Reply.from_json(Reply(asked, remark).to_json())
    except ValueError as error:
        raise UnreadableReplyError(longest=LONGEST_REMARK) from error
