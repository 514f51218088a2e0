"""Work beside the window comes home in the window's own thread."""

import gc
from threading import current_thread, main_thread

from doing import PATIENCE_MS
from overstap.gui.garbage import GarbageCollector
from overstap.gui.jobs import JobRunner
from overstap.kernel.errors import OverstapError, StoreError
from overstap.kernel.task import Task


def test_work_runs_beside_the_window_and_answers_in_it(qtbot):
    jobs, seen = JobRunner(), []
    jobs.run(
        lambda task: current_thread() is main_thread(),
        done=lambda inside: seen.append((inside, current_thread() is main_thread())),
    )
    qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE_MS)
    jobs.close()
    assert seen == [(False, True)]


def test_a_foreseen_error_goes_to_failed(qtbot):
    def fail(task: Task) -> None:
        raise StoreError

    jobs, seen = JobRunner(), list[OverstapError]()
    jobs.run(fail, done=lambda _: None, failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE_MS)
    jobs.close()
    assert seen[0].code == "store"


def test_garbage_is_collected_in_the_window_only_while_there_is_a_worker(qtbot):
    gc.enable()
    jobs, seen = JobRunner(), list[bool]()
    jobs.run(lambda task: gc.isenabled(), done=seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE_MS)
    before = gc.get_stats()[0]["collections"]
    cycles = [Knot() for _ in range(2 * gc.get_threshold()[0])]
    cycles.clear()
    jobs.findChild(GarbageCollector).look()
    after = gc.get_stats()[0]["collections"]
    jobs.close()

    assert seen == [False]
    assert after > before
    assert gc.isenabled()


class Knot:
    def __init__(self) -> None:
        self.itself = self
