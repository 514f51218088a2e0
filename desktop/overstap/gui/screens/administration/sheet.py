"""What a page of the administration shows and asks, in words already. Every page is made of these;
one view draws them all (``sheet_page``, ``form_dialog``). Knows no Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Pick(StrEnum):
    """What one chooses on the disk before something is done."""

    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Act:
    """Something to press. ``kind`` is primary, quiet, link or danger; ``name`` what a screen reader
    hears where ``text`` stands more than once on the page."""

    key: str
    text: str
    picture: str = ""
    kind: str = "quiet"
    pick: Pick | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a list: what it is, what is known of it, its state, and what one can do.
    ``said`` is what one reads, ``lines`` what stands small below it."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    icon: str = ""
    word: str = ""
    acts: tuple[Act, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A card with rows; ``empty`` is what it says where there are none."""

    title: str
    lead: str = ""
    rows: tuple[Row, ...] = ()
    empty: str = ""
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What has just been done or found. ``number`` are groups of digits to read out."""

    tone: str
    title: str
    text: str = ""
    lines: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line to type on; Enter, or ``button``, does the act ``typed``."""

    label: str
    button: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole page. ``acts`` stand at its foot; ``drops``: files may be dropped on it, which does
    the act ``picked``."""

    groups: tuple[Group, ...] = ()
    note: Note | None = None
    entry: Entry | None = None
    acts: tuple[Act, ...] = ()
    drops: bool = False


@dataclass(frozen=True, slots=True)
class Advisor:
    """Helps to choose a passphrase: a sentence about what is typed, and one that is drawn."""

    advise: Callable[[str], str]
    suggest: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks. ``kind`` is line, secret, file, folder, save, choice or many;
    ``choices`` are codes with their words, ``leads`` says more about some of them. Of many, the
    codes stand in ``text`` and in the answer with spaces between them. A secret with an
    ``advisor`` is a new one."""

    key: str
    label: str
    kind: str = "line"
    hint: str = ""
    text: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    leads: Mapping[str, str] = field(default_factory=dict)
    advisor: Advisor | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What has to be known before something is done. ``points`` say what will follow from it."""

    title: str
    accept: str
    fields: tuple[Field, ...]
    lead: str = ""
    points: tuple[str, ...] = ()
    picture: str = ""
    danger: bool = False
