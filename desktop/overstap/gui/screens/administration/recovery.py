"""The way back into the vault that colleagues have together: make, print, check and replace it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from overstap.gui.screens.administration.page import Acts, PagePresenter, Values
from overstap.gui.screens.administration.sheet import Act, Field, Form, Group, Note, Row, Sheet
from overstap.kernel.task import Task
from overstap.usecases.administration.share_recovery import MOST_SHARES, draw_words
from overstap.usecases.ports.people import Sharing

USUAL = Sharing(2, 3)


@dataclass(frozen=True, slots=True)
class Standing:
    """What was divided, and when somebody saw that the sheets can be read."""

    sharing: Sharing | None
    confirmed: datetime | None


class RecoveryPresenter(PagePresenter):
    """Holds the words of new shares until some of each were typed back, or the vault is locked."""

    shares: tuple[str, ...] = ()

    def acts(self) -> Acts:
        return {
            "make": lambda _row, _said: self._ask_make(),
            "confirm": lambda _row, _said: self._ask_confirm(),
            "stop": lambda _row, _said: self._ask_stop(),
        }

    def entered(self) -> None:
        self._run(self._read, done=self._show)

    def _read(self, _task: Task) -> Standing:
        share = self._app.share_recovery
        return Standing(share.state(), share.confirmed())

    # what is shown

    def _show(self, now: Standing) -> None:
        texts = self._texts
        rows = (self._row(now.sharing, now.confirmed),) if now.sharing else ()
        divided = Group(
            texts("recovery.shares"), texts("recovery.shares.lead"), rows, texts("recovery.none")
        )
        use = Group(texts("recovery.use"), texts("recovery.use.lead"))
        make = texts("recovery.replace" if now.sharing else "recovery.make")
        act = Act("make", make, "refresh" if now.sharing else "plus", "primary")
        self._view.show_sheet(Sheet((divided, use), self._note, acts=(act,)))

    def _row(self, sharing: Sharing, confirmed: datetime | None) -> Row:
        texts = self._texts
        title = texts("recovery.row", needed=sharing.needed, of=sharing.of)
        stop = Act("stop", texts("recovery.stop"), "trash", "danger")
        if confirmed is not None:
            word = texts("recovery.confirmed", day=self._speaker.at_clock(confirmed))
            return Row("shares", title, icon="done", word=word, acts=(stop,))
        check = Act("confirm", texts("recovery.confirm"), "tick")
        acts = (check, stop) if self.shares else (stop,)
        lead = texts("recovery.unconfirmed.lead" if self.shares else "recovery.unconfirmed.gone")
        word = texts("recovery.unconfirmed")
        return Row("shares", title, icon="warning", word=word, acts=acts, said=(lead,))

    # making

    def _ask_make(self) -> None:
        texts = self._texts
        numbers = tuple((str(n), str(n)) for n in range(2, MOST_SHARES + 1))
        form = Form(
            texts("recovery.make"),
            texts("recovery.make.do"),
            (
                Field("of", texts("recovery.of"), "choice", text=str(USUAL.of), choices=numbers),
                Field(
                    "needed",
                    texts("recovery.needed"),
                    "choice",
                    texts("recovery.needed.hint"),
                    str(USUAL.needed),
                    numbers,
                ),
                self._folder_field("recovery.folder.hint"),
            ),
            points=tuple(texts(f"recovery.make.{point}") for point in ("each", "old", "check")),
            picture="residents",
        )
        self._ask(form, self._make)

    def _make(self, values: Values) -> None:
        needed, of = int(values["needed"]), int(values["of"])
        self._folder = Path(values["folder"])

        def work(task: Task) -> tuple[str, ...]:
            self.shares = self._app.share_recovery(needed, of)
            papers = self._app.print_papers
            for sheet in papers.recovery_shares(self.shares, needed, self._texts, task):
                papers.write(sheet, self._folder)
            return self.shares

        self._do_asked(work, self._made, "recovery.busy")

    def _made(self, shares: Sequence[str]) -> None:
        self._changed(self._where("warn", "recovery.made", "recovery.made.lead", len(shares)))
        self._ask_confirm()

    # checking

    def _ask_confirm(self) -> None:
        texts, asked = self._texts, [draw_words() for _ in self.shares]
        fields = tuple(
            Field(str(number), texts("recovery.share", number=number, first=first, second=second))
            for number, (first, second) in enumerate(asked, start=1)
        )
        form = Form(
            texts("recovery.confirm"),
            texts("recovery.confirm.do"),
            fields,
            texts("recovery.confirm.lead"),
            picture="tick",
        )
        self._ask(form, partial(self._confirm, asked))

    def _confirm(self, asked: Sequence[tuple[int, int]], values: Values) -> None:
        wrong = {
            str(number): self._texts("recovery.confirm.wrong")
            for number, (share, places) in enumerate(zip(self.shares, asked, strict=True), start=1)
            if values[str(number)].lower().split() != [share.split()[at - 1] for at in places]
        }
        if wrong:
            self._view.show_problems(wrong)
        else:
            self._do_asked(lambda _task: self._app.share_recovery.confirm(), self._confirmed)

    def _confirmed(self, _nothing: None) -> None:
        count, self.shares = len(self.shares), ()
        self._changed(self._where("ok", "recovery.checked", "recovery.checked.lead", count))

    # ending

    def _ask_stop(self) -> None:
        texts = self._texts
        points = tuple(texts(f"recovery.stop.{point}") for point in ("now", "kit"))
        form = Form(texts("recovery.stop"), texts("recovery.stop"), (), "", points, "trash", True)
        self._ask(form, lambda _none: self._stop())

    def _stop(self) -> None:
        self.shares = ()
        note = Note("ok", self._texts("recovery.stopped"))
        self._do_asked(
            lambda _task: self._app.share_recovery.stop(), lambda _nothing: self._changed(note)
        )

    def _where(self, tone: str, title: str, text: str, count: int) -> Note:
        texts = self._texts
        said = texts(text, count=count, folder=self._folder)
        return Note(tone, texts(title), said, acts=(self._to_folder(),))
