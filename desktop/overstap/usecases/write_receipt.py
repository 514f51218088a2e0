"""Acknowledge an imported bundle to its sender with a signed receipt bundle."""

from pathlib import Path

from overstap.kernel.task import Task


class WriteReceipt:
    def __call__(self, digest: str, folder: Path, task: Task) -> Path:
        """``digest``: the manifest hash of a bundle that was imported here."""
        raise NotImplementedError
