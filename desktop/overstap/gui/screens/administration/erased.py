"""A row about a household that was destroyed: where it still has to go."""

from overstap.gui.screens.administration.sheet import Row
from overstap.usecases.desks.erased_words import erased_title, erased_words
from overstap.usecases.desks.list_erased import ErasedHousehold
from overstap.usecases.words.speaker import Speaker


def erased_row(erased: ErasedHousehold, speaker: Speaker) -> Row:
    """When it went, and who has to say so yet."""
    gone = erased.everywhere
    return Row(
        erased.household,
        erased_title(erased, speaker),
        erased_words(erased, speaker),
        "done" if gone else "later",
        speaker.texts("erased.everywhere" if gone else "erased.not_yet"),
    )
