"""Whose vault it is, and where it was since it was locked."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from overstap.domain.kinds import OfficeKind

if TYPE_CHECKING:
    from overstap.domain.records import OfficeId


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """The office and desk that this vault belongs to. ``user`` is who unlocked it; ``recovered``:
    by the key of the recovery kit, which is nobody's."""

    id: "OfficeId"
    name: str
    kind: OfficeKind
    gm_code: str
    desk: str
    user: str
    training: bool
    desk_id: str = ""
    recovered: bool = False


class Past(StrEnum):
    """Where a vault was since it was locked: here; put back from a backup on this computer; or
    copied to another one. Both others write under a new id from then on."""

    HERE = "here"
    PUT_BACK = "put_back"
    COPIED = "copied"
