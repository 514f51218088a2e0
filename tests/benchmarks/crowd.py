"""A made-up crowd in a vault, and the means to time two things in turns.

Names are put together from syllables, so that a hundred thousand people have some sixteen thousand
different words between them, as in reality; a few names are very common, as in reality too.
"""

import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from overstap.__main__ import COLLECT_AFTER
from overstap.crypto.passphrase import FLOOR
from overstap.domain.answers import Answer, Answers, Basis
from overstap.domain.records import Subject, new_record_id
from overstap.domain.residents import HOUSEHOLD, ORDER
from overstap.kernel.task import Quiet
from overstap.store.vault import SqlVault
from overstap.usecases.ports.records import Write
from overstap.usecases.rules.read_catalogue import read_catalogue
from overstap.usecases.rules.read_rules import list_rules

gc.set_threshold(COLLECT_AFTER)

PASSPHRASE = "vier woorden zijn genoeg"
COMMON = tuple("mohammed ahmad fatima ali hassan hussein mariam yusuf khaled omar samuel".split())  # noqa: SIM905
BEGIN = tuple("ha kha mo sa te ge ab ra na ze ya ibra wel ber ki do fa ju sha tsega mi os".split())  # noqa: SIM905
MIDDLE = tuple("d s n r m l b t k z f g h w y dd ss rr mm bd lm sl rw".split())  # noqa: SIM905
END = tuple("ad ani ari ay e eh elassie ez i id im in ir is o om os ou our ullah un a".split())  # noqa: SIM905


class Crowd:
    """People who do not exist; the same seed gives the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._dice = random.Random(seed)
        dice = self._dice
        self._names = sorted({
            (dice.choice(BEGIN) + dice.choice(MIDDLE) + dice.choice(END)).capitalize()
            for _ in range(60_000)
        })  # fmt: skip

    def name(self) -> str:
        """One in six has a very common one."""
        dice = self._dice
        return (
            dice.choice(COMMON).capitalize() if dice.random() < 1 / 6 else dice.choice(self._names)
        )

    def person(self, *, full: bool = True) -> dict[str, Answer]:
        """What is known of somebody: some forty answers, or what one registers."""
        dice = self._dice
        year = dice.randint(1950, 2024)
        given = " ".join(self.name() for _ in range(dice.choice((1, 1, 2))))
        birth = (
            f"{year}0000"
            if dice.random() < 0.25
            else (f"{year}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}")
        )
        answers = {
            "person.surname": Answer(self.name(), basis=Basis.DOCUMENT_SEEN),
            "person.given_names": Answer(given, basis=Basis.DOCUMENT_SEEN),
            "person.birth_date": Answer(birth, basis=Basis.STATED),
            "person.v_number": Answer(f"29{dice.randrange(10**8):08d}"),
            "person.room": Answer(f"{dice.choice('ABCD')}-{dice.randint(1, 400):03d}"),
            "person.gender": Answer(dice.choice("MV")),
            "person.nationalities": Answer((dice.choice(("0336", "0084", "0339")),)),
            "status.phase": Answer("granted", basis=Basis.DOCUMENT_SEEN),
            "status.permit_from": Answer(f"2026{dice.randint(1, 11):02d}{dice.randint(1, 28):02d}"),
            "progress.person": Answer("done"),
        }
        if not full:
            return answers
        for child in range(5):
            job = f"education.jobs/{dice.getrandbits(64):016x}"
            answers[f"{job}/occupation"] = Answer(f"Beroep {child}", basis=Basis.STATED)
            answers[f"{job}/from"] = Answer(2000 + child)
        for number in range(20):
            answers[f"education.question_{number}"] = Answer(
                f"Antwoord {number}", basis=Basis.STATED
            )
        return answers

    def writes(self, *, full: bool = True) -> Iterator[list[Write]]:
        """Household after household: its own record and one to four members."""
        while True:
            home = new_record_id(Subject.HOUSEHOLD)
            members = [self.person(full=full) for _ in range(self._dice.choice((1, 1, 1, 2, 4)))]
            yield [
                Write(home, {"talk.language": Answer("apc")}, {}),
                *(self._member(home, place, member) for place, member in enumerate(members)),
            ]

    @staticmethod
    def _member(home: str, place: int, answers: Answers) -> Write:
        belongs = {HOUSEHOLD: Answer(home), ORDER: Answer(place)}
        return Write(new_record_id(Subject.PERSON), {**answers, **belongs}, {})


def fill(vault: SqlVault, count: int, crowd: Crowd) -> None:
    """Register until there are ``count`` people, with few answers each."""
    homes = crowd.writes(full=False)
    while vault.count_persons() < count:
        with vault.writing():
            vault.write([write for home in islice(homes, 500) for write in home], "Wit (Balie 1)")


def new_vault(folder: Path) -> SqlVault:
    """An empty one, that works out target dates as the program does."""
    vault = SqlVault.create(folder, PASSPHRASE, "Wit", cost=FLOOR)[0]
    vault.watch(list_rules(read_catalogue()), Quiet())
    return vault


def times(work: Callable[[], object], rounds: int = 5) -> list[float]:
    """Seconds of every round, sorted."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return sorted(took)


def in_turns(
    ours: Callable[[], object], peer: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Seconds of every round of each, sorted; in turns, so that a busy disk hinders both."""
    pairs = [(times(ours, 1)[0], times(peer, 1)[0]) for _ in range(rounds)]
    mine, theirs = zip(*pairs, strict=True)
    return sorted(mine), sorted(theirs)


def work_time(work: Callable[[], object]) -> float:
    """Seconds of the processor that this took: the computer may be busy with other things."""
    start = time.process_time()
    work()
    return time.process_time() - start


def quantile(sorted_times: Sequence[float], part: float) -> float:
    """The time that this part of all stay below."""
    return sorted_times[min(len(sorted_times) - 1, int(len(sorted_times) * part))]


def ratio(name: str, ours: float, peer: float, budget: float, *, told: str = "") -> None:
    """Print one line of the table in docs/performance.md."""
    held = "held" if ours <= budget * peer else "NOT HELD"
    print(f"| {name} | {budget:.2g} | {ours / peer:.2f} | {held} | {ours * 1e3:.2f} ms {told} |")
