"""Which kinds of office and of mailbox there are. Light: the unlock window needs them."""

from enum import StrEnum


class OfficeKind(StrEnum):
    """Where the desk stands in the chain."""

    LOCATION = "location"
    GEMEENTE = "gemeente"


class StorageKind(StrEnum):
    """What stands at the other side of a mailbox; text ``mailbox.kind.<value>``."""

    FOLDER = "folder"
    SFTP = "sftp"
    WEBDAV = "webdav"
    S3 = "s3"
