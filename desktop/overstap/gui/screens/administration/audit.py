"""The log: who did what, when, to whose file; whether it is whole; and a file of it for a check."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from overstap.domain import dates
from overstap.gui.screens.administration.audit_words import AuditWords
from overstap.gui.screens.administration.page import Acts, PagePresenter, Values
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
from overstap.kernel.task import Task
from overstap.usecases.administration.audit import EVERYTHING, AuditFilter, AuditProof
from overstap.usecases.administration.witness import Witnessed
from overstap.usecases.ports.audit import AuditEntry

STEP = 50
"""Entries that are shown at once."""


@dataclass(frozen=True, slots=True)
class Log:
    """Entries of the log, whether there are more, and what one can filter by."""

    entries: tuple[AuditEntry, ...]
    users: tuple[str, ...]
    whats: tuple[str, ...]
    offices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A filter with the words it was asked in; ``nobody``: it is about somebody who is not here."""

    only: AuditFilter = EVERYTHING
    resident: str = ""
    nobody: bool = False


class AuditPresenter(PagePresenter):
    """The newest first, as many as somebody asks for."""

    _narrowed = Narrowed()
    _shown = STEP
    _log = Log((), (), (), {})

    def acts(self) -> Acts:
        return {
            "filter": lambda _row, _said: self._ask_filter(),
            "all": lambda _row, _said: self._narrow(Narrowed()),
            "more": lambda _row, _said: self._more(),
            "verify": lambda _row, _said: self._verify(),
            "export": lambda _row, folder: self._export(Path(folder)),
            "resident": lambda record, _said: self._view.show_resident(record),
        }

    def entered(self) -> None:
        self._run(self._read, done=self._show)

    def _read(self, _task: Task) -> Log:
        app, wanted = self._app, self._narrowed
        users, whats = app.read_audit.known()
        entries = () if wanted.nobody else app.read_audit(wanted.only, self._shown + 1)
        offices = {known.trust.card.office: known.trust.card.name for known in app.list_offices()}
        return Log(entries, users, whats, {app.office.id: app.office.name, **offices})

    # what is shown

    def _show(self, log: Log) -> None:
        texts, self._log = self._texts, log
        self._words = AuditWords(self._speaker, log.offices)
        narrowed = self._narrowed != Narrowed()
        acts = [Act("filter", texts("log.filter"), "search")]
        if narrowed:
            acts.append(Act("all", texts("log.all"), "close", "link"))
        if len(log.entries) > self._shown:
            acts.append(Act("more", texts("log.more"), "arrow-down", "link"))
        rows = tuple(map(self._row, log.entries[: self._shown]))
        group = Group(
            texts("log.newest"),
            self._about() if narrowed else texts("log.lead"),
            rows,
            texts("log.none"),
            tuple(acts),
        )
        foot = (
            Act("export", texts("log.export"), "file", "quiet", Pick.FOLDER),
            Act("verify", texts("log.verify"), "shield", "primary"),
        )
        self._view.show_sheet(Sheet((group,), self._note, acts=foot))

    def _row(self, entry: AuditEntry) -> Row:
        words, when = self._words, self._speaker.at_clock(entry.at)
        details, person = words.details(entry), words.person(entry)
        open_file = self._texts("log.open")
        look = Act("resident", open_file, "eye", "link", name=f"{open_file}: {entry.number}")
        lines = tuple(part for part in (f"{when} · {entry.number}", details) if part)
        return Row(person, words.title(entry), lines, acts=(look,) if person else ())

    def _about(self) -> str:
        """The filter in words."""
        texts, only = self._texts, self._narrowed.only
        day = self._speaker.day
        parts = (
            only.user,
            self._words.what(only.what) if only.what else "",
            self._narrowed.resident,
            texts("log.since", day=day(only.since)) if only.since else "",
            texts("log.until", day=day(only.until)) if only.until else "",
        )
        return " · ".join(part for part in parts if part)

    # narrowing

    def _ask_filter(self) -> None:
        texts, only = self._texts, self._narrowed.only
        everybody, everything = ("", texts("log.everybody")), ("", texts("log.everything"))
        users = (everybody, *((user, user) for user in self._log.users if user))
        named = sorted((self._words.what(code), code) for code in self._log.whats)
        whats = (everything, *((code, word) for word, code in named))
        fields = (
            Field("user", texts("log.who"), "choice", text=only.user, choices=users),
            Field("what", texts("log.what"), "choice", text=only.what, choices=whats),
            Field(
                "resident",
                texts("log.resident"),
                hint=texts("log.resident.hint"),
                text=self._narrowed.resident,
            ),
            Field("since", texts("log.from"), hint=texts("log.day"), text=_typed(only.since)),
            Field("until", texts("log.to"), hint=texts("log.day"), text=_typed(only.until)),
        )
        form = Form(texts("log.filter"), texts("log.filter.do"), fields, picture="search")
        self._ask(form, self._filter, optional=True)

    def _filter(self, values: Values) -> None:
        days: dict[str, date | None] = {}
        for key in ("since", "until"):
            try:
                days[key] = _day(values[key])
            except ValueError:
                self._view.show_problems({key: self._texts("log.day.wrong")})
                return
        typed = values["resident"].strip()

        def work(_task: Task) -> Narrowed:
            records = self._records(typed) if typed else frozenset()
            only = AuditFilter(values["user"], values["what"], records, **days)
            return Narrowed(only, typed, nobody=bool(typed) and not records)

        self._do_asked(work, self._narrow)

    def _records(self, typed: str) -> frozenset[str]:
        """The files of the first who is found by that name or number, and of the household."""
        for hit in self._app.find_residents(typed, 1).hits:
            return frozenset({hit.person, hit.household})
        return frozenset()

    def _narrow(self, wanted: Narrowed) -> None:
        self._narrowed, self._shown, self._note = wanted, STEP, None
        self.entered()

    def _more(self) -> None:
        self._shown += STEP
        self.entered()

    # proving and exporting

    def _verify(self) -> None:
        self._run(lambda _task: self._app.prove_audit(), done=self._proved, label="log.busy")

    def _proved(self, proof: AuditProof) -> None:
        texts = self._texts
        if proof.good:
            counts = {"entries": proof.entries, "checked": proof.checked, "number": proof.number}
            title, said = "log.whole", texts("log.whole.lead", **counts)
        elif proof.broken is not None:
            title, said = "log.is_broken", texts("log.broken.lead", number=proof.broken)
        else:
            title, said = "log.is_broken", ""
        seen = (("cli.audit.gone", proof.gone), ("cli.audit.witnessed", proof.witnessed))
        lines = tuple(self._seen(key, one) for key, one in seen if one is not None)
        self._note = Note("ok" if proof.good else "bad", texts(title), said, lines)
        self.entered()

    def _seen(self, key: str, one: Witnessed) -> str:
        day = self._speaker.day(date.fromisoformat(one.at))
        return self._texts(key, by=one.by, number=one.number, day=day)

    def _export(self, folder: Path) -> None:
        self._folder = folder
        today = self._speaker.clock().date()
        path = folder / f"{self._texts('log.file')}-{today:%Y%m%d}.csv"
        self._run(
            lambda _task: self._app.export_audit(path, self._narrowed.only),
            done=lambda count: self._exported(path, count),
            label="log.exporting",
        )

    def _exported(self, path: Path, count: int) -> None:
        texts = self._texts
        title = texts("log.exported", count=count)
        said = texts("log.exported.lead", file=path.name, folder=path.parent)
        self._note = Note("ok", title, said, acts=(self._to_folder(),))
        self.entered()


def _day(typed: str) -> date | None:
    """A whole date, however it was typed.

    Raises:
        ValueError: it is none.
    """
    return date.fromisoformat(dates.parse(typed)) if typed.strip() else None


def _typed(day: date | None) -> str:
    return f"{day.day}-{day.month}-{day.year}" if day else ""
