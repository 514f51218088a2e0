"""Looks whether the resident of the open file may be registered twice. Knows no Qt."""

from typing import Protocol

from overstap.domain.records import RecordId
from overstap.gui.newest import Newest, Run
from overstap.gui.screens.residents.state import LikelyState
from overstap.i18n.languages import set_apart
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError
from overstap.usecases.app import App


class LikelyView(Protocol):
    """What the presenter needs of the screen."""

    def show_likely(self, state: LikelyState) -> None: ...
    def tell_apart(self) -> None:
        """It was remembered that they are two people."""


class LikelyPresenter:
    """One resident at a time; only the newest is answered."""

    def __init__(self, view: LikelyView, app: App, texts: Texts, run: Run) -> None:
        self._view, self._app, self._texts, self._run = view, app, texts, run
        self._newest = Newest(run, self._find, self._found, self._nobody)
        self._record: RecordId = ""

    def look(self, record: RecordId) -> None:
        """Look for doubles of a resident, or of the first of a household."""
        self._record = record
        self.again()

    def again(self) -> None:
        """The answers changed, or somebody decided."""
        if self._record:
            self._newest.ask(self._record)

    def keep_apart(self, one: RecordId, other: RecordId) -> None:
        """They are two people: it is remembered and not said again."""
        self._run(
            lambda _task: self._app.keep_apart(one, other),
            done=lambda _: self._view.tell_apart(),
        )

    def _find(self, record: RecordId) -> LikelyState:
        file = self._app.open_file(record)
        answers = file.records[file.person].answers
        for other in self._app.likely_duplicates(answers, file.person, limit=1):
            return LikelyState(
                person=file.person,
                other=other.person,
                title=self._texts("doubles.likely", name=set_apart(other.line.name)),
                why=" · ".join(self._texts(f"double.{why}") for why in other.why),
            )
        return LikelyState()

    def _nobody(self, _error: OverstapError) -> None:
        """The file itself says what is wrong; this is only a hint above it."""
        self._view.show_likely(LikelyState())

    def _found(self, record: RecordId, state: LikelyState) -> None:
        if record == self._record:
            self._view.show_likely(state)
