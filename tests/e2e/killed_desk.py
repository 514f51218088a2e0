"""A desk that works until somebody kills it. Run by ``test_kill.py`` as a process of its own.

Arguments: what to do (``import``, ``export``, ``save``, ``rekey``, or one of ``writing.ACTS``), and
the folder with ``settings.json``, the vaults and the bundle. It says ``ready`` before the work
begins and ``done`` when it is finished.
"""

import sys
from pathlib import Path

from offices import PASSPHRASE
from overstap.domain.answers import Answer
from overstap.domain.roles import Role
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from writing import ACTS, COLLEAGUE


def main() -> None:
    what, folder = sys.argv[1], Path(sys.argv[2])
    doors = Doors(folder / "settings.json")
    office = "gemeente" if what == "import" else "location"
    app = doors.unlock(folder / office, PASSPHRASE, Quiet())
    households = [hit.household for hit in app.find_residents("").hits]
    print("ready", flush=True)
    if what == "import":
        (bundle,) = folder.glob("*.overstap")
        app.import_bundle(bundle, Quiet())
    elif what == "export":
        (gemeente,) = app.list_offices()
        out = folder / "out"
        out.mkdir(exist_ok=True)
        chosen = sorted(set(households))
        app.hand_over(chosen, gemeente.trust.card.office, out, Quiet())
    elif what == "rekey":
        for number in range(10_000):
            name = f"Bos {number}"
            app.administer_users.add(name, {Role.INTAKE}, COLLEAGUE)
            print(name, flush=True)
            app.administer_users.remove(name)
            print(f"weg {name}", flush=True)
    elif what != "save":
        (folder / what).mkdir()
        ACTS[what](app, folder / what)
    else:
        for number in range(10_000):
            known = app.open_file(households[0])
            seen = known.records[known.person].seen
            app.save_answers(known.person, {"person.room": Answer(f"K-{number}")}, seen)
            print(number, flush=True)
    print("done", flush=True)


if __name__ == "__main__":
    main()
