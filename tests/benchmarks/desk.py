"""The list of residents and the file of one among many, beside a window made without thinking.

Peers, in the same run and of the same size: a table view of Qt's own (C++) with every row in
memory; a form that is built anew for each resident. Seconds of the processor, because the computer
may be busy with other things; memory is what came on top of an open vault, in a process of its own.
Run: QT_QPA_PLATFORM=offscreen python tests/benchmarks/desk.py [people] [folder of an earlier run]
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crowd import PASSPHRASE, Crowd, fill, quantile, ratio, work_time
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from scale import memory

from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.gui import theme
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens import residents
from overstap.gui.screens.residents import ResidentsScreen
from overstap.gui.screens.residents.file import FilePane, make_file
from overstap.gui.screens.residents.state import Row
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.vaults import NewOffice

OPENED = 20
"""How many files are opened each way."""
REPAINTS = 100
WIDTH, HEIGHT = 372, 700
"""Of the list in a window of 1366 by 768."""

OFFICE = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
NL = load("nl")


@contextmanager
def desk(folder: Path, count: int) -> Iterator[App]:
    """A location with so many residents; made where it is not there yet."""
    doors = Doors(folder / "settings.json")
    if doors.exists(folder / "vault"):
        app = doors.unlock(folder / "vault", PASSPHRASE, Quiet())
    else:
        app = doors.create(folder / "vault", PASSPHRASE, OFFICE, Quiet()).app
        fill(app.find_residents.vault, count, Crowd())  # type: ignore[arg-type]
    yield app
    app.close()


class Desk:
    """The screen of residents in a window, as the program makes it."""

    def __init__(self, app: App) -> None:
        self.app, self.jobs, self.qt = app, JobRunner(), QApplication.instance()
        self.alerts = Alerts(QWidget(), NL)
        self.screen: ResidentsScreen = residents.make(app, NL, self.jobs, self.alerts)
        self.screen.resize(1280, 740)

    def settle(self) -> None:
        """Until no work runs or waits, and all is painted."""
        QApplication.processEvents()
        while self.jobs.busy:
            time.sleep(0.0002)
            QApplication.processEvents()
        QApplication.processEvents()

    def enter(self) -> None:
        """List everybody."""
        self.screen.presenter.refresh()
        self.screen.show()
        self.settle()

    def search(self, text: str) -> None:
        """As after a key, until all is known."""
        self.screen.presenter.search(text)
        self.settle()

    def press(self, text: str) -> tuple[float, float]:
        """As after a key: seconds until the first rows are painted, and until all is known."""
        start, painted, column = time.process_time(), list[float](), self.screen.column

        def look() -> None:
            if column.shown == text.strip():
                painted.append(time.process_time() - start)

        seen = column.list.painted.connect(look)
        self.search(text)
        column.list.viewport().repaint()  # where nothing changed, nothing was painted
        self.settle()
        column.list.painted.disconnect(seen)
        return painted[0], time.process_time() - start

    def pane(self) -> FilePane:
        """A file pane of its own."""
        pane = make_file(self.app, NL, self.jobs, self.alerts)
        pane.resize(908, 740)
        pane.show()
        return pane

    def close(self) -> None:
        """Nothing runs any more."""
        self.jobs.close()


def table(desk: Desk) -> QTableView:
    """Every row in memory, in a table view of Qt's own."""
    find = desk.app.find_residents
    listing = find.listing("")
    rows = desk.screen.presenter._rows(find.page(listing, 0, len(listing)))
    model = QStandardItemModel(0, 6)
    for row in rows:
        model.appendRow([QStandardItem(text) for text in _words(row)])
    view = QTableView()
    view.setModel(model)
    model.setParent(view)
    view.resize(WIDTH, HEIGHT)
    view.show()
    desk.settle()
    return view


def _words(row: Row) -> tuple[str, ...]:
    return row.name, row.number, row.details, row.tier, row.state_word, row.due


