"""Explicit markup in reStructuredText: what begins with ``..`` (directives, targets, footnotes, comments).

Source: reStructuredText Markup Specification, "Explicit Markup Blocks"; docutils, "reStructuredText
Directives"; Sphinx, "Directives". What a renderer takes for a comment is a comment here too
(``.. note: text`` with one colon).
"""

import re

from notes_lsp.syntax import nodes
from notes_lsp.syntax.language_names import canonical_language
from notes_lsp.syntax.markdown_links import find_html_links
from notes_lsp.syntax.rst_state import Place, State
from notes_lsp.syntax.urls import find_bare_urls

_DIRECTIVE = re.compile(r"(?:\|[^|\s][^|]*\|[ \t]+)?([^\W_](?:[-._+:]?[^\W_])*)[ \t]?::(?=[ \t]|$)")
_TARGET = re.compile(r"_(?:`([^`]+)`|((?:[^:\\`]|\\.|:(?=[^\s:]))+)):(?=[ \t]|$)")
_ANONYMOUS = re.compile(r"__:(?=[ \t]|$)")
_FOOTNOTE = re.compile(r"\[(?:#?\w[\w.-]*|#|\*)\](?=[ \t]|$)")
_OPTION = re.compile(r":[^\W_][\w -]*:(?=[ \t]|$)")
_WORD = re.compile(r"[^\s,;]+")
_ESCAPE = re.compile(r"\\(.)")

_CODE = frozenset(("code", "code-block", "sourcecode", "prompt", "code-cell"))
_PYTHON_CODE = frozenset(("ipython", "ipython3", "doctest", "testcode", "testsetup", "testcleanup", "jupyter-execute"))
_CODE_WITHOUT_LANGUAGE = frozenset(("parsed-literal", "testoutput"))
_IMAGES = frozenset(("image", "figure"))
# What stands behind the colons of these is the first line of their content.
_ADMONITIONS = frozenset(
    "attention caution danger error hint important note tip warning seealso todo versionadded versionchanged "
    "deprecated compound epigraph highlights pull-quote replace parsed info remark question".split()
)
# What stands below these is no running text.
_OPAQUE = frozenset(
    "image contents toctree include literalinclude math graphviz digraph graph mermaid uml plantuml meta highlight "
    "index role default-role raw csv-table sectnum youtube vimeo video".split()
)


def read_explicit(state: State, place: Place) -> int:
    """Read explicit markup at ``place``: the next line to read, or -1 where there is none."""
    text, line, position, indent = state.text, place.line, place.position, place.indent
    tail = state.tails[line]
    if not text.startswith("..", position):
        return -1
    body = _skip_space(text, position + 2, tail)
    if body == position + 2 and body < tail:
        return -1
    if body == tail and not (line + 1 < state.count and state.widths[line + 1] > indent):
        state.add(nodes.Comment(position, tail))
        return line + 1
    after = -1
    if text.startswith("_", body):
        after = _read_target(state, place, body)
    elif text.startswith("[", body):
        after = _read_footnote(state, place, body)
    elif body < tail:
        match = _DIRECTIVE.match(text, body, tail)
        after = _read_directive(state, place, match) if match is not None else -1
    if after >= 0:
        return after
    last = state.indents.last_line_below(line, indent)
    state.add(nodes.Comment(position, state.tails[last]))
    return last + 1


def interrupts_text(state: State, line: int) -> bool:
    """Whether the text on a line is a directive or a target that its writer put right below a paragraph."""
    begin, tail = state.begins[line], state.tails[line]
    if not state.text.startswith(".. ", begin):
        return False
    body = _skip_space(state.text, begin + 3, tail)
    return _DIRECTIVE.match(state.text, body, tail) is not None or _TARGET.match(state.text, body, tail) is not None


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \t":
        start += 1
    return start


def _unescape(label: str) -> str:
    return _ESCAPE.sub(r"\1", label) if "\\" in label else label


# ---------------------------------------------------------------- targets and footnotes


def _read_target(state: State, place: Place, body: int) -> int:
    text, line, position = state.text, place.line, place.position
    tail = state.tails[line]
    if _ANONYMOUS.match(text, body, tail):
        return read_anonymous_target(state, place, text.index(":", body) + 1)
    match = _TARGET.match(text, body, tail)
    if match is None:
        return -1
    group = 1 if match[1] is not None else 2
    label_start, label_end = match.span(group)
    target_start = _skip_space(text, match.end(), tail)
    last = _last_target_line(state, line, place.indent)
    end = state.tails[last]
    if last > line and target_start == tail:
        target_start = state.begins[line + 1]
    state.settle_item_text()
    name = _unescape(match[group])
    if target_start >= end:
        state.anchors.append(nodes.Anchor(position, tail, " ".join(name.split())))
    else:
        target = _target_of(text[target_start:end])
        state.definitions.append(
            nodes.Definition(
                position, end, nodes.normalize_label(name), label_start, label_end, target, target_start, end
            )
        )
    state.last_end = end
    return last + 1


def _last_target_line(state: State, line: int, indent: int) -> int:
    # A long URL may be broken over lines; a name that holds only a URL on the next line as well.
    while line + 1 < state.count and state.widths[line + 1] > indent:
        line += 1
    return line


