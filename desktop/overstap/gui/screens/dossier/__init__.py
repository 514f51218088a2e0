"""The dossier: for whom, then exactly the pages that will be printed, then paper or a PDF."""

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.dossier.presenter import DossierPresenter
from overstap.gui.screens.dossier.view import DossierView
from overstap.i18n.texts import Texts
from overstap.usecases.app import App


def make(app: App, texts: Texts, jobs: JobRunner, _alerts: Alerts) -> DossierView:
    """Make the screen and connect its signals; they are connected nowhere else."""
    view = DossierView(texts)
    presenter = DossierPresenter(view, app, texts, jobs.run)
    view.audience_chosen.connect(presenter.choose_audience)
    view.language_chosen.connect(presenter.choose_language)
    view.page_wanted.connect(presenter.draw)
    view.folder_chosen.connect(presenter.save)
    view.printer_chosen.connect(presenter.print_pages)
    view.printer_missing.connect(presenter.tell_no_printer)
    view.batch_asked.connect(presenter.open_batch)
    view.batch_audience_chosen.connect(presenter.batch_for)
    view.batch_chosen.connect(presenter.make_batch)
    view.presenter = presenter  # PySide6 holds bound methods weakly: the screen keeps it alive
    return view
