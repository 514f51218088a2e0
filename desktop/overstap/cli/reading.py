"""``overstap read``: look at one bundle with a desk's set-up file; nothing of it stays here."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.bundles import tell_verdict
from overstap.cli.context import Context
from overstap.cli.terminal import on_one_line, tell
from overstap.domain.catalogue import Audience
from overstap.usecases.app import App
from overstap.usecases.receive.import_bundle import Imported
from overstap.usecases.receive.preview_import import Change, ImportPreview
from overstap.usecases.words.speaker import Speaker

Setup = Annotated[Path, typer.Option("--setup", help="*.desk")]
Number = Annotated[
    str, typer.Option("--number", prompt=True, help="25 digits, given apart from the file")
]
User = Annotated[str, typer.Option("--user", prompt=True, help="your name")]
Card = Annotated[Path | None, typer.Option("--card", help="*.card")]
Digits = Annotated[str, typer.Option("--digits", help="40, by telephone")]
Receipt = Annotated[Path | None, typer.Option("--receipt", help="folder")]
Dossier = Annotated[Path | None, typer.Option("--dossier", help="folder")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read")(read)


def read(
    context: typer.Context,
    path: Path,
    setup: Setup,
    number: Number,
    user: User,
    card: Card = None,
    digits: Digits = "",
    receipt: Receipt = None,
    dossier: Dossier = None,
    *,
    as_json: Json = False,
) -> None:
    """Verify and show a bundle, print its dossiers, write its receipt; keep nothing of it."""
    here: Context = context.obj
    with _reading(here, setup, number, user) as app:
        if card:
            known = app.import_card(card)
            app.confirm_card(known.trust.card.office, digits)
        preview = app.preview_import(path, here.task)
        tell_verdict(here, preview.verdict, as_json=as_json, changes=len(preview.changes))
        if not as_json:
            _tell_answers(here, app, preview.changes)
        if receipt or dossier:
            done = app.import_bundle(path, here.task)
            written = list(_write(here, app, preview, done, receipt, dossier))
            if not as_json:
                tell("", *(path.absolute() for path in written))


@contextmanager
def _reading(here: Context, setup: Path, number: str, user: str) -> Iterator[App]:
    app = here.vaults.read(setup, number, user, here.task)
    try:
        yield app
    finally:
        app.close()


def _tell_answers(here: Context, app: App, changes: tuple[Change, ...]) -> None:
    speaker = Speaker(app.catalogue, app.tables, here.texts)
    for name, of_one in groupby(changes, key=lambda change: change.name):
        tell("", name)
        for change in of_one:
            if change.new:
                answer = change.new.answer
                covered = here.texts("file.covered")
                said = covered if change.covered else speaker.said(change.field, answer)
                tell(f"  {speaker.field(change.field)}: {on_one_line(said)}")


def _write(
    here: Context,
    app: App,
    preview: ImportPreview,
    done: Imported,
    receipt: Path | None,
    dossier: Path | None,
) -> Iterator[Path]:
    if dossier:
        households = [one.household for one in preview.households]
        made = app.print_dossiers(households, Audience.GEMEENTE, here.texts, dossier, here.task)
        yield from made.written
        if made.error:
            raise made.error
    if receipt:
        yield app.write_receipt(done.verdict.manifest.digest, receipt, here.task)
