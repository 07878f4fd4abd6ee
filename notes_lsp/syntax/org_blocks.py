"""What begins with ``#`` or ``:`` in Org: keywords, comments, blocks, fixed-width lines and drawers.

Source: the Org syntax specification (https://orgmode.org/worg/org-syntax.html), "Greater Elements" and "Lesser
Elements".
"""

import re

from notes_lsp.syntax import nodes
from notes_lsp.syntax.code_language import guess_language
from notes_lsp.syntax.language_names import canonical_language
from notes_lsp.syntax.org_state import MAX_NESTING, Open, State

_KEYWORD = re.compile(r"#\+(\w[\w-]*):[ \t]*")
_BEGIN = re.compile(r"#\+begin_(\w+)(?:[ \t]+(.*))?$", re.IGNORECASE)
_END = re.compile(r"#\+end_(\w+)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"[^\s:]\S*")
_DRAWER = re.compile(r":[\w-]+:$")
_CUSTOM_ID = re.compile(r":CUSTOM_ID:[ \t]+(\S+)", re.IGNORECASE)
_HEAD_KEYS = frozenset(("title", "date", "author", "subtitle"))
_SPACE = " \t"


def is_comment(text: str, begin: int, tail: int) -> bool:
    """Whether the line at ``begin:tail`` is a comment (``# text``)."""
    return text.startswith("#", begin) and begin < tail and (begin + 1 == tail or text[begin + 1] in _SPACE)


def is_fixed_width(text: str, begin: int, tail: int) -> bool:
    """Whether the line at ``begin:tail`` is one of a fixed-width area (``: text``)."""
    return text.startswith(":", begin) and begin < tail and (begin + 1 == tail or text[begin + 1] in _SPACE)


def is_drawer(text: str, begin: int, tail: int) -> bool:
    """Whether the line at ``begin:tail`` may begin a drawer (``:NAME:``)."""
    return _DRAWER.match(text, begin, tail) is not None


def read_hash(state: State, line: int) -> int:
    """Read what begins with ``#`` on ``line``: the next line to read, or -1 where it is text."""
    text, begin, tail = state.text, state.begins[line], state.tails[line]
    if is_comment(text, begin, tail):
        return _read_comment(state, line)
    if not text.startswith("#+", begin):
        return -1
    match = _BEGIN.match(text, begin, tail)
    if match is not None:
        return _read_begin(state, line, match)
    match = _END.match(text, begin, tail)
    if match is not None:
        return _read_end(state, line, match[1].lower())
    match = _KEYWORD.match(text, begin, tail)
    if match is None:
        return -1
    if state.in_head:
        return _read_head(state, line)
    if match[1].lower() in _HEAD_KEYS:
        state.add(_field(match, tail))
    else:
        state.add(nodes.Comment(begin, tail))
    return line + 1


def _read_comment(state: State, line: int) -> int:
    last = line
    while last + 1 < state.count and is_comment(state.text, state.begins[last + 1], state.tails[last + 1]):
        last += 1
    in_head = state.in_head
    state.add(nodes.Comment(state.begins[line], state.tails[last]))
    state.in_head = in_head
    return last + 1


def _read_head(state: State, line: int) -> int:
    """Read the keywords at the head of the file; blank lines may stand between them."""
    slot = len(state.blocks)
    start = state.begins[line]
    state.blocks.append(None)
    following = line
    while following < state.count:
        begin, tail = state.begins[following], state.tails[following]
        match = _KEYWORD.match(state.text, begin, tail)
        if match is not None and _BEGIN.match(state.text, begin, tail) is None:
            field = _field(match, tail)
            state.add(field)
            state.regions.append((field.value_start, field.value_end))
            line = following
        elif begin < tail:
            break
        following += 1
    state.blocks[slot] = nodes.FrontMatter(start, state.last_end, False)
    return line + 1


def _field(match: re.Match[str], tail: int) -> nodes.Field:
    return nodes.Field(match.start(), tail, match[1].lower(), match.start(1), match.end(1), match.end(), tail)


def _read_begin(state: State, line: int, match: re.Match[str]) -> int:
    name = match[1].lower()
    if name in ("src", "example", "export", "comment"):
        return _read_verbatim(state, line, name, match)
    state.begin_block()
    state.last_end = state.tails[line]
    if name in ("quote", "verse", "center") and len(state.open) < MAX_NESTING:
        state.open.append(Open(len(state.blocks), -1, state.begins[line], name))
        state.blocks.append(None)
    return line + 1  # another block (`#+BEGIN_NOTE`) is its content


def _read_end(state: State, line: int, name: str) -> int:
    state.begin_block()
    if any(item.floor < 0 and item.name == name for item in state.open):
        while state.open[-1].floor >= 0 or state.open[-1].name != name:
            state.close_last()
        state.last_end = state.tails[line]
        state.close_last()
    state.last_end = state.tails[line]
    return line + 1


def _read_verbatim(state: State, line: int, name: str, match: re.Match[str]) -> int:
    """Read a block whose lines are no Org. One without an end reaches to the next heading, as sections do."""
    end_line = line + 1
    closed = False
    while end_line < state.count and not closed and not state.is_heading(end_line):
        end = _END.match(state.text, state.begins[end_line], state.tails[end_line])
        closed = end is not None and end[1].lower() == name
        end_line += 1
    start, last = state.begins[line], end_line - 1
    while not closed and state.widths[last] < 0:
        last -= 1
    end_offset = state.tails[last]
    if name == "comment":
        state.add(nodes.Comment(start, end_offset))
    elif name == "export":
        state.add(nodes.Html(start, end_offset))
    else:
        content_end = state.starts[last] if closed else end_offset
        content_start = state.starts[line + 1] if line < last else content_end
        language, span = _language_of(state.text, match)
        guess = "" if language else guess_language(state.text[content_start:content_end])
        state.add(nodes.CodeBlock(start, end_offset, content_start, content_end, "org", language, *span, guess, closed))
    return end_line


def _language_of(text: str, match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """The language that a ``#+BEGIN_`` line names, and where it stands or would stand."""
    named = None
    if match[1].lower() == "src" and match[2] is not None:
        named = _LANGUAGE.match(text, match.start(2), match.end(2))
    if named is None:
        return "", (match.end(1), match.end(1))
    return canonical_language(named[0]), named.span()


def read_colon(state: State, line: int) -> int:
    """Read what begins with ``:`` on ``line``: the next line to read, or -1 where it is text."""
    begin, tail = state.begins[line], state.tails[line]
    if is_fixed_width(state.text, begin, tail):
        return _read_fixed_width(state, line)
    if _DRAWER.match(state.text, begin, tail) is None:
        return -1
    return _read_drawer(state, line)


def _read_fixed_width(state: State, line: int) -> int:
    last = line
    while last + 1 < state.count and is_fixed_width(state.text, state.begins[last + 1], state.tails[last + 1]):
        last += 1
    start, end = state.starts[line], state.tails[last]
    # No guess at the language: each line still has its colon, which whoever reads it as code has to know of.
    state.add(nodes.CodeBlock(start, end, start, end, "org", "", start, start, "", True))
    return last + 1


def _read_drawer(state: State, line: int) -> int:
    """Read ``:NAME:`` ... ``:END:``, which is not shown."""
    last = line + 1
    while last < state.count and state.text[state.begins[last] : state.tails[last]].upper() != ":END:":
        if line < state.drawers_fail_until or state.is_heading(last):
            break
        last += 1
    else:
        if last < state.count:
            return _add_drawer(state, line, last)
    state.drawers_fail_until = max(state.drawers_fail_until, last)
    return -1


def _add_drawer(state: State, line: int, last: int) -> int:
    for inner in range(line + 1, last):
        match = _CUSTOM_ID.match(state.text, state.begins[inner], state.tails[inner])
        if match is not None:
            state.anchors.append(nodes.Anchor(state.begins[inner], state.tails[inner], match[1]))
    in_head = state.in_head
    state.add(nodes.Comment(state.begins[line], state.tails[last]))
    state.in_head = in_head
    return last + 1
