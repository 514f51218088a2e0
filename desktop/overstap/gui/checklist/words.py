"""A checklist in words. No Qt."""

from collections.abc import Iterator

from overstap.domain.readiness import Checklist, Item, ItemState
from overstap.gui.checklist.state import CheckGroup, CheckLine
from overstap.usecases.words.speaker import Speaker

_DRAWINGS = {
    ItemState.NOT_APPLICABLE: "none",
    ItemState.OPEN: "none",
    ItemState.RUNNING: "busy",
    ItemState.DONE: "done",
    ItemState.WAITING: "later",
}
_CLOSED = (ItemState.DONE, ItemState.NOT_APPLICABLE)


def groups(found: Checklist, say: Speaker) -> tuple[CheckGroup, ...]:
    """The groups A to G with counts."""
    texts = say.texts
    return tuple(
        CheckGroup(
            title=texts(f"checklist.group.{group.key}"),
            count=texts("checklist.count", done=group.done, applicable=group.applicable),
            lines=tuple(_line(item, say) for item in group.items),
        )
        for group in found.groups
    )


def _line(item: Item, say: Speaker) -> CheckLine:
    return CheckLine(
        key=item.key,
        text=say.texts(f"checklist.{item.key}"),
        state=_DRAWINGS[item.state],
        word=say.texts(f"checklist.state.{item.state}"),
        note=" · ".join(_note(item, say)),
        said=item.said,
    )


def _note(item: Item, say: Speaker) -> Iterator[str]:
    if item.state not in _CLOSED:
        yield say.texts(f"actor.{item.who}")
    if item.on is not None:
        yield say.day(item.on)
    if item.by_hand:
        yield say.texts("checklist.by_hand")
