"""A path in the place of another one in a link, in the style of whoever wrote the link."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from notes_lsp.features.linking.link_targets import LinkTarget
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document

# What would end the path, or be read as an escape: a fragment, a query, an escape of the web, of Markdown, of HTML.
_NEVER_PLAIN = re.compile(r"[#?<>\\]|%(?=[0-9A-Fa-f]{2})|&(?=[\w#]+;)|[\x00-\x1f]")
_NOT_IN_ATTRIBUTE = re.compile(r"[\"'\s]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|~|@")
_SAFE = "/-._~!$'()*+,;=:@"


def path_edits(document: Document, target: LinkTarget, path: str) -> Iterator[Edit]:
    """The edits that make ``path``, decoded and relative, the path of ``target``."""
    start, end = target.path_start, target.path_end
    written = document.text[start:end]
    if not path.startswith("../") and (
        written.startswith("./") or _SCHEME.match(path) is not None or _needs_dot(document, start)
    ):
        path = "./" + path
    if written.endswith("/") and not path.endswith("/"):
        path += "/"
    if target.kind in ("wiki", "document"):
        yield Edit(start, end, path)
        return
    encoded = _encoded(path, written)
    if document.dialect in ("markdown", "plaintext"):
        yield from _markdown_edits(document.text, target, encoded)
    elif document.dialect == "org":
        yield Edit(start, end, re.sub(r"[\[\]]", lambda match: quote(match[0]), encoded))
    else:
        # Blanks are dropped from addresses, and `name_` is the name of another target.
        encoded = re.sub(r"\s|_$", lambda match: f"%{ord(match[0]):02X}", encoded)
        yield Edit(start, end, encoded)


def _needs_dot(document: Document, start: int) -> bool:
    """Whether a path at ``start`` is known for one only by the dot that it begins with: ``[[./notes.org]]``."""
    return document.dialect == "org" and document.text.startswith("[[", start - 2)


def _encoded(path: str, written: str) -> str:
    if "%" not in written:
        return _NEVER_PLAIN.sub(lambda match: quote(match[0]), path)
    if written.isascii():
        return quote(path, safe=_SAFE)
    return "".join(quote(character, safe=_SAFE) if character.isascii() else character for character in path)


def _markdown_edits(text: str, target: LinkTarget, path: str) -> Iterator[Edit]:
    """The path where it was, in angle brackets if it needs them (CommonMark 0.31, section 6.3, "link destination")."""
    start, end = target.path_start, target.path_end
    before = text[target.start - 1 : target.start]
    in_brackets = before == "<"
    if before in ('"', "'") or before == "=":  # an attribute of HTML
        yield Edit(start, end, _NOT_IN_ATTRIBUTE.sub(lambda match: quote(match[0]), path))
    elif in_brackets or not _needs_brackets(path):
        yield Edit(start, end, path)
    else:
        yield Edit(start, end, f"<{path}>" if target.end == end else f"<{path}")
        if target.end != end:
            yield Edit(target.end, target.end, ">")


def _needs_brackets(path: str) -> bool:
    depth = 0
    for character in path:
        depth += (character == "(") - (character == ")")
        if character.isspace() or depth < 0:
            return True
    return depth != 0
