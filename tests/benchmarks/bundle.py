"""How long bundles take, beside ``gpg`` and ``age`` with the same records.

A bundle is compressed, signed, hashed and encrypted; ``age`` and ``gpg`` here compress and encrypt
only, and both pay for starting a program (``gpg`` also for stretching a passphrase, some 300 ms).
Run: python tests/benchmarks/bundle.py
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bundle_parties import GEMEENTE, LOCATION
from overstap.kernel.task import Quiet

ROUNDS = 5
SIZES = (100, 1000, 10_000)
LEVELS = (1, 6, 9)
WORDS = [f"{a}{b}{c}" for a in "bdkmst" for b in ("aar", "een", "oor") for c in "dnt"]


def lines(count: int) -> list[dict[str, object]]:
    """Snapshots of about a kilobyte."""
    chance = random.Random(1)
    return [
        {
            "record": f"person-{chance.getrandbits(128):032x}",
            "revision": 1,
            "stated": {
                f"section.question_{i}": {
                    "v": " ".join(chance.choices(WORDS, k=chance.randint(1, 4))),
                    "b": "stated",
                    "at": "2026-11-24T09:00:00+00:00",
                    "by": "M. de Wit (Balie 1)",
                }
                for i in range(8)
            },
        }
        for _ in range(count)
    ]


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of some rounds."""
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took)


def others(folder: Path) -> dict[str, Callable[[], object]]:
    """What other programs need to close the same bytes, compressed."""
    raw, key = folder / "raw", folder / "recipient"
    key.write_text(f"{GEMEENTE.identity.recipient}\n")
    commands = {
        "age": f"gzip -c {raw} | age -R {key} -o {folder / 'out.age'}",
        "gpg": f"gpg --batch --yes --homedir {folder} --pinentry-mode loopback --passphrase x"
        f" -o {folder / 'out.gpg'} -c {raw}",
    }
    return {
        name: lambda command=command: subprocess.run(command, shell=True, check=True)
        for name, command in commands.items()
        if shutil.which(name)
    }


def measure(count: int, folder: Path) -> None:
    """Print one size."""
    records, path, known = lines(count), folder / "a.overstap", LOCATION.trusted()
    raw = "\n".join(json.dumps(line) for line in records).encode()
    (folder / "raw").write_bytes(raw)
    write = best(lambda: LOCATION.write(path, GEMEENTE, lines=records))
    verify = best(lambda: GEMEENTE.bundles.open(path, known, Quiet()))
    bundle = GEMEENTE.bundles.open(path, known, Quiet())
    read = best(lambda: sum(1 for _ in bundle.lines()))
    size = path.stat().st_size
    print(f"{count} records, {len(raw) / 1e6:.1f} MB, as a bundle {size / 1e6:.2f} MB")
    print(f"  write {write * 1e3:.0f} ms, verify {verify * 1e3:.0f} ms, read {read * 1e3:.0f} ms")
    for name, close in others(folder).items():
        took = best(close)
        print(f"  {name} {took * 1e3:.0f} ms; writing a bundle takes {write / took:.2f} of that")
    for level in LEVELS:
        took = best(lambda level=level: zlib.compress(raw, level))
        packed = len(zlib.compress(raw, level))
        print(f"  gzip level {level} alone {took * 1e3:.0f} ms, {packed / 1e6:.2f} MB")


def main() -> None:
    """Print all sizes."""
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            measure(count, Path(folder))


if __name__ == "__main__":
    main()
