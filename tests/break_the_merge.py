"""Break each rule of merging in turn, and see that a test notices. Run by hand:
``python tests/break_the_merge.py``, or with words that stand in the names of the rules to break.
Prints a line a rule; ends with 1 where one went unnoticed. First sees that nothing is wrong while
no rule is broken.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LAWS = (
    "tests/unit/test_history_laws.py",
    "tests/unit/test_merge_rules.py",
    "tests/unit/test_merge_state_machine.py",
)
RUNS = ("tests/unit/test_runs.py",)
SNAPSHOTS = ("tests/unit/test_snapshot_state_machine.py",)
DESKS = ("tests/e2e/test_desks.py",)
OFFICES = (
    "tests/e2e/test_taking_back.py",
    "tests/e2e/test_receive.py",
    "tests/e2e/test_main_job.py",
    "tests/e2e/test_rightful_writers.py",
)


@dataclass(frozen=True)
class Rule:
    """``code`` in ``file`` keeps the rule, ``broken`` does not; ``tests`` have to notice."""

    name: str
    file: str
    code: str
    broken: str
    tests: tuple[str, ...] = LAWS


RULES = (
    Rule(
        "merging unites both histories",
        "domain/history.py",
        "History(self.revisions | other.revisions)",
        "History(self.revisions or other.revisions)",
    ),
    Rule(
        "a write replaces what its author saw",
        "domain/history.py",
        "replaced[field].update(dots)",
        "replaced[field].update(())",
    ),
    Rule(
        "a write replaces nothing that its author did not see",
        "store/records.py",
        "seen = {f: write.seen[f] for f in write.answers if f in write.seen}",
        "seen = present[write.record].seen if write.record in present else {}",
    ),
    Rule(
        "a write that did not see everything asks the whole history",
        "domain/history.py",
        "if not set(state.seen.get(field, ())).issubset(revision.pre.get(field, ())):",
        "if False:",
    ),
    Rule(
        "our write comes after all that is known of the record",
        "store/records.py",
        "tick = ticks[write.record] = _later(now, ticks.get(write.record, 0))",
        "tick = ticks[write.record] = _later(now, 0)",
    ),
    Rule(
        "a write replaces answers to its own questions only",
        "domain/history.py",
        "revision.dot not in replaced[field]:",
        "not any(revision.dot in dots for dots in replaced.values()):",
    ),
    Rule(
        "different heads are a dispute",
        "domain/history.py",
        "if len(found) > 1 and len({revision.answers[field] for revision in found}) > 1:",
        "if False:",
    ),
    Rule(
        "heads that agree are no dispute",
        "domain/history.py",
        "if len(found) > 1 and len({revision.answers[field] for revision in found}) > 1:",
        "if len(found) > 1:",
    ),
    Rule(
        "an erasure wins over everything",
        "domain/history.py",
        "return any(revision.change is Change.ERASE for revision in self.revisions)",
        "return all(revision.change is Change.ERASE for revision in self.revisions)",
    ),
    Rule(
        "what arrives after an erasure is destroyed too",
        "store/records.py",
        "for record in erased:\n            self._destroy(session, record)",
        "for record in ():\n            self._destroy(session, record)",
    ),
    Rule(
        "an erasure leaves no body",
        "store/journal.py",
        "            row.body = None",
        "            pass",
    ),
    Rule(
        "what was taken out counts no more",
        "domain/history.py",
        "taken_out = (revision.dot, field) in self.redacted",
        "taken_out = False",
    ),
    Rule(
        "what was taken out leaves no bytes, also when it arrives later",
        "store/records.py",
        "journal.take_out(session, dot, [field])",
        "pass",
    ),
    Rule(
        "an answer that counts is not taken out",
        "store/records.py",
        "if any(head.dot in dots for head in History.of(known).heads.get(field, ())):",
        "if False:",
    ),
    Rule(
        "who relays cannot blank an answer",
        "store/journal.py",
        "if any((revision.dot, field) not in explained for field in revision.gone):",
        "if False:",
    ),
    Rule(
        "who relays cannot blank a write",
        "store/journal.py",
        "if blank_ones - set(erased):",
        "if False:",
    ),
    Rule(
        "two writes of one name are noticed",
        "store/journal.py",
        "if known.get(dot, digest) != digest:",
        "if False:",
    ),
    Rule(
        "a missing write is noticed",
        "store/journal.py",
        "if dot != self.next:",
        "if False:",
    ),
    Rule(
        "a vault that was put back writes under a new id",
        "wiring/house.py",
        "if past is not Past.HERE:",
        "if False:",
        DESKS,
    ),
    Rule(
        "a run is signed by its own desk",
        "bundle/runs.py",
        "if not card.signs(signer) or replica_id(signer, run.nonce) != run.replica:",
        "if False:",
        RUNS,
    ),
    Rule(
        "a run ends where its desk signed that it ends",
        "usecases/desks/sync_desks.py",
        "if self.histories.chain(replica, number) != run.chain:",
        "if False:",
        RUNS,
    ),
    Rule(
        "what travels without a signed end is refused",
        "usecases/desks/sync_desks.py",
        "if run is None:\n                raise UnsignedRunError",
        "if run is None:\n                continue",
        RUNS,
    ),
    Rule(
        "what a desk that was never heard may lack goes along",
        "usecases/desks/sync_desks.py",
        "if not set(desks) <= {peer.desk for peer in peers}:",
        "if False:",
        DESKS,
    ),
    Rule(
        "what one of the desks lacks goes along",
        "usecases/desks/sync_desks.py",
        "{replica: min(have[replica] for have in known)",
        "{replica: max(have[replica] for have in known)",
        DESKS,
    ),
    Rule(
        "a lower version of another office changes nothing",
        "store/received.py",
        'for office in ("", one.origin)',
        "for office in (one.origin,)",
        OFFICES,
    ),
    Rule(
        "a version that is here is not told as new",
        "usecases/receive/brought.py",
        "newer = self.vault.newer(arrived)",
        "newer = tuple(arrived)",
        OFFICES,
    ),
    Rule(
        "a bundle that never came may come late",
        "usecases/receive/verify_bundle.py",
        "return Order.LATE",
        "raise ForkedError(number=manifest.number)",
        OFFICES,
    ),
    Rule(
        "a receipt that comes late does not undo a later one",
        "usecases/receive/import_bundle.py",
        "if verdict.grade is not Grade.LATE or not self._answered(entry):",
        "if True:",
        OFFICES,
    ),
    Rule(
        "a desk numbers above what its colleagues sent",
        "usecases/intake/sent_elsewhere.py",
        "self.vault.note_elsewhere(mark)",
        "pass",
        DESKS,
    ),
    Rule(
        "one version with other answers is told and goes again",
        "usecases/receive/brought.py",
        "and one.stated != here.stated",
        "and one.stated == here.stated",
        ("tests/e2e/test_desks_hand_over.py",),
    ),
    Rule(
        "what never arrived goes again",
        "usecases/handover/not_there.py",
        "return sent.bundle in self.undone",
        "return False",
        ("tests/e2e/test_not_arrived.py",),
    ),
    Rule(
        "who was left out goes along with the next bundle",
        "usecases/handover/not_there.py",
        "sent.record in self.left.get(sent.bundle, ())",
        "False",
        ("tests/e2e/test_not_arrived.py",),
    ),
    Rule(
        "what was taken back does not come back late",
        "store/received.py",
        'for office in ("", one.origin)',
        'for office in ("",)',
        OFFICES,
    ),
    Rule(
        "an office takes back only what it sent",
        "store/received.py",
        "SELECT record, office, revision FROM gone",
        "SELECT record, '', revision FROM gone",
        OFFICES,
    ),
    Rule(
        "an office puts nobody into the household of another",
        "usecases/receive/brought.py",
        "self.vault.records({*homes, *(record.id for record in arrived)})",
        "self.vault.records({record.id for record in arrived})",
        OFFICES,
    ),
    Rule(
        "a move is stored whole or refused",
        "usecases/receive/brought.py",
        "if len(newer) != len(arrived):",
        "if False:",
        OFFICES,
    ),
    Rule(
        "an undo puts back what was there",
        "store/received.py",
        "record_of(row.record, **row.before)",
        "record_of(row.record, **{**row.before, 'revision': 1})",
        SNAPSHOTS,
    ),
    Rule(
        "an undo brings nothing back that was taken back late",
        "store/destruction.py",
        "_forget_before(session, office, gone)",
        "pass",
        SNAPSHOTS,
    ),
    Rule(
        "an upgrade keeps which writes a state shows",
        "store/migrations/step_3.py",
        "[at, by, writes, {}]",
        "[at, by, [], {}]",
    ),
)


def main(words: str) -> int:
    """Break every rule whose name has these words; gives how many went unnoticed."""
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in ("desktop", "resources", "tests", "pyproject.toml"):
            source = ROOT / name
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            copy(source, place / name)
        rules = [rule for rule in RULES if words in rule.name]
        if not rules:
            raise SystemExit("no rule is called so")
        if fails(sorted({test for rule in rules for test in rule.tests}), place):
            raise SystemExit("something fails while no rule is broken")
        for rule in rules:
            seen = is_noticed(rule, place)
            unnoticed += not seen
            print(f"{'noticed  ' if seen else 'UNNOTICED'}  {rule.name}", flush=True)
    return unnoticed


def is_noticed(rule: Rule, place: Path) -> bool:
    """Whether a test fails while the rule is broken."""
    path = place / "desktop" / "overstap" / rule.file
    kept = path.read_text("utf-8")
    if rule.code not in kept:
        raise SystemExit(f"{rule.file} keeps no more so that {rule.name}")
    path.write_text(kept.replace(rule.code, rule.broken, 1), "utf-8")
    noticed = fails(rule.tests, place)
    path.write_text(kept, "utf-8")
    return noticed


def fails(tests: Sequence[str], place: Path) -> bool:
    """Whether one of the tests fails; a slow computer is no failure."""
    alone = ("-q", "-x", "-p", "no:cacheprovider", "--timeout=0")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *alone, *tests],
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(place / "desktop")},
        capture_output=True,
        check=False,
    )
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(1 if main(" ".join(sys.argv[1:])) else 0)