def read_anonymous_target(state: State, place: Place, position: int) -> int:
    """Read what stands behind ``__`` or ``.. __:``. It has no label, so its URL is given as a link."""
    last = _last_target_line(state, place.line, place.indent)
    end = state.tails[last]
    start = position
    while start < end and state.text[start].isspace():
        start += 1
    target = _target_of(state.text[start:end])
    state.anonymous_targets.append(target)
    if find_bare_urls(state.text, start, end):
        state.links.append(nodes.Link(start, end, "definition", target, start, end, start, end))
    state.settle_item_text()
    state.last_end = end
    return last + 1


def _target_of(written: str) -> str:
    """A target as written, perhaps over several lines; the name of another target in backquotes may hold spaces."""
    return _unescape((" " if written.startswith("`") else "").join(written.split()))


def _read_footnote(state: State, place: Place, body: int) -> int:
    match = _FOOTNOTE.match(state.text, body, state.tails[place.line])
    if match is None or state.open_container("plain", place.indent, -1, body) is None:
        return -1
    return _rest_of_line(state, place.line, match.end(), place.indent)


def _rest_of_line(state: State, line: int, position: int, indent: int) -> int:
    """Go on with what stands behind a mark on the same line, or else with the next line."""
    tail = state.tails[line]
    start = _skip_space(state.text, position, tail)
    state.last_end = max(state.last_end, position)
    if start == tail:
        return line + 1
    state.rest = Place(line, start, indent, True)
    return line


# ---------------------------------------------------------------- directives


def _read_directive(state: State, place: Place, match: re.Match[str]) -> int:
    line, position, indent, _ = place
    name = match[1].lower()
    if name in _CODE or name in _PYTHON_CODE or name in _CODE_WITHOUT_LANGUAGE:
        return _read_code(state, place, match)
    argument = _skip_space(state.text, match.end(), state.tails[line])
    if name in _OPAQUE:
        return _read_opaque(state, place, name, argument)
    container = state.open_container("directive", indent, -1, position)
    if container is None:
        return -1
    container.marker = name
    if name in _ADMONITIONS and argument < state.tails[line]:
        return _rest_of_line(state, line, match.end(), indent)
    after = _line_below_options(state, line, indent)
    state.last_end = state.tails[after - 1]
    if name in _IMAGES:
        _add_image(state, position, argument, line, after)
    else:
        state.regions.append((argument, state.tails[line]))
    return after


def _line_below_options(state: State, line: int, indent: int) -> int:
    line += 1
    while line < state.count and state.widths[line] > indent:
        if not _OPTION.match(state.text, state.begins[line], state.tails[line]):
            break
        line += 1
    return line


def _read_code(state: State, place: Place, match: re.Match[str]) -> int:
    line, position, indent, _ = place
    tail = state.tails[line]
    language, span = _language_of(state.text, match, tail)
    after_options = _line_below_options(state, line, indent)
    last = state.indents.last_line_below(line, indent)
    first = after_options
    while first <= last and state.widths[first] < 0:
        first += 1
    if first > last:  # no content
        end = state.tails[after_options - 1]
        state.add_code("directive", position, (end, end), language, span, end)
        return after_options
    content = (state.starts[first], state.tails[last])
    state.add_code("directive", position, content, language, span, content[1])
    return last + 1


def _language_of(text: str, match: re.Match[str], tail: int) -> tuple[str, tuple[int, int]]:
    name = match[1].lower()
    if name in _PYTHON_CODE:
        return "python", match.span(1)
    argument = _WORD.search(text, match.end(), tail) if name in _CODE else None
    if argument is None:
        return "", (match.end(), match.end())
    return canonical_language(argument[0]), argument.span()


def _read_opaque(state: State, place: Place, name: str, argument: int) -> int:
    line, position, indent, _ = place
    last = state.indents.last_line_below(line, indent)
    end = state.tails[last]
    state.add(nodes.Html(position, end) if name == "raw" else nodes.Directive(position, end, name))
    if name == "image":
        _add_image(state, position, argument, line, _line_below_options(state, line, indent))
    elif name == "raw":
        links, anchors = find_html_links(state.text, position, end)
        state.links.extend(links)
        state.anchors.extend(anchors)
    elif name != "math":
        state.regions.append((argument, end))
    return last + 1


def _add_image(state: State, position: int, argument: int, line: int, after_options: int) -> None:
    """The link to an image whose options end before the line ``after_options``, and that of its ``:target:``."""
    text, tail = state.text, state.tails[line]
    if argument == tail:
        return
    text_span = (argument, tail)
    for option_line in range(line + 1, after_options):
        match = _OPTION.match(text, state.begins[option_line], state.tails[option_line])
        if match is None:
            continue
        value = (_skip_space(text, match.end(), state.tails[option_line]), state.tails[option_line])
        if match[0].lower() == ":alt:" and value[0] < value[1]:
            text_span = value
        elif match[0].lower() == ":target:":
            state.regions.append(value)
    end = max(tail, text_span[1])
    target = text[argument:tail]
    state.links.append(nodes.Link(position, end, "image", target, argument, tail, *text_span))
