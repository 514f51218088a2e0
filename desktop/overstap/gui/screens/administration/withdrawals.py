"""Offices that still have a household which is now linked elsewhere, and the notices for them."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from overstap.gui.screens.administration.page import Acts, PagePresenter
from overstap.gui.screens.administration.sheet import Act, Group, Note, Pick, Row, Sheet
from overstap.kernel.task import Task
from overstap.usecases.handover.send_due import Due, DueKind
from overstap.usecases.handover.take_back import Stale, TakenBack, Underway


@dataclass(frozen=True, slots=True)
class Standing:
    """What still has to be taken back, and what was not confirmed yet."""

    stale: tuple[Stale, ...]
    underway: tuple[Underway, ...]
    due: tuple[Due, ...]


class WithdrawalsPresenter(PagePresenter):
    """Writes one notice per household and office."""

    _codes: tuple[str, ...] = ()
    """Of the notices that were written just now; once they are confirmed that is told no more."""

    def acts(self) -> Acts:
        return {
            "withdraw": lambda row, folder: self._write((row,), Path(folder)),
            "correct": lambda row, folder: self._correct(row, Path(folder)),
            "again": lambda row, folder: self._write_again(row, Path(folder)),
            "withdraw_all": lambda _row, folder: self._write(None, Path(folder)),
        }

    def entered(self) -> None:
        self._run(self._read, done=self._show)

    def _read(self, _task: Task) -> Standing:
        due = tuple(one for one in self._app.send_due() if one.kind is not DueKind.WITHDRAWAL)
        return Standing(self._app.withdraw.stale(), self._app.withdraw.underway(), due)

    def _show(self, standing: Standing) -> None:
        texts = self._texts
        if self._codes and not self._waits(standing.underway):
            self._note, self._codes = None, ()
        stale = tuple(map(self._stale, standing.stale))
        underway = tuple(map(self._underway, standing.underway))
        every = Act("withdraw_all", texts("withdrawals.all"), "undo", "primary", Pick.FOLDER)
        self._view.show_sheet(
            Sheet(
                (
                    Group(
                        texts("withdrawals.stale"),
                        texts("withdrawals.stale.lead"),
                        stale,
                        texts("withdrawals.stale.none"),
                    ),
                    Group(
                        texts("due.title"),
                        texts("due.lead"),
                        tuple(map(self._due, standing.due)),
                        texts("due.none"),
                    ),
                    Group(
                        texts("withdrawals.underway"),
                        texts("withdrawals.underway.lead"),
                        underway,
                        texts("withdrawals.underway.none"),
                    ),
                ),
                self._note,
                acts=(every,) if stale else (),
            )
        )

    def _waits(self, underway: tuple[Underway, ...]) -> bool:
        return any(one.digest.startswith(self._codes) for one in underway)

    def _stale(self, stale: Stale) -> Row:
        texts = self._texts
        write = Act(
            "withdraw",
            texts("withdrawals.write"),
            "undo",
            pick=Pick.FOLDER,
            name=texts("withdrawals.write.name", household=stale.name, office=stale.office_name),
        )
        return Row(
            f"{stale.household} {stale.office}",
            texts("withdrawals.household", name=stale.name),
            (texts("withdrawals.has", office=stale.office_name),),
            "warning",
            texts("withdrawals.linked_elsewhere"),
            (write,),
        )

    def _due(self, due: Due) -> Row:
        texts = self._texts
        write = Act(
            "correct",
            texts("due.write"),
            "pencil",
            pick=Pick.FOLDER,
            name=texts("due.write.name", office=due.office_name),
        )
        told = texts(f"due.{due.kind}", count=due.count)
        return Row(f"{due.kind} {due.office}", due.office_name, (told,), "warning", acts=(write,))

    def _correct(self, row: str, folder: Path) -> None:
        self._folder = folder

        def write(task: Task) -> tuple[Path, ...]:
            due = self._app.send_due()
            return tuple(
                one.write(folder, task) for one in due if f"{one.kind} {one.office}" == row
            )

        self._run(write, done=self._corrected, label="due.busy")

    def _corrected(self, paths: tuple[Path, ...]) -> None:
        texts = self._texts
        files, self._codes = tuple(path.name for path in paths), ()
        where = texts("withdrawals.written.next", folder=self._folder)
        self._changed(Note("ok", texts("due.written"), where, files, acts=(self._to_folder(),)))

    def _underway(self, sent: Underway) -> Row:
        texts = self._texts
        what = texts(f"withdrawals.kind.{sent.kind}", office=sent.office)
        told = texts("withdrawals.sent", day=self._speaker.day(sent.sent), number=sent.number)
        again = Act(
            "again",
            texts("withdrawals.again"),
            "refresh",
            "link",
            pick=Pick.FOLDER,
            name=f"{texts('withdrawals.again')}: {what}, {told}",
        )
        state = texts("withdrawals.unconfirmed")
        return Row(sent.digest, what, (told,), "later", state, (again,))

    def _write_again(self, digest: str, folder: Path) -> None:
        self._folder = folder
        self._run(
            lambda task: (self._app.withdraw.again(digest, folder, task),),
            done=self._written,
            label="withdrawals.busy",
        )

    def _write(self, rows: tuple[str, ...] | None, folder: Path) -> None:
        self._folder = folder
        self._run(
            partial(self._notices, rows, folder), done=self._written, label="withdrawals.busy"
        )

    def _notices(
        self, rows: tuple[str, ...] | None, folder: Path, task: Task
    ) -> tuple[TakenBack, ...]:
        chosen = rows or [f"{s.household} {s.office}" for s in self._app.withdraw.stale()]
        pairs = (row.partition(" ") for row in chosen)
        return tuple(
            self._app.withdraw(household, office, folder, task) for household, _, office in pairs
        )

    def _written(self, made: tuple[TakenBack, ...]) -> None:
        texts = self._texts
        files = tuple(one.path.name for one in made)
        self._codes = tuple(one.path.stem for one in made)
        self._changed(
            Note(
                "ok",
                texts("withdrawals.written", count=len(made)),
                texts("withdrawals.written.next", folder=self._folder),
                files,
                acts=(self._to_folder(),),
            )
        )
