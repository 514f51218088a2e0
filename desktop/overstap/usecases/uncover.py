"""Look at an answer that is shown only with a reason."""

from dataclasses import dataclass

from overstap.domain.answers import Field
from overstap.domain.records import RecordId
from overstap.kernel.errors import RefusedError
from overstap.usecases.ports import Vault

LONGEST_REASON = 120
"""Characters of it that the audit log keeps."""


class NoReasonError(RefusedError):
    """A restricted answer is shown to who says why, so that it can be accounted for."""

    code = "uncover.no_reason"


@dataclass(frozen=True, slots=True)
class Uncover:
    """Write down who looked, at which question of whom, and why; never the answer."""

    vault: Vault

    def __call__(self, record: RecordId, field: Field, reason: str) -> None:
        """Account for looking at ``field``; the caller shows it afterwards.

        Raises:
            NoReasonError: nothing was said.
        """
        said = reason.strip()[:LONGEST_REASON]
        if not said:
            raise NoReasonError
        self.vault.audit("uncover", record=record, field=field, reason=said)
