"""How quick finding is among many residents, beside doing the same without thinking.

Peers, in the same run: fetching fifty rows by rowid; ``ORDER BY`` in SQL; comparing what was typed
with every name (rapidfuzz ``token_set_ratio``).
Run: python tests/benchmarks/find.py [people] [folder of an earlier run]
"""

import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crowd import PASSPHRASE, Crowd, fill, new_vault, quantile, ratio, times
from rapidfuzz import fuzz, process

from overstap.domain.answers import Answer
from overstap.domain.names import fold
from overstap.domain.residents import BIRTH_DATE, SURNAME
from overstap.store.vault import SqlVault
from overstap.usecases.lists.likely_duplicates import LikelyDuplicates
from overstap.usecases.ports.lists import Line

ORDERED = (
    "SELECT p.number FROM name_index i JOIN person p ON p.number = i.rowid"
    " WHERE name_index MATCH 'word : \"' || ? || '\" *' ORDER BY p.sort_name LIMIT 50"
)
SAMPLE = 60
"""How many names are compared with everybody, which is slow."""
SLIPS = (("kh", "h"), ("ss", "s"), ("ou", "u"), ("y", "i"), ("d", "t"), ("a", "e"))


@dataclass
class Everybody:
    """All names, to be compared one by one: what one would do without an index."""

    names: list[str]

    def alike(self, text: str) -> set[str]:
        """The five that are most like it."""
        best = process.extract(text, self.names, scorer=fuzz.token_set_ratio, limit=5)
        return {name for name, *_ in best}


def opened(count: int, folder: Path) -> SqlVault:
    """A vault with so many people; made where it is not there yet."""
    if (folder / "vault.db").exists():
        return SqlVault.open(folder, PASSPHRASE)
    vault = new_vault(folder)
    fill(vault, count, Crowd())
    return vault


def misspelled(name: str, dice: random.Random) -> str:
    """As somebody else writes it down: other order, one slip of sound or of the finger."""
    words = fold(name).split()
    dice.shuffle(words)
    at = max(range(len(words)), key=lambda n: len(words[n]))
    for one, other in dice.sample(SLIPS, len(SLIPS)):
        if one in words[at]:
            words[at] = words[at].replace(one, other, 1)
            return " ".join(words)
    place = dice.randrange(1, len(words[at]))
    words[at] = words[at][:place] + words[at][place + 1 :]
    return " ".join(words)


def keys(vault: SqlVault, some: Sequence[Line], dice: random.Random) -> None:
    """Every key of names as somebody types them."""
    connection = vault._database.connect()
    numbers = [line.number for line in dice.sample(some, 50)]
    marks = ",".join("?" * 50)
    rows = times(
        lambda: connection.execute(
            "SELECT number, record, name, v_number, birth_date, room FROM person"
            f" WHERE number IN ({marks})",
            numbers,
        ).fetchall(),
        200,
    )
    by_sql, prefix, every = [], [], []
    for line in some:
        name = fold(line.name)
        for end in range(1, len(name) + 1):
            typed, start = name[:end], time.perf_counter()
            found = vault.search(typed, 50)
            every.append(time.perf_counter() - start)
            if found.sound == 50:
                prefix.append(every[-1])
            if end == 1:
                by_sql += times(lambda key=typed: connection.execute(ORDERED, (key,)).fetchall(), 1)
    for took in (by_sql, prefix, every):
        took.sort()
    row = quantile(rows, 0.5)
    ratio("Keystroke with 50 found, p50, beside fetching 50 rows", quantile(prefix, 0.5), row, 1)
    ratio("... p99, beside ORDER BY", quantile(prefix, 0.99), quantile(by_sql, 0.99), 1 / 10)
    ratio(
        "Any keystroke, sound and likeness too, p99, beside 16 ms", quantile(every, 0.99), 0.016, 1
    )
    painted = times(lambda: vault.lines(vault.search("ha", 50).numbers), 50)
    ratio("Keystroke with its fifty lines, p99, beside 16 ms", quantile(painted, 0.99), 0.016, 1)


def slips(vault: SqlVault, some: Sequence[Line], everybody: Everybody, dice: random.Random) -> None:
    """Names with a slip, beside comparing with everybody."""
    typed = [misspelled(line.name, dice) for line in some]
    ours = [times(lambda text=text: vault.search(text, 50), 1)[0] for text in typed]
    brute = [times(lambda text=text: everybody.alike(text), 1)[0] for text in typed[:10]]
    ratio("Name with a slip, p50, beside brute force", middle(ours), middle(brute), 1 / 15)
    found = sum(
        fold(line.name) in {fold(hit.name) for hit in vault.lines(vault.search(text, 5).numbers)}
        for line, text in zip(some, typed, strict=True)
    )
    known = zip(some[:SAMPLE], typed[:SAMPLE], strict=True)
    by_brute = sum(fold(line.name) in everybody.alike(text) for line, text in known)
    print(f"  in the first five: {found / len(some):.2f}, by brute force {by_brute / SAMPLE:.2f}")


def doubles(
    vault: SqlVault, some: Sequence[Line], everybody: Everybody, dice: random.Random
) -> None:
    """Registering somebody who is there already, under a name with a slip."""
    check = LikelyDuplicates(vault)
    typed = [misspelled(line.name, dice) for line in some]
    registered = [
        {SURNAME: Answer(text), BIRTH_DATE: Answer(line.birth_date)}
        for line, text in zip(some, typed, strict=True)
    ]
    ours = [times(lambda a=answers: check(a), 1)[0] for answers in registered]
    brute = [times(lambda text=text: everybody.alike(text), 1)[0] for text in typed[:10]]
    ratio("Duplicate check, p50, beside brute force", middle(ours), middle(brute), 1 / 10)
    found = sum(
        line.person in {double.person for double in check(answers)}
        for line, answers in zip(some, registered, strict=True)
    )
    known = zip(some[:SAMPLE], typed[:SAMPLE], strict=True)
    by_brute = sum(fold(line.name) in everybody.alike(text) for line, text in known)
    print(f"  among the first five: {found / len(some):.3f}, by brute {by_brute / SAMPLE:.3f}")


def middle(took: Sequence[float]) -> float:
    """The median."""
    return quantile(sorted(took), 0.5)


def main() -> None:
    """Print all lines."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        vault = opened(count, Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "vault")
        dice = random.Random(7)
        first = times(lambda: vault.search("", 50), 1)[0]
        numbers = vault.search("", 0).numbers
        print(f"{len(numbers)} people; the order of names is read in {first * 1e3:.0f} ms")
        some = vault.lines(dice.sample(numbers, 200))
        everybody = Everybody([fold(line.name) for line in vault.lines(numbers)])
        keys(vault, some, dice)
        slips(vault, some, everybody, dice)
        doubles(vault, some, everybody, dice)
        vault.close()


if __name__ == "__main__":
    main()
