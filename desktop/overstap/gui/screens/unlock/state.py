"""What the door shows at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from overstap.domain.kinds import OfficeKind


class Page(StrEnum):
    """The pages of the door; which follow each other stands in ``STEPS`` and ``JOINING``."""

    UNLOCK = "unlock"
    WELCOME = "welcome"
    JOIN = "join"
    READ = "read"
    OFFICE = "office"
    DESK = "desk"
    PASSPHRASE = "passphrase"  # noqa: S105 - a page
    RECOVERY = "recovery"
    RESTORE = "restore"
    RENEW = "renew"
    TOGETHER = "together"
    ROOT = "root"
    IDENTITY = "identity"


STEPS = (Page.OFFICE, Page.DESK, Page.PASSPHRASE, Page.RECOVERY)
"""How a vault of a new office is made."""

JOINING = (Page.JOIN, Page.PASSPHRASE, Page.RECOVERY)
"""How a vault of a new desk of an office is made, from the file that its administrator wrote."""

FOUNDING = (Page.OFFICE, Page.DESK, Page.ROOT, Page.IDENTITY)
"""How an office that has nothing yet gets an identity, to read with before it has a vault."""


@dataclass(frozen=True, slots=True)
class Gemeente:
    """One of the code table; ``training`` ones are for training offices only."""

    code: str
    name: str
    training: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What was filled in so far, of a new office or of a desk that joins one (``setup`` is the path
    of its set-up file, ``number`` what opens that)."""

    kind: OfficeKind = OfficeKind.LOCATION
    name: str = ""
    gemeente: str = ""
    training: bool = False
    desk: str = ""
    user: str = ""
    setup: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class RecoveryKit:
    """The key as it is written down: first what every key begins with, then numbered groups.
    ``ask`` are the numbers of the groups to type back."""

    groups: tuple[str, ...]
    ask: tuple[int, int]
    office: str
    root_file: str
    """Empty for a desk that joined an office: its root key lies elsewhere."""
    root_folder: str
    mark: str
    """Tells the kits of several vaults apart."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The files of a new office in ``folder``, and the number that opens the one of its desk."""

    folder: str
    card: str
    desk: str
    root: str
    number: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoorState:
    """``problems``: sentence per field; ``busy``: what is being done, in words; ``joining``: the
    vault is of a desk that joins an office; ``found``: what a backup would give; ``told``: what
    was done just now; ``users``: who may get a new passphrase."""

    page: Page
    folder: str
    draft: Draft = field(default_factory=Draft)
    gemeenten: tuple[Gemeente, ...] = ()
    kit: RecoveryKit | None = None
    problems: Mapping[str, str] = field(default_factory=dict)
    busy: str = ""
    joining: bool = False
    waiting: str = ""
    """The bundles that were dropped on the door, in words; empty for none."""
    found: str = ""
    told: str = ""
    users: tuple[str, ...] = ()
    founding: bool = False
    """An office gets an identity, and no vault yet."""
    identity: Identity | None = None

    @property
    def steps(self) -> tuple[Page, ...]:
        """The pages that follow each other."""
        if self.page is Page.READ:
            return ()
        if self.founding:
            return FOUNDING
        return JOINING if self.joining else STEPS
