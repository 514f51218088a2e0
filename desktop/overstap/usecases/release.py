"""Release a household's file for handover, after it was read back."""

from overstap.domain.records import RecordId


class Release:
    def __call__(self, household: RecordId) -> None:
        """Raises RefusedError where it was not read back and agreed, or problems are left."""
        raise NotImplementedError
