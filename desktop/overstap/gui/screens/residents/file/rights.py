"""What a resident may ask for, in words: what stands, and what one can do about it. Pure."""

from collections.abc import Iterator

from overstap.domain.rights import Right
from overstap.domain.roles import Permission
from overstap.gui.screens.residents.file.state import Ask, RightItem
from overstap.usecases.lists.open_file import ResidentFile
from overstap.usecases.words.speaker import Speaker


def items(file: ResidentFile, may: frozenset[Permission], say: Speaker) -> tuple[RightItem, ...]:
    """What somebody with these permissions can do for this resident."""
    return tuple(
        RightItem(ask, right, say.texts(f"rights.{ask}.{right}" if right else f"rights.{ask}"))
        for ask, right in _asks(file, may)
    )


def _asks(file: ResidentFile, may: frozenset[Permission]) -> Iterator[tuple[Ask, str]]:
    standing = {flag.right for flag in file.flags if flag.person == file.person}
    if Permission.RIGHTS in may and not file.read_only:
        for right in Right:
            yield (Ask.LIFT if right in standing else Ask.SET), right
    if Permission.UNCOVER in may:
        yield Ask.ACCESS, ""
    if Permission.ERASE in may:
        yield Ask.ERASE, ""


def held_back(file: ResidentFile, say: Speaker) -> str:
    """What stands in the household, in sentences; empty where nothing does."""
    names = {member.person: member.name for member in file.members}
    return " ".join(
        say.texts(
            "rights.stands",
            who=names[flag.person],
            right=say.texts(f"right.{flag.right}"),
            by=flag.by,
            day=say.day(flag.at.astimezone()),
            reason=flag.reason,
        )
        for flag in file.flags
    )
