"""What waits for somebody: the lists of work, kept filters, doubles, and taking over a list."""

from overstap.domain.roles import Permission
from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.work.presenter import WorkPresenter, urgent
from overstap.gui.screens.work.view import WorkScreen
from overstap.i18n.texts import Texts
from overstap.usecases.app import App


def make(app: App, texts: Texts, jobs: JobRunner, _alerts: Alerts) -> WorkScreen:
    """Make the screen and connect its signals; they are connected nowhere else."""
    view = WorkScreen(texts, writes=Permission.WRITE in app.permissions)
    presenter = WorkPresenter(view, app, texts, jobs.run)
    view.was_entered.connect(presenter.refresh)
    view.keep_wanted.connect(presenter.edit)
    view.kept.connect(presenter.keep)
    view.removed.connect(presenter.remove)
    view.presenter = presenter  # PySide6 holds bound methods weakly: the screen keeps it alive
    return view


def waiting(app: App) -> int:
    """How often something goes wrong if nobody looks: the badge on the rail."""
    return urgent(app.find_residents.count_work())
