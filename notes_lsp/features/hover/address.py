"""Addresses as people read them."""

import re
from dataclasses import replace
from urllib.parse import unquote

from notes_lsp.features.linking.link_targets import LinkTarget, target_of_link
from notes_lsp.features.wording import cut
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Link

# What stands between the slashes and the path of a URL (RFC 3986, section 3.2); browsers take "\\" for "/".
_WEB = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?P<authority>[^/?#\\]*)(?P<rest>.*)", re.DOTALL)
_LONGEST_ADDRESS = 60


def target_on_web_or_disk(document: Document, link: Link) -> LinkTarget:
    """The target of ``link``; ``www.example.org`` in running text is a page (GFM 0.29, section 6.9), and no file."""
    target = target_of_link(document, link)
    if link.kind == "bare" and target.kind == "local":
        return replace(target, kind="web", path=f"http://{link.target}")
    return target


def host_of(target: str) -> str:
    """The host that the URL ``target`` leads to, without the name of a user before it; ``""`` for none."""
    match = _WEB.match(target)
    return match["authority"].rpartition("@")[2] if match is not None else ""


def readable_address(target: str, most: int = _LONGEST_ADDRESS) -> str:
    """The host and the path of a URL as they are read: ``docs.python.org/3/library``."""
    match = _WEB.match(target)
    if match is None:
        return cut(target, most)
    rest = "" if match["rest"] == "/" else unquote(match["rest"], errors="replace")
    return cut(host_of(target) + rest, most)
