"""Addresses on the web as they are asked for: one spelling for all the ways in which notes write an address.

What browsers do is followed (WHATWG URL Standard, "URL parsing" and "host parsing"), because that is what the authors
of notes tried their links with. What comes out is ASCII and has neither credentials nor a fragment, so that whoever
asks for it can't understand it in another way than whoever judged it.
"""

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import unquote

_LONGEST_ADDRESS = 8_000
_LONGEST_NAME = 253
_LONGEST_LABEL = 63
# Scheme, authority, path, query, fragment. Browsers read a backslash as a slash, as many as there are.
_ADDRESS = re.compile(r"(https?):[/\\]{2,}([^/\\?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE | re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_IN_LINES = re.compile(r"[\t\r\n]+")
_AUTHORITY = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(?::([0-9]*))?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_DOTS = {".": 1, "%2e": 1, "..": 2, ".%2e": 2, "%2e.": 2, "%2e%2e": 2}
# What can't stand in a path or a query as it is (WHATWG, "path percent-encode set", "special-query ...").
_ESCAPED = re.compile(r"[^!#-&(-;=?-\]_a-z|~']|[\x00-\x20\"<>^`{}]")


def address_of(target: str) -> str | None:
    """The address that ``target`` asks for, without its fragment; None for what is no address on the web.

    The same for all spellings of an address: the scheme and the host are in lower case, the host in its ASCII form
    (IDNA 2008 by way of UTS 46), numbers for IPv4 addresses as four decimal ones, and the port left out where it is
    the scheme's. None, too, for an address with credentials, with a host that can't exist, or beyond all lengths.
    """
    parts = _ADDRESS.fullmatch(_IN_LINES.sub("", target.strip())) if len(target) <= _LONGEST_ADDRESS else None
    if parts is None or _CONTROL.search(parts[0]):
        return None
    scheme = parts[1].lower()
    authority = _AUTHORITY.fullmatch(parts[2])  # none of it holds an @
    host = _host_of(authority[1]) if authority is not None and "@" not in parts[2] else None
    if authority is None or host is None:
        return None
    port = ""
    if authority[2]:
        number = int(authority[2][-10:]) if len(authority[2].lstrip("0")) <= 5 else 0
        if not 0 < number <= 65_535:
            return None
        port = f":{number}" if number != _DEFAULT_PORTS[scheme] else ""
    return f"{scheme}://{host}{port}{_path_of(parts[3])}{_escaped(parts[4] or '')}"


def fragment_of(target: str) -> str:
    """What stands behind the first ``#`` of an address, percent-decoded; empty where there is none."""
    return unquote(target.partition("#")[2].strip())


def host_of(address: str) -> str:
    """The host of an address that `address_of` gave; that of an IPv6 address without its brackets."""
    authority = authority_of(address)
    return authority[1 : authority.index("]")] if authority.startswith("[") else authority.partition(":")[0]


def authority_of(address: str) -> str:
    """The host of an address that `address_of` gave, and its port where that is not the scheme's."""
    start = address.index("://") + 3
    end = address.index("/", start)
    return address[start:end]


def port_of(address: str) -> int:
    """The port of an address that `address_of` gave."""
    written = authority_of(address).rpartition("]")[2].partition(":")[2]
    return int(written) if written else _DEFAULT_PORTS[address.partition(":")[0]]


@lru_cache(maxsize=1024)
def _host_of(written: str) -> str | None:
    if written.startswith("["):
        try:
            return f"[{IPv6Address(written[1:-1]).compressed}]" if "%" not in written else None
        except ValueError:
            return None
    name = unquote(written) if "%" in written else written
    name = name.lower() if name.isascii() else _in_ascii(name)
    name = name.removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(labels)
    if not name or len(name) > _LONGEST_NAME:
        return None
    if not all(len(label) <= _LONGEST_LABEL and _LABEL.fullmatch(label) for label in labels):
        return None
    return name


def _in_ascii(name: str) -> str:
    """The ASCII form of a name with other letters in it; empty for none."""
    import idna  # Its tables are large, and few hosts need them.

    try:
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return ""


def _ipv4(labels: list[str]) -> str | None:
    """The address that numbers make, which may be octal and hexadecimal (WHATWG, "IPv4 parser"): 0x7f.1 is loopback."""
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) and len(label) <= 16 for label in labels):
        return None
    try:
        numbers = [_number(label) for label in labels]
    except ValueError:
        return None
    *leading, last = numbers
    if any(number > 255 for number in leading) or last >= 256 ** (4 - len(leading)):
        return None
    return str(IPv4Address(sum(number << (8 * (3 - place)) for place, number in enumerate(leading)) + last))


def _number(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8) if label.startswith("0") else int(label)


def _path_of(written: str) -> str:
    """A path without ``.`` and ``..`` in it (RFC 3986, section 5.2.4)."""
    path = written.replace("\\", "/")
    if "/." in path or "%2" in path:
        kept: list[str] = []
        segments = path.split("/")[1:]
        for place, segment in enumerate(segments):
            dots = _DOTS.get(segment.lower(), 0)
            if dots == 2 and kept:
                kept.pop()
            if not dots:
                kept.append(segment)
            elif place == len(segments) - 1:
                kept.append("")
        path = "/" + "/".join(kept)
    return _escaped(path) or "/"


def _escaped(text: str) -> str:
    """``text`` with what an address can't hold percent-encoded. What is encoded already stays as it is written."""
    return _ESCAPED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), text)
