"""Which addresses of the network are asked: none of this machine, nor of the network around it.

Notes come from anywhere, and a checker runs where others can't reach: on a developer's machine, in CI beside the
service that knows its passwords. What is judged here is the address that is about to be connected to.
"""

import ipaddress
from collections.abc import Iterator
from functools import lru_cache

from notes_lsp.links.web_policy import WebPolicy

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# RFC 6052, section 2.1: where a network has IPv6 only, this is how all of IPv4 is reached.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# Not for everybody, and not counted as private by all versions of Python: RFC 6598, 7526, 2544, 6890; RFC 9637.
_OTHERS = tuple(
    map(
        ipaddress.ip_network,
        ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4", "3fff::/20"),
    )
)
# Where clouds tell a machine its own secrets.
_METADATA = frozenset({"169.254.169.254", "169.254.170.2", "100.100.100.200", "fd00:ec2::254", "fd20:ce::254"})


def refusal(host: str, address: str, policy: WebPolicy) -> str | None:
    """Why ``address``, to which the name ``host`` leads, is not connected to, in a few plain words; None: it may be."""
    kind = _kind_of(address)
    if kind is None or _is_allowed(host, address, policy.allowed_hosts):
        return None
    if host == address:
        return f"{address} is {kind}"
    return f"{host} leads to {address}, which is {kind}"


def is_number(host: str) -> bool:
    """Whether ``host`` is an address of the network and no name."""
    return ":" in host or host.rpartition(".")[2].isdigit()


@lru_cache(maxsize=4096)
def _kind_of(address: str) -> str | None:
    """What kind of address that nobody is asked at ``address`` is; None for one that all the world can reach."""
    if address in _METADATA:
        return "where a cloud keeps the secrets of a machine"
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "no address"
    meant = _meant_by(parsed)
    if meant is not None:
        return _kind_of(str(meant))
    for answer, kind in _kinds(parsed):
        if answer:
            return kind
    return None


def _kinds(address: _Address) -> Iterator[tuple[bool, str]]:
    yield address.is_loopback, "this machine"
    yield address.is_unspecified, "this machine"
    yield address.is_link_local, "in the network around this machine"
    yield address.is_multicast, "for many machines at once"
    yield address.is_private, "in a private network"
    if isinstance(address, ipaddress.IPv6Address):
        yield address not in _GLOBAL_UNICAST, "not of the public network"
        yield address.sixtofour is not None or address.teredo is not None, "a tunnel"
    yield any(address in network for network in _OTHERS), "not of the public network"
    yield not address.is_global, "not of the public network"


def _meant_by(address: _Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or (address in _IPV4_COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    if address.sixtofour is not None and _kind_of(str(address.sixtofour)) is not None:
        return address.sixtofour
    return None


@lru_cache(maxsize=4096)
def _is_allowed(host: str, address: str, allowed: tuple[str, ...]) -> bool:
    if not allowed:
        return False
    parsed = ipaddress.ip_address(address.partition("%")[0])
    meant = _meant_by(parsed)
    for each in allowed:
        if each.lower().strip("[]").removesuffix(".") == host:
            return True
        try:
            network = ipaddress.ip_network(each.strip("[]"), strict=False)
        except ValueError:
            continue
        if parsed in network or (meant is not None and meant in network):
            return True
    return False
