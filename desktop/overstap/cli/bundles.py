"""``overstap export | verify | import``: exchange with other offices."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.context import Context
from overstap.cli.naming import office_id
from overstap.usecases.app import App
from overstap.usecases.hand_over import (
    HandoverBlockedError,
    NothingNewError,
    NothingReadyError,
)
from overstap.usecases.verify_bundle import Verdict

Json = Annotated[bool, typer.Option("--json")]
Out = Annotated[Path, typer.Option("--out", help="folder")]


def add_to(app: typer.Typer) -> None:
    """Add the three commands."""
    app.command("export")(export)
    app.command("verify")(verify)
    app.command("import")(import_bundle)


def export(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", help="id or name of the office")],
    household: Annotated[list[str] | None, typer.Option("--household")] = None,
    out: Out = Path(),
    *,
    mailbox: Annotated[bool, typer.Option("--mailbox", help="at the next sync")] = False,
    as_json: Json = False,
) -> None:
    """Hand over households (all released ones without --household) to a gemeente."""
    here: Context = context.obj
    with here.app() as app:
        folder = app.outbox() if mailbox else out
        office = office_id(app, to)
        chosen = household or released_for(app, office)
        try:
            done = app.hand_over(chosen, office, folder, here.task)
        except NothingNewError:
            if not household:
                _refuse_unready(app, office)
            raise
    if as_json:
        here.give({"path": done.path, "number": done.number, "digest": done.digest})
    else:
        path = done.path.absolute()
        here.say("cli.export.done", path=path, number=done.number, households=done.households)


def released_for(app: App, office: str) -> list[str]:
    """The released households that nothing keeps from going to ``office``."""
    hits = app.find_residents("", limit=1_000_000).hits
    released = dict.fromkeys(hit.household for hit in hits if hit.released and not hit.received)
    return [one for one in released if app.prepare_handover([one], office).allowed]


def _refuse_unready(app: App, office: str) -> None:
    """Where households are kept back, that is why nothing goes.

    Raises:
        HandoverBlockedError: nothing may go to that office at all.
        NothingReadyError: none of the households that wait is ready.
    """
    hits = app.find_residents("", limit=1_000_000).hits
    own = dict.fromkeys(hit.household for hit in hits if not hit.received)
    waiting = [plan for one in own if not (plan := app.prepare_handover([one], office)).allowed]
    if not waiting:
        return
    of_office = (c for c in waiting[0].checks if not c.household and c.blocks and not c.passed)
    if check := next(of_office, None):
        raise HandoverBlockedError(check)
    raise NothingReadyError(waiting)


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
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    as_json: Json = False,
) -> None:
    """Take a bundle over; --dry-run only says what would change."""
    here: Context = context.obj
    with here.app() as app:
        if dry_run:
            preview = app.preview_import(path, here.task)
            tell_verdict(here, preview.verdict, as_json=as_json, changes=len(preview.changes))
            return
        done = app.import_bundle(path, here.task)
        tell_verdict(here, done.verdict, as_json=as_json, changes=len(done.records))
        manifest = done.verdict.manifest
        if receipt and manifest.kind == "handover":
            written = app.write_receipt(manifest.digest, receipt, here.task)
            if not as_json:
                here.say("cli.import.receipt", path=written.absolute())


def tell_verdict(
    here: Context, verdict: Verdict, *, as_json: bool, changes: int | None = None
) -> None:
    """The verdict and what the bundle is, to a person or a script."""
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
    here.say(
        "cli.bundle.about",
        sender=verdict.sender.name,
        number=manifest.number,
        records=manifest.records,
        day=manifest.created.date(),
    )
    if verdict.missing:
        here.say("cli.bundle.missing", numbers=", ".join(map(str, verdict.missing)))
    if changes is not None:
        here.say("cli.bundle.changes", changes=changes)
