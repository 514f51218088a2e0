"""Opens a mailbox of any kind. The library for a kind is imported when it is first needed."""

from collections.abc import Iterator
from contextlib import contextmanager

from overstap.domain.kinds import StorageKind
from overstap.domain.mailboxes import MailboxConfig
from overstap.usecases.ports.mailboxes import Mailbox, Secret


@contextmanager
def connect(config: MailboxConfig, secret: Secret) -> Iterator[Mailbox]:
    """Obeys ``usecases.ports.mailboxes.OpenMailbox``."""
    address = config.address
    if address.kind is StorageKind.SFTP:
        from overstap.mailbox import sftp

        with sftp.connect(address, secret, config.fingerprint) as mailbox:
            yield mailbox
    elif address.kind is StorageKind.WEBDAV:
        from overstap.mailbox import webdav

        with webdav.connect(address, secret) as mailbox:
            yield mailbox
    elif address.kind is StorageKind.S3:
        from overstap.mailbox import s3

        with s3.connect(address, secret) as mailbox:
            yield mailbox
    else:
        from overstap.mailbox import folder

        with folder.connect(address) as mailbox:
            yield mailbox
