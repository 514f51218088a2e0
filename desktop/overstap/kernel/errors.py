"""Errors by whose fault they are. An error is a code and parameters, never a sentence.

The sentence for ``code`` stands in the locale files under ``error.<code>`` (what happened, what it
means, what to do next). Parameters fill its placeholders and hold no answers of a person.
"""

from typing import ClassVar


class OverstapError(Exception):
    """Anything that a person or a machine did and that we foresaw."""

    code: ClassVar[str] = "unknown"
    exit_code: ClassVar[int] = 70
    """What the command line ends with; one number per kind."""

    def __init__(self, **parameters: object) -> None:
        super().__init__(self.code, parameters)
        self.parameters = parameters


class RefusedError(OverstapError):
    """A role or a rule forbids it; somebody else, or another order of work, may do it."""

    code = "refused"
    exit_code = 3


class FileError(OverstapError):
    """A file is not ours, of a newer version, damaged or incomplete."""

    code = "file"
    exit_code = 4


class TrustError(OverstapError):
    """A sender or an attacker: it is not what somebody we trust sent. Nothing is stored."""

    code = "trust"
    exit_code = 5


class StoreError(OverstapError):
    """The machine: wrong passphrase, full disk, in use, damaged vault."""

    code = "store"
    exit_code = 6


class CancelledError(OverstapError):
    """The person stopped it; nothing changed, nothing needs to be said."""

    code = "cancelled"
    exit_code = 130
