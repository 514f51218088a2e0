"""A mailbox on a WebDAV server, such as Nextcloud."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import httpx
from fsspec.callbacks import Callback
from webdav4.client import ClientError, HTTPError, InsufficientStorage, ResourceNotFound
from webdav4.fsspec import WebdavFileSystem

from overstap.domain.mailboxes import Address
from overstap.kernel.errors import OverstapError
from overstap.kernel.task import Task
from overstap.mailbox.errors import (
    CertificateError,
    ForbiddenError,
    FullError,
    LoginError,
    RedirectedError,
    RefusedByServerError,
    UnreachableError,
)
from overstap.mailbox.storage import PATIENCE, Storage, said
from overstap.usecases.ports.mailboxes import Mailbox, Secret

_HUNG_UP = ("disconnected", "closed connection")
"""What httpx says of a connection that broke; other protocol errors are a server that talks
nonsense."""


class Webdav(Storage):
    """Uploads beside the name and moves over it, which the server does in one step."""

    def _check_root(self) -> None:
        if not self._fs.client.exists(""):
            raise FileNotFoundError(self._place)

    def _upload(self, path: Path, target: str, task: Task) -> None:
        total = path.stat().st_size

        def step(_size: int | None, value: int, **_: object) -> None:
            task.step("mailbox.send", min(value, total), total)

        self._fs.put_file(path, target, callback=Callback(hooks={"step": step}))

    def _rename(self, part: str, target: str) -> None:
        self._fs.client.move(part, target, overwrite=True)

    def _download(self, path: str, to: BinaryIO, size: int, task: Task) -> None:
        done = 0

        def step(count: int) -> None:
            nonlocal done
            done += count
            task.step("mailbox.fetch", done, size)

        try:
            self._fs.client.download_fileobj(path, to, callback=step)
        except ResourceNotFound as error:
            raise FileNotFoundError(path) from error

    @contextmanager
    def _said(self) -> Iterator[None]:
        place = self._place
        try:
            with said(place):
                yield
        except InsufficientStorage as error:
            raise FullError(place=place) from error
        except HTTPError as error:
            raise _refusal(error.status_code, place) from error
        except (ClientError, httpx.DecodingError, httpx.RemoteProtocolError) as error:
            hung_up = any(words in str(error) for words in _HUNG_UP)
            raise (UnreachableError if hung_up else RefusedByServerError)(place=place) from error
        except httpx.HTTPError as error:
            raise _failure(error, place) from error


@contextmanager
def connect(address: Address, secret: Secret) -> Iterator[Mailbox]:
    """The mailbox; nothing is asked of the server yet."""

    def refuse_other_host(answer: httpx.Response) -> None:
        if answer.has_redirect_location:
            to = answer.request.url.join(answer.headers["location"])
            if (to.scheme, to.host, to.port) != (asked.scheme, asked.host, asked.port):
                raise RedirectedError(place=address.host)

    asked = httpx.URL(address.endpoint)
    files = WebdavFileSystem(
        f"{address.endpoint}{address.path}",
        auth=(address.user, secret) if address.user else None,
        verify=ssl.create_default_context(),  # the certificates that this computer trusts
        timeout=PATIENCE,
        event_hooks={"response": [refuse_other_host]},
        skip_instance_cache=True,
    )
    try:
        yield Webdav(files, "", address.host)
    finally:
        files.client.http.close()


def _refusal(status: int, place: str) -> OverstapError:
    if status == httpx.codes.UNAUTHORIZED:
        return LoginError(place=place)
    if status == httpx.codes.FORBIDDEN:
        return ForbiddenError(place=place)
    if status in (httpx.codes.INSUFFICIENT_STORAGE, httpx.codes.REQUEST_ENTITY_TOO_LARGE):
        return FullError(place=place)
    return RefusedByServerError(place=place)


def _failure(error: httpx.HTTPError, place: str) -> OverstapError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return CertificateError(place=place)
        cause = cause.__cause__ or cause.__context__
    return UnreachableError(place=place)
