"""Talk with a resident: one question at a time, in Dutch and in their language."""

from datetime import date

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.talk.presenter import TalkPresenter
from overstap.gui.screens.talk.view import TalkView
from overstap.i18n.texts import Texts
from overstap.kernel.clock import system_clock
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker

__all__ = ["TalkView", "make"]


def make(app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> TalkView:
    """The screen with its presenter; it works in the file that it is begun with."""

    def today() -> date:
        return system_clock().date()

    say = Speaker(app.catalogue, app.tables, texts, system_clock, app.office.training)
    view = TalkView(app.catalogue, say)
    view.presenter = TalkPresenter(view, say, today)
    return view
