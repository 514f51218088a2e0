"""Write one signed and encrypted bundle with released households for a trusted gemeente."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from overstap.domain.records import OfficeId, RecordId
from overstap.kernel.task import Task


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The bundle file and its name in words: number in the stream and the first 16 of its hash."""

    path: Path
    number: int
    digest: str
    households: int
    persons: int


class HandOver:
    def __call__(
        self, households: Sequence[RecordId], office: OfficeId, folder: Path, task: Task
    ) -> HandedOver:
        """Write the bundle (with the printed dossiers inside) into ``folder``.

        Raises:
            RefusedError: a blocking check of ``PrepareHandover`` failed.
            StoreError: ``folder`` is full, gone or not writable; nothing is remembered as sent.
        """
        raise NotImplementedError
