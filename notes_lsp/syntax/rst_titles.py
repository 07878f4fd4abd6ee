"""Lines of one repeated character in reStructuredText: titles, transitions, borders of simple tables.

Source: reStructuredText Markup Specification, "Sections" and "Transitions". The order in which styles of
titles are first used gives their levels; overlined titles are a style of their own.
"""

import string

from notes_lsp.syntax import nodes
from notes_lsp.syntax.rst_state import Place, State
from notes_lsp.syntax.rst_tables import read_simple_table

PUNCTUATION = frozenset(string.punctuation)
# Three of these are an underline even below a longer title; three of others (`...`, `???`) rather are text.
_SHORT_ADORNMENTS = frozenset("=-~^*+#_")
_RARE_ADORNMENTS = frozenset(".:,;!?`()[]{}<>|@$%&/\\")
_BREAKS_OF_THREE = frozenset("-*_=")


def adornment_of(state: State, line: int) -> str:
    """The adornment that an unindented line consists of, or ``""``."""
    if line >= state.count or state.widths[line] != 0:
        return ""
    content = state.text[state.begins[line] : state.tails[line]]
    return content if content[0] in PUNCTUATION and not content.strip(content[0]) else ""


def read_adornment(state: State, place: Place) -> int:
    """Read a line of one repeated character: an overline, a break, the border of a table."""
    line, position, indent, inline = place
    mark = state.text[position]
    content = state.text[position : state.tails[line]]
    if len(content) < 3:
        return -1
    if content.strip(mark):
        return read_simple_table(state, place) if mark == "=" else -1
    if indent == 0 and not inline and mark != "`":
        title_line = line + 1
        underline = adornment_of(state, line + 2) if title_line < state.count and state.widths[title_line] >= 0 else ""
        if len(underline) >= 3 and underline[0] == mark and not adornment_of(state, title_line):
            add_heading(state, line, title_line, line + 2, mark * 2)
            return line + 3
    if not _is_break(state, place, content):
        return -1
    state.add(nodes.Break(position, state.tails[line]))
    return line + 1


def _is_break(state: State, place: Place, content: str) -> bool:
    line, _, indent, inline = place
    before_blank = line + 1 >= state.count or state.widths[line + 1] < 0
    after_blank = line == 0 or state.widths[line - 1] < 0
    alone = before_blank and after_blank and not inline
    if len(content) == 3:
        return alone and content[0] in _BREAKS_OF_THREE
    return alone or (indent == 0 and not inline and content[0] not in _RARE_ADORNMENTS)


def is_title(state: State, line: int, title: str, underline: str) -> bool:
    """Whether ``underline``, which stands on ``line``, makes the ``title`` above it one."""
    mark, length = underline[:1], len(underline)
    if mark in _SHORT_ADORNMENTS:
        return length >= 3 or length >= len(title)
    if mark == "`" and length == 3:
        # A fence has its code right below.
        return len(title) == 3 and (line + 1 >= state.count or state.widths[line + 1] < 0)
    if mark in _RARE_ADORNMENTS:
        return length >= 4 and length >= len(title)
    return length >= 4 or length >= len(title)


def add_heading(state: State, first: int, title_line: int, last: int, marker: str) -> None:
    """Add the heading on the lines from ``first`` to ``last``."""
    if marker not in state.heading_styles:
        state.heading_styles.append(marker)
    level = state.heading_styles.index(marker) + 1
    text_start, text_end = state.begins[title_line], state.tails[title_line]
    state.add(nodes.Heading(state.begins[first], state.tails[last], level, text_start, text_end, marker, "adornment"))
    state.regions.append((text_start, text_end))
