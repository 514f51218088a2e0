"""The overview of one household: chain, readiness, what to ask, regions, and who belongs to it."""

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.permitted import may_see
from overstap.gui.screens.overview.presenter import OverviewPresenter
from overstap.gui.screens.overview.view import OverviewScreen
from overstap.i18n.texts import Texts
from overstap.kernel.clock import system_clock
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker

__all__ = ["OverviewScreen", "make"]


def make(app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> OverviewScreen:
    """The screen with its presenter; foreseen errors go to ``alerts`` by way of ``jobs``."""
    say = Speaker(app.catalogue, app.tables, texts, system_clock, app.office.training)
    view = OverviewScreen(
        texts,
        lambda typed: view.presenter.suggest(typed),
        lambda code: app.tables.table("gebieden").label(code, texts.language),
        prints=may_see(app, "dossier"),
    )
    view.presenter = OverviewPresenter(view, app, say, jobs.run)
    return view
