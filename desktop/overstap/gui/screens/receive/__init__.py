"""Receive: what is in a bundle, whether it is genuine, and what taking it over would change."""

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.receive.presenter import ReceivePresenter
from overstap.gui.screens.receive.view import ReceiveView
from overstap.i18n.texts import Texts
from overstap.usecases.app import App


def make(app: App, texts: Texts, jobs: JobRunner, _alerts: Alerts) -> ReceiveView:
    """Make the screen and connect its signals; they are connected nowhere else."""
    view = ReceiveView(texts)
    presenter = ReceivePresenter(view, app, texts, jobs.run)
    view.files_chosen.connect(presenter.open_files)
    view.folder_chosen.connect(presenter.choose_folder)
    view.receipts_folder_chosen.connect(presenter.send_receipts_to)
    view.filter_chosen.connect(presenter.filter)
    view.person_chosen.connect(presenter.choose)
    view.everybody_chosen.connect(presenter.choose_everybody)
    view.addition_asked.connect(presenter.ask)
    view.take_asked.connect(presenter.take)
    view.receipt_asked.connect(presenter.retry_receipt)
    view.undo_asked.connect(presenter.undo)
    view.card_asked.connect(presenter.take_card)
    view.next_asked.connect(presenter.next)
    view.close_asked.connect(presenter.start)
    view.presenter = presenter  # PySide6 holds bound methods weakly: the screen keeps it alive
    return view
