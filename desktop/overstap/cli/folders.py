"""The folder that a command writes into: said in full, and there before the work begins."""

from pathlib import Path

from overstap.kernel.errors import OverstapError


class NoFolderError(OverstapError):
    """Neither ``path`` nor the folder that it would be in is there."""

    code = "cli.no_folder"
    exit_code = 2


class NotAFolderError(OverstapError):
    """Something else has the name ``path``, or it cannot be made there."""

    code = "cli.not_a_folder"
    exit_code = 2


def folder_for(out: Path) -> Path:
    """The whole path of ``out``, which is made where only it itself is missing.

    Raises:
        NoFolderError, NotAFolderError: nothing can be written there.
    """
    folder = out.absolute()
    if not folder.exists() and not folder.parent.exists():
        raise NoFolderError(path=folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise NotAFolderError(path=folder) from error
    return folder
