"""The mailbox: where we exchange with other desks and offices, and exchanging now."""

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.mailbox.presenter import MailboxPresenter
from overstap.gui.screens.mailbox.view import MailboxScreen
from overstap.i18n.texts import Texts
from overstap.usecases.app import App


def make(app: App, texts: Texts, jobs: JobRunner, _alerts: Alerts) -> MailboxScreen:
    """Make the screen and connect its signals; they are connected nowhere else."""
    view = MailboxScreen(texts)
    presenter = MailboxPresenter(view, app, texts, jobs.run)
    for signal, act in (
        (view.was_entered, presenter.entered),
        (view.add_asked, presenter.add),
        (view.confirm_asked, presenter.confirm),
        (view.refuse_asked, presenter.refuse),
        (view.test_asked, presenter.test),
        (view.remove_asked, presenter.remove),
        (view.exchange_asked, presenter.exchange),
    ):
        signal.connect(act)
    view.presenter = presenter
    return view
