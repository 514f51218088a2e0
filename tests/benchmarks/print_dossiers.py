"""How much work a dossier is to print, beside LibreOffice converting the same pages.

Counted in seconds of the processor, because a shared machine has no steady clock. Ours is warmed
up with one dossier; what LibreOffice needs to start and convert one line is taken off. With
``--batch``: what the whole use case costs, ledger and files included, and the memory of 3,000
dossiers beside that of 100.
Run: python tests/benchmarks/print_dossiers.py [--batch]
"""

import gc
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from offices import PASSPHRASE
from overstap.domain.catalogue import Audience
from overstap.domain.kinds import OfficeKind
from overstap.domain.paper import Paper, Part, Words
from overstap.doors import Doors
from overstap.i18n.texts import load
from overstap.kernel.task import Quiet
from overstap.usecases.app import App
from overstap.usecases.demo.people import make_households
from overstap.usecases.vaults import NewOffice

HOUSEHOLDS, COPIES = 30, 10
FEW, BATCH = 100, 3000
NL = load("nl")
STANDARDS = json.dumps(
    {
        "SelectPdfVersion": {"type": "long", "value": "2"},
        "PDFUACompliance": {"type": "boolean", "value": "true"},
    }
)
"""What LibreOffice is asked for: PDF/A-2 and PDF/UA, as ours is."""


def office(folder: Path) -> App:
    """A location in training."""
    doors = Doors(folder / "settings.json", clock=lambda: datetime(2026, 11, 24, 9, tzinfo=UTC))
    new = NewOffice("Voorbeeldlocatie", OfficeKind.LOCATION, "", "Balie 1", "Wit", training=True)
    return doors.create(folder / "vault", PASSPHRASE, new, Quiet()).app


def ours(app: App, papers: list[Paper], folder: Path) -> float:
    """Seconds for all, tagged, sealed and archival, from composed paper to file on disk."""
    press, seals = app.print_dossier.press, app.print_dossier.seals
    press(papers[0], Quiet())
    started = time.process_time()
    for number in range(HOUSEHOLDS * COPIES):
        paper = papers[number % len(papers)]
        assert paper.code is not None
        pdf = seals.seal(press(paper, Quiet()), paper.code.content)
        (folder / f"{number}.pdf").write_bytes(pdf)
    return time.process_time() - started


def theirs(papers: list[Paper], folder: Path) -> float:
    """Seconds for all: the same words and tables, tagged, without QR code, seal and attachment."""
    for number in range(HOUSEHOLDS * COPIES):
        (folder / f"{number}.html").write_text(html(papers[number % len(papers)]), "utf-8")
    (folder / "start.html").write_text("<p>start</p>", "utf-8")
    return converted(folder, "[0-9]*.html") - converted(folder, "start.html")


def converted(folder: Path, pattern: str) -> float:
    """Seconds that LibreOffice takes for these files in one process."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'user').as_uri()}"]
    command += ["--convert-to", f"pdf:writer_web_pdf_Export:{STANDARDS}", "--outdir", str(folder)]
    files = sorted(map(str, folder.glob(pattern)))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, *files], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def html(paper: Paper) -> str:
    """The same words."""
    facts = "".join(f"<p>{_text(fact.label)}: {_text(fact.value)}</p>" for fact in paper.facts)
    return f"<h1>{_text(paper.title)}</h1>{facts}{''.join(map(_part, paper.parts))}"


def _part(part: Part) -> str:
    sentences = "".join(f"<p>{_text(s)}</p>" for s in chain(part.sentences, part.bullets))
    lines = (
        f"<tr><td>{_text(x.label)}</td><td>{_text(x.value)}</td><td>{x.note}</td></tr>"
        for x in part.lines
    )
    grids = "".join(
        "<table>"
        + "".join(f"<tr>{_cells(row)}</tr>" for row in (grid.head, *grid.rows))
        + "</table>"
        for grid in part.grids
    )
    below = "".join(map(_part, part.parts))
    small = "".join(f"<p><small>{_text(s)}</small></p>" for s in part.small)
    heading = f"<h2>{_text(part.title)}</h2>"
    return f"{heading}{sentences}<table>{''.join(lines)}</table>{grids}{below}{small}"


def _cells(row: tuple[Words, ...]) -> str:
    return "".join(f"<td>{_text(cell)}</td>" for cell in row)


def _text(words: Words) -> str:
    text = words if isinstance(words, str) else words.text
    return text.replace("&", "&amp;").replace("<", "&lt;")


def memory() -> float:
    """The most that this process used since ``forget_peak``, in MB (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def forget_peak() -> None:
    """Let the peak start from what is used now."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")


def batch(folder: Path) -> None:
    """The use case itself on 3,000 households, ledger and all."""
    app = office(folder)
    households = [
        app.register_household(one.persons, one.household).household
        for seed in range(1, BATCH // HOUSEHOLDS + 1)
        for one in make_households(HOUSEHOLDS, seed, "GM9999")
    ]
    forget_peak()
    print(f"{memory():.0f} MB before the first")
    for some in (households[:FEW], households[FEW:]):
        started = time.process_time()
        done = app.print_dossiers(some, Audience.GEMEENTE, NL, folder, Quiet())
        assert len(done.written) == len(some)
        each = (time.process_time() - started) / len(some) * 1000
        print(f"{memory():.0f} MB at the most with {len(some)} more, {each:.1f} ms each")
    app.close()


def main() -> None:
    """Print what was measured."""
    if "--batch" in sys.argv:
        with tempfile.TemporaryDirectory() as made:
            batch(Path(made))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        app = office(folder)
        households = [
            app.register_household(one.persons, one.household).household
            for one in make_households(HOUSEHOLDS, 1, "GM9999")
        ]
        papers = [app.print_dossier.compose(h, Audience.GEMEENTE, NL) for h in households]
        own = ours(app, papers, folder)
        count = HOUSEHOLDS * COPIES
        print(f"{own / count * 1000:.1f} ms a dossier, {count} of them")
        if shutil.which("soffice"):
            other = theirs(papers, folder)
            print(f"LibreOffice: {other / count * 1000:.1f} ms; {other / own:.1f} times ours")
        else:
            print("LibreOffice is not installed: nothing to compare with")
        app.close()


if __name__ == "__main__":
    main()
