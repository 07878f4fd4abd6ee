"""What fixes change in a file, as a unified diff."""

import difflib
import re
from collections.abc import Iterator
from itertools import pairwise

from notes_lsp.cli.terminal import Style, Terminal, visible
from notes_lsp.syntax.text import split_lines

_CONTEXT = 3
_NOT_PLAIN = re.compile(r'[\x00-\x1f\x7f"\\]')
_PLAIN = re.compile(r'[^\x00-\x1f\x7f"\\]*')
_STYLES: dict[str, tuple[Style, ...]] = {"+": ("green",), "-": ("red",), "@": ("cyan",)}


def render_diff(path: str, before: str, after: str, terminal: Terminal) -> str:
    """The diff of the file at ``path``, ready for ``patch``: its lines keep their ends. Ends in a line end.

    On a screen, characters that would steer it are made visible.
    """
    lines = _difference(path, _lines_of(before), _lines_of(after))
    return "".join(_drawn(line, number, terminal) for number, line in enumerate(lines))


def _lines_of(text: str) -> list[str]:
    lines = split_lines(text)
    starts = [*lines.starts, len(text)]
    found = [text[start:end] for start, end in pairwise(starts)]
    return found[:-1] if found and not found[-1] else found


def _difference(path: str, before: list[str], after: list[str]) -> Iterator[str]:
    """The lines of the diff. What both texts begin and end with is not compared: that is most of a long file."""
    shorter = min(len(before), len(after))
    first = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    first = max(first - _CONTEXT, 0)
    last = next((n for n in range(shorter - first) if before[-1 - n] != after[-1 - n]), shorter - first)
    last = max(last - _CONTEXT, 0)
    cut = slice(first, -last or None)
    matcher = difflib.SequenceMatcher(None, before[cut], after[cut], autojunk=False)
    yield f"--- {_name(path)}\n"
    yield f"+++ {_name(path)}\n"
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        old = _range(first + group[0][1], first + group[-1][2])
        new = _range(first + group[0][3], first + group[-1][4])
        yield f"@@ -{old} +{new} @@\n"
        for tag, old_start, old_end, new_start, new_end in group:
            kept = before[first + old_start : first + old_end]
            if tag == "equal":
                yield from (f" {line}" for line in kept)
                continue
            yield from (f"-{line}" for line in kept)
            yield from (f"+{line}" for line in after[first + new_start : first + new_end])


def _name(path: str) -> str:
    """``path`` as git writes it: a name that holds a line end must not begin a line of its own."""
    if _PLAIN.fullmatch(path) is not None:
        return path
    return '"' + _NOT_PLAIN.sub(lambda found: _quoted(found.group()), path) + '"'


def _quoted(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return f"\\{ord(character):03o}"


def _range(start: int, end: int) -> str:
    """Lines as a diff counts them: the first from 1, and how many (POSIX, ``diff -u``)."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _drawn(line: str, number: int, terminal: Terminal) -> str:
    text = line.rstrip("\r\n")
    end = line[len(text) :]
    if terminal.interactive or terminal.color:
        text, end = visible(text), "\n" if end else ""
    style: tuple[Style, ...] = ("bold",) if number < 2 else _STYLES.get(line[:1], ())
    end = end or "\n\\ No newline at end of file\n"
    return terminal.paint(text, *style) + end
