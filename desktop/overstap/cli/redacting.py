"""``overstap history | redact | notices``: look back, take a wrong answer out, tell others."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.destroying import InMailbox, Out
from overstap.cli.terminal import tell
from overstap.domain.catalogue import Question
from overstap.domain.history import Told
from overstap.usecases.app import App
from overstap.usecases.handover.send_due import Due, DueKind
from overstap.usecases.intake.redact import NoSuchAnswerError, RedactReason
from overstap.usecases.words.speaker import Speaker

Why = Annotated[str, typer.Option("--why", help="to see a restricted question")]


def add_to(app: typer.Typer) -> None:
    """Add the three commands."""
    app.command()(history)
    app.command()(redact)
    app.command()(notices)


def history(
    context: typer.Context, record: str, question: str, why: Why = "", *, as_json: Json = False
) -> None:
    """What was answered to a question of a resident or household, the newest first."""
    here: Context = context.obj
    with here.app() as app:
        found = _history(app, record, question, why)
        speaker = Speaker(app.catalogue, app.tables, here.texts)
        asked = app.catalogue.find(question)
    if as_json:
        here.give([_json(number, told) for number, told in enumerate(found, start=1)])
        return
    for number, told in enumerate(found, start=1):
        tell(f"{number:3}  {_line(here, speaker, asked, told)}")
    if not found:
        here.say("cli.history.none" if asked else "cli.history.no_question", question=question)


def redact(
    context: typer.Context,
    record: str,
    question: str,
    number: Annotated[int, typer.Option("--answer", help="its number in the history")],
    reason: Annotated[RedactReason, typer.Option("--reason", help="why; is written down")],
    out: Out = Path(),
    why: Why = "",
    *,
    mailbox: InMailbox = False,
    yes: Annotated[bool, typer.Option("--yes", help="do not ask first")] = False,
) -> None:
    """Take an earlier answer out of the file for good, here and wherever it went."""
    here: Context = context.obj
    with here.app() as app:
        found = dict(enumerate(_history(app, record, question, why), start=1))
        if number not in found:
            raise NoSuchAnswerError
        if not yes and not here.asks("cli.redact.sure", number=number):
            raise typer.Abort
        chosen = found[number]
        count = app.redact(record, chosen.field, chosen.dot, reason)
        here.say("cli.redact.done", count=count)
        due = [one for one in app.send_due() if one.kind is DueKind.CORRECTION]
        _tell(here, due, app.outbox() if mailbox else out)


def notices(context: typer.Context, out: Out = Path(), *, mailbox: InMailbox = False) -> None:
    """Write for every office what it still has to destroy, or to take out."""
    here: Context = context.obj
    with here.app() as app:
        if not _tell(here, app.send_due(), app.outbox() if mailbox else out):
            here.say("cli.notices.none")


def _tell(here: Context, due: Iterable[Due], folder: Path) -> int:
    pending = tuple(due)
    for one in pending:
        path = one.write(folder, here.task).absolute()
        what = here.texts(f"due.{one.kind}", count=one.count)
        here.say("cli.notices.written", what=what, office=one.office_name, path=path.absolute())
    return len(pending)


def _history(app: App, record: str, question: str, why: str) -> tuple[Told, ...]:
    asked = app.catalogue.find(question)
    if asked is not None and asked.restricted:
        return app.uncover.history(record, question, why)
    return app.read_history(record, question)


def _line(here: Context, speaker: Speaker, asked: Question | None, told: Told) -> str:
    when = speaker.moment(told.by, told.at)
    if told.stated is None:
        return f"{here.texts('earlier.empty')}  ({when})"
    part = speaker.catalogue.find(told.field) or asked
    said = speaker.value(part, told.stated.answer) if part else told.stated.answer.text
    now = f"  [{here.texts('earlier.now')}]" if told.standing else ""
    return f"{said}  ({when}){now}"


def _json(number: int, told: Told) -> dict[str, object]:
    removal = told.removal
    return {
        "number": number,
        "field": told.field,
        "at": told.at,
        "by": told.by,
        "standing": told.standing,
        "answer": told.stated.answer.to_json() if told.stated else None,
        "removed": {"at": removal.at, "by": removal.by, "reason": removal.reason}
        if removal
        else None,
    }
