"""Keeps everybody to their roles: the one place that says what each use case asks for.

``guarded`` gives an ``App`` in which what somebody may not do refuses, whoever calls it. A use case
that is not in ``NEEDS`` cannot be added to ``App`` without a test noticing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NoReturn

from overstap.domain.roles import Permission, Role, permissions, who_may
from overstap.kernel.errors import RefusedError
from overstap.usecases.app import App


class NotPermittedError(RefusedError):
    """None of somebody's roles allows this. ``roles``: texts of those that do."""

    code = "role.not_permitted"


_READING = (
    "find_residents likely_duplicates list_merges list_disputes saved_filters"
    " compare_residents open_file read_readiness compare_regions list_questions_to_ask"
    " find_households list_disclosures list_due read_exchange_state list_sent check_paper"
)
_WRITING = (
    "sweep_duplicates keep_apart merge_residents undo_merge preview_list import_list"
    " register_household add_member save_answers agree_read_back split_household join_households"
    " move_member undo_regrouping set_checklist_item write_sync"
)
_RECEIVING = (
    "verify_bundle preview_import import_bundle write_receipt undo_import read_inbox"
    " list_received list_additions sync_mailboxes"
)

NEEDS: Mapping[str, Permission | None] = {
    **dict.fromkeys(_READING.split(), Permission.READ),
    **dict.fromkeys(_WRITING.split(), Permission.WRITE),
    **dict.fromkeys(_RECEIVING.split(), Permission.RECEIVE),
    "release": Permission.RELEASE,
    "prepare_handover": Permission.HAND_OVER,
    "send_folder": Permission.HAND_OVER,
    "hand_over": Permission.HAND_OVER,
    "withdraw": Permission.HAND_OVER,
    "outbox": None,
    "erase_household": Permission.ERASE,
    "print_dossier": Permission.PRINT,
    "show_dossier": Permission.PRINT,
    "print_dossiers": Permission.PRINT,
    "print_papers": Permission.PRINT,
    "uncover": Permission.UNCOVER,
    "answer_access": Permission.UNCOVER,
    "import_card": Permission.OFFICES,
    "confirm_card": Permission.OFFICES,
    "block_office": Permission.OFFICES,
    "mailboxes": Permission.OFFICES,
    "administer_office": Permission.ADMINISTER,
    "administer_users": Permission.ADMINISTER,
    "back_up": Permission.ADMINISTER,
    "rehearse_recovery": Permission.ADMINISTER,
    "read_audit": Permission.AUDIT,
    "export_audit": Permission.AUDIT,
    "prove_audit": None,
    "show_card": None,
    "list_offices": None,
    "change_passphrase": None,
    "run_doctor": None,
}
"""What each use case of ``App`` asks for; None is for everybody who can unlock the vault."""


class Refusing:
    """Stands where a use case would: whatever is called of it is refused."""

    def __init__(self, permission: Permission) -> None:
        self._permission = permission

    def __call__(self, *_: object, **__: object) -> NoReturn:
        """Refuse.

        Raises:
            NotPermittedError: always.
        """
        raise NotPermittedError(roles=tuple(f"role.{role}" for role in who_may(self._permission)))

    def __getattr__(self, name: str) -> "Refusing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self


def guarded(app: App, roles: Iterable[Role]) -> App:
    """The same, for somebody with these roles."""
    has = frozenset(roles)
    allowed = permissions(has)
    closed: dict[str, Any] = {
        name: Refusing(need) for name, need in NEEDS.items() if need and need not in allowed
    }
    return replace(app, roles=has, permissions=allowed, **closed)
