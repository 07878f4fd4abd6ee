"""An address on the web as it can be written in the place of another one, so that all its readers find all of it.

What the notes would read as a part of their own language is percent-encoded: that is the same address to nearly every
server, and needs no escapes that only some readers of notes know.
"""

import re
from urllib.parse import quote

from notes_lsp.links.web_targets import WebTarget
from notes_lsp.syntax.nodes import Dialect, LinkKind

# What no address holds (RFC 3986, section 2), and quotation marks, which may stand around one.
_NEVER = re.compile(r"[^!#-&(-;=?-Z\]_a-z~]")
_OF_DIALECT: dict[Dialect, re.Pattern[str]] = {
    "markdown": re.compile(r"[()\[\]\\|]"),
    "plaintext": re.compile(r"[()\[\]\\|]"),
    "rst": re.compile(r"[\\|*`]"),
    "org": re.compile(r"[\[\]\\|]"),
}
_BRACKETS = re.compile(r"[()\[\]]")
_IN_ANGLE_BRACKETS = re.compile(r"[\\|]")
# `&copy;` would be read as an escape (CommonMark 0.31, section 2.5).
_ENTITY = re.compile(r"(&#?\w+);")
# What is left out of an address at its end in running text, or makes a reference of it (GitHub Flavored Markdown 0.29,
# section 6.9; reStructuredText Markup Specification, "Standalone Hyperlinks", "Embedded URIs and Aliases").
_AT_END = re.compile(r"[_?!.,:*~;]+\Z")
_WITH_AN_END_OF_THEIR_OWN: frozenset[LinkKind] = frozenset({"inline", "image", "autolink", "html", "org", "wiki"})


def written_address(address: str, text: str, dialect: Dialect, place: WebTarget) -> str:
    """``address`` (ASCII, perhaps with a fragment) as it is to be written at ``place`` in ``text``."""
    written = _NEVER.sub(_encoded, address)
    if place.kind == "html":
        return written.replace("&", "&amp;")
    if dialect in ("markdown", "plaintext") and text[place.start - 1 : place.start] == "<":
        written = _IN_ANGLE_BRACKETS.sub(_encoded, written)
    else:
        written = _OF_DIALECT[dialect].sub(_encoded, written)
    if dialect == "markdown":
        written = _ENTITY.sub(r"\1%3B", written)
    if place.kind == "bare":
        written = _BRACKETS.sub(_encoded, written)
    if place.kind not in _WITH_AN_END_OF_THEIR_OWN or (place.kind == "image" and dialect == "rst"):
        written = _AT_END.sub(_encoded, written)
    return written


def _encoded(match: re.Match[str]) -> str:
    return "".join(
        quote(sign, safe="", errors="replace") if sign not in "_.~" else f"%{ord(sign):02X}" for sign in match[0]
    )
