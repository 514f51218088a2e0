"""Hand households over to their gemeente: choose, see what goes and stays, check, send."""

from overstap.gui.alerts import Alerts
from overstap.gui.jobs import JobRunner
from overstap.gui.screens.handover.presenter import HandoverPresenter
from overstap.gui.screens.handover.view import HandoverScreen
from overstap.i18n.texts import Texts
from overstap.usecases.app import App


def make(app: App, texts: Texts, jobs: JobRunner, alerts: Alerts) -> HandoverScreen:
    """The screen with its signals connected; they are connected nowhere else."""
    view = HandoverScreen(texts)
    presenter = HandoverPresenter(view, app, texts, jobs.run, jobs.cancel)
    for signal, act in (
        (view.search_edited, presenter.search),
        (view.household_toggled, presenter.toggle),
        (view.household_entered, presenter.enter),
        (view.office_picked, presenter.pick_office),
        (view.go_on_asked, presenter.go_on),
        (view.back_asked, presenter.back),
        (view.person_chosen, presenter.show_person),
        (view.only_new_toggled, presenter.show_only_new),
        (view.variant_chosen, presenter.choose_variant),
        (view.read_back_agreed, presenter.agree_read_back),
        (view.restricted_opened, presenter.open_restricted),
        (view.restricted_closed, presenter.close_restricted),
        (view.release_asked, presenter.release),
        (view.folder_asked, presenter.pick_folder),
        (view.mailbox_picked, presenter.pick_mailbox),
        (view.send_asked, presenter.send),
        (view.stop_asked, presenter.stop),
        (view.lost_noted, presenter.note_lost),
        (view.was_entered, presenter.entered),
        (view.household_chosen, presenter.choose),
    ):
        signal.connect(act)
    view.presenter = presenter
    return view
