"""Says who destroyed a file that had to go, and who did not say so yet: on screen and on the
command line alike."""

from collections.abc import Iterator

from overstap.usecases.desks.list_erased import AtDesk, DeskState, ErasedHousehold
from overstap.usecases.words.speaker import Speaker


def erased_title(erased: ErasedHousehold, speaker: Speaker) -> str:
    """When it went, and by whom."""
    day = speaker.day(erased.at.astimezone())
    return speaker.texts("erased.row", day=day, by=erased.by)


def erased_words(erased: ErasedHousehold, speaker: Speaker) -> tuple[str, ...]:
    """One sentence for each thing to know."""
    return (speaker.texts("erased.people", count=erased.residents), *_said(erased, speaker))


def _said(erased: ErasedHousehold, speaker: Speaker) -> Iterator[str]:
    texts = speaker.texts
    yield texts("erased.desks", done=erased.done, total=len(erased.counted))
    for state in (DeskState.WAITING, DeskState.REVOKED):
        if desks := _names(erased.desks, state):
            yield texts(f"erased.{state}", desks=desks)
    for office in erased.offices:
        word = "confirmed" if office.confirmed else "unconfirmed"
        day = speaker.day((office.confirmed or office.sent).astimezone())
        yield texts(f"erased.{word}", office=office.name, day=day)


def _names(desks: tuple[AtDesk, ...], state: DeskState) -> str:
    return ", ".join(desk.name for desk in desks if desk.state is state)
