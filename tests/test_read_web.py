"""Fetching a page: public addresses only, pinned, checked again at every redirect, in time and in size."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time

import pytest

from geo.errors import InputError, ServiceError
from geo.read.addresses import is_public
from geo.read.web import check, fetch, resolve

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104 - an address to be refused
        "255.255.255.255", "192.88.99.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "::ffff:127.0.0.1",
        "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "ff02::1", "2606:2800::1%lo", "x", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    """Private, local, mapped, tunnelled and NAT64 addresses are not public."""
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses(address):
    """A public address is one."""
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["http://example.org", "ftp://x", "https://", "https://u:p@example.org", "https://example.org:8443", "https://[x", "file:///etc/passwd", "x", "https://a\0b/"],
)  # fmt: skip
def test_urls_that_are_not_fetched(url):
    """Only https without a user and on its own port is fetched."""
    with pytest.raises(InputError):
        check(url, lambda host, port: [PUBLIC])


@pytest.mark.parametrize("addresses", [[PUBLIC, "10.0.0.1"], ["::1"], []])
def test_one_private_address_refuses_the_host(addresses):
    """A host with any address that is not public is refused."""
    with pytest.raises(InputError, match="not public"):
        check("https://example.org", lambda host, port: addresses)


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "https://[::1]/", "https://localhost/"])
def test_addresses_in_the_url(url):
    """An address written into the URL, or the machine's own name, is no way in."""
    with pytest.raises(InputError, match="not public"):
        fetch(url, dial=None)


def test_a_name_without_address(monkeypatch):
    """A name that has no address is an outage and says so."""

    def none(*args, **kwargs):
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", none)
    with pytest.raises(ServiceError, match="no such name"):
        resolve("nowhere.example", 443)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Make a certificate for two names, for this run."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=a.example -keyout key.pem -out cert.pem"
    )
    names = ["-addext", "subjectAltName=DNS:a.example,DNS:b.example"]
    subprocess.run([*command.split(), *names], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def serve(certificate):
    """Serve raw answers over TLS on this machine; gives ``fetch`` bound to it, and what was asked."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    trust = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    listening = socket.create_server(("127.0.0.1", 0))
    asked, dialled, threads = [], [], []

    def start(*answers, wait=0.0):
        def run():
            for answer in answers:
                try:
                    sock, _ = listening.accept()
                    with sock, context.wrap_socket(sock, server_side=True) as secure:
                        asked.append(secure.recv(65_536).decode())
                        for piece in answer if isinstance(answer, list) else [answer]:
                            secure.sendall(piece)
                            time.sleep(wait)
                except OSError:
                    continue

        threads.append(threading.Thread(target=run, daemon=True))
        threads[-1].start()

        def dial(address, port, timeout_s):
            dialled.append((address, port))
            return socket.create_connection(listening.getsockname(), timeout_s)

        def get(url, known=None, **more):
            addresses = known or {}
            return fetch(
                url, resolver=lambda host, port: addresses.get(host, [PUBLIC]), dial=dial, trust=trust, **more
            )

        return get, asked, dialled

    yield start
    listening.close()


def _answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    told = {"Content-Length": str(len(body)), "Connection": "close"} | {
        k.replace("_", "-"): v for k, v in headers.items()
    }
    return (
        f"HTTP/1.1 {status}\r\n".encode()
        + b"".join(f"{k}: {v}\r\n".encode() for k, v in told.items())
        + b"\r\n"
        + body
    )


PAGE = "<!doctype html><title>T</title><article><p>A drone hit a house in Sumy.</p></article>"


def test_a_page_is_read(serve):
    """The checked address is dialled, the name stands in Host and User-Agent says who asks."""
    get, asked, dialled = serve(_answer(PAGE.encode(), Content_Type="text/html"))
    report = get("https://a.example/x?y=1")
    assert report.url == "https://a.example/x?y=1"
    assert "A drone hit a house in Sumy." in report.text
    assert dialled == [(PUBLIC, 443)]
    assert asked[0].startswith("GET /x?y=1 HTTP/1.1")
    assert "Host: a.example\r\n" in asked[0]
    assert "sitmap/" in asked[0]
    assert "Cookie" not in asked[0]


def test_the_servers_encoding_counts(serve):
    """The charset of the answer is used where the page is not UTF-8; a packed page is unpacked."""
    body = gzip.compress("<p>Обстріл Херсона вночі.</p>".encode("cp1251"))
    get, _, _ = serve(_answer(body, Content_Type="text/html; charset=windows-1251", Content_Encoding="gzip"))
    assert "Херсона" in get("https://a.example/").text


def test_the_certificate_is_that_of_the_name(serve):
    """A server that cannot prove the name is refused."""
    get, _, _ = serve(_answer(PAGE.encode()))
    with pytest.raises(ServiceError, match="could not be fetched"):
        get("https://c.example/")


def test_redirects_are_followed_and_checked(serve):
    """A redirect is resolved and checked anew; the last address is kept."""
    get, _, _ = serve(_answer(status="302 Found", Location="//b.example/z"), _answer(PAGE.encode()))
    assert get("https://a.example/").url == "https://b.example/z"


@pytest.mark.parametrize(
    "place", ["https://b.example/", "http://a.example/", "file:///etc/passwd", "https://[::1]/"]
)
def test_redirects_to_where_nobody_may_go(serve, place):
    """A redirect to a private host or off https is refused."""
    get, _, dialled = serve(_answer(status="302 Found", Location=place))
    with pytest.raises(InputError):
        get("https://a.example/", {"b.example": ["10.0.0.1"], "::1": ["::1"]})
    assert len(dialled) == 1


def test_round_and_round(serve):
    """More than three redirects are too many."""
    get, _, _ = serve(*[_answer(status="301 Moved", Location="/")] * 4)
    with pytest.raises(ServiceError, match="more than 3 times"):
        get("https://a.example/")


def test_another_answer(serve):
    """Any other answer is said with its code."""
    get, _, _ = serve(_answer(status="503 No"))
    with pytest.raises(ServiceError, match="answered 503"):
        get("https://a.example/")


def test_too_large(serve):
    """More than 5 MB, unpacked, are not kept."""
    get, _, _ = serve(_answer(gzip.compress(b"a" * 6_000_000), Content_Encoding="gzip"))
    with pytest.raises(ServiceError, match="larger than 5 MB"):
        get("https://a.example/")


def test_a_slow_server(serve):
    """A server that drips its answer is left when the time is over."""
    get, _, _ = serve([b"H", b"T", b"T", b"P", b"/", b"1"], wait=0.2)
    with pytest.raises(ServiceError, match="took too long"):
        get("https://a.example/", timeout_s=0.5)


def test_a_pdf_is_refused(serve):
    """What is no report is told with its address and its kind."""
    get, _, _ = serve(_answer(b"%PDF-1.7"))
    with pytest.raises(InputError, match=r"https://a.example/: looks like a PDF"):
        get("https://a.example/")
