"""For whom, in which language, then the pages themselves, on screen and on paper. Knows no Qt."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from overstap.domain.catalogue import Audience
from overstap.domain.records import RecordId
from overstap.gui.screens.dossier.paper_job import PaperJob, Printer, Run
from overstap.gui.screens.dossier.state import BatchRow, BatchState, Choice, DossierState
from overstap.i18n.texts import Texts, load
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.papers.print_dossier import Printed, PrintJob
from overstap.usecases.papers.show_dossier import Batch, Candidate, Shown
from overstap.usecases.ports.papers import Picture

AUDIENCES = (Audience.GEMEENTE, Audience.CORPORATIE, Audience.RESIDENT)
PAPER_LANGUAGES = ("nl", "en")
"""What an office can read. A resident reads any language that the paper speaks."""


class View(Protocol):
    """What the presenter needs of the screen."""

    def show_state(self, state: DossierState) -> None: ...
    def show_batch(self, state: BatchState) -> None: ...
    def show_page(self, edition: int, page: int, dots: float, picture: Picture) -> None:
        """A page that was asked for is drawn."""

    def tell_changed(self) -> None:
        """The vault changed."""


class DossierPresenter:
    """Holds which dossier is looked at and its pages."""

    def __init__(self, view: View, app: App, texts: Texts, run: Run) -> None:
        self._view, self._app, self._texts, self._run = view, app, texts, run
        self._household: RecordId = ""
        self._shown: Shown | None = None
        self._state = DossierState("", "", self._audiences(), "")
        self._batch = BatchState(self._audiences(), Audience.GEMEENTE, ())

    # one dossier

    def choose(self, household: RecordId) -> None:
        """Look at the dossier of a household; for whom is asked first."""
        self._household, self._shown = household, None
        self._state = DossierState(
            title=self._texts("preview.title"),
            lead=self._texts("preview.lead"),
            audiences=self._audiences(),
            audience="",
            edition=self._state.edition + 1,
        )
        self._show()

    def entered(self) -> None:
        """The screen came into sight: what it shows may have changed."""
        if self._state.audience and self._household:
            self._make()

    def choose_audience(self, audience: str) -> None:
        """Make it for somebody else; each reads their own language."""
        self._state = replace(self._state, audience=audience, language="", languages=())
        self._make()

    def choose_language(self, language: str) -> None:
        """Make it in another language."""
        if language != self._state.language:
            self._state = replace(self._state, language=language)
            self._make()

    def _make(self) -> None:
        self._state = replace(self._state, busy=True, told="")
        self._show()
        self._run(
            partial(self._press, self._household, Audience(self._state.audience)),
            done=self._made,
            failed=self._failed,
            label="preview.making",
        )

    def _press(
        self, household: RecordId, audience: Audience, task: Task
    ) -> tuple[Shown, tuple[str, ...]]:
        languages = self._languages(household, audience)
        language = self._state.language or languages[0]
        texts, spoken = self._texts_of(language), self._spoken(language)
        return self._app.show_dossier(household, audience, texts, task, spoken), languages

    def _texts_of(self, language: str) -> Texts:
        """The office's words on the paper: those of the resident's copy are Dutch."""
        return load(language if language in PAPER_LANGUAGES else "nl")

    def _spoken(self, language: str) -> str:
        return language if self._state.audience == Audience.RESIDENT else ""

    def _languages(self, household: RecordId, audience: Audience) -> tuple[str, ...]:
        if audience is Audience.RESIDENT:
            return self._app.print_dossier.languages(household)
        return PAPER_LANGUAGES

    def _made(self, made: tuple[Shown, tuple[str, ...]]) -> None:
        shown, languages = made
        if shown.household != self._household or shown.audience != self._state.audience:
            return
        self._shown = shown
        sizes = shown.pages.sizes
        gemeente = shown.audience is Audience.GEMEENTE
        named = f"dossier.recipient.{shown.audience}"
        recipient = shown.recipient if gemeente else self._texts(named)
        facts = (
            self._texts("preview.recipient", recipient=recipient),
            self._texts("preview.version", version=shown.version),
            self._texts("preview.pages", count=len(sizes)),
        )
        self._state = replace(
            self._state,
            title=self._texts("dossier.title", household=shown.name),
            lead=self._texts("preview.lead"),
            languages=tuple(map(self._language, languages)),
            language=self._state.language or languages[0],
            sizes=sizes,
            edition=self._state.edition + 1,
            facts=facts,
            busy=False,
        )
        self._show()

    def _failed(self, error: OverstapError) -> None:
        self._state = replace(self._state, busy=False, sizes=(), told=self._texts.error(error))
        self._show()

    def draw(self, edition: int, page: int, dots: float) -> None:
        """Draw one page for the screen."""
        shown = self._shown
        if shown is not None and edition == self._state.edition:
            self._run(
                lambda _task: shown.pages.draw(page, dots),
                done=partial(self._view.show_page, edition, page, dots),
            )

    def save(self, folder: Path) -> None:
        """Write the PDF into a folder."""
        audience = Audience(self._state.audience)
        household, language = self._household, self._state.language

        texts, spoken = self._texts_of(language), self._spoken(language)
        self._run(
            lambda task: self._app.print_dossier(household, audience, texts, folder, task, spoken),
            done=self._saved,
            label="preview.saving",
        )

    def _saved(self, printed: Printed) -> None:
        path = printed.path
        told = self._texts("preview.saved", name=path.name, folder=path.parent)
        self._state = replace(self._state, told=told)
        self._view.tell_changed()
        self._show()

    def print_pages(self, printer: Printer) -> None:
        """Write it down as disclosed, then hand the pages to the printer one by one."""
        shown = self._shown
        if shown is not None:
            texts = self._texts_of(self._state.language)
            self._run(
                lambda task: self._app.show_dossier.going_to_paper(shown, texts, task),
                done=partial(self._to_paper, printer),
                label="preview.printing",
            )

    def tell_no_printer(self) -> None:
        """Say what one can do without one."""
        self._state = replace(self._state, told=self._texts("preview.no_printer"))
        self._show()

    def _to_paper(self, printer: Printer, job: PrintJob) -> None:
        PaperJob(self._app, self._run, printer, job, self._printed).start()

    def _printed(self, pages: int, whole: bool) -> None:
        told = self._texts("preview.printed" if whole else "preview.not_printed", count=pages)
        self._state = replace(self._state, told=told)
        self._view.tell_changed()
        self._show()

    # many at once

    def open_batch(self) -> None:
        """Choose households to make the dossiers of."""
        audience = self._state.audience or Audience.GEMEENTE
        self._batch = BatchState(self._audiences(), audience, (), busy=True)
        self._view.show_batch(self._batch)
        self._run(self._app.print_dossiers.candidates, done=self._listed, label="preview.listing")

    def _listed(self, found: Sequence[Candidate]) -> None:
        rows = tuple(BatchRow(one.household, one.name, "; ".join(one.members)) for one in found)
        told = "" if rows else self._texts("preview.batch.empty")
        self._batch = replace(self._batch, rows=rows, busy=False, told=told)
        self._view.show_batch(self._batch)

    def batch_for(self, audience: str) -> None:
        """Make them for somebody else."""
        self._batch = replace(self._batch, audience=audience)
        self._view.show_batch(self._batch)

    def make_batch(self, households: Sequence[RecordId], folder: Path) -> None:
        """Write the dossiers of these households into a folder."""
        audience, texts = Audience(self._batch.audience), load("nl")
        self._batch = replace(self._batch, busy=True, told="", files=())
        self._view.show_batch(self._batch)
        self._run(
            lambda task: self._app.print_dossiers(households, audience, texts, folder, task),
            done=partial(self._batch_made, folder),
            label="progress.dossier.batch",
        )

    def _batch_made(self, folder: Path, batch: Batch) -> None:
        whole = len(batch.made) == batch.asked
        key = "preview.batch.done" if whole else "preview.batch.stopped"
        told = self._texts(key, count=len(batch.made), asked=batch.asked, folder=folder)
        if batch.error is not None:
            told = f"{told} {self._texts.error(batch.error)}"
        if batch.held_back:
            passed_over = "; ".join(batch.held_back)
            told = f"{told} {self._texts('rights.passed_over', names=passed_over)}"
        names = {row.household: row.name for row in self._batch.rows}
        files = tuple(f"{names[one.household]}  ·  {one.path.name}" for one in batch.made)
        self._batch = replace(self._batch, busy=False, told=told, files=files)
        self._view.tell_changed()
        self._view.show_batch(self._batch)

    # words

    def _audiences(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(a, self._texts(f"preview.for.{a}"), self._texts(f"preview.for.{a}.text"))
            for a in AUDIENCES
        )

    def _language(self, code: str) -> Choice:
        if code in PAPER_LANGUAGES:
            return Choice(code, self._texts(f"preview.language.{code}"))
        return Choice(code, self._app.tables.table("talen").label(code, self._texts.language))

    def _show(self) -> None:
        self._view.show_state(self._state)