def listed(job: str, folder: Path) -> dict[str, float]:
    """Seconds until everybody is listed and painted, and the megabytes that took."""
    with desk(folder, 0) as app:
        work = Desk(app)
        before = memory("VmRSS")
        kept: list[object] = []
        make = work.enter if job == "ours" else (lambda: kept.append(table(work)))
        took = work_time(make)
        told = {"seconds": took, "megabytes": memory("VmRSS") - before}
        work.close()
    return told


def first_paint(folder: Path) -> None:
    """In a process each, in turns."""
    told: dict[str, list[dict[str, float]]] = {"ours": [], "theirs": []}
    for _ in range(3):
        for job, seen in told.items():
            command = [sys.executable, __file__, job, str(folder)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
            seen.append(json.loads(done.stdout))
    ours, theirs = ({key: sorted(one[key] for one in seen)[1] for key in seen[0]}
                    for seen in told.values())  # fmt: skip
    ratio("List of everybody, first paint, beside all rows in memory",
          ours["seconds"], theirs["seconds"], 1 / 5)  # fmt: skip
    ratio("... memory", ours["megabytes"] / 1e3, theirs["megabytes"] / 1e3, 1 / 5,
          told=f"(as MB; {theirs['megabytes']:.0f} MB)")  # fmt: skip


def repaints(work: Desk) -> None:
    """The whole list again, beside the same of the table."""
    view = table(work)
    screen = work.screen.column.list
    screen.setMaximumHeight(HEIGHT)
    screen.resize(WIDTH, HEIGHT)
    ours, theirs = [], []
    for _ in range(REPAINTS):
        ours.append(work_time(screen.viewport().repaint))
        theirs.append(work_time(view.viewport().repaint))
    ratio("Whole list painted again, p50, beside a table view in C++",
          quantile(sorted(ours), 0.5), quantile(sorted(theirs), 0.5), 0.5)  # fmt: skip
    view.close()


def keys(work: Desk, dice: random.Random) -> None:
    """Every key of some names, to the painted list."""
    find = work.app.find_residents
    numbers = find.listing("").matches.numbers
    names = [line.name for line in find.vault.lines(dice.sample(numbers, 40))]
    typed = [name[:end] for name in names for end in range(1, min(7, len(name)) + 1)]
    took, whole = (sorted(side) for side in zip(*map(work.press, typed), strict=True))
    for name, part in (("p50", 0.5), ("p99", 0.99)):
        rest = f"(and {quantile(whole, part) * 1e3:.0f} ms until its length is known)"
        ratio(f"Key to painted list, {name}, beside 16 ms", quantile(took, part), 0.016, 1,
              told=rest)  # fmt: skip
    work.search("")


def files(work: Desk, dice: random.Random) -> None:
    """Another resident in the same form, beside a form built for each."""
    find = work.app.find_residents
    numbers = find.listing("").matches.numbers
    people = [line.person for line in find.vault.lines(dice.sample(numbers, OPENED))]
    kept = work.pane()

    def reuse(person: str) -> None:
        kept.open(person)
        work.settle()

    def build(person: str) -> None:
        pane = work.pane()
        pane.open(person)
        work.settle()
        built.append(pane)

    built: list[FilePane] = []
    reuse(people[0])
    ours, theirs = [], []
    for person in people:
        ours.append(work_time(lambda who=person: reuse(who)))
        theirs.append(work_time(lambda who=person: build(who)))
        built.pop().close()
    ratio("Resident opened, form reused, p50, beside built", quantile(sorted(ours), 0.5),
          quantile(sorted(theirs), 0.5), 0.5)  # fmt: skip


def main() -> None:
    """Print all lines."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made)
        with desk(folder, count):
            pass
        first_paint(folder)
        with desk(folder, count) as app:
            work, dice = Desk(app), random.Random(7)
            work.enter()
            repaints(work)
            keys(work, dice)
            files(work, dice)
            work.close()


if __name__ == "__main__":
    qt = QApplication([])
    theme.install(qt)
    if sys.argv[1:2] in (["ours"], ["theirs"]):
        print(json.dumps(listed(sys.argv[1], Path(sys.argv[2]))))
    else:
        main()
