"""Fields at the head of a file, in the forms that people put there.

YAML between ``---`` (Jekyll, Hugo, Pandoc), TOML between ``+++`` (Hugo, Zola), ``Key: value`` lines without
a fence (Pelican, MultiMarkdown) and ``.. key: value`` lines (Nikola), which may stand in an HTML comment.
Only fields at the outer level are read, line by line; the rest of YAML and TOML is passed over.
"""

import re

from notes_lsp.syntax.nodes import Block, Field, FrontMatter
from notes_lsp.syntax.text import Lines

_YAML_KEY = re.compile(r"""(["']?)([^\W\d](?:[\w.-]| (?=[\w.-]))*)\1[ \t]*:(?=[ \t]|$)""")
_TOML_KEY = re.compile(r"""(["']?)([\w-][\w.-]*)\1[ \t]*=""")
_PLAIN_KEY = re.compile(r"()([^\W\d_][\w-]{0,24}(?: [\w-]{1,24})?)[ \t]?:(?=[ \t]|$)")
_NIKOLA_KEY = re.compile(r"\.\.[ \t]()([^\W\d_][\w-]*):(?=[ \t]|$)")
_QUOTED = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'""")
_COMMENT = re.compile(r"[ \t]#")
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")
_HEAD_KEYS = frozenset("title date author authors tags slug category speaker speakers conference event status".split())
_BYTE_ORDER_MARK = "\ufeff"
_SPACE = " \t"


def read_front_matter(text: str, lines: Lines) -> list[Block]:
    """The front matter of ``text``, followed by its fields; an empty list where there is none."""
    head = _Head(text, lines)
    first = head.first_text_line()
    if first < 0:
        return []
    opening = head.line(first)
    if opening == "---":
        return head.read_fenced(first, _YAML_KEY, ("---", "..."))
    if opening == "+++":
        return head.read_fenced(first, _TOML_KEY, ("+++",))
    if opening == "<!--":
        return head.read_commented(first)
    if opening.startswith(".. "):
        return head.read_unfenced(first, _NIKOLA_KEY, 1)
    return head.read_unfenced(first, _PLAIN_KEY, 2)


