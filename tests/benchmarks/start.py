"""How soon the unlock window is there, beside the smallest window that PySide6 paints; and how long
a whole process takes to unlock a vault and find somebody. Seconds of the processor, because the
computer may be busy with other things.

Run: QT_QPA_PLATFORM=offscreen python tests/benchmarks/start.py
"""

import resource
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from crowd import PASSPHRASE, Crowd, quantile, ratio

from overstap.domain.offices import OfficeKind
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.vaults import NewOffice

SMALLEST = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from overstap.doors import Doors
from overstap.gui.app import Window
app = QApplication([])
place = Path(sys.argv[1])
window = Window(Doors(place / "settings.json"), place / "vault")
window.show()
window.repaint()
import os
os._exit(0)
"""
PEOPLE = 500
ROUNDS = 7


def process(*command: str) -> float:
    """Run one to its end; seconds of the processor that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def filled(folder: Path) -> None:
    """An office's vault with some people in it."""
    office = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
    app = Doors(folder / "settings.json").create(folder / "vault", PASSPHRASE, office, Quiet()).app
    vault = app.find_residents.vault
    homes = islice(Crowd().writes(full=False), PEOPLE)
    vault.write([write for home in homes for write in home], "Wit (Balie 1)")
    app.close()


def main() -> None:
    """Print both lines."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        filled(folder)
        words = folder / "words"
        words.write_text(PASSPHRASE, "utf-8")
        pairs = [(process("-c", OURS, place), process("-c", SMALLEST)) for _ in range(ROUNDS)]
        ours, least = (sorted(side) for side in zip(*pairs, strict=True))
        ratio("Unlock window painted, whole process, beside a bare window",
              quantile(ours, 0.5), quantile(least, 0.5), 1.3)  # fmt: skip
        options = ("--vault", str(folder / "vault"), "--passphrase-file", str(words))
        command = ("-m", "overstap", *options, "resident", "list", "om")
        find = sorted(process(*command) for _ in range(ROUNDS))
        print(f"  unlock and find, whole process: {quantile(find, 0.5) * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
