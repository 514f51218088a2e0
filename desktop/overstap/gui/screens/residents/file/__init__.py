"""The file of one resident: who it is, section by section, and how far it is."""

from overstap.gui.alerts import Alerts
from overstap.gui.editing.undo import EditStack
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.residents.file.presenter import FilePresenter
from overstap.gui.screens.residents.file.view import FilePane
from overstap.i18n.texts import Texts
from overstap.kernel.clock import system_clock
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker

__all__ = ["FilePane", "make_file"]


def make_file(app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> FilePane:
    """Make the pane and connect it; foreseen errors go to ``alerts`` by way of ``jobs``."""
    say = Speaker(app.catalogue, app.tables, texts, system_clock, app.office.training)
    pane = FilePane(app.catalogue, say)
    pane.presenter = FilePresenter(pane, app, say, jobs.run, system_clock)
    pane.presenter.editing.history = EditStack(pane.presenter.editing)
    return pane
