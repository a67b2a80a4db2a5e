"""An httpx transport that connects to one address, whatever the name says, and ends at one moment.

Assumes that the address was checked; the name is only used for SNI, the certificate and the Host header.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import httpcore
import httpx

Dial = Callable[[str, int, float], socket.socket]
FAULTS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    OSError,
)
_T = TypeVar("_T")


class TooLateError(Exception):
    """The moment by which all had to be done has passed."""


def connect(address: str, port: int, timeout_s: float) -> socket.socket:
    """Connect to an address."""
    return socket.create_connection((address, port), timeout_s)


@dataclass(frozen=True, slots=True)
class Pinned:
    """A checked URL with the address it is fetched from; ``until`` is a moment of ``time.monotonic``.

    ``trust`` says whose certificates count; those of the system where it is not given.
    """

    url: str
    address: str
    until: float
    dial: Dial = connect
    trust: ssl.SSLContext | None = None

    def left(self) -> float:
        """Give the seconds that are left; raise :class:`TooLateError` where there are none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise TooLateError
        return left


@contextmanager
def open_stream(target: Pinned, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
    """Ask for the URL at its pinned address, without cookies, proxies or redirects."""
    with (
        httpx.Client(transport=_Transport(target), trust_env=False, follow_redirects=False) as client,
        client.stream("GET", target.url, headers=dict(headers)) as answer,
    ):
        yield answer


def _in_time(step: Callable[[], _T]) -> _T:
    try:
        return step()
    except TimeoutError:
        raise TooLateError from None


class _Stream(httpcore.NetworkStream):
    """A socket whose every step must end before the moment does."""

    def __init__(self, target: Pinned, sock: socket.socket) -> None:
        self._target = target
        self._sock = sock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._sock.settimeout(self._target.left())
        return _in_time(lambda: self._sock.recv(max_bytes))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._sock.settimeout(self._target.left())
        _in_time(lambda: self._sock.sendall(buffer))

    def close(self) -> None:
        self._sock.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._sock.settimeout(self._target.left())
        try:
            kept = _in_time(lambda: ssl_context.wrap_socket(self._sock, server_hostname=server_hostname))
        except Exception:
            self._sock.close()
            raise
        return _Stream(self._target, kept)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's own signature
        return self._sock if info == "socket" else None


class _Backend(httpcore.NetworkBackend):
    """Connects to the pinned address."""

    def __init__(self, target: Pinned) -> None:
        self._target = target

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        at = self._target
        return _Stream(at, _in_time(lambda: at.dial(at.address, port, at.left())))


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes], close: Callable[[], None]) -> None:
        self._stream = stream
        self._close = close

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._stream)

    def close(self) -> None:
        self._close()


class _Transport(httpx.BaseTransport):
    """httpcore keeps the name of the URL for TLS and Host; the backend keeps the address."""

    def __init__(self, target: Pinned) -> None:
        trust = target.trust or ssl.create_default_context()
        self._pool = httpcore.ConnectionPool(ssl_context=trust, network_backend=_Backend(target))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
        )
        answer = self._pool.handle_request(asked)
        body = answer.stream if isinstance(answer.stream, Iterable) else ()
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(body, answer.close))

    def close(self) -> None:
        self._pool.close()
