"""``overstap doctor`` and ``overstap catalogue``: is everything in order?"""

import typer

from overstap.cli.bundles import Json
from overstap.cli.context import Context
from overstap.kernel.errors import StoreError
from overstap.usecases.read_catalogue import read_catalogue, read_code_tables


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("doctor")(doctor)
    catalogue = typer.Typer(help="check", no_args_is_help=True)
    catalogue.command("check")(check)
    catalogue.callback()(_group)
    app.add_typer(catalogue, name="catalogue")


def doctor(context: typer.Context, *, as_json: Json = False) -> None:
    """Look at this computer and the vault; exit code 6 when something is wrong."""
    here: Context = context.obj
    with here.app() as app:
        findings = app.run_doctor(here.task)
    if as_json:
        here.give([{"code": f.code, "good": f.good, **f.parameters} for f in findings])
    else:
        for finding in findings:
            mark = "✓" if finding.good else "✗"
            print(mark, here.texts(f"doctor.{finding.code}", **finding.parameters))
    if not all(finding.good for finding in findings):
        raise typer.Exit(StoreError.exit_code)


def _group() -> None:
    """The question catalogue."""


def check(context: typer.Context) -> None:
    """Validate the catalogue and the code tables."""
    here: Context = context.obj
    questions = sum(len(section.questions) for section in read_catalogue().sections)
    here.say("cli.catalogue.good", questions=questions, tables=len(read_code_tables().tables))
