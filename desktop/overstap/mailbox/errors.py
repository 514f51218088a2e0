"""Every way in which a mailbox does not do what was asked, each in its own words."""

from overstap.kernel.errors import FileError, StoreError, TrustError


class UnreachableError(StoreError):
    """The server does not answer, or the connection broke."""

    code = "mailbox.unreachable"


class LoginError(StoreError):
    """The server refuses the name or the password."""

    code = "mailbox.login"


class ForbiddenError(StoreError):
    """The account may not read or write there."""

    code = "mailbox.forbidden"


class MissingFolderError(StoreError):
    """The folder or bucket does not exist, or the stick is not in the computer."""

    code = "mailbox.missing"


class FullError(StoreError):
    """The mailbox has no room."""

    code = "mailbox.full"


class FullHereError(StoreError):
    """This computer has no room for what is fetched."""

    code = "mailbox.full_here"


class RefusedByServerError(StoreError):
    """The server answers something that it should not."""

    code = "mailbox.server"


class OversizedFileError(FileError):
    """It is larger than any bundle."""

    code = "mailbox.oversized"


class UnknownHostError(TrustError):
    """Nobody confirmed the key of this server yet; ``fingerprint`` is what it shows."""

    code = "mailbox.host_unknown"


class ChangedHostError(TrustError):
    """The server shows another key than the one that was confirmed."""

    code = "mailbox.host_changed"


class CertificateError(TrustError):
    """The certificate of the server cannot be trusted."""

    code = "mailbox.certificate"


class RedirectedError(TrustError):
    """The server sends us to another one."""

    code = "mailbox.redirected"
