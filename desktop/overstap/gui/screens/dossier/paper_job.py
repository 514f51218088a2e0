"""A dossier on its way to paper: written down first, then page by page, then finished or void."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from overstap.kernel.errors import CancelledError, OverstapError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.papers.print_dossier import PrintJob
from overstap.usecases.ports.papers import Pages, Picture

DOTS_PER_INCH = 300


class Run(Protocol):
    """Does work beside the window; ``JobRunner.run``."""

    def __call__(
        self,
        work: Callable[[Task], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[OverstapError], None] | None = None,
        label: str = "",
    ) -> None: ...


class Printer(Protocol):
    """Takes pages, in the window's thread."""

    def begin(self, name: str) -> bool:
        """Start a job under a name without personal data; False where the printer refuses."""

    def page(self, number: int, picture: Picture) -> None:
        """Put a page on paper; the first is 0."""

    def end(self) -> None:
        """That was the last."""

    def abort(self) -> None:
        """Stop the job; what lies in the tray is all there will be."""


@dataclass
class PaperJob:
    """Hands the pages of a job that stands in the ledger to a printer, one at a time, so that
    never more than one page of 300 dots per inch is in memory. The printer begins when it can have
    the first: what is stopped before that leaves no empty sheet. ``told`` hears how many came out.
    """

    app: App
    run: Run
    printer: Printer
    job: PrintJob
    told: Callable[[int, bool], None]

    def start(self) -> None:
        """Begin with the first page."""
        self._next(self.app.show_dossier.open_pages(self.job.pdf), 0)

    def _next(self, pages: Pages, page: int) -> None:
        if page == len(pages.sizes):
            self.printer.end()
            self._settle(page, whole=True)
        else:
            self.run(
                partial(_draw, pages, page),
                done=partial(self._drawn, pages, page),
                label="preview.printing",
            )

    def _drawn(self, pages: Pages, page: int, picture: Picture | None) -> None:
        if picture is None:
            if page:
                self.printer.abort()
            self._settle(page, whole=False)
        elif page or self.printer.begin(self.job.name):
            self.printer.page(page, picture)
            self._next(pages, page + 1)
        else:
            self._settle(0, whole=False)

    def _settle(self, out: int, *, whole: bool) -> None:
        """One page on paper is a disclosure; only a job without any is void."""
        settle = self.app.print_dossier.finish if out else self.app.print_dossier.void
        self.run(lambda _task: settle(self.job), done=lambda _: self.told(out, whole))


def _draw(pages: Pages, page: int, task: Task) -> Picture | None:
    """The page; None where the person stopped the job, which has to be settled."""
    try:
        task.step("print", page, len(pages.sizes))
    except CancelledError:
        return None
    return pages.draw(page, DOTS_PER_INCH)
