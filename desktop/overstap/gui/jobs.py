"""The only threads of the window: one worker, and a queued signal that brings the answer home.

The worker is single because a vault is used from one thread at a time.
"""

from collections.abc import Callable
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from overstap.gui.garbage import GarbageCollector
from overstap.kernel.errors import CancelledError, OverstapError
from overstap.kernel.task import Task

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class JobRunner(QObject):
    """Runs work beside the window and calls back in it; keeps the order in which it was asked."""

    started = Signal(str)
    progressed = Signal(str, int, int)
    idle = Signal()
    """Nothing runs or waits any more."""
    _home = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[_Watched] = []
        self._epoch = 0
        self._unforeseen: Callable[[OverstapError], None] = _raise
        self._garbage = GarbageCollector(self)
        self._home.connect(_call, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _executor(self) -> "ThreadPoolExecutor":
        """Made with the first work, which comes after the window is painted."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="overstap")

    def on_failure(self, failed: Callable[[OverstapError], None]) -> None:
        """What shows an error when the asker gave no ``failed`` of its own."""
        self._unforeseen = failed

    def run(
        self,
        work: Callable[[Task], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[OverstapError], None] | None = None,
        stopped: Callable[[], None] | None = None,
        progress: Callable[[str, int, int], None] | None = None,
        label: str = "",
    ) -> None:
        """Do ``work`` beside the window; exactly one of ``done``, ``failed`` and, when the person
        cancelled, ``stopped`` follows."""

        def report(what: str, count: int, total: int) -> None:
            def tell() -> None:
                self.progressed.emit(what, count, total)
                if progress is not None:
                    progress(what, count, total)

            self._home.emit(tell)

        task = _Watched(report)
        self._running.append(task)
        self.started.emit(label)
        epoch = self._epoch
        future = self._executor.submit(work, task)

        def land() -> None:
            self._running.remove(task)
            if not self._running:
                self.idle.emit()
            try:
                result = future.result()
            except CancelledError:
                if stopped is not None:
                    stopped()
                return
            except OverstapError as error:
                there = failed if epoch == self._epoch else None
                (there or self._unforeseen)(error)
                return
            if epoch == self._epoch:
                done(result)

        def bring(_future: "Future[T]") -> None:
            self._home.emit(land)

        future.add_done_callback(bring)

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return bool(self._running)

    def forget_askers(self) -> None:
        """Everybody who asked so far is gone: the work is done, the answer goes to nobody."""
        self._epoch += 1

    def cancel(self) -> None:
        """Ask everything that runs or waits to stop at its next step."""
        for task in self._running:
            task.stop.set()

    def close(self) -> None:
        """Wait for the worker; nothing may be asked afterwards."""
        self.cancel()
        self._executor.shutdown(wait=True)
        self._garbage.stop()


class _Watched:
    def __init__(self, report: Callable[[str, int, int], None]) -> None:
        self.stop = Event()
        self._report = report

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        if self.stop.is_set():
            raise CancelledError
        self._report(what, done, total)


def _call(what: Callable[[], None]) -> None:
    what()


def _raise(error: OverstapError) -> None:
    raise error
