"""From choosing households to a bundle on a stick. Knows no Qt."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from overstap.domain.answers import Field
from overstap.domain.records import OfficeId, RecordId
from overstap.gui.screens.handover.answer_words import Filter
from overstap.gui.screens.handover.choose_words import Choice, ChooseWords, Known
from overstap.gui.screens.handover.plan_words import PlanWords, Prepared
from overstap.gui.screens.handover.sent_words import sending_state, sent_state
from overstap.gui.screens.handover.state import ChooseState, PlanState, SendingState, SentState
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.handover.find_households import Candidate, Candidates
from overstap.usecases.handover.hand_over import HandedOver
from overstap.usecases.handover.send_folder import FolderState
from overstap.usecases.words.speaker import Speaker


class View(Protocol):
    """What the presenter tells the screen."""

    def show_choose(self, state: ChooseState) -> None: ...
    def show_plan(self, state: PlanState) -> None: ...
    def show_sending(self, state: SendingState) -> None: ...
    def show_sent(self, state: SentState) -> None: ...
    def ask_folder(self, start: Path | None) -> Path | None: ...
    def tell_changed(self) -> None: ...


class HandoverPresenter:
    """``run`` is that of the jobs: it does work beside the window; ``stop`` asks it to end."""

    def __init__(
        self, view: View, app: App, texts: Texts, run: Callable[..., None], stop: Callable[[], None]
    ) -> None:
        self._view, self._app, self._texts = view, app, texts
        self._run, self.stop = run, stop
        self._speaker = Speaker(app.catalogue, app.tables, texts)
        self._choice, self._known = Choice(), Known()
        self._plan: Prepared | None = None
        self._filter, self._note = Filter(), ""
        self._folder: Path | None = None
        self._text, self._asked = "", 0
        self._writing = self._finished = False

    # choosing

    def entered(self) -> None:
        """Read again what is shown: something may have been mended elsewhere."""
        if self._plan is not None and not self._writing:
            self._prepare()
        elif not self._writing and not self._finished:
            self._read()

    def choose(self, household: RecordId) -> None:
        """Begin with this household."""

        def begin(one: Candidate) -> None:
            self._choice = Choice((one,), one.office)
            self.go_on()

        if not self._writing:
            self._run(lambda _task: self._app.find_households.one(household), done=begin)

    def search(self, text: str) -> None:
        """Find households while somebody types."""
        self._text = text
        self._asked += 1
        asked = self._asked

        def found(candidates: Candidates) -> None:
            if asked == self._asked:
                self._known = replace(self._known, found=candidates)
                self._show_choose()

        self._run(lambda _task: self._app.find_households(text), done=found)

    def toggle(self, household: RecordId) -> None:
        """Take a household along, or leave it out again."""
        chosen = [one for one in self._choice.households if one.household != household]
        if len(chosen) == len(self._choice.households):
            chosen += [one for one in self._known.found.rows if one.household == household]
        office = next((one.office for one in chosen if one.office), "")
        self._choice = Choice(tuple(chosen), office)
        self._show_choose()

    def pick_office(self, office: OfficeId) -> None:
        """Send it to this gemeente."""
        self._choice = replace(self._choice, office=office)
        self._show_choose()

    def go_on(self) -> None:
        """From what was chosen to what would go."""
        self._finished = False
        if self._choice.households and self._choice.office:
            self._filter, self._note = Filter(), ""
            self._prepare()
        else:
            self._choice = replace(self._choice, remarked=True)
            self.back()

    def enter(self, household: RecordId) -> None:
        """Go on: with what was chosen where this household is among it, else with it alone."""
        if household in self._choice.ids:
            self.go_on()
        else:
            self.choose(household)

    def back(self) -> None:
        """To the choice again; what was chosen stays chosen."""
        self._plan, self._finished = None, False
        self._read()

    def note_lost(self, digest: str) -> None:
        """A bundle never came: its households can go again."""

        def noted(_nothing: None) -> None:
            self._view.tell_changed()
            self._read()

        self._run(lambda _task: self._app.hand_over.not_arrived(digest), done=noted)

    # checking

    def show_person(self, person: RecordId) -> None:
        """Only the answers of this resident or household; all for an empty id."""
        self._filter = replace(self._filter, person=person)
        self._show_plan()

    def choose_variant(self, resident: RecordId, smaller: bool) -> None:
        """Only the smaller variant of this resident goes, or the full one again."""
        self._mend(partial(self._app.prepare_handover.choose_variant, resident, smaller=smaller))

    def show_only_new(self, only: bool) -> None:
        """Only what differs from the version that the gemeente has."""
        self._filter = replace(self._filter, only_new=only)
        self._show_plan()

    def agree_read_back(self, household: RecordId) -> None:
        """The residents heard their answers and agree."""
        self._mend(partial(self._app.agree_read_back, household))

    def release(self, household: RecordId) -> None:
        """What is answered now may be handed over."""
        self._mend(partial(self._app.release, household))

    def open_restricted(self, record: RecordId, question: Field, reason: str) -> None:
        """A restricted answer goes along, for that reason; without one it stays."""
        if reason.strip():
            self._mend(lambda: self._app.open_restricted(record, question, reason))

    def close_restricted(self, record: RecordId, question: Field) -> None:
        """It stays after all."""
        self._mend(lambda: self._app.open_restricted.close(record, question))

    def pick_folder(self) -> None:
        """Choose where the bundle is written."""
        self._ask_folder(then=self._show_plan)

    def pick_mailbox(self) -> None:
        """Put the bundle in the mailbox, at the next exchange."""
        if self._plan is not None and self._plan.outbox is not None:
            self._check_folder(self._plan.outbox, then=self._show_plan)

    # sending

    def send(self) -> None:
        """Write the bundle, where nothing is against it."""
        if self._plan is None or self._writing:
            return
        if not self._plan.plan.allowed:
            self._note = self._texts("handover.not_allowed")
            self._show_plan()
        elif self._plan.folder is None or self._plan.folder.problem:
            self._ask_folder(then=self._write_where_it_will_do)
        else:
            self._write(self._plan.folder.path)

    def _write_where_it_will_do(self) -> None:
        assert self._plan is not None
        if self._plan.folder is None or self._plan.folder.problem:
            self._show_plan()
        else:
            self._write(self._plan.folder.path)

    def _write(self, folder: Path) -> None:
        self._writing, self._note = True, ""
        self._progressed("handover.collect", 0, 0)
        self._run(
            partial(self._app.hand_over, self._choice.ids, self._choice.office, folder),
            done=self._written,
            failed=lambda error: self._not_written(self._texts.error(error)),
            stopped=lambda: self._not_written(self._texts("handover.stopped")),
            progress=self._progressed,
            label="handover.sending",
        )

    def _progressed(self, what: str, done: int, total: int) -> None:
        if self._writing:
            self._view.show_sending(sending_state(self._texts, what, done, total))

    def _written(self, done: HandedOver) -> None:
        assert self._plan is not None
        state = sent_state(self._speaker, done, self._plan)
        self._plan, self._choice = None, Choice()
        self._writing, self._finished = False, True
        self._view.show_sent(state)
        self._view.tell_changed()

    def _not_written(self, why: str) -> None:
        self._writing, self._note = False, why
        self._prepare()

    # reading

    def _mend(self, work: Callable[[], None]) -> None:
        def mended(_nothing: object) -> None:
            self._note = ""
            self._view.tell_changed()
            self._prepare()

        def refused(error: OverstapError) -> None:
            self._note = self._texts.error(error)
            self._prepare()

        self._run(lambda _task: work(), done=mended, failed=refused)

    def _read(self) -> None:
        text, app = self._text, self._app

        def read(_task: Task) -> Known:
            return Known(app.find_households(text), app.list_offices(), app.list_sent())

        def done(known: Known) -> None:
            self._known = known
            if self._plan is None:
                self._show_choose()

        self._run(read, done=done)

    def _prepare(self) -> None:
        choice, app, folder = self._choice, self._app, self._folder

        def read(_task: Task) -> Prepared:
            plan = app.prepare_handover(choice.ids, choice.office)
            numbers = {one.trust.card.office: one.number for one in app.list_offices()}
            where = folder or app.send_folder.last()
            state = app.send_folder.check(where, len(plan.going)) if where else None
            outbox = app.outbox() if app.mailboxes() else None
            return Prepared(plan, numbers[choice.office], state, outbox)

        def done(prepared: Prepared) -> None:
            self._plan = prepared
            self._show_plan()

        self._run(read, done=done)

    def _ask_folder(self, then: Callable[[], None]) -> None:
        assert self._plan is not None
        now = self._plan.folder
        picked = self._view.ask_folder(now.path if now else None)
        if picked is not None:
            self._check_folder(picked, then)

    def _check_folder(self, picked: Path, then: Callable[[], None]) -> None:
        assert self._plan is not None
        answers = len(self._plan.plan.going)

        def checked(state: FolderState) -> None:
            assert self._plan is not None
            self._folder, self._plan = picked, replace(self._plan, folder=state)
            then()

        self._run(lambda _task: self._app.send_folder.check(picked, answers), done=checked)

    def _show_choose(self) -> None:
        self._view.show_choose(ChooseWords(self._speaker).state(self._known, self._choice))

    def _show_plan(self) -> None:
        if self._plan is not None:
            words = PlanWords(self._speaker)
            self._view.show_plan(words.state(self._plan, self._filter, self._note))
