"""Which addresses are public: an allow-list for IPv6, the registries' special ranges for both.

Assumes nothing of the Python version: what its ``ipaddress`` calls global has changed over the years.
"""

from __future__ import annotations

import ipaddress

# IANA's special-purpose registries (IPv4 and IPv6), and ranges that lead to an IPv4 address inside.
_SPECIAL = tuple(
    ipaddress.ip_network(net)
    for net in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
        *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
)
_UNICAST = ipaddress.ip_network("2000::/3")  # mapped, NAT64, local, multicast and reserved ones lie outside


def is_public(address: str) -> bool:
    """Tell whether an address is one of the public internet.

    Parameters
    ----------
    address : str
        IPv4 or IPv6 in its usual writing; one with a zone (``%eth0``) is never public.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and ip not in _UNICAST:
        return False
    return "%" not in address and not any(ip in net for net in _SPECIAL if net.version == ip.version)
