"""Identity cards of offices: ours to give away, theirs to check by telephone."""

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.offices.presenter import OfficesPresenter
from overstap.gui.screens.offices.view import OfficesScreen
from overstap.i18n.texts import Texts
from overstap.usecases.app import App


def make(app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> OfficesScreen:
    """The screen with its signals connected; they are connected nowhere else."""
    view = OfficesScreen(texts)
    presenter = OfficesPresenter(view, app, texts, jobs.run)
    for signal, act in (
        (view.was_entered, presenter.entered),
        (view.office_chosen, presenter.choose),
        (view.card_chosen, presenter.import_card),
        (view.export_asked, presenter.export_card),
        (view.check_asked, presenter.begin_check),
        (view.check_left, presenter.leave_check),
        (view.groups_heard, presenter.hear),
        (view.confirm_asked, presenter.confirm),
        (view.block_asked, presenter.block),
        (view.unblock_asked, presenter.unblock),
    ):
        signal.connect(act)
    view.presenter = presenter
    return view
