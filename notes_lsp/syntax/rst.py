"""The reStructuredText reader: block structure, line by line.

Source: docutils, reStructuredText Markup Specification, "Body Elements" and "Document Structure". It is
lenient where notes are: underlines may be shorter than their titles, a list may begin right below a line of
text, what is indented below an item belongs to it, and fences of backquotes hold code as in Markdown.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document, whole_document
from notes_lsp.syntax.front_matter import read_front_matter
from notes_lsp.syntax.indents import measure_indents
from notes_lsp.syntax.language_names import canonical_language
from notes_lsp.syntax.rst_explicit import interrupts_text, read_anonymous_target, read_explicit
from notes_lsp.syntax.rst_inline import scan_inline
from notes_lsp.syntax.rst_names import Names, resolve_references
from notes_lsp.syntax.rst_state import ContainerKind, Place, State
from notes_lsp.syntax.rst_tables import read_grid_table
from notes_lsp.syntax.rst_titles import PUNCTUATION, add_heading, adornment_of, is_title, read_adornment
from notes_lsp.syntax.text import split_lines
from notes_lsp.syntax.urls import find_bare_urls

_BULLET = re.compile(r"([-*+\u2022\u2023\u2043])(?:[ \t]+|$)")
_ENUMERATOR = re.compile(
    r"(\((?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})\)|(?:\d{1,3}|#|[A-Za-z]|[ivxIVX]{2,5})[.)])(?:[ \t]+|$)"
)
_FIRST_ENUMERATOR = re.compile(r"[1#]\.[ \t]")
_CHECKBOX = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_FIELD = re.compile(r":([^\s:`](?:[^:\\`]|\\.|:(?=[^\s:`])){0,80}):(?=[ \t]|$)")
_FENCE = re.compile(r"(`{3,})[ \t]*([\w+#.-]*)$")
_PROMPT = re.compile(r">>>(?=[ \t]|$)")

_MAY_INTERRUPT = frozenset("-*+\u2022\u2023\u2043.`#1")
_QUOTED_LITERALS = frozenset(">|$#%")


def read_rst(text: str) -> Document:
    """Read ``text`` as reStructuredText. Takes any string and never raises."""
    lines = split_lines(text)
    head = read_front_matter(text, lines)
    state = State(text, lines, measure_indents(text, lines))
    _read_lines(state, lines.line_at(head[0].end) + 1 if head else 0)
    inline = scan_inline(text, state.regions)
    headings = (block for block in state.blocks if isinstance(block, nodes.Heading))
    anchors = sorted([*state.anchors, *inline.anchors], key=lambda anchor: anchor.start)
    names = Names(text, state.definitions, inline, anchors, headings)
    anonymous_targets = [names.resolved(target) for target in state.anonymous_targets]
    references, broken = resolve_references(inline.references, names, anonymous_targets)
    links = [*_field_links(text, head), *state.links, *inline.links, *references]
    links.sort(key=lambda link: link.start)
    return whole_document(
        text=text,
        dialect="rst",
        lines=lines,
        blocks=(*head, *state.blocks),
        links=tuple(links),
        definitions=tuple(replace(each, target=names.resolved(each.target)) for each in state.definitions),
        broken_references=tuple(broken),
        anchors=tuple(anchors),
    )


def _field_links(text: str, head: Iterable[nodes.Block]) -> list[nodes.Link]:
    return [
        nodes.Link(start, end, "bare", text[start:end], start, end, start, end)
        for block in head
        if isinstance(block, nodes.Field)
        for start, end in find_bare_urls(text, block.value_start, block.value_end)
    ]


def _read_lines(state: State, line: int) -> None:
    widths, begins = state.widths, state.begins
    while line < state.count:
        indent = widths[line]
        if indent < 0:
            line += 1
            continue
        state.close_to(indent)
        line = _read_block(state, Place(line, begins[line], indent, False))
        while state.rest is not None:
            place = state.rest
            state.rest = None
            line = _read_block(state, place)
    while state.containers:
        state.close_last()


def _read_block(state: State, place: Place) -> int:
    """Read the block at ``place``: the next line to read. Where ``state.rest`` is set, this line is not done."""
    container = state.containers[-1] if state.containers else None
    if container is not None and container.base < 0 and not place.inline:
        container.base = place.indent
    mark = state.text[place.position]
    read = _READERS.get(mark)
    if read is not None:
        after = read(state, place)
        if after >= 0:
            return after
    if mark in PUNCTUATION:
        after = read_adornment(state, place)
        if after >= 0:
            return after
    return _read_text(state, place)


# ---------------------------------------------------------------- running text


def _read_text(state: State, place: Place) -> int:
    line, position, indent, inline = place
    if indent == 0 and not inline:
        underline = adornment_of(state, line + 1)
        if underline and is_title(state, line + 1, state.text[position : state.tails[line]], underline):
            add_heading(state, line, line, line + 1, underline[0])
            return line + 2
    after = _read_enumerated_item(state, place)
    if after >= 0:
        return after
    if not inline:
        _open_for_text(state, place)
    last = _last_text_line(state, place)
    end = state.tails[last]
    if last > line or state.text[position:end] != "::":
        state.add_text(position, end)
    else:
        state.settle_item_text()
        state.last_end = end
    if not state.text.endswith("::", position, end):
        return last + 1
    return _read_literal(state, last, state.widths[last] if inline and last > line else indent)


def _open_for_text(state: State, place: Place) -> None:
    """Text that is indented more than what is around it is a quote, or the definition of the term above it."""
    indent = place.indent
    container = state.containers[-1] if state.containers else None
    if indent <= (container.base if container is not None else 0):
        return
    kind: ContainerKind = "plain" if place.line == state.definition_line else "quote"
    state.open_container(kind, indent - 1, indent, place.position)


def _last_text_line(state: State, place: Place) -> int:
    """The last line of the paragraph that begins at ``place``."""
    line, _, indent, inline = place
    text, widths, begins, tails = state.text, state.widths, state.begins, state.tails
    floor = state.containers[-1].floor if state.containers else -1
    following = line + 1
    while following < state.count:
        width = widths[following]
        if width < 0 or width <= floor:
            break
        if width > indent:
            if text.endswith("::", begins[following - 1], tails[following - 1]):
                break
            if following == line + 1 and not inline:
                state.definition_line = following
                break
        if text[begins[following]] in _MAY_INTERRUPT and _interrupts(state, following):
            break
        following += 1
    return following - 1


def _interrupts(state: State, line: int) -> bool:
    """Whether a line right below a line of text begins something else, as its writer sees it."""
    text, begin, tail = state.text, state.begins[line], state.tails[line]
    mark = text[begin]
    if mark == ".":
        return interrupts_text(state, line)
    if mark == "`":
        fence = _FENCE.match(text, begin, tail)
        return fence is not None and _closing_fence(state, line, fence[1]) >= 0
    if mark in "#1":
        return _FIRST_ENUMERATOR.match(text, begin, tail) is not None
    return begin + 1 < tail and _BULLET.match(text, begin, tail) is not None


def _read_literal(state: State, last: int, indent: int) -> int:
    """Read the literal block that ``::`` at the end of line ``last`` announces, if there is one."""
    first = state.indents.next_text_line(last)
    if first >= state.count:
        return last + 1
    if state.widths[first] > indent:
        container = state.containers[-1] if state.containers else None
        # How far the content of a directive is indented is not known as long as all of it stands on its first line.
        floor = state.widths[first] - 1 if container is not None and container.base < 0 else indent
        end_line = state.indents.last_line_below(first, floor)
    elif state.widths[first] == indent and first > last + 1 and state.mark_of(first) in _QUOTED_LITERALS:
        end_line = first
        while (
            end_line + 1 < state.count
            and state.widths[end_line + 1] == indent
            and state.mark_of(end_line + 1) == state.mark_of(first)
        ):
            end_line += 1
    else:
        return last + 1
    state.add_code_lines("literal", 0, first, end_line)
    return end_line + 1


# ---------------------------------------------------------------- lists and fields


def _read_bullet(state: State, place: Place) -> int:
    match = _BULLET.match(state.text, place.position, state.tails[place.line])
    if match is None:
        return read_grid_table(state, place) if state.text[place.position] == "+" else -1
    return _open_item(state, place, match)


def _read_enumerated_item(state: State, place: Place) -> int:
    line, indent = place.line, place.indent
    match = _ENUMERATOR.match(state.text, place.position, state.tails[line])
    if match is None:
        return -1
    letters = match[1].strip("().")
    if letters.isalpha():
        # `J. Doe` is a name: letters count from the first on, and where the next line does not just go on.
        previous = state.last_letters.get(indent, "")
        follows = previous and (len(letters) > 1 or ord(letters) - ord(previous[-1]) == 1 or len(previous) > 1)
        if letters not in ("a", "A", "i", "I") and not follows:
            return -1
        below = line + 1
        goes_on = below < state.count and 0 <= state.widths[below] <= indent
        if goes_on and _ENUMERATOR.match(state.text, state.begins[below], state.tails[below]) is None:
            return -1
        state.last_letters[indent] = letters
    return _open_item(state, place, match)


def _open_item(state: State, place: Place, match: re.Match[str]) -> int:
    line, position, indent, _ = place
    tail = state.tails[line]
    text_start = match.end()
    base = indent + text_start - position if text_start < tail else -1
    container = state.open_container("item", indent, base, position)
    if container is None:
        return -1
    box = _CHECKBOX.match(state.text, text_start, tail)
    if box is not None:
        container.checked = box[1] != " "
        text_start = box.end()
    container.marker = match[1]
    container.depth = state.depth
    container.text_start = text_start
    state.depth += 1
    state.last_end = match.end(1) if text_start >= tail else text_start
    if box is not None:
        state.last_end = max(state.last_end, box.end(1) + 1)
    if text_start >= tail:
        container.text_start = state.last_end
        return line + 1
    state.rest = Place(line, text_start, base, True)
    return line


def _read_field(state: State, place: Place) -> int:
    line, position, indent, _ = place
    match = _FIELD.match(state.text, position, state.tails[line])
    if match is None:
        return -1
    last = state.indents.last_line_below(line, indent)
    end = state.tails[last]
    value_start = match.end()
    while value_start < end and state.text[value_start].isspace():
        value_start += 1
    name = " ".join(match[1].split()).lower()
    state.add(nodes.Field(position, end, name, match.start(1), match.end(1), value_start, end))
    state.regions.append((value_start, end))
    return last + 1


# ---------------------------------------------------------------- code and the rest


def _read_doctest(state: State, place: Place) -> int:
    line, position, indent, inline = place
    if _PROMPT.match(state.text, position, state.tails[line]) is None:
        return -1
    last = line
    while last + 1 < state.count and state.widths[last + 1] >= indent:
        last += 1
    state.add_code_lines("doctest", position if inline else 0, line, last)
    return last + 1


def _closing_fence(state: State, line: int, fence: str) -> int:
    """The line that closes the ``fence`` on ``line``; -1 where nothing does."""
    if any(line < end and len(fence) >= length for length, end in state.fence_fails.items()):
        return -1
    floor = state.widths[line]
    following = line + 1
    while following < state.count:
        width = state.widths[following]
        if 0 <= width < floor:
            break
        if width >= 0 and state.mark_of(following) == "`":
            content = state.text[state.begins[following] : state.tails[following]]
            if len(content) >= len(fence) and not content.strip("`"):
                return following
        following += 1
    state.fence_fails[len(fence)] = following
    return -1


def _read_fence(state: State, place: Place) -> int:
    line, position = place.line, place.position
    match = _FENCE.match(state.text, position, state.tails[line])
    closing = _closing_fence(state, line, match[1]) if match is not None else -1
    if match is None or closing < 0:
        return -1
    content = (state.starts[line + 1], state.starts[closing])
    language = canonical_language(match[2]) if match[2] else ""
    state.add_code("fence", position, content, language, match.span(2), state.tails[closing])
    return closing + 1


def _read_line_block(state: State, place: Place) -> int:
    line, position, indent, _ = place
    if position + 1 < state.tails[line] and state.text[position + 1] not in " \t":
        return -1
    last = line
    while last + 1 < state.count and (
        state.widths[last + 1] > indent or (state.widths[last + 1] == indent and state.mark_of(last + 1) == "|")
    ):
        last += 1
    state.add_text(position, state.tails[last])
    return last + 1


def _read_anonymous(state: State, place: Place) -> int:
    if not state.text.startswith("__ ", place.position):
        return -1
    return read_anonymous_target(state, place, place.position + 2)


_Reader = Callable[[State, Place], int]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys("-*+\u2022\u2023\u2043", _read_bullet),
    ".": read_explicit,
    ":": _read_field,
    ">": _read_doctest,
    "`": _read_fence,
    "|": _read_line_block,
    "_": _read_anonymous,
}
