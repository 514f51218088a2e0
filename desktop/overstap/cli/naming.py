"""Which office or bundle somebody means: by its id, how that begins, its name or file; and which
gemeente an office is."""

from collections.abc import Iterable
from pathlib import Path

from overstap.domain.kinds import OfficeKind
from overstap.kernel.errors import OverstapError, RefusedError
from overstap.usecases.app import App
from overstap.usecases.ports.journal import SUFFIX
from overstap.usecases.rules.read_catalogue import read_code_tables


class TwoOfficesError(RefusedError):
    """More than one office has that name, or an id that begins so."""

    code = "cli.two_offices"


class NoGemeenteError(OverstapError):
    """No gemeente of now has that code, or a gemeente was given none."""

    code = "cli.no_gemeente"
    exit_code = 2


def gemeente_code(kind: OfficeKind, given: str, *, training: bool) -> str:
    """The code of a new office, which only a gemeente has.

    Raises:
        NoGemeenteError: households can never be matched to it.
    """
    wanted = given.strip().upper()
    known = read_code_tables().table("gemeenten").by_code.get(wanted)
    if known and not known.valid_to and (training or not known.training):
        return wanted
    if wanted or kind is OfficeKind.GEMEENTE:
        raise NoGemeenteError(given=given or "–")
    return ""


def office_id(app: App, given: str) -> str:
    """The id of the office whose card we hold; ``given`` itself where no card fits.

    Raises:
        TwoOfficesError: more than one fits.
    """
    cards = [known.trust.card for known in app.list_offices()]
    if not given or any(card.office == given for card in cards):
        return given
    fits = {
        card.office
        for card in cards
        if card.office.startswith(given) or card.name.casefold() == given.strip().casefold()
    }
    if len(fits) > 1:
        raise TwoOfficesError(given=given)
    return fits.pop() if fits else given


def bundles_called(given: str, digests: Iterable[str]) -> list[str]:
    """The bundles that somebody may mean by a code, how it begins, or the name of a file."""
    code = Path(given).name.removesuffix(SUFFIX).replace(" ", "").lower()
    return [digest for digest in digests if code and digest.startswith(code)]
