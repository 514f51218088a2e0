"""Which office somebody means: its id, how that begins, or its name."""

from overstap.kernel.errors import RefusedError
from overstap.usecases.app import App


class TwoOfficesError(RefusedError):
    """More than one office has that name, or an id that begins so."""

    code = "cli.two_offices"


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
