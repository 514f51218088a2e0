"""Keep a vault as this version of the program writes it, in ``vaults/schema-N``.

Run once before a version is released that changes the tables, and never again for that number:
``python tests/vectors/make_vaults.py``. Later versions prove with it that they can still open what
was written then. The people are made up, the office is in training.
"""

import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from offices import PASSPHRASE, take_in
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.store.tables import SCHEMA
from overstap.usecases.vaults import NewOffice

FOLDER = Path(__file__).parent / "vaults"
OFFICE = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
MADE = datetime(2026, 11, 24, 9, tzinfo=UTC)
ABOUT = "about.json"


def main() -> int:
    """Write it, unless it is there."""
    folder = FOLDER / f"schema-{SCHEMA}"
    if folder.exists():
        print(f"{folder.name} is kept already")
        return 1
    doors = Doors(folder / "settings.json", clock=lambda: MADE)
    app = doors.create(folder / "vault", PASSPHRASE, OFFICE, Quiet()).app
    households = take_in(app, 2)
    about = {
        "households": households,
        "names": [hit.name for hit in app.find_residents("").hits],
        "log": len(app.read_audit()),
    }
    app.close()
    (folder / ABOUT).write_text(json.dumps(about, indent=1) + "\n", "utf-8")
    (folder / "settings.json").unlink(missing_ok=True)
    (folder / "vault" / "vault.lock").unlink(missing_ok=True)
    shutil.rmtree(folder / "vault" / "aside", ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
