"""``overstap export | verify | import``: exchange with other offices."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.naming import office_id
from overstap.cli.terminal import tell
from overstap.domain.kinds import OfficeKind
from overstap.domain.replies import Reply
from overstap.kernel.errors import RefusedError
from overstap.usecases.app import App
from overstap.usecases.handover.find_ready import Left, Ready
from overstap.usecases.handover.hand_over import (
    HandoverBlockedError,
    NothingNewError,
    NothingReadyError,
)
from overstap.usecases.ports.journal import code_of
from overstap.usecases.receive.bundle_words import inside_words
from overstap.usecases.receive.verify_bundle import Verdict
from overstap.usecases.receive.write_receipt import ANSWERED

Out = Annotated[Path, typer.Option("--out", help="folder")]


_TOLD = frozenset({"receipt", "withdrawal", "erasure"})
"""Kinds of which it says something else than what is new."""


class WhichToMoveError(RefusedError):
    """All households at once do not move to another location."""

    code = "cli.which_to_move"


def add_to(app: typer.Typer) -> None:
    """Add the three commands."""
    app.command("export")(export)
    app.command("verify")(verify)
    app.command("import")(import_bundle)


def export(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", help="id or name of the office")],
    household: Annotated[
        list[str] | None, typer.Option("--household", help="its record id")
    ] = None,
    out: Out = Path(),
    *,
    mailbox: Annotated[bool, typer.Option("--mailbox", help="at the next sync")] = False,
    as_json: Json = False,
) -> None:
    """Hand over households (without --household all that are ready) to a gemeente, or move the
    named ones to another location."""
    here: Context = context.obj
    with here.app() as app:
        folder = app.outbox() if mailbox else out
        office = office_id(app, to)
        ready = None if household else _ready(here, app, office)
        try:
            chosen = ready.going if ready else tuple(household or ())
            done = app.hand_over(chosen, office, folder, here.task)
        except NothingNewError:
            if ready and ready.left:
                raise NothingReadyError(ready.left) from None
            raise
    left = ready.left if ready else ()
    if as_json:
        rest = [{"household": o.household, "why": [c.code for c in o.checks]} for o in left]
        told = {"path": done.path, "number": done.number, "digest": done.digest, "left": rest}
        here.give(told)
        return
    inside = inside_words(here.texts, done.households, done.persons)
    here.say("cli.export.done", path=done.path.absolute(), number=done.number, inside=inside)
    _tell_left(here, left)


def _ready(here: Context, app: App, office: str) -> Ready:
    """What can go; of a move one says oneself who.

    Raises:
        WhichToMoveError: the office is a location.
        HandoverBlockedError: nothing may go to that office at all.
    """
    cards = {known.trust.card.office: known.trust.card for known in app.list_offices()}
    if office in cards and cards[office].kind is OfficeKind.LOCATION:
        raise WhichToMoveError(office=cards[office].name)
    ready = app.find_ready(office, here.task)
    if ready.closed:
        raise HandoverBlockedError(ready.closed[0])
    return ready


def _tell_left(here: Context, left: Sequence[Left]) -> None:
    """Who stays, and why; of who is not linked to the gemeente only how many."""
    linked = [one for one in left if not one.failed("matched")]
    if linked:
        here.say("cli.export.left")
    for one in linked:
        why = "; ".join(here.texts(f"handover.check.{check.code}.no") for check in one.checks)
        tell(f"  {one.name} ({one.household}): {why}")
    if len(left) > len(linked):
        here.say("cli.export.unlinked", count=len(left) - len(linked))


def verify(context: typer.Context, path: Path, *, as_json: Json = False) -> None:
    """Say whether a bundle is genuine, whole, for us and the newest. Nothing is stored."""
    here: Context = context.obj
    with here.app() as app:
        tell_verdict(here, app.verify_bundle(path, here.task), as_json=as_json)


def import_bundle(
    context: typer.Context,
    path: Path,
    receipt: Annotated[Path | None, typer.Option("--receipt", help="folder")] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="change nothing; only say what would")
    ] = False,
    as_json: Json = False,
) -> None:
    """Take a bundle over; --dry-run only says what would change."""
    here: Context = context.obj
    with here.app() as app:
        if dry_run:
            preview = app.preview_import(path, here.task)
            tell_verdict(here, preview.verdict, as_json=as_json, changes=len(preview.changes))
            if preview.taken_back and not as_json:
                here.say("cli.import.would_destroy", names="; ".join(preview.taken_back))
            return
        done = app.import_bundle(path, here.task)
        changes = len(done.records)
        tell_verdict(here, done.verdict, as_json=as_json, changes=changes, taken=True)
        manifest = done.verdict.manifest
        if receipt and manifest.kind in ANSWERED:
            reply = Reply(left=done.left)
            written = app.write_receipt(manifest.digest, receipt, here.task, reply)
            if not as_json:
                here.say("cli.import.receipt", path=written.absolute())


def tell_verdict(
    here: Context,
    verdict: Verdict,
    *,
    as_json: bool,
    changes: int | None = None,
    taken: bool = False,
) -> None:
    """The verdict and what the bundle is, to a person or a script; ``taken``: it was taken over."""
    manifest = verdict.manifest
    if as_json:
        here.give(
            {
                "verdict": verdict.grade,
                "kind": manifest.kind,
                "sender": verdict.sender.name,
                "number": manifest.number,
                "missing": verdict.missing,
                "records": manifest.records,
                "digest": manifest.digest,
                "changes": changes,
            }
        )
        return
    here.say(f"verdict.{verdict.grade}")
    about = {
        "sender": verdict.sender.name,
        "number": manifest.number,
        "day": manifest.created.date(),
        "code": code_of(manifest.digest),
    }
    here.say("cli.bundle.about", kind=here.texts(f"bundle.kind.{manifest.kind}"), **about)
    if manifest.households or manifest.persons:
        tell(inside_words(here.texts, manifest.households, manifest.persons))
    if verdict.missing:
        here.say("cli.bundle.missing", numbers=", ".join(map(str, verdict.missing)))
    if changes is not None:
        kind = manifest.kind if taken and manifest.kind in _TOLD else "other"
        here.say(f"cli.bundle.changes.{kind}", changes=changes)
