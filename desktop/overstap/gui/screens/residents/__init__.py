"""Search residents, open their file, register who is new."""

from datetime import date

from overstap.domain.roles import Permission
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.residents.file import make_file
from overstap.gui.screens.residents.likely import LikelyPresenter
from overstap.gui.screens.residents.presenter import ListPresenter
from overstap.gui.screens.residents.register import RegisterPresenter
from overstap.gui.screens.residents.view import ResidentsScreen
from overstap.i18n.texts import Texts
from overstap.kernel.clock import system_clock
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker

__all__ = ["ResidentsScreen", "make"]


def make(app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> ResidentsScreen:
    """The screen with its presenters, which it keeps alive."""

    def today() -> date:
        return system_clock().date()

    writes = Permission.WRITE in app.permissions
    view = ResidentsScreen(texts, make_file(app, texts, jobs, alerts), writes=writes)
    view.presenter = ListPresenter(view, app, texts, jobs.run, alerts.show, today)
    say = Speaker(app.catalogue, app.tables, texts)
    view.registering = RegisterPresenter(view.page, app, say, jobs.run, alerts.show, today)
    view.doubles = LikelyPresenter(view, app, texts, jobs.run)
    return view
