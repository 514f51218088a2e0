"""``overstap resident import`` and the commands for residents who are one person."""

from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.terminal import tell
from overstap.usecases.lists.import_list import (
    FaultyListError,
    ListPreview,
    Mapped,
    UnknownColumnError,
)

_LONGEST_CELL = 60


def add_to(commands: typer.Typer) -> None:
    """Add these to ``overstap resident``."""
    commands.command("import")(import_list)
    commands.command()(duplicates)
    commands.command()(apart)
    commands.command()(merge)
    commands.command()(unmerge)


def import_list(
    context: typer.Context,
    file: Path,
    mapping: Annotated[list[str] | None, typer.Option("--map", help="COLUMN=QUESTION")] = None,
    skip: Annotated[list[int] | None, typer.Option("--skip", help="ROW")] = None,
    *,
    skip_known: Annotated[
        bool, typer.Option("--skip-known", help="leave out who may be known already")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="change nothing; only say what would")
    ] = False,
) -> None:
    """Take over a list of residents (XLSX or CSV), all of it or nothing."""
    here: Context = context.obj
    left_out = set(skip or ())
    with here.app() as app:
        mapped = _mapped(mapping) if mapping else None
        preview = app.preview_list(file, here.task, mapped, left_out)
        if skip_known:
            left_out |= {known.row for known in preview.duplicates}
            preview = app.preview_list(file, here.task, mapped, left_out)
        _print(here, preview)
        if dry_run:
            wrong = {found.row for found in preview.problems if not found.problem.warning}
            if wrong:
                raise FaultyListError(count=len(wrong), row=min(wrong))
            return
        done = app.import_list(file, here.task, mapped, left_out)
    here.say("cli.list.done", residents=done.residents, households=done.households)


def duplicates(context: typer.Context, *, as_json: Json = False) -> None:
    """Pairs of residents who may be one person, and why."""
    here: Context = context.obj
    with here.app() as app:
        pairs = app.sweep_duplicates(here.task)
    if as_json:
        here.give([{"one": p.one.person, "other": p.other.person, "why": p.why} for p in pairs])
        return
    for pair in pairs:
        for side in (pair.one.line, pair.other.line):
            tell(f"{side.v_number:10}  {side.name:40}  {side.birth_date:8}  {side.person}")
        tell(f"  {'; '.join(here.texts(f'double.{why}') for why in pair.why)}", "")
    here.say("cli.resident.duplicates", count=len(pairs))


def apart(context: typer.Context, one: str, other: str) -> None:
    """Remember that two residents are two people."""
    here: Context = context.obj
    with here.app() as app:
        app.keep_apart(one, other)


def merge(
    context: typer.Context,
    kept: str,
    gone: str,
    take: Annotated[list[str] | None, typer.Option("--take", help="QUESTION")] = None,
) -> None:
    """Let GONE go on as KEPT; --take the answer of GONE for a question."""
    here: Context = context.obj
    with here.app() as app:
        app.merge_residents(kept, gone, take or ())
    here.say("cli.resident.merged", record=gone)


def unmerge(context: typer.Context, gone: str) -> None:
    """Undo a merge."""
    here: Context = context.obj
    with here.app() as app:
        app.undo_merge(gone)


def _mapped(given: list[str]) -> Mapped:
    mapped = {}
    for pair in given:
        title, found, wanted = pair.rpartition("=")
        if not found:
            raise UnknownColumnError(column=pair, field="")
        mapped[title] = wanted
    return mapped


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"


def _print(here: Context, preview: ListPreview) -> None:
    for title, wanted in preview.mapped.items():
        tell(f"  {title} = {wanted}")
    for title in preview.unread:
        here.say("cli.list.unread", column=title)
    for found in preview.problems:
        problem = here.texts(f"problem.{found.problem.code}", **found.problem.parameters)
        here.say(
            "cli.list.problem",
            row=found.row, column=found.column, cell=_short(found.cell), problem=problem,
        )  # fmt: skip
    for known in preview.duplicates:
        why = "; ".join(here.texts(f"double.{reason}") for reason in known.duplicate.why)
        here.say("cli.list.known", row=known.row, name=known.duplicate.line.name, why=why)
    here.say("cli.list.preview", residents=preview.residents, households=preview.households)
