"""Every way in which an age file or key is refused."""

from overstap.kernel.errors import FileError


class AgeError(FileError):
    """An age file or key is not what it should be."""

    code = "age"


class HeaderError(AgeError):
    """The header is not one of age v1, or a stanza in it is malformed."""

    code = "age.header"


class HeaderMacError(AgeError):
    """The header was changed after it was written."""

    code = "age.header_mac"


class NoMatchError(AgeError):
    """None of our identities opens it: it is for somebody else, or the passphrase is wrong."""

    code = "age.no_match"


class PayloadError(AgeError):
    """The content was changed or cut off."""

    code = "age.payload"


class TruncatedError(AgeError):
    """The end is missing: it was cut off, or its last chunk was changed."""

    code = "age.truncated"


class TruncatedHeaderError(TruncatedError, HeaderError):
    """The file ends before its content begins."""


class TruncatedPayloadError(TruncatedError, PayloadError):
    """The last chunk that is there is not the last one that was written, or it was changed."""


class ArmorError(AgeError):
    """The text form around the file is malformed."""

    code = "age.armor"


class KeyFormatError(AgeError):
    """The text is not an age identity or recipient that we know."""

    code = "age.key"


class MixedRecipientsError(AgeError):
    """Post-quantum and classical recipients, or a passphrase and anything else, in one file."""

    code = "age.mixed_recipients"
