"""How long a whole process takes to unlock a vault and find somebody, beside KeePassXC.

KeePassXC (``keepassxc-cli search``) holds a tenth of the people, with the same answers as fields
of an entry. Its passphrase is stretched for a tenth of a second, the least it offers; ours by the
least that we accept (Argon2id over 64 MB, some 0.2 s). Seconds of the processor. Skipped where it
is not installed (``apt install keepassxc``).
Run: python tests/benchmarks/unlock.py [people] [folder of an earlier run of desk.py]
"""

import base64
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from crowd import PASSPHRASE, Crowd, quantile, ratio
from desk import desk
from start import compiled, process

ROUNDS = 5
TENTH = 10
TYPED = "om"


def entries(count: int) -> Iterator[str]:
    """The people, as KeePassXC reads them."""
    crowd = Crowd()
    yield '<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta/><Root><Group>'
    yield f"<UUID>{base64.b64encode(bytes(16)).decode()}</UUID><Name>Root</Name>"
    for _ in range(count):
        answers = crowd.person()
        name = f"{answers['person.surname'].text}, {answers['person.given_names'].text}"
        told = {"Title": name, **{field: str(a.value) for field, a in answers.items()}}
        fields = "".join(
            f"<String><Key>{field}</Key><Value>{escape(text)}</Value></String>"
            for field, text in told.items()
        )
        yield f"<Entry><UUID>{base64.b64encode(os.urandom(16)).decode()}</UUID>{fields}</Entry>"
    yield "</Group></Root></KeePassFile>"


def theirs(folder: Path, count: int) -> Path:
    """A database of KeePassXC with so many people."""
    text, database = folder / "people.xml", folder / "people.kdbx"
    text.write_text("".join(entries(count)), "utf-8")
    command = ["keepassxc-cli", "import", "-p", "-t", "100", str(text), str(database)]
    twice = f"{PASSPHRASE}\n" * 2
    subprocess.run(command, input=twice, text=True, check=True, capture_output=True)
    return database


def main() -> None:
    """Print the line."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made)
        with desk(folder, count):
            pass
        compiled()
        words = Path(made) / "words"
        words.write_text(PASSPHRASE, "utf-8")
        options = ("--vault", str(folder / "vault"), "--passphrase-file", str(words))
        ours = ("-m", "overstap", *options, "resident", "list", TYPED)
        if not shutil.which("keepassxc-cli"):
            took = sorted(process(*ours) for _ in range(ROUNDS))
            print(f"{quantile(took, 0.5) * 1e3:.0f} ms; KeePassXC: skipped, it is not installed")
            return
        search = f"keepassxc-cli search -q {theirs(Path(made), count // TENTH)} {TYPED} < {words}"
        shell = f"import os; os.system({search!r})"
        pairs = [(process(*ours), process("-c", shell)) for _ in range(ROUNDS)]
        mine, other = (quantile(sorted(side), 0.5) for side in zip(*pairs, strict=True))
        ratio("Unlocked and found, whole process, beside KeePassXC", mine, other, 1 / 5,
              told=f"({other * 1e3:.0f} ms)")  # fmt: skip


if __name__ == "__main__":
    main()
