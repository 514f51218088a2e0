"""What a hundred times as much costs: time per piece, and the most memory that was needed.

Every job runs in a process of its own, so that the memory of one does not stand in that of the
next. What is printed is how much memory the job needed on top of a program with its vault open.
Run: python tests/benchmarks/scale.py
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from crowd import Crowd, work_time

from offices import PASSPHRASE, doors_in, introduce, take_in
from overstap.domain.kinds import OfficeKind
from overstap.kernel.task import Quiet
from overstap.usecases.administration.administer_office import Root
from overstap.usecases.app import App
from overstap.usecases.vaults import NewOffice

LOCATION = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
GEMEENTE = NewOffice(
    "Voorbeeldstad", OfficeKind.GEMEENTE, "GM9999", "Balie 1", "Smit", training=True
)
DOSSIERS, REVISIONS = (100, 1000), (100, 10_000)

Told = dict[str, float]


def opened(folder: Path, name: str) -> App:
    """One of the offices."""
    return doors_in(folder).unlock(folder / name, PASSPHRASE, Quiet())


def found(folder: Path) -> None:
    """A location with two desks and many dossiers, and a gemeente; all know each other."""
    doors = doors_in(folder)
    location = doors.create(folder / "location", PASSPHRASE, LOCATION, Quiet()).app
    gemeente = doors.create(folder / "gemeente", PASSPHRASE, GEMEENTE, Quiet()).app
    introduce(location, gemeente, folder)
    introduce(gemeente, location, folder)
    root = Root(folder / "location" / "office-root.age", PASSPHRASE)
    invited = location.administer_office.invite("Balie 2", folder, root)
    path, number = invited.path, invited.number
    second = doors.join(folder / "second", PASSPHRASE, path, number, "Jansen", Quiet()).app
    second.close()
    gemeente.close()
    location.close()


def measured(work: Callable[[], object]) -> Told:
    """Seconds of the processor and the megabytes that came on top."""
    Path("/proc/self/clear_refs").write_text("5")  # what unlocking needed does not count
    before = memory("VmRSS")
    took = work_time(work)
    return {"seconds": took, "megabytes": memory("VmHWM") - before}


def memory(name: str) -> float:
    """Megabytes that this process has (``VmRSS``) or had at most (``VmHWM``); Linux only."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition(f"{name}:")[2].split()[0]) / 1024


def send(folder: Path, size: int) -> Told:
    """One bundle with so many dossiers."""
    location = opened(folder, "location")
    households = json.loads((folder / "released.json").read_text("utf-8"))[:size]
    office = location.find_residents.vault.offices()[0].card.office
    (folder / "sent").mkdir()
    return measured(lambda: location.hand_over(households, office, folder / "sent", Quiet()))


def receive(folder: Path, _size: int) -> Told:
    """Take it over."""
    gemeente = opened(folder, "gemeente")
    (bundle,) = (folder / "sent").glob("*.overstap")
    return measured(lambda: gemeente.import_bundle(bundle, Quiet()))


def write(folder: Path, size: int) -> Told:
    """One bundle for the other desk with so many revisions."""
    location = opened(folder, "location")
    vault = location.find_residents.vault
    writes = [write for home in islice(Crowd().writes(), size) for write in home][:size]
    vault.write(writes, "Wit (Balie 1)")
    (folder / "synced").mkdir()
    return measured(lambda: location.write_sync(folder / "synced", Quiet()))


def merge(folder: Path, _size: int) -> Told:
    """Unite it with what the other desk has."""
    second = opened(folder, "second")
    (bundle,) = (folder / "synced").glob("*.overstap")
    return measured(lambda: second.import_bundle(bundle, Quiet()))


def fill(folder: Path, size: int) -> None:
    """Register until so many dossiers are released: two in three are."""
    location = opened(folder, "location")
    released = take_in(location, size * 3 // 2 + 3)
    location.close()
    (folder / "released.json").write_text(json.dumps(released), "utf-8")


JOBS = {"send": send, "receive": receive, "write": write, "merge": merge}


def run(job: str, folder: Path, size: int) -> Told:
    """In a process of its own."""
    command = [sys.executable, __file__, job, str(folder), str(size)]
    told: Told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return told


def compare(name: str, job: str, folders: dict[int, Path]) -> None:
    """Print what the small and the large one took."""
    (few, less), (many, more) = ((n, run(job, folder, n)) for n, folder in folders.items())
    each = (more["seconds"] / many) / (less["seconds"] / few)
    print(
        f"| {name} | {few}: {less['seconds']:.2f} s, {less['megabytes']:.0f} MB"
        f" | {many}: {more['seconds']:.2f} s, {more['megabytes']:.0f} MB"
        f" | each {each:.2f} times the time |"
    )


def main() -> None:
    """Print all lines."""
    with tempfile.TemporaryDirectory() as place:
        found(Path(place) / "base")
        bases = {}
        for name, sizes in (("dossiers", DOSSIERS), ("revisions", REVISIONS)):
            for size in sizes:
                bases[name, size] = Path(place) / f"{name}-{size}"
                shutil.copytree(Path(place) / "base", bases[name, size])
                if name == "dossiers":
                    fill(bases[name, size], size)
        dossiers = {size: bases["dossiers", size] for size in DOSSIERS}
        revisions = {size: bases["revisions", size] for size in REVISIONS}
        compare("Dossiers into one bundle", "send", dossiers)
        compare("Dossiers taken over", "receive", dossiers)
        compare("Revisions into one bundle", "write", revisions)
        compare("Revisions merged", "merge", revisions)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(JOBS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main()
