"""Set up mailboxes, and exchange through them. Knows no Qt."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from babel.dates import format_datetime

from overstap.domain.mailboxes import MailboxConfig
from overstap.domain.records import OfficeId
from overstap.gui.screens.mailbox.state import (
    Fingerprint,
    Form,
    MailboxesState,
    MailboxRow,
    Notice,
)
from overstap.i18n.texts import Texts
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.usecases.app import App
from overstap.usecases.mailboxes.configure_mailboxes import Added, NewMailbox
from overstap.usecases.mailboxes.mailbox_words import report_words, trouble_words
from overstap.usecases.mailboxes.sync_mailboxes import MailboxReport, SyncReport


class View(Protocol):
    """What the presenter tells the screen."""

    def show_state(self, state: MailboxesState) -> None: ...
    def tell_changed(self) -> None: ...


class MailboxPresenter:
    """``run`` is that of the jobs: it does work beside the window."""

    def __init__(self, view: View, app: App, texts: Texts, run: Callable[..., None]) -> None:
        self._view, self._app, self._texts, self._run = view, app, texts, run
        self._rows: tuple[MailboxRow, ...] = ()
        self._last = ""
        self._offices: tuple[tuple[OfficeId, str], ...] = ()
        self._notices: tuple[Notice, ...] = ()
        self._asked: NewMailbox | None = None
        self._confirm: Fingerprint | None = None

    def entered(self) -> None:
        """Read the mailboxes again."""
        self._read()

    # setting up

    def add(self, form: Form) -> None:
        """Try the mailbox, and keep it where it works."""
        self._add(NewMailbox(form.name, form.url, form.secret, offices=form.offices))

    def confirm(self) -> None:
        """A person compared the fingerprint: it is the right server."""
        if self._asked is not None and self._confirm is not None:
            asked, seen = self._asked, self._confirm.fingerprint
            self._add(replace(asked, fingerprint=seen))

    def refuse(self) -> None:
        """The fingerprint is not the right one: nothing is added."""
        self._asked = self._confirm = None
        self._tell(Notice("warn", self._texts("mailbox.refused.title")))

    def test(self, name: str) -> None:
        """See whether a mailbox still works."""

        def done(_: None) -> None:
            self._tell(Notice("ok", self._texts("mailbox.works", name=name)))

        self._work(lambda task: self._app.mailboxes.test(name, task), done)

    def remove(self, name: str) -> None:
        """Forget a mailbox."""

        def done(_: None) -> None:
            said = (self._texts("mailbox.removed.text"),)
            self._notices = (Notice("ok", self._texts("mailbox.removed", name=name), said),)
            self._view.tell_changed()
            self._read()

        self._work(lambda _task: self._app.mailboxes.remove(name), done)

    def _add(self, new: NewMailbox) -> None:
        self._asked, self._confirm = new, None
        self._work(lambda task: self._app.mailboxes.add(new, task), self._added)

    def _added(self, added: Added) -> None:
        kept = "mailbox.in_vault" if added.in_vault else "mailbox.in_key_store"
        secret = self._asked is not None and bool(self._asked.secret)
        self._asked = None
        title = self._texts("mailbox.added", name=added.config.name)
        self._notices = (Notice("ok", title, (self._texts(kept),) if secret else ()),)
        self._view.tell_changed()
        self._read(added=True)

    # exchanging

    def exchange(self) -> None:
        """Send what is pending and fetch what arrived."""
        self._work(self._app.sync_mailboxes, self._exchanged)

    def _exchanged(self, report: SyncReport) -> None:
        notices = [self._about(box) for box in report.mailboxes]
        if report.troubles:
            said = trouble_words(report.troubles, self._texts)
            notices.append(Notice("warn", self._texts("mailbox.troubles"), said))
        self._notices = tuple(notices)
        self._view.tell_changed()
        self._read()

    def _about(self, box: MailboxReport) -> Notice:
        tone = "bad" if box.error else "warn" if box.arrivals.troubles or box.vanished else "ok"
        return Notice(tone, box.name, report_words(box, self._texts))

    # showing

    def _work(self, work: Callable[[Task], object], done: Callable[..., None]) -> None:
        self._notices = ()
        self._show(busy=True)
        self._run(work, done=done, failed=self._failed, stopped=self._stopped, label="mailbox.busy")

    def _failed(self, error: OverstapError) -> None:
        if error.code == "mailbox.host_unknown":
            host, seen = (str(error.parameters[key]) for key in ("host", "fingerprint"))
            self._confirm = Fingerprint(host, seen)
            self._show()
            return
        self._tell(Notice("bad", self._texts("mailbox.failed"), (self._texts.error(error),)))

    def _stopped(self) -> None:
        self._tell(Notice("warn", self._texts("mailbox.stopped")))

    def _tell(self, notice: Notice) -> None:
        self._notices = (notice,)
        self._show()

    def _read(self, *, added: bool = False) -> None:
        def read(_task: Task) -> tuple[tuple[MailboxRow, ...], str, tuple[tuple[str, str], ...]]:
            offices = self._reachable()
            rows = tuple(self._row(one, dict(offices)) for one in self._app.mailboxes())
            return rows, self._when(), offices

        def done(
            known: tuple[tuple[MailboxRow, ...], str, tuple[tuple[str, str], ...]],
        ) -> None:
            self._rows, self._last, self._offices = known
            self._show(added=added)

        self._run(read, done=done)

    def _reachable(self) -> tuple[tuple[OfficeId, str], ...]:
        """Our own desks, and every office that we hold the card of."""
        own = self._app.office
        others = ((one.trust.card.office, one.trust.card.name) for one in self._app.list_offices())
        return ((own.id, self._texts("mailbox.offices.own", office=own.name)), *others)

    def _row(self, one: MailboxConfig, names: Mapping[OfficeId, str]) -> MailboxRow:
        texts = self._texts
        offices = sorted(names.get(office, office[:8]) for office in one.offices)
        only = texts("mailbox.offices.only", offices=", ".join(offices))
        told = only if offices else texts("mailbox.offices.all")
        return MailboxRow(one.name, texts(f"mailbox.kind.{one.address.kind}"), one.url, told)

    def _when(self) -> str:
        at = self._app.sync_mailboxes.state().at
        if at is None:
            return self._texts("mailbox.never")
        moment = format_datetime(at.astimezone(), "d MMMM y HH:mm", locale=self._texts.language)
        return self._texts("mailbox.last", moment=moment)

    def _show(self, *, busy: bool = False, added: bool = False) -> None:
        self._view.show_state(
            MailboxesState(
                self._rows,
                self._last,
                self._notices,
                self._confirm,
                busy,
                added,
                self._offices,
            )
        )
