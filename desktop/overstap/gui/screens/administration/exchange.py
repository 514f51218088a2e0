"""Write a bundle for our other desks, and see when they were heard last."""

from dataclasses import dataclass
from pathlib import Path

from overstap.domain.offices import Desk
from overstap.gui.screens.administration.page import Acts, PagePresenter
from overstap.gui.screens.administration.sheet import Act, Group, Note, Pick, Row, Sheet
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.desks.sync_desks import Heard, Synced

STEPS = ("write", "bring", "back")


@dataclass(frozen=True, slots=True)
class Desks:
    """Who there is to exchange with, and when each was heard."""

    others: tuple[Desk, ...]
    heard: Heard


class ExchangePresenter(PagePresenter):
    """One press writes all that another desk may lack."""

    def acts(self) -> Acts:
        return {
            "write": lambda _row, folder: self._write(Path(folder), full=False),
            "full": lambda _row, folder: self._write(Path(folder), full=True),
        }

    def entered(self) -> None:
        self._run(self._read, done=self._show)

    def _read(self, _task: Task) -> Desks:
        own = self._app.office.desk_id
        card, today = self._app.show_card().card, self._speaker.clock().date()
        others = tuple(desk for desk in card.open_desks(today) if desk.id != own)
        return Desks(others, self._app.write_sync.heard())

    def _show(self, desks: Desks) -> None:
        texts = self._texts
        steps = tuple(
            Row(step, f"{number}. {texts(f'sync.step.{step}')}", (texts(f"sync.step.{step}.lead"),))
            for number, step in enumerate(STEPS, start=1)
        )
        rows = tuple(self._desk(desk, desks.heard) for desk in desks.others)
        acts = (
            Act("full", texts("sync.full"), "refresh", pick=Pick.FOLDER),
            Act("write", texts("sync.write"), "handover", "primary", Pick.FOLDER),
        )
        self._view.show_sheet(
            Sheet(
                (
                    Group(texts("sync.desks"), rows=rows, empty=texts("sync.desks.none")),
                    Group(texts("sync.how"), rows=steps),
                ),
                self._note,
                acts=acts if rows else (),
            )
        )

    def _desk(self, desk: Desk, heard: Heard) -> Row:
        texts, at = self._texts, heard.get(desk.id)
        if at is None:
            return Row(desk.id, desk.name, (), "none", texts("sync.heard.never"))
        word = texts("sync.heard", when=self._speaker.day(at.astimezone()))
        return Row(desk.id, desk.name, (), "done", word)

    def _write(self, folder: Path, *, full: bool) -> None:
        self._folder = folder
        self._run(
            lambda task: self._app.write_sync(folder, task, full=full),
            done=self._written,
            failed=self._not_written,
            label="sync.busy",
        )

    def _written(self, done: Synced) -> None:
        texts = self._texts
        count = texts("sync.written.count", count=done.revisions)
        where = texts("sync.written.where", file=done.path.name, folder=done.path.parent)
        note = Note("ok", texts("sync.written"), where, (count,), acts=(self._to_folder(),))
        self._changed(note)

    def _not_written(self, error: OverstapError) -> None:
        tone = "accent" if error.code == "sync.nothing_new" else "warn"
        happened, _, rest = self._texts.error(error).partition(". ")
        self._note = Note(tone, happened.rstrip("."), rest)
        self.entered()
