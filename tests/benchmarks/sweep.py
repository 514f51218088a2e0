"""How long looking for doubles among everybody takes, beside Splink (``predict`` in DuckDB).

Two in a hundred people are there twice, with a slip in the name and sometimes in the date of birth.
Splink is in no lock file of ours: give a Python that has it (``python -m venv``, ``pip install
splink duckdb pandas``). It gets the same names, how they sound and dates from a file without
encryption, and is trained beforehand; ours reads an encrypted vault and works out how names sound.
Both compare who sounds alike and was born in the same year or the next, or on the same day. Seconds
of the processor.
Run: python tests/benchmarks/sweep.py [people] [folder of an earlier run] [python with splink]
"""

import csv
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from crowd import ratio, work_time
from find import misspelled, opened

from overstap.domain.answers import Answer
from overstap.domain.names import sounds, tokens
from overstap.domain.records import Subject, new_record_id
from overstap.domain.residents import (
    BIRTH_DATE,
    GIVEN_NAMES,
    HOUSEHOLD,
    ORDER,
    SURNAME,
)
from overstap.kernel.task import Quiet
from overstap.store.vault import SqlVault
from overstap.usecases.lists.sweep_duplicates import SweepDuplicates
from overstap.usecases.ports.lists import Line
from overstap.usecases.ports.records import Write

ONE_IN = 50

SPLINK = """
import json, resource, sys
import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

people = duckdb.connect().sql(
    f"SELECT *, string_split(heard, ' ') AS sounds,"
    f" birth[:4]::INT // 2 AS even, (birth[:4]::INT + 1) // 2 AS odd"
    f" FROM read_csv('{sys.argv[1]}', all_varchar=true)"
).df()
settings = SettingsCreator(
    link_type="dedupe_only",
    comparisons=[
        cl.JaroWinklerAtThresholds("name", [0.92, 0.8]),
        cl.ArrayIntersectAtSizes("sounds", [3, 2, 1]),
        cl.LevenshteinAtThresholds("birth", [1, 2]),
        cl.ExactMatch("v_number"),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("sounds", "even", arrays_to_explode=["sounds"]),
        block_on("sounds", "odd", arrays_to_explode=["sounds"]),
        block_on("birth"), block_on("v_number"),
    ],
)
api = DuckDBAPI()
linker = Linker(api.register(people) if hasattr(api, "register") else people, settings)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
for rule in (block_on("birth"), block_on("name")):
    linker.training.estimate_parameters_using_expectation_maximisation(rule)

def spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

before = spent()
found = linker.inference.predict(threshold_match_probability=0.5)
pairs = found.as_pandas_dataframe()
told = {"seconds": spent() - before, "pairs": len(pairs)}
both = {frozenset(pair) for pair in zip(pairs["unique_id_l"], pairs["unique_id_r"])}
planted = [line.split() for line in open(sys.argv[2])]
told["found"] = sum(frozenset(pair) in both for pair in planted) / len(planted)
print(json.dumps(told))
"""


def twice(vault: SqlVault, dice: random.Random) -> list[tuple[str, str]]:
    """Register some people once more, as another desk would write them down."""
    numbers = vault.search("", 0).numbers
    lines = vault.lines(dice.sample(numbers, len(numbers) // ONE_IN))
    home = new_record_id(Subject.HOUSEHOLD)
    again = [Write(new_record_id(Subject.PERSON), _again(line, home, dice), {}) for line in lines]
    with vault.writing():
        vault.write([Write(home, {"talk.language": Answer("apc")}, {}), *again], "Wit (Balie 1)")
    return [(line.person, write.record) for line, write in zip(lines, again, strict=True)]


def _again(line: Line, home: str, dice: random.Random) -> dict[str, Answer]:
    words = misspelled(line.name, dice).split()
    birth = line.birth_date
    if dice.random() < 0.2 and not birth.endswith("00"):
        birth = birth[:4] + birth[6:] + birth[4:6]
    return {
        SURNAME: Answer(words[0]),
        GIVEN_NAMES: Answer(" ".join(words[1:])),
        BIRTH_DATE: Answer(birth),
        HOUSEHOLD: Answer(home),
        ORDER: Answer(0),
    }


def written(vault: SqlVault, planted: list[tuple[str, str]], folder: Path) -> tuple[Path, Path]:
    """The same people for Splink."""
    people, pairs = folder / "people.csv", folder / "pairs.txt"
    with people.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("unique_id", "name", "heard", "birth", "v_number"))
        for line in vault.lines(vault.search("", 0).numbers):
            words = tokens(line.name)
            told = (" ".join(sorted(words)), " ".join(sounds(words)))
            table.writerow((line.person, *told, line.birth_date, line.v_number))
    pairs.write_text("\n".join(" ".join(pair) for pair in planted), "utf-8")
    return people, pairs


def main() -> None:
    """Print all lines."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        kept = Path(sys.argv[2]) if len(sys.argv) > 2 else folder / "vault"
        opened(count, kept).close()
        shutil.copytree(kept, folder / "twice")
        vault = opened(count, folder / "twice")
        planted = twice(vault, random.Random(7))
        found = set[frozenset[str]]()

        def sweep() -> None:
            found.update(
                frozenset((pair.one.person, pair.other.person))
                for pair in SweepDuplicates(vault)(Quiet())
            )

        ours = work_time(sweep)
        recall = sum(frozenset(pair) in found for pair in planted) / len(planted)
        print(f"{vault.count_persons()} people, {ours:.1f} s, {len(found)} pairs,"
              f" {recall:.3f} of those who are there twice")  # fmt: skip
        if len(sys.argv) < 4:
            print("Splink: skipped, no Python that has it was given")
            return
        command = [sys.argv[3], "-c", SPLINK, *map(str, written(vault, planted, folder))]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.splitlines()
        told = json.loads(said[-1])  # after its progress
        print(f"  Splink: {told['pairs']} pairs, {told['found']:.3f} of those")
        ratio("Everybody swept for doubles, beside Splink", ours, told["seconds"], 0.6)
        vault.close()


if __name__ == "__main__":
    main()
