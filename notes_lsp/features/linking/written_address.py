"""An address on the web as it can be written in the place of another one, so that its readers find all of it."""

import re
from urllib.parse import quote

from notes_lsp.syntax.document import Document

# What ends an escape of HTML (CommonMark 0.31, section 2.5).
_END_OF_ENTITY = re.compile(r"(&#?\w+);")
_BRACKETS = re.compile(r"[()\[\]]")
_SQUARE = re.compile(r"[\[\]]")
# What ends an address in running text, or is left out of it at its end (GFM 0.29, section 6.9; docutils, "Standalone
# Hyperlinks").
_AT_END = re.compile(r"[_?!.,:*~'\";]+$")


def written_address(document: Document, start: int, address: str) -> str:
    """``address``, as `notes_lsp.links.web_addresses.address_of` gives it, for a target that begins at ``start``.

    What the notes would read as a part of their own language is percent-encoded.
    """
    if document.dialect == "org":
        return _SQUARE.sub(_encoded, address)
    if document.dialect == "rst":
        return _AT_END.sub(_encoded, address)
    before = document.text[start - 1 : start]
    if before in ("'", '"', "="):  # an attribute of HTML
        return address.replace("&", "&amp;").replace("'", "%27")
    written = address if before == "<" else _BRACKETS.sub(_encoded, address)
    if document.dialect == "markdown":
        written = _END_OF_ENTITY.sub(r"\1%3B", written)
    return written if before in ("<", "(") else _AT_END.sub(_encoded, written)


def _encoded(match: re.Match[str]) -> str:
    return "".join(quote(sign, safe="") if sign not in "_.~" else f"%{ord(sign):02X}" for sign in match[0])
