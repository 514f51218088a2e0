"""A desk that writes in many ways and says so each time. Run under ``strace`` by ``test_power.py``.

Arguments: the folder with ``settings.json`` and the office ``location``. Of every answer it says
``saved <number>`` once it is written, of colleagues ``in <name>`` and ``out <name>``.
"""

import sys
from pathlib import Path

from offices import PASSPHRASE
from overstap.domain.answers import Answer
from overstap.domain.roles import Role
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from writing import COLLEAGUE

FIELDS = ("person.room", "person.call_name")
"""Answered in one go: both are there, or neither."""


def save(app: App, person: str, number: int) -> None:
    """One save, said when it is done."""
    known = app.open_file(person)
    app.save_answers(
        person, {field: Answer(f"N-{number}") for field in FIELDS}, known.records[person].seen
    )
    print(f"saved {number}", flush=True)


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    app = Doors(folder / "settings.json").unlock(folder / "location", PASSPHRASE, Quiet())
    person = app.find_residents("").hits[0].person
    users = app.administer_users
    for number in range(count):
        save(app, person, number)
        if number % 8 == 2:
            users.add(f"Bos {number}", {Role.INTAKE}, COLLEAGUE)
            print(f"in Bos {number}", flush=True)
            save(app, person, number)
            users.remove(f"Bos {number}")
            print(f"out Bos {number}", flush=True)
            app.run_doctor.vault.check(Quiet())  # empties the log, as forgetting does
    app.close()
    print("closed", flush=True)


if __name__ == "__main__":
    main()
