"""How soon the unlock window is there, beside the smallest window that PySide6 paints, and beside
the smallest that asks for a passphrase: a word, a field and a button in a column. That one needs
the names of Qt (``Qt.AlignmentFlag`` and so on), which PySide6 makes when they are first asked for,
and the drawings. Ours is the program as it is started, with its fonts, colours and settings. All
end when the window is painted, and have their byte code beside them, as after installing. Seconds
of the processor, because the computer may be busy with other things.

Run: QT_QPA_PLATFORM=offscreen python tests/benchmarks/start.py
"""

import compileall
import os
import resource
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from crowd import PASSPHRASE, Crowd, quantile, ratio

import overstap
from overstap.domain.kinds import OfficeKind
from overstap.doors import Doors
from overstap.kernel.task import Quiet
from overstap.usecases.vaults import NewOffice

PAINTED = """
import os
from PySide6.QtWidgets import QApplication
def painted(app):
    app.processEvents()
    os._exit(0)
"""
SMALLEST = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
painted(app)
"""
ASKING = """
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication, QHBoxLayout, QLabel, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
)
app = QApplication([])
app.setStyle("Fusion")
window, page = QMainWindow(), QWidget()
whole, field, button = QVBoxLayout(page), QLineEdit(), QPushButton("Open")
field.setEchoMode(QLineEdit.EchoMode.Password)
for part in (QLabel("Passphrase"), field, button):
    whole.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
button.clicked.connect(window.close)
window.setCentralWidget(page)
window.show()
painted(app)
"""
OURS = """
QApplication.exec = painted
from overstap.__main__ import main
main()
"""
PEOPLE = 500
ROUNDS = 7


def compiled() -> None:
    """See to it that no time goes into compiling what an installation has compiled."""
    compileall.compile_dir(Path(overstap.__file__).parent, quiet=1)


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
    """Print all lines."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        filled(folder)
        compiled()
        os.environ["OVERSTAP_SETTINGS"] = str(folder / "settings.json")
        os.environ["OVERSTAP_VAULT"] = str(folder / "vault")
        words = folder / "words"
        words.write_text(PASSPHRASE, "utf-8")
        scripts = [PAINTED + script for script in (OURS, SMALLEST, ASKING)]
        rounds = [[process("-c", script) for script in scripts] for _ in range(ROUNDS)]
        ours, least, asking = (quantile(sorted(side), 0.5) for side in zip(*rounds, strict=True))
        ratio("Unlock window painted, whole process, beside a bare window", ours, least, 1.3)
        ratio("... beside a window with a field and a button", ours, asking, 1.3)
        options = ("--vault", str(folder / "vault"), "--passphrase-file", str(words))
        command = ("-m", "overstap", *options, "resident", "list", "om")
        find = sorted(process(*command) for _ in range(ROUNDS))
        print(f"  unlock and find, whole process: {quantile(find, 0.5) * 1e3:.0f} ms")


if __name__ == "__main__":
    main()
