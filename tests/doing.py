"""What tests of the window do again and again, without threads and without a screen."""

from collections.abc import Callable
from typing import Any

from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Quiet

PATIENCE_MS = 300_000
"""How long a test waits for a state that has to come. It ends when it comes; a computer with other
work on its hands takes long, and says nothing about the program."""


class Telling:
    """A task that passes on how far it is."""

    def __init__(self, progress: Callable[[str, int, int], None]) -> None:
        self._progress = progress

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        """Pass it on."""
        self._progress(what, done, total)


def run_now(
    work: Callable[[Any], Any],
    *,
    done: Callable[[Any], None],
    failed: Callable[[OverstapError], None] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    **_how: object,
) -> None:
    """Stands for ``JobRunner.run``: the work is done when this returns."""
    try:
        result = work(Telling(progress) if progress else Quiet())
    except OverstapError as error:
        if failed is None:
            raise
        failed(error)
        return
    done(result)


class Later:
    """Stands for ``JobRunner.run``: the work is done when the test says so, in any order."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(self, work: Any, **how: Any) -> None:
        """Take the work in."""
        self.waiting.append(lambda: run_now(work, **how))

    def land(self, which: int = 0) -> None:
        """Do one of the things that wait."""
        self.waiting.pop(which)()
