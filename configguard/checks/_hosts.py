"""Hosts and networks: whose address it is, and whether one lies within another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from configguard.checks._sentences import OURS

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_MAPPED = 96
"""Bits before an address of version 4 that is written as one of version 6, `::ffff:10.0.0.1`. Source: RFC 4291."""
_PORT = re.compile(r":\d*\Z", re.ASCII)


def host_of(text: str) -> str:
    """The host in a URL, in `host:port`, or the text itself; in small letters, without brackets."""
    rest = text.strip()
    scheme = _SCHEME.match(rest)
    if scheme:
        rest = re.split(r"[/?#]", rest[scheme.end() :], maxsplit=1)[0].rpartition("@")[2]
    if rest.startswith("["):
        return rest[1:].partition("]")[0].lower()
    # An address of version 6 without brackets has several colons, and no port.
    return (_PORT.sub("", rest) if rest.count(":") == 1 else rest).lower()


def is_address(text: str) -> bool:
    """Whether it is the address of one machine, of either version."""
    return "/" not in text and _read(text) is not None


def is_network(text: str) -> bool:
    """Whether it is a network in CIDR notation, `10.0.0.0/8`."""
    return "/" in text and _read(text) is not None


def in_network(inner: str, outer: str) -> bool:
    """Whether an address, or a whole network, lies within a network."""
    one, other = _network(inner), _network(outer)
    return one.version == other.version and _is_within(one, other)


def is_private(text: str) -> bool:
    """Whether an address, or a whole network, is one that the Internet does not route to."""
    return bool(_network(text).is_private)


def _is_within(inner: IPv4Network | IPv6Network, outer: IPv4Network | IPv6Network) -> bool:
    first, last = int(inner.network_address), int(inner.broadcast_address)
    return int(outer.network_address) <= first and last <= int(outer.broadcast_address)


def _network(text: str) -> IPv4Network | IPv6Network:
    found = _read(text)
    if found is None:
        raise ValueError(OURS + 'an address is a text like "10.1.2.3" or "fd00::1", a network one like "10.0.0.0/8"')
    return found


def _read(text: str) -> IPv4Network | IPv6Network | None:
    """The network; an address is one of its own. An address of version 4 written as one of 6 is one of 4."""
    from ipaddress import IPv4Network, IPv6Network, ip_network  # noqa: PLC0415 - 5 ms, and few expressions need it

    try:
        found = ip_network(text.strip(), strict=False)
    except ValueError:
        return None
    if isinstance(found, IPv6Network) and found.prefixlen >= _MAPPED and found.network_address.ipv4_mapped:
        return IPv4Network((int(found.network_address) & 0xFFFFFFFF, found.prefixlen - _MAPPED))
    return found
