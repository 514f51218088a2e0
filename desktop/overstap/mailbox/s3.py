"""A mailbox in storage that speaks S3. An object appears when it is whole: it needs no part.

The file system stands on botocore, which goes to the host that it was told and to no other; those
that exist for fsspec follow redirects.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError, SSLError
from botocore.exceptions import ConnectionError as NoConnectionError
from botocore.session import Session
from fsspec import AbstractFileSystem

from overstap.domain.mailboxes import Address
from overstap.kernel.errors import OverstapError, StoreError, TrustError
from overstap.kernel.task import Task
from overstap.mailbox.errors import (
    CertificateError,
    ForbiddenError,
    FullError,
    LoginError,
    MissingFolderError,
    RedirectedError,
    RefusedByServerError,
    UnreachableError,
)
from overstap.mailbox.storage import BLOCK, PART, PATIENCE, Storage, said
from overstap.usecases.ports.mailboxes import Mailbox, Secret

_REGION = "us-east-1"
"""What storage that is not Amazon's goes by where nobody says otherwise."""
_ANSWERS: dict[str, type[StoreError | TrustError]] = {
    "SignatureDoesNotMatch": LoginError,
    "InvalidAccessKeyId": LoginError,
    "401": LoginError,
    "403": ForbiddenError,
    "NoSuchBucket": MissingFolderError,
    "QuotaExceeded": FullError,
    "XMinioStorageFull": FullError,
    "413": FullError,
    "507": FullError,
}
"""Codes of the protocol, or else the status of the answer."""
_ELSEWHERE = range(300, 400)


class S3Files(AbstractFileSystem):  # type: ignore[misc]
    """Buckets as a file system: as much of one as a mailbox needs."""

    def __init__(self, client: Any) -> None:
        super().__init__(skip_instance_cache=True, use_listings_cache=False)
        self._client = client

    def ls(self, path: str, detail: bool = True, **_how: Any) -> list[Any]:
        """The objects in a folder, without those in folders below it."""
        bucket, key = _split(path)
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=bucket, Prefix=f"{key}/", Delimiter="/"
        )
        found = [
            {
                "name": f"{bucket}/{one['Key']}",
                "size": one["Size"],
                "type": "file",
                "ETag": one["ETag"],
            }
            for page in pages
            for one in page.get("Contents", ())
        ]
        return found if detail else [one["name"] for one in found]

    def read(self, path: str) -> Any:
        """A stream of what is in an object."""
        bucket, key = _split(path)
        return self._client.get_object(Bucket=bucket, Key=key)["Body"]

    def write(self, path: str, body: Any) -> None:
        """Make an object, or replace it, in one step."""
        bucket, key = _split(path)
        self._client.put_object(Bucket=bucket, Key=key, Body=body)

    def pipe_file(self, path: str, value: bytes, **_how: Any) -> None:
        """Write bytes."""
        self.write(path, value)

    def rm_file(self, path: str) -> None:
        """Remove an object; fine where there is none."""
        bucket, key = _split(path)
        self._client.delete_object(Bucket=bucket, Key=key)


class S3(Storage):
    """There are no folders to make, and none to miss."""

    def _check_root(self) -> None:
        return

    def _make_folder(self, path: str) -> None:
        return

    def _upload(self, path: Path, target: str, task: Task) -> None:
        with path.open("rb") as file:
            self._fs.write(target.removesuffix(PART), _Watched(file, path.stat().st_size, task))

    def _rename(self, part: str, target: str) -> None:
        return

    def _download(self, path: str, to: BinaryIO, size: int, task: Task) -> None:
        done = 0
        for block in self._read(path).iter_chunks(BLOCK):
            done += len(block)
            task.step("mailbox.fetch", done, size)
            to.write(block)

    def _read(self, path: str) -> Any:
        try:
            return self._fs.read(path)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                raise FileNotFoundError(path) from error
            raise

    @contextmanager
    def _said(self) -> Iterator[None]:
        place = self._place
        try:
            with said(place):
                yield
        except ClientError as error:
            raise _refusal(error.response, place) from error
        except SSLError as error:
            raise CertificateError(place=place) from error
        except HTTPClientError as error:
            stopped = error.kwargs.get("error")
            if isinstance(stopped, OverstapError):
                raise stopped from None
            raise UnreachableError(place=place) from error
        except NoConnectionError as error:
            raise UnreachableError(place=place) from error
        except BotoCoreError as error:
            raise RefusedByServerError(place=place) from error


class _Watched:
    """A file that says how far it was read."""

    def __init__(self, file: BinaryIO, size: int, task: Task) -> None:
        self._file, self._size, self._task = file, size, task
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        """Read on, unless it was stopped."""
        self._task.step("mailbox.send", self._file.tell(), self._size)
        return self._file.read(size)


@contextmanager
def connect(address: Address, secret: Secret) -> Iterator[Mailbox]:
    """The mailbox; nothing is asked of the server yet."""
    session = Session()
    session.set_config_variable("config_file", os.devnull)  # that is about other programs
    client = session.create_client(
        "s3",
        region_name=address.region or _REGION,
        endpoint_url=address.endpoint or None,
        aws_access_key_id=address.user or None,
        aws_secret_access_key=secret if address.user else None,
        config=Config(
            signature_version="s3v4" if address.user else UNSIGNED,
            connect_timeout=PATIENCE,
            read_timeout=PATIENCE,
            retries={"total_max_attempts": 2},
            s3={"addressing_style": "path" if address.endpoint else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )

    def refuse_elsewhere(response: Any, **_: object) -> None:
        if response is not None and response[0].status_code in _ELSEWHERE:
            raise RedirectedError(place=address.host)

    client.meta.events.register_first("needs-retry.s3", refuse_elsewhere)
    try:
        yield S3(S3Files(client), address.path.strip("/"), address.host)
    finally:
        client.close()


def _split(path: str) -> tuple[str, str]:
    bucket, _, key = path.partition("/")
    return bucket, key


def _refusal(answer: dict[str, Any], place: str) -> OverstapError:
    code, status = answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]
    kind = _ANSWERS.get(code) or _ANSWERS.get(str(status)) or RefusedByServerError
    return kind(place=place)
