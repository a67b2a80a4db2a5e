"""Fetch a page, only when the user asks for it, and only from public addresses.

Assumes that a name's address is asked for once and then pinned: what was checked is what is connected to.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urljoin, urlsplit

from geo.errors import InputError, ServiceError
from geo.model import Report

MAX_BYTES = 5_000_000
MAX_REDIRECTS = 3
TIMEOUT_S = 10.0
_AGENT = "sitmap/0.1 (situation map; reads one page on request)"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))

Resolver = Callable[[str, int], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: the host of the URL, the pinned address, the path to ask for."""

    url: str
    host: str
    address: str
    port: int
    path: str


def is_public(address: str) -> bool:
    """Tell whether an address is a public one: not private, local, reserved, multicast, mapped or NAT64."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None or any(ip in net for net in _NAT64):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local)


def resolve(host: str, port: int) -> list[str]:
    """Ask for the addresses of a host, once."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ServiceError(f"{host!r} has no address ({error}); check the URL and the connection") from None
    return [str(row[4][0]) for row in found]


def target_of(url: str, resolver: Resolver = resolve) -> Target:
    """Check a URL and pin the address that it is fetched from.

    Raises
    ------
    InputError
        When it is not https, holds a password, names another port, or leads to an address that is not public.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise InputError(f"{url!r} is no URL; write https://...") from None
    if parts.scheme != "https" or not parts.hostname:
        raise InputError(f"{url!r}: only https pages are fetched; save the page and open the file instead")
    if parts.username or parts.password or port != 443:
        raise InputError(f"{url!r}: a URL with a user or another port is not fetched; open the file instead")
    addresses = list(resolver(parts.hostname, port))
    if not addresses or not all(is_public(address) for address in addresses):
        raise InputError(f"{url!r} leads to an address that is not public; only public pages are fetched")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(url, parts.hostname, addresses[0], port, path)


class _Pinned(HTTPSConnection):
    """Connects to the checked address and asks for the host's certificate."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout, context=ssl.create_default_context())
        self._target = target

    def connect(self) -> None:
        """Open the connection to the pinned address."""
        plain = socket.create_connection((self._target.address, self._target.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self._target.host)  # type: ignore[attr-defined]


def _ask(target: Target, until: float) -> tuple[int, str | None, bytes]:
    left = max(0.1, until - time.monotonic())
    connection = _Pinned(target, left)
    try:
        connection.request(
            "GET",
            target.path,
            headers={"User-Agent": _AGENT, "Accept": "text/html, application/json, text/*"},
        )
        response = connection.getresponse()
        return response.status, response.getheader("Location"), _body(response, until)
    except (OSError, HTTPException) as error:
        raise ServiceError(
            f"{target.url!r} could not be fetched ({error}); try again or save the page"
        ) from None
    finally:
        connection.close()


def _body(response: HTTPResponse, until: float) -> bytes:
    out = bytearray()
    while chunk := response.read(65_536):
        out += chunk
        if len(out) > MAX_BYTES:
            raise ServiceError(
                f"the page is larger than {MAX_BYTES // 1_000_000} MB; save it and cut it down"
            )
        if time.monotonic() > until:
            raise ServiceError(f"the page took longer than {TIMEOUT_S:g} s; save it and open the file")
    return bytes(out)


def fetch(url: str, *, published: date | None = None, resolver: Resolver = resolve) -> Report:
    """Fetch a page and read it.

    Parameters
    ----------
    url : str
        An https address that the user asked for.
    published : date, optional
        The day that relative dates count from.
    resolver : callable, optional
        Host and port to addresses, for tests.

    Raises
    ------
    InputError
        When the URL may not be fetched.
    ServiceError
        When it does not answer in time, is too large, or leads round and round.
    """
    from geo.read import read_bytes

    until = time.monotonic() + TIMEOUT_S
    here = url
    for _ in range(MAX_REDIRECTS + 1):
        status, onward, body = _ask(target_of(here, resolver), until)
        if status in _REDIRECTS and onward:
            here = urljoin(here, onward)
            continue
        if status != 200:
            raise ServiceError(f"{here!r} answered {status}; open the page in a browser and save it")
        return read_bytes(body, here, published=published, url=here)
    raise ServiceError(f"{url!r} leads onward more than {MAX_REDIRECTS} times; use the last address")
