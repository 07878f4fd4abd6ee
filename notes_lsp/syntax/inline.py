"""What a reader sees of marked-up text: without marks, link targets and escapes."""

import html
import re

from notes_lsp.syntax.nodes import Dialect

_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
# Marks that are a thousand characters apart do not belong together: a line that is full of them must not take forever.
# What binds tighter than everything else, from left to right (CommonMark 0.31, sections 2.4, 6.1, 6.5 and 6.6).
_TIGHT = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<fence>`+)(?!`)(?P<code>.{1,1000}?)(?<!`)(?P=fence)(?!`)|(?P<unclosed>`+)"
    r"|<(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+)>"
    r"|<!--.{0,1000}?-->|</?[A-Za-z][^<>]*>"
)
_STARS = re.compile(r"\*+")
_UNDERSCORES = re.compile(r"(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")
_ORG_LINK = re.compile(r"\[\[([^\[\]]*)\](?:\[([^\[\]]*)\])?\]")
_ORG_MARK = re.compile(r"(?<!\w)([*/_=~+])(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)")
_ORG_FOOTNOTE = re.compile(r"\[fn:[^\[\]]*\]")
_RST_LINK = re.compile(r"`([^`<]*?)\s*(?:<[^<>`]*>)?`__?")
_RST_ROLE = re.compile(r":[\w+.:-]+:`([^`<]*?)\s*(?:<[^<>`]*>)?`")
_RST_TIGHT = re.compile(r"\\(?P<escaped>.?)|``(?P<code>.{1,1000}?)``", re.DOTALL)
_RST_MARK = re.compile(r"(?<!\w)(\*{1,2}|`)(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)")
_RST_REFERENCE = re.compile(r"(?<=\w)__?(?!\w)")
_ANY_MARK = re.compile(r"[\\`*_~\[\]<&!|]")

# Marks that are text (escaped, in code, in an address) stand in for themselves under these names, which nothing has:
# the last private-use characters of Unicode.
_SET_ASIDE = {ord(mark): 0x10FF00 + ord(mark) for mark in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
_PUT_BACK = {aside: mark for mark, aside in _SET_ASIDE.items()}


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
    tight = "\\" in text or "`" in text or "<" in text
    if tight:
        text = _TIGHT.sub(_without_tight_marks, text)
    if "[" in text:
        text = _IMAGE.sub("", text)
        text = _WIKI.sub(r"\1", text)
        text = _MARKDOWN_LINK.sub(r"\1", text)
    if "*" in text and not text.isspace():
        text = _STARS.sub(_star, text)
    if "_" in text:
        text = _UNDERSCORES.sub("", text)
    if "~~" in text:
        text = text.replace("~~", "")
    if "&" in text:
        text = html.unescape(text)
    return text.translate(_PUT_BACK) if tight else text


def _without_tight_marks(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind is None:  # HTML
        return ""
    shown = match[kind]
    if kind == "code":
        shown = shown.strip() or shown
    return shown.translate(_SET_ASIDE)


def _star(match: re.Match[str]) -> str:
    # A star between spaces, or between digits, is a star: `2 * 3`.
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    lone = (not before or before.isspace()) and (not after or after.isspace())
    return match.group() if lone else ""


def _rst_text(text: str) -> str:
    tight = "\\" in text or "``" in text
    if tight:
        text = _RST_TIGHT.sub(_without_tight_rst_marks, text)
    if "`" in text:
        text = _RST_ROLE.sub(r"\1", text)
        text = _RST_LINK.sub(r"\1", text)
    text = _RST_MARK.sub(r"\2", text)
    if "_" in text:
        text = _RST_REFERENCE.sub("", text)
    return text.translate(_PUT_BACK) if tight else text


def _without_tight_rst_marks(match: re.Match[str]) -> str:
    """Backslashes go (reStructuredText, "Escaping Mechanism"), with the blank that they take away."""
    shown: str = match[match.lastgroup or 0]
    if match.lastgroup == "escaped" and shown.isspace():
        return ""
    return shown.translate(_SET_ASIDE)


def _org_text(text: str) -> str:
    text = _ORG_LINK.sub(lambda match: match[2] if match[2] is not None else match[1], text)
    text = _ORG_FOOTNOTE.sub("", text)
    return _ORG_MARK.sub(r"\2", text)