class _Head:
    """The first lines of one text; used once."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        self.starts = lines.starts
        self.ends = lines.ends
        self.missing_closers: set[str] = set()  # of TOML values, found nowhere below
        self.offset = 1 if text.startswith(_BYTE_ORDER_MARK) else 0

    def start(self, number: int) -> int:
        return self.starts[number] if number else self.offset

    def line(self, number: int) -> str:
        return self.text[self.start(number) : self.ends[number]].rstrip()

    def tail(self, number: int) -> int:
        """Where the text of a line ends, without the spaces behind it."""
        return self.start(number) + len(self.line(number))

    def first_text_line(self) -> int:
        for number in range(len(self.starts)):
            if self.line(number):
                return number
        return -1

    def read_fenced(self, opening: int, key: re.Pattern[str], closers: tuple[str, ...]) -> list[Block]:
        closing = opening + 1
        while closing < len(self.starts) and self.line(closing) not in closers:
            closing += 1
        if closing == len(self.starts) or not self.begins_with_key(opening + 1, closing, key):
            return []
        fields = self.fields(opening + 1, closing, key)
        return [FrontMatter(self.start(opening), self.tail(closing), True), *fields]

    def begins_with_key(self, first: int, last: int, key: re.Pattern[str]) -> bool:
        # Two thematic breaks with a text between them are no front matter; nothing between two fences is.
        for number in range(first, last):
            line = self.line(number)
            if line and not line.startswith(("#", "[")):
                return key.match(line) is not None
        return True

    def fields(self, first: int, last: int, key: re.Pattern[str]) -> list[Field]:
        found = []
        number = first
        while number < last:
            match = key.match(self.text, self.start(number), self.tail(number))
            if match is None:
                number += 1
                continue
            last_line = self.last_line_of_value(number, last, key)
            found.append(self.field(match, number, last_line))
            number = last_line + 1
        return found

    def last_line_of_value(self, number: int, last: int, key: re.Pattern[str]) -> int:
        """The line on which the value of the field at line ``number`` ends."""
        if key is _TOML_KEY:
            return self.last_line_of_toml(number, last)
        value_line = number
        for following in range(number + 1, last):
            line = self.line(following)
            if not line:
                continue
            if line[0] not in " \t" and not line.startswith("- ") and line != "-":
                break
            value_line = following
        return value_line

    def last_line_of_toml(self, number: int, last: int) -> int:
        value = self.line(number).partition("=")[2].strip()
        closer = ""
        if value[:3] in ('"""', "'''") and value.find(value[:3], 3) < 0:
            closer = value[:3]
        elif value.startswith("[") and "]" not in value:
            closer = "]"
        if closer and closer not in self.missing_closers:
            for following in range(number + 1, last):
                if closer in self.line(following):
                    return following
            self.missing_closers.add(closer)
        return number

    def field(self, match: re.Match[str], number: int, last_line: int) -> Field:
        value_start = self.skip_space(match.end(), self.tail(number))
        first_tail = self.tail(number)
        if last_line == number:
            value_start, value_end = self.value_span(value_start, first_tail)
            end = max(first_tail, value_end)
        else:
            end = self.tail(last_line)
            value_start, value_end = self.long_value_span(value_start, first_tail, number, end)
        name = match[2].lower()
        return Field(match.start(), end, name, match.start(2), match.end(2), value_start, value_end)

    def value_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of a value on one line, without its quotes and the comment behind it."""
        if start >= end:
            return end, end
        if self.text[start] in "\"'":
            quoted = _QUOTED.match(self.text, start, end)
            if quoted is not None:
                return quoted.span(1) if quoted[1] is not None else quoted.span(2)
        if self.text[start] == "#":
            return start, start
        comment = _COMMENT.search(self.text, start, end)
        if comment is not None:
            end = start + len(self.text[start : comment.start()].rstrip())
        return start, end

    def long_value_span(self, start: int, first_end: int, number: int, end: int) -> tuple[int, int]:
        """The span of a value that goes on below its first line, which may hold none of it."""
        span_start, span_end = self.value_span(start, first_end)
        if span_start < span_end and not _BLOCK_SCALAR.match(self.text, start, first_end):
            if self.text[span_start] in "\"'" and self.text[end - 1] == self.text[span_start]:
                return span_start + 1, end - 1
            return span_start, end
        below = number + 1
        while not self.line(below):
            below += 1
        return self.skip_space(self.start(below), end), end

    def skip_space(self, start: int, end: int) -> int:
        while start < end and self.text[start] in _SPACE:
            start += 1
        return start

    def read_unfenced(self, first: int, key: re.Pattern[str], least: int) -> list[Block]:
        """Lines that are all ``key: value``, up to the first blank one."""
        fields = []
        number = first
        while number < len(self.starts) and self.line(number):
            match = key.match(self.text, self.start(number), self.tail(number))
            if match is None:
                return []
            fields.append(self.plain_field(match, number))
            number += 1
        if len(fields) < least or not any(field.name in _HEAD_KEYS for field in fields):
            return []
        return [FrontMatter(self.start(first), self.tail(number - 1), False), *fields]

    def read_commented(self, opening: int) -> list[Block]:
        """Nikola's lines within ``<!--`` and ``-->``."""
        fields: list[Field] = []
        for number in range(opening + 1, len(self.starts)):
            line = self.line(number)
            if line == "-->":
                return [FrontMatter(self.start(opening), self.tail(number), True), *fields] if fields else []
            match = _NIKOLA_KEY.match(self.text, self.start(number), self.tail(number))
            if match is not None:
                fields.append(self.plain_field(match, number))
            elif line:
                return []
        return []

    def plain_field(self, match: re.Match[str], number: int) -> Field:
        end = self.tail(number)
        value_start = self.skip_space(match.end(), end)
        return Field(match.start(), end, match[2].lower(), match.start(2), match.end(2), value_start, end)
