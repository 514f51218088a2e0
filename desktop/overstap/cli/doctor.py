"""``overstap doctor``: is everything in order?"""

from dataclasses import asdict
from typing import Annotated

import typer

from overstap.cli import policy
from overstap.cli.as_json import Json
from overstap.cli.context import Context
from overstap.cli.terminal import tell
from overstap.kernel.errors import StoreError
from overstap.usecases.upkeep.run_doctor import Finding

Repair = Annotated[bool, typer.Option("--repair", help="make again what can be made again")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(context: typer.Context, *, repair: Repair = False, as_json: Json = False) -> None:
    """Look at this computer, and at the vault where there is one; exit code 6 when something is
    wrong. --repair makes again what can be made again: lists, searches and the header. Then what
    counts on this computer, who laid it down, and the controls of ISO 27002 (BIO2) it serves."""
    here: Context = context.obj
    findings = _findings(here, repair=repair)
    if as_json:
        found = [{"code": f.code, "good": f.good, "todo": f.todo, **f.parameters} for f in findings]
        here.give({"findings": found, "settings": [asdict(s) for s in here.vaults.policy()]})
    else:
        for finding in findings:
            tell(f"{_mark(finding)} {here.texts(f'doctor.{finding.code}', **finding.parameters)}")
        here.say("cli.doctor.settings")
        policy.tell(here)
    if not all(finding.good for finding in findings):
        raise typer.Exit(StoreError.exit_code)


def _findings(here: Context, *, repair: bool) -> tuple[Finding, ...]:
    if not here.vaults.exists(here.vault_folder):
        none = Finding("vault.none", True, {"path": here.vault_folder}, todo=True)
        return (*here.vaults.inspect(here.vault_folder), none)
    with here.app() as app:
        return (app.run_doctor.repair if repair else app.run_doctor)(here.task)


def _mark(finding: Finding) -> str:
    if finding.todo:
        return "!"
    return "✓" if finding.good else "✗"
