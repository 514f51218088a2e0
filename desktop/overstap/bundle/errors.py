"""Every way in which a bundle or card is refused, each in its own words.

What makes an office trusted or not is refused in ``domain.offices``.
"""

from overstap.kernel.errors import FileError, RefusedError, StoreError, TrustError


class NotAFileError(FileError):
    """A folder, or nothing at all, stands at that path."""

    code = "bundle.not_a_file"


class EmptyFileError(FileError):
    """The file has no bytes: it was never written to the end."""

    code = "bundle.empty"


class NotABundleError(FileError):
    """The file is something else, ``kind``: a PDF, a picture."""

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


class MalformedError(FileError):
    """A genuine bundle holds JSON that means nothing, or different things to different readers."""

    code = "bundle.malformed"


class DuplicateKeyError(MalformedError):
    """A key stands twice in one object: one reader takes the first, another the last."""

    code = "bundle.duplicate_key"


class NumberError(MalformedError):
    """A number that is not whole and finite: NaN, infinity, a fraction."""

    code = "bundle.number"


class NestedError(MalformedError):
    """Objects in objects without end, to exhaust the reader."""

    code = "bundle.nested"


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


class UnknownDeskError(TrustError):
    """The desk that signed is not the one on the sender's card that the bundle names."""

    code = "sender.desk"


class DeskRoleError(TrustError):
    """The desk may not send this kind of bundle."""

    code = "sender.role"


class ExpiredDeskError(TrustError):
    """The desk, or the whole card, was not valid when it signed, or long since."""

    code = "sender.expired"


class RevokedDeskError(TrustError):
    """The desk's key was revoked: lost or stolen."""

    code = "sender.revoked"


class NotACardError(FileError):
    """The file is no identity card."""

    code = "card.not_a_card"


class NoDeskError(RefusedError):
    """The office has no desk today that a bundle can be closed for."""

    code = "bundle.no_desk"


class TooMuchError(RefusedError):
    """It is more than the other side opens in one bundle."""

    code = "bundle.too_much"


class DiskFullError(StoreError):
    """There is no room for the bundle."""

    code = "bundle.disk_full"


class FolderError(StoreError):
    """The folder is gone, or cannot be written."""

    code = "bundle.folder"


class RemovedError(FolderError):
    """The stick or share went away while something was written."""

    code = "bundle.removed"


class ReadOnlyError(FolderError):
    """The folder may be read and not written."""

    code = "bundle.read_only"


class ForgedRunError(TrustError):
    """What a desk wrote is not signed by that desk."""

    code = "history.forged_run"


class NotARootKeyError(FileError):
    """The file is not the root key of our office."""

    code = "office.not_a_root_key"


class RootExistsError(StoreError):
    """The folder holds the root key of an office already; it is left as it is."""

    code = "office.root_exists"


class NotASetupError(FileError):
    """The file is no desk set-up file, or is damaged, or was changed."""

    code = "desk.not_a_setup"


class WrongSetupNumberError(StoreError):
    """The one-time number does not open the set-up file."""

    code = "desk.wrong_number"
