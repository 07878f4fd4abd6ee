"""What a reader sees of marked-up text: without marks, link targets and escapes."""

import html
import re

from notes_lsp.syntax.nodes import Dialect

_MARKDOWN_LINK = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.)*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])"
)
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_HTML_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]*)>")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_STARS = re.compile(r"(?<!\\)\*+")
_UNDERSCORES = re.compile(r"(?<![\w\\])_+(?=\S)|(?<=\S)(?<!\\)_+(?!\w)")
_TILDES = re.compile(r"(?<!\\)~~")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ORG_LINK = re.compile(r"\[\[([^\[\]]*)\](?:\[([^\[\]]*)\])?\]")
_ORG_MARK = re.compile(r"(?<!\w)([*/_=~+])(?=\S)(.+?)(?<=\S)\1(?!\w)")
_ORG_FOOTNOTE = re.compile(r"\[fn:[^\[\]]*\]")
_RST_LINK = re.compile(r"`([^`<]*?)\s*(?:<[^<>`]*>)?`__?")
_RST_ROLE = re.compile(r":[\w+.:-]+:`([^`<]*?)\s*(?:<[^<>`]*>)?`")
_RST_LITERAL = re.compile(r"``(.+?)``")
_RST_MARK = re.compile(r"(?<!\w)(\*{1,2}|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_RST_REFERENCE = re.compile(r"(?<=\w)__?(?!\w)")
_ANY_MARK = re.compile(r"[\\`*_~\[\]<&!|]")


def visible_text(text: str, dialect: Dialect) -> str:
    """``text`` (a line or a few, not a document) as it is read: no marks, runs of space made one."""
    if _ANY_MARK.search(text) or (dialect == "org" and ("/" in text or "=" in text)):
        if dialect in ("markdown", "plaintext"):
            text = _markdown_text(text)
        elif dialect == "rst":
            text = _rst_text(text)
        else:
            text = _org_text(text)
    return " ".join(text.split())


def _markdown_text(text: str) -> str:
    if "`" not in text:
        return _markdown_text_outside_code(text)
    pieces = []
    position = 0
    for match in _CODE.finditer(text):
        pieces.append(_markdown_text_outside_code(text[position : match.start()]))
        pieces.append(match[2].strip() or match[2])
        position = match.end()
    pieces.append(_markdown_text_outside_code(text[position:]))
    return "".join(pieces)


def _markdown_text_outside_code(text: str) -> str:
    if "[" in text:
        text = _IMAGE.sub("", text)
        text = _WIKI.sub(r"\1", text)
        text = _MARKDOWN_LINK.sub(r"\1", text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
        text = _HTML_TAG.sub("", text)
    if "*" in text and not text.isspace():
        text = _STARS.sub(_star, text)
    if "_" in text:
        text = _UNDERSCORES.sub("", text)
    if "~~" in text:
        text = _TILDES.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return html.unescape(text) if "&" in text else text


def _star(match: re.Match[str]) -> str:
    # A star between spaces, or between digits, is a star: `2 * 3`.
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    lone = (not before or before.isspace()) and (not after or after.isspace())
    return match.group() if lone else ""


def _rst_text(text: str) -> str:
    if "`" in text:
        text = _RST_LITERAL.sub(r"\1", text)
        text = _RST_ROLE.sub(r"\1", text)
        text = _RST_LINK.sub(r"\1", text)
    text = _RST_MARK.sub(r"\2", text)
    if "_" in text:
        text = _RST_REFERENCE.sub("", text)
    return text.replace("\\", "")


def _org_text(text: str) -> str:
    text = _ORG_LINK.sub(lambda match: match[2] if match[2] is not None else match[1], text)
    text = _ORG_FOOTNOTE.sub("", text)
    return _ORG_MARK.sub(r"\2", text)
