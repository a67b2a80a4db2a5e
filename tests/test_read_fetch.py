"""Fetching a page: only public addresses, pinned, checked again at every redirect."""

from __future__ import annotations

import pytest

from geo.errors import InputError, ServiceError
from geo.read import fetch as fetching
from geo.read.fetch import fetch, is_public, target_of


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104 - an address to be refused
        "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "x",
    ],
)  # fmt: skip
def test_private_addresses_are_none_of_ours(address):
    """Private, local, mapped and NAT64 addresses are not public."""
    assert not is_public(address)


def test_a_public_address():
    """A public address is one."""
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "ftp://x",
        "https://",
        "https://u:p@example.org",
        "https://example.org:8443",
        "https://[x",
    ],
)
def test_urls_that_are_not_fetched(url):
    """Only https without a user and on its own port is fetched."""
    with pytest.raises(InputError):
        target_of(url, lambda host, port: ["93.184.215.14"])


def test_one_private_address_refuses_the_host():
    """A host with a public and a private address is refused."""
    with pytest.raises(InputError, match="not public"):
        target_of("https://example.org", lambda host, port: ["93.184.215.14", "10.0.0.1"])


def test_the_address_is_pinned():
    """The address that was checked is the one connected to."""
    found = target_of("https://example.org/a?b=1", lambda host, port: ["93.184.215.14"])
    assert (found.address, found.host, found.path) == ("93.184.215.14", "example.org", "/a?b=1")


def _answers(monkeypatch, answers):
    asked = []

    def ask(target, until):
        asked.append((target.host, target.address))
        return answers[target.url]

    monkeypatch.setattr(fetching, "_ask", ask)
    return asked


def test_redirects_are_checked_again(monkeypatch):
    """A redirect to a private host is refused."""
    _answers(monkeypatch, {"https://a.example/": (302, "https://b.example/", b"")})
    known = {"a.example": ["93.184.215.14"], "b.example": ["127.0.0.1"]}
    with pytest.raises(InputError, match="not public"):
        fetch("https://a.example/", resolver=lambda host, port: known[host])


def test_a_page_is_read(monkeypatch):
    """A page behind one redirect is read, and its last address kept."""
    _answers(
        monkeypatch,
        {
            "https://a.example/": (301, "/b", b""),
            "https://a.example/b": (200, None, b"A drone hit a house in Sumy."),
        },
    )
    report = fetch("https://a.example/", resolver=lambda host, port: ["93.184.215.14"])
    assert report.url == "https://a.example/b"


def test_round_and_round(monkeypatch):
    """More than three redirects are too many."""
    _answers(monkeypatch, {"https://a.example/": (302, "https://a.example/", b"")})
    with pytest.raises(ServiceError, match="3 times"):
        fetch("https://a.example/", resolver=lambda host, port: ["93.184.215.14"])


def test_an_outage_is_no_answer(monkeypatch):
    """Any other answer is said with its code."""
    _answers(monkeypatch, {"https://a.example/": (503, None, b"")})
    with pytest.raises(ServiceError, match="503"):
        fetch("https://a.example/", resolver=lambda host, port: ["93.184.215.14"])
