"""Take over somebody's list: the file, what its columns mean, a check, then all or nobody."""

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.list_import.presenter import ImportPresenter
from overstap.gui.screens.list_import.view import ImportScreen
from overstap.i18n.texts import Texts
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker


def make(app: App, texts: Texts, jobs: JobRunner, _alerts: Alerts) -> ImportScreen:
    """Make the screen and connect its signals; they are connected nowhere else."""
    view = ImportScreen(texts)
    say = Speaker(app.catalogue, app.tables, texts)
    presenter = ImportPresenter(view, app, say, jobs.run)
    view.file_chosen.connect(presenter.open)
    view.column_mapped.connect(presenter.map)
    view.check_asked.connect(presenter.check)
    view.row_skipped.connect(presenter.skip)
    view.rows_skipped.connect(presenter.skip_all)
    view.import_asked.connect(presenter.take_over)
    view.stop_asked.connect(jobs.cancel)
    view.back_asked.connect(presenter.back)
    view.again_asked.connect(presenter.begin)
    view.presenter = presenter  # PySide6 holds bound methods weakly: the screen keeps it alive
    return view
