"""Start Overstap: the window without arguments, a command with them.

This is the only place that catches what nobody foresaw: it writes a report without personal data
(no values, only where in the program it happened) and says where the report is.
"""

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overstap.usecases.vaults import Vaults

UNFORESEEN = 70

COMPLETING = "_OVERSTAP_COMPLETE"
"""Set while a shell asks what could follow what was typed so far."""

COLLECT_AFTER = 20_000
"""So many new objects before Python looks for cycles among them. After its own 700 it spends a
sixth of an import looking through answers, and some of what starting takes."""


def main() -> int:
    """Run, and give the exit code."""
    os.umask(0o077)
    gc.set_threshold(COLLECT_AFTER)
    try:
        return _run(sys.argv[1:])
    except Exception as error:  # noqa: BLE001
        report = _write_report(error)
        print(
            f"Overstap stopte door een fout van het programma. Verslag: {report}", file=sys.stderr
        )
        return UNFORESEEN


def _run(arguments: list[str]) -> int:
    from overstap.doors import vaults
    from overstap.kernel.screen import has_screen

    doors = vaults()
    if not arguments and COMPLETING not in os.environ and has_screen():
        with suppress(ImportError):  # the command below says what is missing
            return _open_window(doors, _last_folder(doors))
    from overstap.cli.main import run

    return run(doors, arguments or ["window"], _open_window)


def _open_window(vaults: "Vaults", folder: Path) -> int:
    from overstap.gui.app import run

    return run(vaults, folder, _write_report)


def _last_folder(vaults: "Vaults") -> Path:
    """The vault to begin with: as told from outside, as last time, or the user's own."""
    told = os.environ.get("OVERSTAP_VAULT") or vaults.settings().get("vault")
    return Path(told) if told else vaults.default_folder()


def _write_report(error: BaseException) -> Path:
    """Where it happened and what kind it was; never the message, which may hold an answer."""
    import tempfile
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    handle, name = tempfile.mkstemp(prefix="overstap-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join([type(error).__qualname__, *lines, ""]))
    return Path(name)


if __name__ == "__main__":
    sys.exit(main())
