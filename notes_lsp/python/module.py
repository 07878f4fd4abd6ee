"""The code of a talk's snippets as one module, with the way back from each place in it to the notes.

A later snippet sees the names of the earlier ones. The lines of the module are those of the snippets, in order, with
an empty line between two snippets; what is no code is an empty line. A snippet other than the one somebody works in
must not spoil the rest: a bracket or a string that is never closed costs its own lines, nothing else.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Literal

from notes_lsp.python.scan import LogicalLine, indent_width, logical_lines
from notes_lsp.python.snippets import CodeLine, Snippet, snippet_at, snippets_between
from notes_lsp.talks.model import Notes

ModuleScope = Literal["snippet", "talk", "file"]

# How far from the snippet at hand others are seen, in characters: a thousand lines or so. It is typed in.
_FARTHEST_ABOVE = 40_000
_FARTHEST_BELOW = 20_000

# How often a snippet is looked at again without the line that opened what nothing closes.
_MOST_REPAIRS = 8


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A line of the module. Behind ``indent`` spaces it has what stands at ``start:end`` in the notes.

    ``start`` is -1 for a line that is not in the notes, or is left out.
    """

    start: int
    end: int
    indent: int = 0


_NOWHERE = ModuleLine(-1, -1)


@dataclass(frozen=True)
class SnippetModule:
    r"""The code of some snippets as a module. Lines count from 1, columns are code points and count from 0.

    ``code`` has ``\n`` for every line end, whatever the notes have, and ends with one. ``identity`` is the same
    through edits of the code, ``fingerprint`` as long as the code above the snippet at hand is the same. That snippet
    is at ``first_line`` to ``last_line``, both included.
    """

    code: str
    identity: str
    fingerprint: str
    first_line: int
    last_line: int
    lines: tuple[ModuleLine, ...]

    @cached_property
    def _placed(self) -> tuple[list[int], list[int]]:
        """The starts in the notes of the lines that have one, and which lines these are."""
        numbers = [number for number, line in enumerate(self.lines) if line.start >= 0]
        return [self.lines[number].start for number in numbers], numbers

    def to_code(self, offset: int) -> tuple[int, int] | None:
        """Line and column of what stands at ``offset`` in the notes; None for what is not in the module."""
        starts, numbers = self._placed
        place = bisect_right(starts, offset) - 1
        if place < 0:
            return None
        line = self.lines[numbers[place]]
        return (numbers[place] + 1, line.indent + offset - line.start) if offset <= line.end else None

    def to_notes(self, line: int, column: int) -> int | None:
        """The offset in the notes of ``column`` (up to the end of the line) in ``line``; None for what isn't there."""
        if not 1 <= line <= len(self.lines):
            return None
        found = self.lines[line - 1]
        offset = found.start + column - found.indent
        return offset if found.start >= 0 and found.start <= offset <= found.end else None

    def span_to_notes(self, line: int, column: int, length: int) -> tuple[int, int] | None:
        """The span in the notes of ``length`` characters from ``column`` in ``line``; None if not all are there."""
        start, end = self.to_notes(line, column), self.to_notes(line, column + length)
        return (start, end) if length >= 0 and start is not None and end is not None else None


def module_at(notes: Notes, offset: int, scope: ModuleScope = "talk") -> SnippetModule | None:
    """The module around the snippet in whose code ``offset`` is; None outside of such code.

    ``scope`` says which snippets it holds: that one, those of its talk, or those of the file, as far as they are near.
    """
    here = snippet_at(notes.document, offset)
    if here is None:
        return None
    start, end, name = _stretch(notes, here, scope)
    snippets = [here] if scope == "snippet" else _near(notes, here, start, end)
    place = next((n for n, each in enumerate(snippets) if each.block.start == here.block.start), None)
    if place is None:  # in no talk that is a stretch of the notes, an item of a list within another, say
        snippets, place = [here], 0
    return _module(notes.document.text, snippets, place, f"{scope}:{name}")


