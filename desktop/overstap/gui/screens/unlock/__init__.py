"""The door: unlock the vault of this desk, or make it. Keeps no passphrase after use."""

from pathlib import Path
from typing import TYPE_CHECKING

from overstap.gui.jobs import JobRunner
from overstap.gui.screens.unlock.presenter import DoorPresenter
from overstap.gui.screens.unlock.view import UnlockScreen
from overstap.gui.settings_menu import Choices
from overstap.i18n.texts import Texts

if TYPE_CHECKING:
    from overstap.usecases.vaults import Vaults


def make(
    vaults: "Vaults", folder: Path, texts: Texts, jobs: JobRunner, choices: Choices
) -> UnlockScreen:
    """The door of the vault in ``folder``."""
    view = UnlockScreen(texts, choices)
    presenter = DoorPresenter(view, vaults, folder, texts, jobs.run)
    view.unlock_asked.connect(presenter.unlock)
    view.folder_chosen.connect(presenter.choose_folder)
    view.new_asked.connect(presenter.make_new)
    view.join_asked.connect(presenter.join)
    view.read_asked.connect(presenter.read)
    view.files_dropped.connect(presenter.drop)
    view.setup_given.connect(presenter.give_setup)
    view.back_asked.connect(presenter.back)
    view.restore_wanted.connect(presenter.begin_restore)
    view.look_asked.connect(presenter.restoring.look)
    view.restore_asked.connect(presenter.restoring.restore)
    view.office_given.connect(presenter.give_office)
    view.desk_given.connect(presenter.give_desk)
    view.suggestion_asked.connect(presenter.suggest)
    view.passphrase_typed.connect(presenter.weigh)
    view.passphrase_given.connect(presenter.give_passphrase)
    view.renewed.connect(presenter.renew)
    view.together_asked.connect(presenter.together.begin)
    view.share_typed.connect(presenter.together.add)
    view.key_typed.connect(presenter.confirm_key)
    view.found_asked.connect(presenter.found)
    view.root_given.connect(presenter.give_root)
    view.identity_kept.connect(presenter.read_with_it)
    view.presenter = presenter  # PySide6 holds bound methods weakly: the screen keeps it alive
    presenter.begin()
    return view


__all__ = ["UnlockScreen", "make"]
