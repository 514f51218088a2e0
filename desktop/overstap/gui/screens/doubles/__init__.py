"""Residents who may be one person: find them, compare, merge or keep apart, and undo."""

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.doubles.presenter import DoublesPresenter
from overstap.gui.screens.doubles.view import DoublesScreen
from overstap.i18n.texts import Texts
from overstap.usecases.app import App
from overstap.usecases.words.speaker import Speaker


def make(app: App, texts: Texts, jobs: JobRunner, _alerts: Alerts) -> DoublesScreen:
    """Make the screen and connect its signals; they are connected nowhere else."""
    view = DoublesScreen(texts)
    say = Speaker(app.catalogue, app.tables, texts)
    presenter = DoublesPresenter(view, app, say, jobs.run)
    view.was_entered.connect(presenter.entered)
    view.sweep_asked.connect(presenter.sweep)
    view.stop_asked.connect(jobs.cancel)
    view.pair_chosen.connect(presenter.compare)
    view.apart_asked.connect(presenter.keep_apart)
    view.kept_chosen.connect(presenter.keep)
    view.answer_chosen.connect(presenter.choose)
    view.merge_asked.connect(presenter.merge)
    view.undo_asked.connect(presenter.undo)
    view.close_asked.connect(presenter.close)
    view.presenter = presenter  # PySide6 holds bound methods weakly: the screen keeps it alive
    return view
