"""Administration: everything about the office that is not about one talk with a resident."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from overstap.domain.roles import Permission
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.administration.account import AccountPresenter
from overstap.gui.screens.administration.audit import AuditPresenter
from overstap.gui.screens.administration.backup import BackupPresenter
from overstap.gui.screens.administration.changed import ChangedPresenter
from overstap.gui.screens.administration.desks import DesksPresenter
from overstap.gui.screens.administration.disputes import DisputesPresenter
from overstap.gui.screens.administration.doctor import DoctorPresenter
from overstap.gui.screens.administration.exchange import ExchangePresenter
from overstap.gui.screens.administration.page import PagePresenter
from overstap.gui.screens.administration.papers import PapersPresenter
from overstap.gui.screens.administration.quarantine import QuarantinePresenter
from overstap.gui.screens.administration.recovery import RecoveryPresenter
from overstap.gui.screens.administration.retention import RetentionPresenter
from overstap.gui.screens.administration.shared import SharedPresenter
from overstap.gui.screens.administration.sheet_page import SheetPage
from overstap.gui.screens.administration.users import UsersPresenter
from overstap.gui.screens.administration.view import AdministrationScreen
from overstap.gui.screens.administration.withdrawals import WithdrawalsPresenter
from overstap.i18n.texts import Texts
from overstap.usecases.app import App
from overstap.usecases.ports.lists import WorkList

MakePage = Callable[[App, Texts, JobRunner, Alerts], Any]


def sheet_page(
    presents: type[PagePresenter], app: App, texts: Texts, jobs: JobRunner, _alerts: Alerts
) -> SheetPage:
    """A page that its presenter describes as a ``Sheet``."""
    view = SheetPage(texts)
    presenter = presents(view, app, texts, jobs.run)
    view.acted.connect(presenter.act)
    view.presenter = presenter  # PySide6 holds bound methods weakly: the page keeps it alive
    return view


class Page(NamedTuple):
    """A subject of the administration: texts ``administration.<name>`` and ``.lead``. ``needs``:
    who may not do that does not see it; None is for everybody. A page that is no ``Sheet`` has a
    maker of its own."""

    name: str
    picture: str
    topic: str
    needs: Permission | None
    make: MakePage


def _sheet(
    name: str,
    picture: str,
    topic: str,
    needs: Permission | None,
    presents: type[PagePresenter],
) -> Page:
    return Page(name, picture, topic, needs, partial(sheet_page, presents))


PAGES: tuple[Page, ...] = (
    _sheet("quarantine", "shield-bad", "files", Permission.RECEIVE, QuarantinePresenter),
    _sheet("changed", "seen", "files", Permission.RECEIVE, ChangedPresenter),
    _sheet("disputes", "speech", "files", Permission.WRITE, DisputesPresenter),
    _sheet("withdrawals", "undo", "files", Permission.HAND_OVER, WithdrawalsPresenter),
    _sheet("retention", "trash", "files", Permission.READ, RetentionPresenter),
    _sheet("shared", "list", "files", Permission.READ, SharedPresenter),
    _sheet("papers", "qr", "files", Permission.READ, PapersPresenter),
    _sheet("exchange", "refresh", "office", Permission.WRITE, ExchangePresenter),
    _sheet("desks", "house", "office", Permission.ADMINISTER, DesksPresenter),
    _sheet("users", "residents", "office", Permission.ADMINISTER, UsersPresenter),
    _sheet("audit", "observed", "computer", Permission.AUDIT, AuditPresenter),
    _sheet("backup", "shield", "computer", Permission.ADMINISTER, BackupPresenter),
    _sheet("recovery", "link", "computer", Permission.ADMINISTER, RecoveryPresenter),
    _sheet("doctor", "sliders", "computer", None, DoctorPresenter),
    _sheet("account", "lock", "computer", None, AccountPresenter),
)
"""In order; texts ``administration.topic.<topic>`` stand above the first of each topic."""


def make(app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> AdministrationScreen:
    """The screen, with the pages that one may see; each is made when it is first shown."""
    pages = pages_of(app)
    makers = {page.name: page.make for page in pages}
    entries = [(page.name, page.picture, page.topic) for page in pages]
    return AdministrationScreen(texts, entries, lambda name: makers[name](app, texts, jobs, alerts))


def pages_of(app: App) -> tuple[Page, ...]:
    """Those that are there for who unlocked the vault."""
    return tuple(page for page in PAGES if page.needs is None or page.needs in app.permissions)


def waiting(app: App) -> int:
    """How many residents have answers about which desks disagree."""
    if Permission.WRITE not in app.permissions:
        return 0
    return app.find_residents.count_work().get(WorkList.DISPUTE, 0)
