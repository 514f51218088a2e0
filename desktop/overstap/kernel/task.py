"""Long work tells how far it is, and can be stopped. Knows nothing of threads or screens."""

from typing import Protocol


class Task(Protocol):
    """What a use case receives to report on and to be stopped through."""

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        """Say that ``done`` of ``total`` is finished; ``total`` 0 means that the end is unknown.

        ``what`` is the key of a text ``progress.<what>``.

        Raises:
            CancelledError: the person asked to stop; let it pass.
        """


class Quiet:
    """A task nobody watches and nobody stops."""

    def step(self, what: str, done: int = 0, total: int = 0) -> None:
        """Do nothing."""
