"""How soon the unlock window is there, beside the smallest window that PySide6 paints; and how long
a whole process takes to unlock a vault and find somebody, beside starting Python with the same
libraries for nothing.

Run: QT_QPA_PLATFORM=offscreen python tests/benchmarks/start.py
"""

import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from crowd import PASSPHRASE, Crowd, quantile, ratio, times

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


def process(*command: str) -> None:
    """Run one to its end."""
    subprocess.run([sys.executable, *command], check=True, capture_output=True)


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
        ours = times(lambda: process("-c", OURS, place), ROUNDS)
        least = times(lambda: process("-c", SMALLEST), ROUNDS)
        ratio("Unlock window painted, whole process, beside a bare window",
              quantile(ours, 0.5), quantile(least, 0.5), 1.3)  # fmt: skip
        options = ("--vault", str(folder / "vault"), "--passphrase-file", str(words))
        find = times(lambda: process("-m", "overstap", *options, "resident", "list", "om"), ROUNDS)
        print(f"  unlock and find, whole process: {quantile(find, 0.5) * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
