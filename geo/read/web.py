"""Fetch a page, only when the user asks for it, and only from public addresses.

Assumes that a name's address is asked for once and then pinned: what was checked is what is connected to, at
every redirect anew. Certificate, SNI and Host are those of the name.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from importlib.metadata import version
from urllib.parse import urljoin

import httpx

from geo.errors import InputError, ServiceError
from geo.model import Report
from geo.read import read_bytes
from geo.read.addresses import is_public
from geo.read.pinned import FAULTS, Dial, Pinned, TooLateError, connect, open_stream

MAX_BYTES = 5_000_000
MAX_REDIRECTS = 3
TIMEOUT_S = 10.0
_REDIRECTS = frozenset((301, 302, 303, 307, 308))

Resolver = Callable[[str, int], Iterable[str]]


def fetch(
    url: str,
    *,
    published: date | None = None,
    retrieved: datetime | None = None,
    resolver: Resolver | None = None,
    dial: Dial = connect,
    trust: ssl.SSLContext | None = None,
    timeout_s: float = TIMEOUT_S,
) -> Report:
    """Fetch a page and read it.

    Parameters
    ----------
    url : str
        An https address that the user asked for.
    published : date, optional
        The day that relative dates count from.
    retrieved : datetime, optional
        The moment of asking, kept in the report.
    resolver, dial, trust : optional
        Host and port to addresses; address and port to a connected socket; whose certificates count.
    timeout_s : float
        Seconds for all of it.

    Returns
    -------
    Report
        Its ``url`` is the last one that was led to.

    Raises
    ------
    InputError
        When the URL may not be fetched, or what came is no report.
    ServiceError
        When it does not answer in time, is larger than 5 MB, or leads onward more than three times.
    """
    until = time.monotonic() + timeout_s
    here = url.strip()
    for _ in range(MAX_REDIRECTS + 1):
        target = replace(check(here, resolver or resolve), until=until, dial=dial, trust=trust)
        status, onward, charset, body = _ask(target)
        if status in _REDIRECTS and onward:
            here = urljoin(here, onward)
            continue
        if status != 200:
            raise ServiceError(f"{here!r} answered {status}; open the page in a browser and save it")
        return replace(
            read_bytes(body, here, published=published, url=here, charset=charset), retrieved=retrieved
        )
    raise ServiceError(f"{url!r} leads onward more than {MAX_REDIRECTS} times; use the last address")


def check(url: str, resolver: Resolver) -> Pinned:
    """Check a URL and pin the address that it is fetched from.

    Raises
    ------
    InputError
        When it is not https, names a user or a port, or leads to an address that is not public.
    """
    try:
        known = httpx.URL(url)
    except (httpx.InvalidURL, TypeError, ValueError):
        raise InputError(f"{url!r} is no URL; write https://...") from None
    if known.scheme != "https" or not known.host:
        raise InputError(f"{url!r}: only https pages are fetched; save the page and open the file instead")
    if known.userinfo or known.port not in (None, 443):
        raise InputError(f"{url!r}: a URL with a user or another port is not fetched; open the file instead")
    host = known.raw_host.decode("ascii")
    if "[" in host or "%" in host:
        raise InputError(f"{url!r} is no URL; write https://...")
    addresses = list(resolver(host, 443))
    if not addresses or not all(is_public(address) for address in addresses):
        raise InputError(f"{url!r} leads to an address that is not public; only public pages are fetched")
    return Pinned(url, addresses[0], time.monotonic() + TIMEOUT_S)


def resolve(host: str, port: int, timeout_s: float = TIMEOUT_S / 2) -> list[str]:
    """Ask for the addresses of a host, once.

    Raises
    ------
    ServiceError
        When there is none, or no answer in time.
    """
    found: list[str] = []
    faults: list[str] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(str(row[4][0]) for row in rows)
        except (OSError, UnicodeError) as error:
            faults.append(str(error))

    asking = threading.Thread(target=ask, daemon=True)  # a system's resolver cannot be told to hurry
    asking.start()
    asking.join(timeout_s)
    if not found:
        why = faults[0] if faults else "no answer in time"
        raise ServiceError(f"{host!r} has no address ({why}); check the URL and the connection")
    return found


def _agent() -> str:
    return f"sitmap/{version('sitmap')} (situation map; reads one page on its user's request)"


def _ask(target: Pinned) -> tuple[int, str | None, str | None, bytes]:
    headers = {
        "User-Agent": _agent(),
        "Accept": "text/html, application/json, application/xml;q=0.9, text/*;q=0.8",
        "Accept-Encoding": "gzip, identity",
    }
    try:
        with open_stream(target, headers) as answer:
            body = _limited(answer.iter_bytes(), target) if answer.status_code == 200 else b""
            return answer.status_code, answer.headers.get("location"), answer.charset_encoding, body
    except TooLateError:
        raise ServiceError(f"{target.url!r} took too long; try again, or save the page") from None
    except FAULTS as error:
        told = str(error) or type(error).__name__
        raise ServiceError(
            f"{target.url!r} could not be fetched ({told}); try again or save the page"
        ) from None


def _limited(blocks: Iterable[bytes], target: Pinned) -> bytes:
    body = bytearray()
    for block in blocks:
        body += block
        if len(body) > MAX_BYTES:
            raise ServiceError(
                f"{target.url!r} is larger than {MAX_BYTES // 1_000_000} MB; save it and cut it down"
            )
    return bytes(body)
