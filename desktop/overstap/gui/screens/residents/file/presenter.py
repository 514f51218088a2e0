"""What the pane of a resident does. No Qt: it shows states, and asks the vault beside the window.

What one answers is shown at once, written behind it, and read back with what follows from it.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from overstap.domain.answers import NOT_ASKED, Answer, Answers, Field
from overstap.domain.readiness import said_answers
from overstap.domain.records import Record, RecordId, Subject
from overstap.domain.rights import Right
from overstap.domain.roles import Permission, who_may
from overstap.domain.workers import person_of, worker
from overstap.gui.checklist import ItemEdit
from overstap.gui.editing import Edit, Editing, Run, Saved
from overstap.gui.screens.residents.file import pages, rights
from overstap.gui.screens.residents.file.earlier import EarlierAnswers
from overstap.gui.screens.residents.file.now import Now
from overstap.gui.screens.residents.file.state import (
    CHECKLIST,
    RELEASE,
    AnswerHistory,
    FileState,
    Jump,
    Known,
)
from overstap.kernel.clock import Clock
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.handover.take_back import TakenBack
from overstap.usecases.lists.open_file import Progress, ResidentFile, SectionState
from overstap.usecases.papers.print_dossier import TALK_LANGUAGE
from overstap.usecases.papers.voice import DUTCH
from overstap.usecases.words.speaker import Speaker


class FileScreen(Protocol):
    """What the presenter tells its view."""

    def show_state(self, state: FileState) -> None: ...
    def show_nothing(self) -> None: ...
    def show_saved(self, saved: Saved) -> None: ...
    def show_known(self, known: tuple[Known, ...]) -> None:
        """Residents who may be the one that is being added."""

    def stand_in(self, field: Field) -> None:
        """Put the keyboard in a question; in the first for an empty field."""

    def show_earlier(self, history: AnswerHistory) -> None:
        """What was answered to a question before."""

    def ask_notice_folder(self) -> None:
        """Ask into which folder the file goes that tells another location of a change."""

    def stand_in_summary(self) -> None:
        """Put the keyboard in the first line of what is wrong."""

    def tell_changed(self) -> None: ...


class FilePresenter:
    """The file of one resident at a time."""

    def __init__(self, view: FileScreen, app: App, say: Speaker, run: Run, clock: Clock) -> None:
        self._view, self._app, self._say, self._run = view, app, say, run
        self.editing = Editing(app, say.texts, run, clock)
        self.editing.screen = self
        self._shown: RecordId = ""
        self._page = ""
        self._going: tuple[RecordId, str, Field] | None = None
        self._stand_first = False
        self._summary: tuple[Jump, ...] = ()
        self._error = ""
        self._told = ""
        self.earlier = EarlierAnswers(view, app, say, run, self._taken_out)

    @property
    def _file(self) -> ResidentFile | None:
        return self.editing.file

    @property
    def page(self) -> str:
        """The section, or other page, in sight."""
        return self._page

    def place(self, field: Field) -> tuple[RecordId, str, Field]:
        """Where one is, in ``field`` of the page in sight, or where one is going."""
        return self._going or (self.editing.person, self._page, field)

    # going somewhere

    def open(self, person: RecordId, page: str = "", field: Field = "") -> None:
        """Show a resident's file, at a page and question if given."""
        self._going, self._stand_first = (person, page, field), False
        self.editing.screen = self
        self.editing.read(person, partial(self._arrive, page, field))

    def stand_first(self) -> None:
        """Stand in the first question, as soon as the file is there."""
        if self._going:
            self._stand_first = True
        else:
            self._view.stand_in("")

    def show_page(self, page: str, field: Field | None = "") -> None:
        """Show another page of the same file, and stand in ``field``; None leaves the keyboard."""
        if self._file is None:
            return
        if page != self._page:
            self._page, self._summary, self._error = page, (), ""
            self._show()
        if field is not None:
            self._view.stand_in(field)

    def show_numbered(self, number: int) -> None:
        """Show the page with that number, from 1: the sections, the checklist, the release."""
        if self._file is not None:
            pages = (*(section.key for section in self._file.sections), CHECKLIST, RELEASE)
            if number <= len(pages):
                self.show_page(pages[number - 1])

    def step_member(self, by: int, field: Field) -> None:
        """The file of the member before or after this one, at the same question."""
        if self._file is not None:
            everybody = [member.person for member in self._file.members]
            place = (everybody.index(self._file.person) + by) % len(everybody)
            self.open(everybody[place], self._page, field)

    def next_open(self, here: Field) -> None:
        """The next question still to ask, from ``here`` on and round again; then the release."""
        if self._file is None:
            return
        places = [(s.key, q.key) for s in self._app.catalogue.sections for q in s.questions]
        still = {(state.key, field) for state in self._file.sections for field in state.open}
        at = next((n for n, (page, field) in enumerate(places) if field == here), None)
        if at is None or places[at][0] != self._page:
            first = (n for n, (page, _) in enumerate(places) if page == self._page)
            at = next(first, 0) - 1
        following = (*places[at + 1 :], *places[: at + 1])
        self.show_page(*next((place for place in following if place in still), (RELEASE, "")))

    def refresh(self) -> None:
        """Something changed elsewhere: read the file again, unless that is being done."""
        if self._file is not None and not self._going and self.editing.screen is self:
            self.editing.read(self._file.person, self._show)

    def clear(self) -> None:
        """Show nobody."""
        self.editing.forget()
        self._page, self._going = "", None
        self._view.show_nothing()

    # answering

    def answered(self, answers: Answers, *, apart: bool = False) -> None:
        """Questions of the section in sight were answered; ``apart`` from what was typed."""
        state = self._section_state()
        if state is not None:
            self.editing.answer(self._page, state.record, answers, apart=apart)

    # what the file tells

    def show_file(self) -> None:
        self._show()

    def show_edit(self, edit: Edit, *, again: bool) -> None:
        self._page, self._going, self._summary, self._error = edit.page, None, (), ""
        self._show()
        if again:
            self._view.stand_in(edit.field)

    def show_saved(self, saved: Saved) -> None:
        self._view.show_saved(saved)

    def tell_changed(self) -> None:
        self._view.tell_changed()

    def uncover(self, field: Field, reason: str) -> None:
        """Show a restricted answer to somebody who says why."""
        state = self._section_state()
        if state is not None:
            record = state.record
            self._run(
                lambda _task: self._app.uncover(record, field, reason),
                done=partial(self._uncover, field, reason),
            )

    def look_back(self, field: Field) -> None:
        """Show the earlier answers to a question."""
        state, question = self._section_state(), self._app.catalogue.find(field)
        if state is None or question is None:
            return
        record = state.record
        self.editing.when_settled(lambda: self.earlier.look(record, question))

    def take_back(self) -> None:
        """Take back a household that did not arrive at the other location yet. That one is told
        through the mailbox where there is one, else by a file in a folder that somebody picks."""
        app = self._app

        def done(outbox: Path | None) -> None:
            if outbox is None:
                self._view.ask_notice_folder()
            else:
                self._undo_move(outbox, "mailbox")

        self._run(lambda _task: app.outbox() if app.mailboxes() else None, done=done)

    def take_back_with(self, folder: Path) -> None:
        """Take it back, with the file for the other location in ``folder``."""
        self._undo_move(folder, "folder")

    def _undo_move(self, folder: Path, through: str) -> None:
        if self._file is None:
            return
        household = self._file.household

        def done(notice: TakenBack) -> None:
            key, office = f"file.moved.back.{through}", notice.office_name
            file, where = notice.path.name, str(folder)
            self._told = self._say.texts(key, office=office, file=file, folder=where)
            self._changed()

        self._run(
            lambda task: self._app.undo_move(household, folder, task),
            done=done,
            failed=self._refused,
        )

    def set_item(self, edit: ItemEdit) -> None:
        """Say otherwise about an item of the checklist, on the record that it is about."""
        if self._file is not None:
            item = next(i for i in self._file.checklist.items if i.key == edit.item)
            household = item.subject is Subject.HOUSEHOLD
            record = self._file.household if household else self._file.person
            self.editing.answer(CHECKLIST, record, said_answers(edit.item, edit.after))

    # finishing

    def finish(self) -> None:
        """Finish the section in sight unless something in it is wrong; reopen a finished one."""
        self.editing.when_settled(self._finish)

    def _finish(self) -> None:
        state = self._section_state()
        if state is None:
            return
        if state.progress is Progress.DONE:
            self._set_progress(state, NOT_ASKED)
            return
        self._summary = pages.jumps(state, self._app.catalogue, self._say)
        if self._summary:
            self._show()
            self._view.stand_in_summary()
        else:
            self._set_progress(state, Answer("done"))
            self._go_on(state)

    def later(self, reason: str) -> None:
        """Put the section off, with the reason."""
        state = self._section_state()
        if state is not None:
            self._set_progress(state, Answer(f"later:{reason.strip()}"))
            self._go_on(state)

    def take_over(self) -> None:
        """Go on with what a colleague did not finish."""
        self.editing.when_settled(self._take_over)

    def _take_over(self) -> None:
        if self._file is None:
            return
        household = self._file.household

        def done(before: str) -> None:
            self._told = self._say.texts("file.taken_over", name=before)
            self._changed()

        self._run(lambda _task: self._app.take_over(household), done=done, failed=self._refused)

    def read_back(self) -> None:
        """The residents heard the answers and agreed, today."""
        self.editing.when_settled(lambda: self._do_at_once(self._app.agree_read_back))

    def release(self) -> None:
        """Release the household as it is answered now."""
        self.editing.when_settled(lambda: self._do_at_once(self._app.release))

    # members

    def look_for(self, name: str) -> None:
        """Who is known already under a name like that."""
        if name.strip():
            self._run(
                lambda _task: self._app.find_residents(name, 3),
                done=lambda found: self._view.show_known(pages.known(found, self._say)),
            )
        else:
            self._view.show_known(())

    def add_member(self, answers: Answers) -> None:
        """Register one more resident of this household and open their file."""
        if self._file is not None:
            household = self._file.household
            self._run(lambda _task: self._app.add_member(household, answers), done=self._added)

    # what the resident asks for

    def hold_back(self, right: str, reason: str) -> None:
        """The resident objects, or asks for restriction."""
        person = self.editing.person
        self._do_right(lambda: self._app.hold_back(person, Right(right), reason), "rights.was_set")

    def lift(self, right: str) -> None:
        """It was dealt with."""
        person = self.editing.person
        self._do_right(lambda: self._app.hold_back.lift(person, Right(right)), "rights.was_lifted")

    def answer_access(self, reason: str, folder: Path) -> None:
        """Everything we hold, in the language of the talk."""
        if self._file is None:
            return
        household = self._file.household
        language = self.editing.answers(household).get(TALK_LANGUAGE, NOT_ASKED).text or DUTCH

        def work(task: Task) -> tuple[Path, ...]:
            return self._app.answer_access(household, reason, folder, task, language)

        def told(paths: tuple[Path, ...]) -> None:
            names = ", ".join(path.name for path in paths)
            self._told = self._say.texts("rights.was_access", files=names, folder=folder)
            self._show()

        self._run(work, done=told)

    # behind it

    def use_version(self) -> None:
        """Work with the version of a received file that is here now."""
        if self._file is not None:
            household = self._file.household
            self._run(
                lambda _task: self._app.used_versions.use(household),
                done=lambda _nothing: self._changed(),
            )

    def _do_right(self, act: Callable[[], None], told: str) -> None:
        def done(_nothing: object) -> None:
            self._told = self._say.texts(told)
            self._changed()

        self._run(lambda _task: act(), done=done)

    def _do_at_once(self, act: Callable[[RecordId], None]) -> None:
        """Agree or release, when everything is in the vault."""
        if self._file is not None:
            household = self._file.household
            self._run(
                lambda _task: act(household),
                done=lambda _nothing: self._changed(),
                failed=self._refused,
            )

    def _arrive(self, page: str, field: Field) -> None:
        self._going = None
        self._page = page or self._page or self._first_page()
        self._show()
        if field or self._stand_first:
            self._view.stand_in(field)

    def _first_page(self) -> str:
        sections = self._file.sections if self._file else ()
        unfinished = (s.key for s in sections if s.progress is not Progress.DONE)
        return next(unfinished, sections[0].key if sections else RELEASE)

    def _go_on(self, state: SectionState) -> None:
        """To the first section after this one that is not done, else to the release."""
        sections = self._file.sections if self._file else ()
        at = next(n for n, section in enumerate(sections) if section.key == state.key)
        following = (*sections[at + 1 :], *sections[:at])
        unfinished = (
            s.key for s in following if s.progress in (Progress.NOT_STARTED, Progress.BUSY)
        )
        self.show_page(next(unfinished, RELEASE))

    def _section_state(self) -> SectionState | None:
        if self._file is None or self._file.read_only:
            return None
        return next((s for s in self._file.sections if s.key == self._page), None)

    def _set_progress(self, state: SectionState, answer: Answer) -> None:
        self.editing.answer(self._page, state.record, {f"progress.{state.key}": answer})

    def _uncover(self, field: Field, reason: str, shown: Record) -> None:
        self.editing.uncover(shown, reason)
        self._show()
        self._view.stand_in(field)

    def _changed(self) -> None:
        self._error = ""
        self._view.tell_changed()
        self.refresh()

    def _taken_out(self) -> None:
        """Undoing earlier edits would bring back what was taken out."""
        self.editing.history.clear()
        self._changed()

    def _refused(self, error: OverstapError) -> None:
        self._error = self._say.texts.error(error)
        self._show()

    def _added(self, person: RecordId) -> None:
        self._view.tell_changed()
        self.open(person, self._app.catalogue.sections[0].key)

    def _show(self) -> None:
        if self._file is not None:
            if self._file.person != self._shown:
                self._shown = self._file.person
                self._summary, self._error, self._told = (), "", ""
            answers = {record: self.editing.answers(record) for record in self._file.records}
            now = Now(self._file, answers, self.editing.sender, self._say)
            state = now.state(self._page, self._summary, self._error)
            self._view.show_state(
                replace(
                    self._offered(state),
                    rights=rights.items(self._file, self._app.permissions, self._say),
                    held_back=rights.held_back(self._file, self._say),
                    told=self._told,
                    worker=self._worker(self._file),
                )
            )

    def _offered(self, state: FileState) -> FileState:
        """With what one may do, and why not what one may not."""
        may, file = self._app.permissions, self._file
        if state.reading is not None and file is not None:
            reading = replace(
                state.reading,
                may_agree=not file.read_only,
                may_hand_over=Permission.HAND_OVER in may,
                no_release=self._no_release(file),
            )
            state = replace(state, reading=reading)
        if state.content is not None:
            closed = pages.closed(state.content.covered, may, self._say)
            content = replace(state.content, closed=closed, reason=self.editing.reason)
            state = replace(state, content=content)
        may_use = Permission.RECEIVE in may and not self._app.reading
        come_back = self._file is not None and self._file.can_come_back
        return replace(
            state,
            may_print=Permission.PRINT in may,
            may_use=may_use,
            may_come_back=come_back and Permission.HAND_OVER in may,
        )

    def _worker(self, file: ResidentFile) -> str:
        """The colleague who began and did not finish it; empty where one may just go on."""
        last = worker(file.records.values())
        mine = not last or person_of(last) == self._app.office.user
        progress = {section.progress for section in file.sections}
        begun = progress & {Progress.DONE, Progress.LATER} and progress != {Progress.DONE}
        wanted = begun and not (file.read_only or file.released or mine)
        return self._say.texts("file.worker", name=last) if wanted else ""

    def _no_release(self, file: ResidentFile) -> str:
        texts, records = self._say.texts, file.records
        if self.editing.sender:
            return texts("file.release.received")
        if Permission.RELEASE not in self._app.permissions:
            roles = ", ".join(texts(f"role.{role}") for role in who_may(Permission.RELEASE))
            return texts("file.release.not_you", roles=roles)
        own = self._app.release.read_by_oneself(records[file.household])
        return texts("file.release.four_eyes") if own else ""
