"""``overstap print | check | paper``: dossiers and other papers as PDF files, and whether a printed
one is genuine."""

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.folders import folder_for
from overstap.cli.terminal import tell
from overstap.domain.catalogue import Audience
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.intake.hold_back import HeldBackError
from overstap.usecases.papers.paper_verdict import PaperCheck
from overstap.usecases.papers.print_papers import Sheet


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("print")(print_dossiers)
    app.command("check")(check)
    app.command("paper")(paper)


def print_dossiers(
    context: typer.Context,
    household: Annotated[
        list[str] | None, typer.Option("--household", help="its record id")
    ] = None,
    audience: Annotated[
        Audience, typer.Option("--audience", help="who it is for")
    ] = Audience.GEMEENTE,
    out: Annotated[Path, typer.Option("--out", help="folder")] = Path(),
    *,
    everybody: Annotated[bool, typer.Option("--all", help="all of them")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask first")] = False,
    as_json: Json = False,
) -> None:
    """Print the dossier of households, or of --all. Says first how many pages that are, and asks,
    where somebody is there to answer and --yes is not given. Ctrl-C stops and keeps what was made.
    """
    here: Context = context.obj
    if not household and not everybody:
        raise typer.BadParameter("--household | --all")
    folder = folder_for(out)
    with here.app() as app:
        chosen = household or _everybody(app)
        if not yes and sys.stdin.isatty():
            pages = _pages(here, app, chosen, audience)
            if not here.asks("cli.print.sure", count=len(chosen), pages=pages, folder=folder):
                raise typer.Abort
        done = app.print_dossiers(chosen, audience, here.texts, folder, here.task)
    if as_json:
        here.give({"asked": done.asked, "written": done.written, "held_back": done.held_back})
    else:
        for path in done.written:
            tell(path.absolute())
        here.say("cli.print.total", count=len(done.written), asked=done.asked)
        if done.held_back:
            here.say("rights.passed_over", names="; ".join(done.held_back))
    if done.error:
        raise done.error
    if household and done.held_back:
        raise HeldBackError(who="; ".join(done.held_back))


def _pages(here: Context, app: App, households: Sequence[str], audience: Audience) -> int:
    """How many pages their dossiers have together. Nothing is remembered."""
    pages = 0
    for done, household in enumerate(households):
        here.task.step("print.count", done, len(households))
        shown = app.show_dossier(household, audience, here.texts, Quiet())
        pages += len(shown.pages.sizes)
    return pages


def _everybody(app: App) -> list[str]:
    hits = app.find_residents("", limit=1_000_000).hits
    return list(dict.fromkeys(hit.household for hit in hits))


def check(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="FILE | CODE")],
    sheet: Annotated[Path | None, typer.Option("--sheet", help="folder")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Say whether a printed dossier is genuine and the newest: by its PDF, a picture, or its code.

    Ends with 5 where one may not go by the paper.
    """
    here: Context = context.obj
    path, folder = Path(what), folder_for(sheet) if sheet else None
    with here.app() as app:
        found = app.check_paper.file(path) if path.exists() else app.check_paper(what)
        papers = app.print_papers
        made = papers.validity(found, here.texts, here.task) if folder else None
        written = papers.write(made, folder) if made and folder else None
    if as_json:
        here.give({**_json(found), "sheet": written})
    else:
        _tell(here, found)
        if written:
            here.say("cli.check.sheet", path=written.absolute())
    if not found.verdict.good:
        raise typer.Exit(5)


def _json(found: PaperCheck) -> dict[str, object]:
    return {
        "verdict": found.verdict,
        "sender": found.sender,
        "household": found.household,
        "audience": found.audience,
        "version": found.version,
        "newest_version": found.newest_version,
        "as_of": found.as_of,
        "code": found.code,
        "sections": dict(found.sections),
    }


def _tell(here: Context, found: PaperCheck) -> None:
    here.say(f"paper.{found.verdict}")
    here.say(f"paper.{found.verdict}.means", sender=found.sender)
    if found.version:
        here.say("paper.version", version=found.version)
    if found.newest_version > found.version > 0:
        here.say("paper.version.newest", version=found.newest_version)
    for section, same in found.sections:
        standing = {True: "same", False: "different", None: "unknown"}[same]
        here.say(f"paper.section.{standing}", section=here.texts(f"section.{section}"))


class PaperKind(StrEnum):
    """The papers that are not dossiers."""

    FORM = "form"
    NOTICE = "notice"
    TO_ASK = "to-ask"
    SHARED = "shared"
    ACCESS = "access"
    CARD = "card"


def paper(
    context: typer.Context,
    kind: PaperKind,
    household: Annotated[str, typer.Option("--household", help="its record id")] = "",
    language: Annotated[str, typer.Option("--language", help="ISO 639-3: apc, tir")] = "nl",
    out: Annotated[Path, typer.Option("--out", help="folder")] = Path(),
    reason: Annotated[str, typer.Option("--reason", help="for access")] = "",
) -> None:
    """Print a blank form, a privacy notice, what is still to ask, what was shared, everything we
    hold of a household (three files), or the office's card."""
    here: Context = context.obj
    folder = folder_for(out)
    of_household = (PaperKind.TO_ASK, PaperKind.SHARED, PaperKind.ACCESS)
    if kind in of_household and not household:
        raise typer.BadParameter("--household")
    with here.app() as app:
        papers, texts, task = app.print_papers, here.texts, here.task
        if kind is PaperKind.ACCESS:
            for path in app.answer_access(household, reason, folder, task, language):
                tell(path.absolute())
            return
        make: dict[PaperKind, Callable[[], Sheet]] = {
            PaperKind.FORM: lambda: papers.blank_form(language, task),
            PaperKind.NOTICE: lambda: papers.notice(language, task),
            PaperKind.TO_ASK: lambda: papers.to_ask(household, texts, task),
            PaperKind.SHARED: lambda: papers.disclosures(household, texts, task),
            PaperKind.CARD: lambda: papers.card_sheet(texts, task),
        }
        tell(papers.write(make[kind](), folder))
