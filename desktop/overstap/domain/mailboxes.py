"""Where a mailbox is: a folder, or storage on a server. Knows addresses, not connections.

=========================================  =====================================================
``/share/overstap``, ``E:\\Overstap``      a folder, a network share or a stick
``sftp://name@host[:port]/folder``         OpenSSH; ``/~/folder`` begins in the home folder
``https://name@host/folder``               WebDAV, also of Nextcloud
``s3://key@bucket/folder``                 Amazon S3
``s3+https://key@host/bucket/folder``      other storage that speaks S3; ``?region=`` where needed
=========================================  =====================================================
"""

import hashlib
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from overstap.domain.kinds import StorageKind
from overstap.domain.records import OFFICE_ID, OfficeId
from overstap.kernel.errors import RefusedError

_SCHEME = re.compile(r"[a-z][a-z0-9+]+://")
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")


class AddressError(RefusedError):
    """The address is none of the forms that are known."""

    code = "mailbox.address"


class OpenAddressError(RefusedError):
    """Everybody on the way could read the password."""

    code = "mailbox.not_encrypted"


class SecretInAddressError(RefusedError):
    """A password stands in the address, where it would be shown and kept."""

    code = "mailbox.secret_in_address"


_KINDS = {
    "sftp": StorageKind.SFTP,
    "https": StorageKind.WEBDAV,
    "http": StorageKind.WEBDAV,
    "s3": StorageKind.S3,
    "s3+https": StorageKind.S3,
    "s3+http": StorageKind.S3,
}


@dataclass(frozen=True, slots=True)
class Address:
    """``endpoint`` is scheme, host and port of a server, empty for a folder and for Amazon's S3;
    ``port`` is 0 for the usual one. ``path`` of S3 begins with the bucket."""

    kind: StorageKind
    endpoint: str
    host: str
    port: int
    path: str
    user: str
    region: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person typed.

        Raises:
            AddressError, OpenAddressError, SecretInAddressError: see there.
        """
        text = text.strip()
        if not text:
            raise AddressError(address=text)
        if not _SCHEME.match(text.lower()):
            return cls(StorageKind.FOLDER, "", "", 0, text, "")
        try:
            url = urlsplit(text)
            port = url.port or 0
        except ValueError as error:
            raise AddressError(address=text) from error
        kind, host = _KINDS.get(url.scheme), url.hostname or ""
        if kind is None or not host:
            raise AddressError(address=url.scheme)
        if url.password is not None:
            raise SecretInAddressError
        secure = not url.scheme.endswith("http")
        if not secure and not _is_here(host):
            raise OpenAddressError(host=host)
        path, endpoint = unquote(url.path).rstrip("/"), ""
        if url.scheme == "s3":
            path = f"/{host}{path}"
        else:
            scheme = url.scheme.removeprefix("s3+")
            shown = f"[{host}]" if ":" in host else host
            endpoint = f"{scheme}://{shown}{f':{port}' if port else ''}"
        if kind is StorageKind.S3 and not path.strip("/"):
            raise AddressError(address=text)
        region = next(iter(parse_qs(url.query).get("region", ())), "")
        return cls(kind, endpoint, host, port, path, unquote(url.username or ""), region)


def _is_here(host: str) -> bool:
    """Whether it is this computer: then nobody is on the way."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class MailboxConfig:
    """A mailbox as it is kept in the vault. ``fingerprint`` is that of the server's key, which a
    person confirmed (SFTP); ``offices`` those that are reached through it, all where empty."""

    id: str
    name: str
    url: str
    fingerprint: str = ""
    offices: frozenset[OfficeId] = frozenset()

    @property
    def address(self) -> Address:
        """Where it is."""
        return Address.parse(self.url)

    def reaches(self, office: OfficeId) -> bool:
        """Whether bundles for that office go through this mailbox."""
        return not self.offices or office in self.offices

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "id": self.id,
            "name": self.name,
            "url": self.url,
            "fingerprint": self.fingerprint,
            "offices": sorted(self.offices),
        }

    @classmethod
    def from_json(cls, json: Mapping[str, Any]) -> Self:
        """As it was kept."""
        return cls(
            json["id"], json["name"], json["url"], json["fingerprint"], frozenset(json["offices"])
        )


def folder_of(office: OfficeId) -> str:
    """The name of an office's folder in a mailbox: its id, or a hash of what is no id of ours."""
    known = OFFICE_ID.fullmatch(office) is not None
    return office if known else hashlib.sha256(office.encode()).hexdigest()[:32]


def is_fingerprint(text: str) -> bool:
    """Whether it looks as OpenSSH shows the fingerprint of a key: ``SHA256:`` and 43 signs."""
    return _FINGERPRINT.fullmatch(text) is not None