def _near(notes: Notes, here: Snippet, start: int, end: int) -> list[Snippet]:
    first, last = here.block.start - _FARTHEST_ABOVE, here.block.end + _FARTHEST_BELOW
    return snippets_between(notes.document, max(start, first), min(end, last))


def _stretch(notes: Notes, here: Snippet, scope: ModuleScope) -> tuple[int, int, str]:
    """From where to where the snippets of ``scope`` stand, and what that is called."""
    length = len(notes.document.text)
    if scope == "file":
        return 0, length + 1, ""
    talks = notes.all_talks
    place = bisect_right(talks, here.block.start, key=lambda talk: talk.start) - 1
    talk = talks[place] if place >= 0 else None
    following = talks[place + 1].start if place + 1 < len(talks) else length + 1
    if talk is not None and here.block.start <= talk.end:
        start, end, name = talk.start, min(talk.end + 1, following), talk.heading
    else:  # above the first talk, or between one and the next
        start, end, name = (0 if talk is None else talk.end + 1), following, ""
    if scope == "snippet":
        before = notes.document.blocks_between(start, here.block.start)
        name = f"{name}:{sum(type(block) is type(here.block) for block in before)}"
    return start, end, name


def _module(text: str, snippets: Sequence[Snippet], place: int, identity: str) -> SnippetModule:
    written: list[str] = []
    lines: list[ModuleLine] = []
    first_line = last_line = 0
    fingerprint = separator = ""
    for number, snippet in enumerate(snippets):
        if number > 0:
            written.append(separator)
            lines.append(_NOWHERE)
        if number == place:
            first_line = len(lines) + 1
            fingerprint = _fingerprint(written)
        code, placed = _lines_of(text, snippet.lines)
        spilling, separator = _what_spills(tuple(code))
        if number != place:
            for line in spilling:
                code[line], placed[line] = "", _NOWHERE
        written += code
        lines += placed
        if number == place:
            last_line = len(lines)
    joined = "".join([f"{line}\n" for line in written])
    return SnippetModule(joined, identity, fingerprint, first_line, last_line, tuple(lines))


def _lines_of(text: str, lines: Iterable[CodeLine]) -> tuple[list[str], list[ModuleLine]]:
    code, placed = [], []
    for line in lines:
        if line.is_code:
            code.append(" " * line.indent + text[line.start : line.end])
            placed.append(ModuleLine(line.start, line.end, line.indent))
        else:
            code.append("")
            placed.append(_NOWHERE)
    return code, placed


# The snippets around the one that somebody types in stay what they are.
@lru_cache(maxsize=1000)
def _what_spills(code: tuple[str, ...]) -> tuple[tuple[int, ...], str]:
    """The lines whose bracket or string is never closed, 0-based: what stands below would be taken for part of it.

    The other string is what has to stand below the code: nothing, or a body for a header that was left without one.
    """
    left = [*code]
    first = 0
    for repair in range(_MOST_REPAIRS + 1):
        statements = logical_lines(left[first:])
        spilling = next((line for line in statements if line.spills), None)
        if spilling is None:
            break
        first += spilling.first
        # What the line seems to swallow may be code that stands below it: look again without the line itself, and
        # without what is indented deeper, which belongs to it.
        last = first + 1
        while last < len(left) and (repair == _MOST_REPAIRS or _belongs_to(left[last], spilling)):
            last += 1
        left[first:last] = [""] * (last - first)
    needs_body = bool(statements) and statements[-1].code.endswith(":")
    separator = " " * (statements[-1].indent + 1) + "pass" if needs_body else ""
    return tuple(number for number, line in enumerate(left) if line != code[number]), separator


def _belongs_to(line: str, spilling: LogicalLine) -> bool:
    return bool(line.strip()) and indent_width(line) > spilling.indent


def _fingerprint(lines: Iterable[str]) -> str:
    digest = blake2b(digest_size=16)
    for line in lines:
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()
