"""Which files have to go: keep one with a reason, or destroy it for good."""

from functools import partial
from pathlib import Path

from overstap.domain.answers import NOT_ASKED, Answer
from overstap.domain.policy import Setting
from overstap.domain.residents import HOLD
from overstap.domain.retention import Reason
from overstap.domain.roles import Permission
from overstap.gui.screens.administration.doctor import how_fixed
from overstap.gui.screens.administration.erased import erased_row
from overstap.gui.screens.administration.page import MOST, Acts, PagePresenter, Values
from overstap.gui.screens.administration.sheet import Act, Field, Form, Group, Note, Row, Sheet
from overstap.kernel.task import Task
from overstap.usecases.desks.list_erased import ErasedHousehold
from overstap.usecases.handover.take_back import Erased, EraseReason, HoldReason
from overstap.usecases.lists.list_due import DueFile


class RetentionPresenter(PagePresenter):
    """The earliest first; what has to be kept says why."""

    _every = False
    _files: tuple[DueFile, ...] = ()

    def acts(self) -> Acts:
        return {
            "over": lambda _row, _said: self._look(every=False),
            "every": lambda _row, _said: self._look(every=True),
            "hold": lambda row, _said: self._ask_hold(row),
            "let_go": lambda row, _said: self._save_hold(row, ""),
            "destroy": lambda row, _said: self._ask_destroy(row),
            "resident": lambda row, _said: self._view.show_resident(row),
        }

    def entered(self) -> None:
        def look(task: Task) -> tuple[tuple[DueFile, ...], tuple[ErasedHousehold, ...]]:
            files = self._app.list_due(task, only_over=not self._every)
            return files, self._app.list_erased()

        self._run(look, done=lambda found: self._show(*found), label="retention.busy")

    def _look(self, *, every: bool) -> None:
        self._every = every
        self.entered()

    def _show(self, files: tuple[DueFile, ...], erased: tuple[ErasedHousehold, ...]) -> None:
        texts, self._files = self._texts, files
        title = texts("retention.every" if self._every else "retention.over")
        other = Act(
            "over" if self._every else "every",
            texts("retention.show_over" if self._every else "retention.show_every"),
            "list",
            "link",
        )
        more = len(files) - MOST
        lead = texts("retention.lead")
        if more > 0:
            lead = f"{lead} {texts('administration.more', count=more)}"
        rows = tuple(map(self._row, files[:MOST]))
        group = Group(title, lead, rows, texts("retention.none"), (other,))
        gone = Group(
            texts("erased.title"),
            texts("erased.lead"),
            tuple(erased_row(one, self._speaker) for one in erased),
            texts("erased.none"),
        )
        self._view.show_sheet(Sheet((group, self._periods(), gone), self._note))

    def _periods(self) -> Group:
        """How long files are kept here, and who laid that down."""
        texts = self._texts
        said = {setting.key: setting for setting in self._app.settings}
        rows = tuple(self._period(r, said[f"retention_{r}"]) for r in Reason)
        return Group(texts("retention.periods"), texts("retention.periods.lead"), rows)

    def _period(self, reason: Reason, setting: Setting) -> Row:
        texts = self._texts
        source = texts(f"policy.source.{setting.source}").capitalize()
        return Row(
            f"period {reason}",
            texts(f"retention.kept.{reason}"),
            (source,),
            "stays" if setting.locked else "none",
            texts(how_fixed(setting)),
            said=(texts("doctor.setting.days", count=int(setting.value)),),
        )

    def _row(self, file: DueFile) -> Row:
        texts, day = self._texts, self._speaker.day(file.due.day)
        icon, word = "later", texts("retention.until", day=day)
        if file.over:
            icon, word = "warning", texts("retention.over_since", day=day)
        if file.hold:
            icon, word = "stays", texts("retention.held", reason=self._reason(file.hold))
        name = texts("withdrawals.household", name=file.name)
        people = texts("retention.people", count=file.residents)
        why = texts("retention.why", reason=texts(f"retention.{file.due.rule.reason}"))
        rule = texts("retention.rule", days=file.due.rule.days, source=file.due.rule.source)
        return Row(file.household, name, (f"{people} · {why}", rule), icon, word, self._can(file))

    def _can(self, file: DueFile) -> tuple[Act, ...]:
        def act(key: str, picture: str, kind: str = "quiet") -> Act:
            word = self._texts(f"retention.{key}")
            return Act(key, word, picture, kind, name=f"{word}: {file.name}")

        look = act("resident", "eye", "link")
        if file.hold:
            writes = Permission.WRITE in self._app.permissions
            return (look, act("let_go", "undo")) if writes else (look,)
        keep = act("hold", "stays")
        destroy = act("destroy", "trash", "danger")
        ours, may = file.due.rule.reason is not Reason.RECEIVED, self._app.permissions
        can_keep, can_destroy = ours and Permission.WRITE in may, Permission.ERASE in may
        return (look, *(keep,) * can_keep, *(destroy,) * can_destroy)

    def _reason(self, code: str) -> str:
        key = f"retention.hold.{code}"
        return self._texts(key) if self._texts.has(key) else code

    # keeping

    def _ask_hold(self, household: str) -> None:
        texts, file = self._texts, self._file(household)
        reasons = tuple((str(r), texts(f"retention.hold.{r}")) for r in HoldReason)
        form = Form(
            texts("retention.hold.title", name=file.name),
            texts("retention.hold"),
            (Field("reason", texts("retention.hold.reason"), "choice", choices=reasons),),
            texts("retention.hold.lead"),
            picture="stays",
        )
        self._ask(form, lambda values: self._save_hold(household, values["reason"]))

    def _save_hold(self, household: str, reason: str) -> None:
        app, name = self._app, self._file(household).name

        def work(_task: Task) -> object:
            known = app.open_file(household).records[household]
            answer = Answer(reason) if reason else NOT_ASKED
            return app.save_answers(household, {HOLD: answer}, known.seen)

        said = "retention.hold.done" if reason else "retention.let_go.done"
        note = Note("ok", self._texts(said, name=name))
        self._do_asked(work, lambda _record: self._changed(note))

    # destroying

    def _ask_destroy(self, household: str) -> None:
        texts, file = self._texts, self._file(household)
        reasons = tuple((str(r), texts(f"retention.reason.{r}")) for r in EraseReason)
        form = Form(
            texts("retention.destroy.title", name=file.name),
            texts("retention.destroy"),
            (
                Field("reason", texts("retention.reason"), "choice", choices=reasons),
                self._folder_field("retention.folder.hint"),
                Field("name", texts("retention.type_name", name=file.name)),
            ),
            points=tuple(texts(f"retention.destroy.{p}") for p in ("here", "elsewhere", "final")),
            picture="trash",
            danger=True,
        )
        self._ask(form, partial(self._destroy, file))

    def _destroy(self, file: DueFile, values: Values) -> None:
        if _spelled(values["name"]) != _spelled(file.name):
            wrong = self._texts("retention.name.wrong", name=file.name)
            self._view.show_problems({"name": wrong})
            return
        self._folder, reason = Path(values["folder"]), EraseReason(values["reason"])

        def work(task: Task) -> Erased:
            return self._app.erase_household(file.household, self._folder, reason, task)

        self._do_asked(work, partial(self._destroyed, file.name), "retention.destroying")

    def _destroyed(self, name: str, erased: Erased) -> None:
        texts, notices = self._texts, erased.notices
        title = texts("retention.destroyed", name=name)
        if not notices:
            self._changed(Note("ok", title, texts("retention.destroyed.nowhere")))
            return
        told = texts("retention.destroyed.bring", count=len(notices), folder=self._folder)
        files = tuple(notice.path.name for notice in notices)
        self._changed(Note("warn", title, told, files, acts=(self._to_folder(),)))

    def _file(self, household: str) -> DueFile:
        return next(file for file in self._files if file.household == household)


def _spelled(name: str) -> str:
    return " ".join(name.split()).casefold()
