"""Every way in which a bundle or card is refused, each in its own words."""

from overstap.kernel.errors import FileError, StoreError, TrustError


class NotAFileError(FileError):
    """A folder, or nothing at all, stands at that path."""

    code = "bundle.not_a_file"


class EmptyFileError(FileError):
    """The file has no bytes: it was never written to the end."""

    code = "bundle.empty"


class NotABundleError(FileError):
    """The file is something else: a PDF, a picture."""

    code = "bundle.not_a_bundle"


class IncompleteError(FileError):
    """The file was cut off while it was copied."""

    code = "bundle.incomplete"


class DamagedError(FileError):
    """The content is not what was closed."""

    code = "bundle.damaged"


class OversizedError(FileError):
    """It would expand to more than it says, or than any bundle may."""

    code = "bundle.oversized"


class NewerBundleError(FileError):
    """A newer version of the program wrote it."""

    code = "bundle.newer"


class NotForUsError(TrustError):
    """It is closed for others."""

    code = "bundle.not_for_us"


class ReaddressedError(TrustError):
    """It was signed for somebody else, and closed again for us."""

    code = "bundle.readdressed"


class ForgedError(TrustError):
    """The signature does not fit what is inside."""

    code = "bundle.forged"


class UnknownSenderError(TrustError):
    """There is no card of the sender."""

    code = "sender.unknown"


class UnverifiedSenderError(TrustError):
    """The sender's number was not compared by telephone yet."""

    code = "sender.unverified"


class BlockedSenderError(TrustError):
    """The sender is blocked here."""

    code = "sender.blocked"


class UnknownDeskError(TrustError):
    """The desk that signed is not on the sender's card, or may not send this."""

    code = "sender.desk"


class RevokedDeskError(TrustError):
    """The desk's key was revoked: lost or stolen."""

    code = "sender.revoked"


class OtherModeError(TrustError):
    """Training and live offices do not mix."""

    code = "sender.other_mode"


class NotACardError(FileError):
    """The file is no identity card."""

    code = "card.not_a_card"


class ForeignCardError(TrustError):
    """The card is not signed by a key that may sign it."""

    code = "card.foreign"


class OlderCardError(TrustError):
    """We have a newer card of this office."""

    code = "card.older"


class TwoCardsError(TrustError):
    """Two different cards say that they are the same version."""

    code = "card.two"


class NumberDiffersError(TrustError):
    """The number that was read out is not the card's."""

    code = "card.number_differs"


class DiskFullError(StoreError):
    """There is no room for the bundle."""

    code = "bundle.disk_full"


class FolderError(StoreError):
    """The folder is gone, or cannot be written."""

    code = "bundle.folder"
