"""Keeps everybody to their roles: the one place that says what each use case asks for.

``guarded`` gives an ``App`` in which what somebody may not do refuses, whoever calls it. A use case
that is not in ``NEEDS`` cannot be added to ``App`` without a test noticing.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, NoReturn

from overstap.domain.roles import NotPermittedError, Permission, Role, permissions
from overstap.kernel.errors import RefusedError
from overstap.usecases.app import App


class OnlyReadingError(RefusedError):
    """Who came in to read bundles only cannot do this: nothing of it would stay."""

    code = "reading.only"


_READING = (
    "find_residents likely_duplicates list_merges list_disputes saved_filters"
    " compare_residents open_file read_readiness compare_regions list_questions_to_ask"
    " find_households read_history list_disclosures list_due list_erased"
    " read_exchange_state list_sent check_paper"
)
_WRITING = (
    "take_over sweep_duplicates keep_apart merge_residents undo_merge preview_list import_list"
    " register_household add_member save_answers agree_read_back split_household join_households"
    " move_member undo_regrouping set_checklist_item write_sync"
)
_RECEIVING = (
    "verify_bundle preview_import import_bundle write_receipt undo_import read_inbox quarantine"
    " used_versions list_received list_additions sync_mailboxes"
)

NEEDS: Mapping[str, Permission | None] = {
    **dict.fromkeys(_READING.split(), Permission.READ),
    **dict.fromkeys(_WRITING.split(), Permission.WRITE),
    **dict.fromkeys(_RECEIVING.split(), Permission.RECEIVE),
    "release": Permission.RELEASE,
    "prepare_handover": Permission.HAND_OVER,
    "send_folder": Permission.HAND_OVER,
    "find_ready": Permission.HAND_OVER,
    "hand_over": Permission.HAND_OVER,
    "withdraw": Permission.HAND_OVER,
    "undo_move": Permission.HAND_OVER,
    "outbox": None,
    "erase_household": Permission.ERASE,
    "redact": Permission.ERASE,
    "send_corrections": Permission.ERASE,
    "send_due": Permission.HAND_OVER,
    "print_dossier": Permission.PRINT,
    "show_dossier": Permission.PRINT,
    "print_dossiers": Permission.PRINT,
    "print_papers": Permission.PRINT,
    "uncover": Permission.UNCOVER_NEEDS,
    "open_restricted": Permission.UNCOVER,
    "answer_access": Permission.UNCOVER,
    "hold_back": Permission.RIGHTS,
    "import_card": Permission.OFFICES,
    "confirm_card": Permission.OFFICES,
    "block_office": Permission.OFFICES,
    "mailboxes": Permission.OFFICES,
    "administer_office": Permission.ADMINISTER,
    "administer_users": Permission.ADMINISTER,
    "share_recovery": Permission.ADMINISTER,
    "back_up": Permission.ADMINISTER,
    "back_up_away": Permission.ADMINISTER,
    "rehearse_recovery": Permission.ADMINISTER,
    "read_audit": Permission.AUDIT,
    "export_audit": Permission.AUDIT,
    "prove_audit": None,
    "show_card": None,
    "list_offices": None,
    "change_passphrase": None,
    "run_doctor": None,
    "keep_backups": None,
    "read_notices": None,
}
"""What each use case of ``App`` asks for; None is for everybody who can unlock the vault."""

_READER = frozenset(
    {name for name, need in NEEDS.items() if need in (Permission.READ, Permission.RECEIVE)}
    - {"saved_filters", "undo_import"}
    | {"print_dossier", "show_dossier", "print_dossiers"}
    | {"import_card", "confirm_card", "show_card", "list_offices"}
)
_READERS = frozenset({Permission.READ, Permission.RECEIVE, Permission.PRINT, Permission.OFFICES})
"""What somebody may do in a vault that is gone when they leave."""


class Refusing:
    """Stands where a use case would: whatever is called of it is refused."""

    def __init__(self, refusal: Callable[[], RefusedError]) -> None:
        self._refusal = refusal

    @classmethod
    def lacking(cls, permission: Permission) -> "Refusing":
        """Refuses who has none of the roles that give it."""
        return cls(lambda: NotPermittedError.lacking(permission))

    def __call__(self, *_: object, **__: object) -> NoReturn:
        """Refuse.

        Raises:
            RefusedError: always.
        """
        raise self._refusal()

    def __getattr__(self, name: str) -> "Refusing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self


def guarded(app: App, roles: Iterable[Role]) -> App:
    """The same, for somebody with these roles."""
    has = frozenset(roles)
    allowed = permissions(has)
    closed: dict[str, Any] = {
        name: Refusing.lacking(need) for name, need in NEEDS.items() if need and need not in allowed
    }
    return replace(_narrowed(app, allowed), roles=has, permissions=allowed, **closed)


def _narrowed(app: App, allowed: Collection[Permission]) -> App:
    """What is there for several roles and shows restricted answers to some of them."""
    if Permission.UNCOVER not in allowed:
        app = replace(app, uncover=replace(app.uncover, permission=Permission.UNCOVER_NEEDS))
    dossier = replace(app.print_dossier, sees=app.print_dossier.sees.intersection(allowed))
    return replace(
        app,
        print_dossier=dossier,
        show_dossier=replace(app.show_dossier, print_dossier=dossier),
        print_dossiers=replace(app.print_dossiers, print_dossier=dossier),
    )


def for_reading(app: App) -> App:
    """The same, for somebody who looks at bundles, answers them, and checks who sent them."""
    closed: dict[str, Any] = {
        name: Refusing(OnlyReadingError) for name in NEEDS if name not in _READER
    }
    return replace(app, roles=frozenset(), permissions=_READERS, **closed)
