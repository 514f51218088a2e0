"""Administration: everything about the office that is not about one talk with a resident."""

from collections.abc import Callable
from functools import partial
from typing import Any

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.administration.desks import DesksPresenter
from overstap.gui.screens.administration.disputes import DisputesPresenter
from overstap.gui.screens.administration.exchange import ExchangePresenter
from overstap.gui.screens.administration.page import PagePresenter
from overstap.gui.screens.administration.papers import PapersPresenter
from overstap.gui.screens.administration.retention import RetentionPresenter
from overstap.gui.screens.administration.shared import SharedPresenter
from overstap.gui.screens.administration.sheet_page import SheetPage
from overstap.gui.screens.administration.view import AdministrationScreen
from overstap.gui.screens.administration.withdrawals import WithdrawalsPresenter
from overstap.i18n.texts import Texts
from overstap.usecases.app import App
from overstap.usecases.ports import WorkList

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


PAGES: tuple[tuple[str, str, MakePage], ...] = (
    ("exchange", "refresh", partial(sheet_page, ExchangePresenter)),
    ("disputes", "speech", partial(sheet_page, DisputesPresenter)),
    ("withdrawals", "undo", partial(sheet_page, WithdrawalsPresenter)),
    ("retention", "trash", partial(sheet_page, RetentionPresenter)),
    ("shared", "list", partial(sheet_page, SharedPresenter)),
    ("papers", "qr", partial(sheet_page, PapersPresenter)),
    ("desks", "house", partial(sheet_page, DesksPresenter)),
)
"""Name, drawing and maker of every page, in order; texts ``administration.<name>`` and ``.lead``.
A page that is no ``Sheet`` has a maker of its own."""


def make(app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> AdministrationScreen:
    """The screen; each page is made when it is first shown."""
    makers = {name: maker for name, _, maker in PAGES}
    pages = [(name, picture) for name, picture, _ in PAGES]
    return AdministrationScreen(texts, pages, lambda name: makers[name](app, texts, jobs, alerts))


def waiting(app: App) -> int:
    """How many residents have answers about which desks disagree."""
    return app.find_residents.count_work().get(WorkList.DISPUTE, 0)
