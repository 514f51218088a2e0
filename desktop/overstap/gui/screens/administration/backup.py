"""Backups: when the last was made and where, making one now, by themselves, and rehearsing that one
can be put back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from overstap.domain.backups import At, Every, Schedule
from overstap.gui.screens.administration.page import MOST, Acts, PagePresenter, Values
from overstap.gui.screens.administration.sheet import (
    Act,
    Field,
    Form,
    Group,
    Note,
    Pick,
    Row,
    Sheet,
)
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.ports.backups import BackupFile
from overstap.usecases.upkeep.back_up import BackedUp, BackupState, Drill

CHOICES = (
    Schedule(Every.DAY, At.OPEN),
    Schedule(Every.DAY, At.CLOSE),
    Schedule(Every.WEEK, At.OPEN),
    Schedule(Every.WEEK, At.CLOSE),
    Schedule(Every.NEVER, At.OPEN),
)
MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with backups, those that are there, and every drill that worked."""

    state: BackupState
    files: tuple[BackupFile, ...]
    drills: tuple[Drill, ...]
    mailboxes: tuple[str, ...]
    mailbox: str


class BackupPresenter(PagePresenter):
    """An administrator sees that it is in order, or what to do."""

    _files: Mapping[str, BackupFile] = {}
    _drills: Mapping[str, Drill] = {}
    _now: Standing

    def acts(self) -> Acts:
        return {
            "make": lambda _row, _said: self._make(None),
            "make_in": lambda _row, folder: self._make(Path(folder)),
            "schedule": lambda _row, _said: self._ask_schedule(),
            "mailbox": lambda _row, _said: self._ask_mailbox(),
            "fetch": lambda _row, folder: self._fetch(Path(folder)),
            "drill": lambda name, _said: self._ask_drill(name),
            "record": lambda at, folder: self._write_record(self._drills[at], Path(folder)),
        }

    def entered(self) -> None:
        self._run(self._read, done=self._show)

    def _read(self, _task: Task) -> Standing:
        back_up = self._app.back_up
        state = back_up.state()
        files = back_up.all() if state.folder else ()
        boxes = tuple(config.name for config in self._app.mailboxes())
        drills, chosen = self._app.rehearse_recovery.all(), self._app.back_up_away.chosen()
        return Standing(state, files, drills, boxes, chosen)

    # what is shown

    def _show(self, now: Standing) -> None:
        texts, self._now = self._texts, now
        self._files = {file.path.name: file for file in now.files}
        self._drills = {drill.at.isoformat(): drill for drill in now.drills}
        other = Act("make_in", texts("backup.choose"), "folder", "quiet", Pick.FOLDER)
        make = Act("make", texts("backup.make"), "shield", "primary")
        first = Act("make_in", texts("backup.first"), "folder", "primary", Pick.FOLDER)
        groups = (self._last(now.state), self._by_itself(now), self._rehearsals(now))
        if now.state.folder is None:
            whole = Sheet((groups[0], groups[2]), self._note, acts=(first,))
        else:
            shown = (*groups[:2], self._copies(now), groups[2])
            whole = Sheet(shown, self._note, acts=(other, make))
        self._view.show_sheet(whole)

    def _last(self, state: BackupState) -> Group:
        texts = self._texts
        lead = texts("backup.lead")
        if state.folder is None:
            return Group(texts("backup.last"), lead, empty=texts("backup.none"))
        said = (texts("backup.where", folder=state.folder),)
        if state.last is None:
            return Group(texts("backup.last"), lead, empty=texts("backup.none"))
        when = self._speaker.at_clock(state.last)
        icon, word = "done", texts("backup.good")
        if state.failed is not None:
            icon, word = "warning", texts("backup.failed", day=self._speaker.at_clock(state.failed))
        elif state.overdue:
            icon, word = "warning", texts("backup.overdue")
        row = Row("last", when, icon=icon, word=word, said=said)
        return Group(texts("backup.last"), lead, (row,))

    def _by_itself(self, now: Standing) -> Group:
        texts = self._texts
        change = Act("schedule", texts("backup.schedule.change"), "pencil")
        said = self._when(now.state.schedule)
        row = Row("schedule", said, acts=(change,))
        if now.state.laid_down:
            row = Row("schedule", said, icon="stays", word=texts("settings.locked"))
        rows = (row, self._mailbox(now))
        return Group(texts("backup.schedule"), texts("backup.schedule.lead"), rows)

    def _mailbox(self, now: Standing) -> Row:
        texts = self._texts
        word = texts("backup.schedule.change")
        name = f"{word}: {texts('backup.mailbox')}"
        change = Act("mailbox", word, "pencil", name=name)
        fetch = Act("fetch", texts("backup.fetch"), "inbox", "link", Pick.FOLDER)
        if now.mailbox:
            title = texts("backup.mailbox.chosen", mailbox=now.mailbox)
            return Row("mailbox", title, acts=(change, fetch))
        if now.mailboxes:
            return Row("mailbox", texts("backup.mailbox.none"), acts=(change,))
        lead = texts("backup.mailbox.missing")
        return Row("mailbox", texts("backup.mailbox.none"), said=(lead,))

    def _copies(self, now: Standing) -> Group:
        texts = self._texts
        rows = tuple(map(self._copy, now.files[:MOST]))
        missing = texts("backup.missing", folder=now.state.folder)
        return Group(texts("backup.copies"), texts("backup.copies.lead"), rows, missing)

    def _copy(self, file: BackupFile) -> Row:
        texts, when = self._texts, self._speaker.at_clock(file.made)
        size = texts("backup.size", size=-(-file.size // MEGA))
        word = texts("backup.drill")
        drill = Act("drill", word, "refresh", name=f"{word}: {when}")
        return Row(file.path.name, when, (f"{file.path.name} · {size}",), acts=(drill,))

    def _rehearsals(self, now: Standing) -> Group:
        texts = self._texts
        empty = texts("backup.drills.due" if now.state.drill_overdue else "backup.drills.none")
        rows = [self._rehearsal(drill, now.state) for drill in now.drills[:MOST]]
        never = Row("drill", texts("backup.drills.never"), (), "warning", empty)
        shown = tuple(rows) or (never,)
        return Group(texts("backup.drills"), texts("backup.drills.lead"), shown)

    def _rehearsal(self, drill: Drill, state: BackupState) -> Row:
        texts, when = self._texts, self._speaker.at_clock(drill.at)
        word = texts("backup.record")
        record = Act("record", word, "file", "link", Pick.FOLDER, f"{word}: {when}")
        late = drill == state.drill and state.drill_overdue
        icon = "warning" if late else "done"
        said = texts("backup.drill.overdue" if late else "backup.drill.good")
        by = texts("backup.drill.by", by=drill.by, file=drill.file)
        counts = texts("backup.counts", **asdict(drill.contents))
        return Row(drill.at.isoformat(), when, (counts,), icon, said, (record,), (by,))

    def _when(self, schedule: Schedule) -> str:
        never = schedule.every is Every.NEVER
        code = schedule.every if never else f"{schedule.every}.{schedule.at}"
        return self._texts(f"backup.schedule.{code}")

    # what is done

    def _make(self, folder: Path | None) -> None:
        self._run(
            lambda task: self._app.back_up(folder, task),
            done=self._made,
            failed=self._not_made,
            stopped=self._stopped,
            label="backup.busy",
        )

    def _made(self, made: BackedUp) -> None:
        texts, self._folder = self._texts, made.file.path.parent
        counts = texts("backup.counts", **asdict(made.contents))
        gone = texts("backup.let_go", count=len(made.removed)) if made.removed else ""
        where = texts("backup.made.where", file=made.file.path.name, folder=self._folder)
        lines = tuple(line for line in (counts, gone) if line)
        if made.not_sent is not None:
            lines = (*lines, texts("backup.not_sent"), texts.error(made.not_sent))
        tone = "ok" if made.not_sent is None else "warn"
        self._changed(Note(tone, texts("backup.made"), where, lines, acts=(self._to_folder(),)))

    def _not_made(self, error: OverstapError) -> None:
        happened, _, rest = self._texts.error(error).partition(". ")
        self._note = Note("bad", happened.rstrip("."), rest)
        self.entered()

    def _stopped(self) -> None:
        self._note = Note("accent", self._texts("backup.stopped"))
        self.entered()

    def _ask_schedule(self) -> None:
        texts = self._texts
        codes = tuple((f"{one.every} {one.at}", self._when(one)) for one in CHOICES)
        now = self._now.state.schedule
        field = Field(
            "schedule",
            texts("backup.schedule.when"),
            "choice",
            text=f"{now.every} {now.at}",
            choices=codes,
        )
        form = Form(
            texts("backup.schedule"),
            texts("backup.schedule.save"),
            (field,),
            texts("backup.schedule.form"),
            picture="later",
        )
        self._ask(form, self._set_schedule)

    def _set_schedule(self, values: Values) -> None:
        every, _, at = values["schedule"].partition(" ")
        schedule = Schedule(Every(every), At(at))
        note = Note("ok", self._texts("backup.schedule.saved"), self._when(schedule))
        self._do_asked(
            lambda _task: self._app.back_up.set_schedule(schedule),
            lambda _nothing: self._changed(note),
        )

    def _ask_mailbox(self) -> None:
        texts, none = self._texts, ("-", self._texts("backup.mailbox.none"))
        choices = (none, *((name, name) for name in self._now.mailboxes))
        form = Form(
            texts("backup.mailbox"),
            texts("backup.schedule.save"),
            (
                Field(
                    "mailbox",
                    texts("backup.mailbox.which"),
                    "choice",
                    text=self._now.mailbox,
                    choices=choices,
                ),
            ),
            texts("backup.mailbox.lead"),
            picture="inbox",
        )
        self._ask(form, self._choose_mailbox)

    def _choose_mailbox(self, values: Values) -> None:
        name = "" if values["mailbox"] == "-" else values["mailbox"]
        self._do_asked(
            lambda _task: self._app.back_up_away.choose(name),
            lambda _nothing: self._changed(Note("ok", self._texts("backup.schedule.saved"))),
        )

    def _fetch(self, folder: Path) -> None:
        self._run(
            lambda task: self._app.back_up_away.fetch(folder, task),
            done=self._fetched,
            failed=self._not_made,
            label="backup.fetching",
        )

    def _fetched(self, path: Path) -> None:
        texts, self._folder = self._texts, path.parent
        where = texts("backup.made.where", file=path.name, folder=path.parent)
        self._note = Note("ok", texts("backup.fetched"), where, acts=(self._to_folder(),))
        self.entered()

    def _ask_drill(self, name: str) -> None:
        texts = self._texts
        form = Form(
            texts("backup.drill.title", day=self._speaker.at_clock(self._files[name].made)),
            texts("backup.drill.do"),
            (
                Field("kit", texts("backup.kit"), "secret", texts("backup.kit.hint")),
                self._folder_field("backup.record.hint"),
            ),
            points=tuple(texts(f"backup.drill.{point}") for point in ("aside", "counts", "record")),
            picture="refresh",
        )
        self._ask(form, partial(self._rehearse, self._files[name]))

    def _rehearse(self, file: BackupFile, values: Values) -> None:
        folder = Path(values["folder"])

        def work(task: Task) -> Path:
            rehearse = self._app.rehearse_recovery
            done = rehearse(file.path, values["kit"], task)
            return rehearse.write_record(done, self._texts, folder)

        self._do_asked(work, self._rehearsed, "backup.drill.busy")

    def _rehearsed(self, record: Path) -> None:
        texts, self._folder = self._texts, record.parent
        text = texts("backup.drilled.record", file=record.name, folder=record.parent)
        self._changed(Note("ok", texts("backup.drilled"), text, acts=(self._to_folder(),)))

    def _write_record(self, drill: Drill, folder: Path) -> None:
        self._run(
            lambda _task: self._app.rehearse_recovery.write_record(drill, self._texts, folder),
            done=self._recorded,
        )

    def _recorded(self, record: Path) -> None:
        texts, self._folder = self._texts, record.parent
        text = texts("backup.drilled.record", file=record.name, folder=record.parent)
        self._note = Note("ok", texts("backup.recorded"), text, acts=(self._to_folder(),))
        self.entered()
