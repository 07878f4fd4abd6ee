"""The way into this layer: a text and the name of its file give a document."""

import re
from collections.abc import Callable

from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Dialect

_DIALECT_OF_ENDING: dict[str, Dialect] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".rst": "rst",
    ".rest": "rst",
    ".org": "org",
}

# In plain text `# notes-lsp:` begins a comment.
_MARKDOWN_HEADING = re.compile(r"^#{1,6} +(?!notes-lsp:)\S", re.MULTILINE)
_MARKDOWN_START = re.compile(r"\s*#{1,6} +(?!notes-lsp:)\S")
_RST_SIGN = re.compile(r"^(?:\.\. [\w-]+::|\.\. _[^:\n]+:|:[A-Z][\w ]{0,20}:(?: |$))", re.MULTILINE)
_ORG_SIGN = re.compile(r"^(?:#\+\w+:|\*\*+ +\S)", re.MULTILINE)


def dialect_of(name: str, text: str) -> Dialect:
    """The dialect of a file: by its ending where that says it, else by what the text looks like."""
    dot = name.rfind(".")
    ending = name[dot:].lower() if dot >= 0 else ""
    named = _DIALECT_OF_ENDING.get(ending)
    if named is not None:
        return named
    if _MARKDOWN_START.match(text) or len(_MARKDOWN_HEADING.findall(text)) >= 2:
        return "markdown"
    if len(_RST_SIGN.findall(text)) >= 2:
        return "rst"
    if len(_ORG_SIGN.findall(text)) >= 2:
        return "org"
    return "plaintext"


def parse(text: str, name: str = "") -> Document:
    """Read ``text`` in the dialect that the file ``name`` and the text itself call for.

    Takes any string and never raises; the same text and name give the same document.
    """
    return _reader_of(dialect_of(name, text))(text)


def _reader_of(dialect: Dialect) -> Callable[[str], Document]:
    # Imported when first needed: a folder of Markdown notes pays for no other reader at start-up.
    if dialect == "markdown":
        from notes_lsp.syntax.markdown import read_markdown

        return read_markdown
    if dialect == "rst":
        from notes_lsp.syntax.rst import read_rst

        return read_rst
    if dialect == "org":
        from notes_lsp.syntax.org import read_org

        return read_org
    from notes_lsp.syntax.plaintext import read_plaintext

    return read_plaintext
