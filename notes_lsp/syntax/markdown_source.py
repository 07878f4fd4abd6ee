r"""What pulldown-cmark gets to read of a text, and how places in that become places in the text.

It wants UTF-8 and counts bytes, trips over halves of surrogate pairs and over lone ``\r``, and takes ``##Title`` for
text. Whatever is put in the place of something is of the same length, so that no span moves.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from notes_lsp.syntax import nodes
from notes_lsp.syntax.values import value_class

# A heading whose space is missing. One `#` is a tag (`#pipeline`) or C (`#import`), two or more are a heading.
_HEADING_WITHOUT_SPACE = re.compile(r"^( {0,3})(#{2,6})(?=[^#\s])", re.MULTILINE)
_MAY_LACK_SPACE = re.compile(r"##[^#\s]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")


@value_class
class MarkdownContext:
    """What the rest of a text says to a part of it.

    ``head`` is the front matter at the beginning of the part; ``find_head`` has it looked for there. ``definitions``
    are labels, normalised, that are defined elsewhere, with their targets; ``questions`` are labels of which is to be
    found out whether they are defined. ``more_follows`` says that the part is not the last one: whether the next one
    can begin behind it is then found out, too.
    """

    head: tuple[nodes.Block, ...] = ()
    find_head: bool = False
    definitions: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()
    more_follows: bool = False


def readable_source(text: str, base: int) -> tuple[str, set[int]]:
    """``text`` from ``base`` on as pulldown-cmark reads it, and where in ``text`` headings begin that lack a space."""
    source = text[base:] if base else text
    source = _with_known_line_ends(without_surrogates(source))
    starts: set[int] = set()
    if _MAY_LACK_SPACE.search(source) is None:
        return source, starts

    def mend(match: re.Match[str]) -> str:
        # `##Title` becomes `# Title`: the same length, so that no span moves; the level is put right later.
        starts.add(match.start(2) + base)
        return f"{match[1]}{match[2][:-1]} "

    return _HEADING_WITHOUT_SPACE.sub(mend, source), starts


def source_of_labels(definitions: Iterable[tuple[str, str]], questions: Iterable[str]) -> str:
    """Definitions of labels, and the labels of which is to be found out whether they are defined, each by itself."""
    before = "".join([f"[{label}]: <{_escaped(target)}>\n" for label, target in definitions]) + "\n"
    return without_surrogates(before + "".join([f"[{label}]\n\n" for label in questions]))


def answers_in(events: Iterator[tuple[Any, Any]], questions: int) -> tuple[tuple[str, str], ...]:
    """Which of the labels that were asked for are defined, with their targets: the first events are the answers."""
    found = []
    while questions:
        event, _ = next(events)
        if event.__class__ is not dict:
            continue
        if event.get("End") == "Paragraph":
            questions -= 1
        tag = event.get("Start")
        if tag.__class__ is dict and "Link" in tag and tag["Link"]["link_type"] == "Shortcut":
            found.append((nodes.normalize_label(tag["Link"]["id"]), tag["Link"]["dest_url"]))
    return tuple(found)


def offset_converter(source: str, base: int) -> Callable[[int], int] | None:
    """A function from byte offsets in ``source`` to offsets in the text, where it begins at ``base``.

    None where the two are the same.
    """
    convert = _byte_converter(source)
    if convert is not None:
        return lambda offset: convert(offset) + base
    return (lambda offset: offset + base) if base else None


def _byte_converter(text: str) -> Callable[[int], int] | None:
    """A function from UTF-8 byte offsets to code-point offsets; None where the two are the same."""
    if text.isascii():
        return None
    byte_starts = [0]
    extra_bytes = [0]
    extra = 0
    for match in _NON_ASCII.finditer(text):
        for offset, character in enumerate(match.group(), match.start()):
            extra += len(character.encode("utf-8", "surrogatepass")) - 1
            byte_starts.append(offset + 1 + extra)
            extra_bytes.append(extra)

    def convert(byte_offset: int) -> int:
        return byte_offset - extra_bytes[bisect_right(byte_starts, byte_offset) - 1]

    return convert


def without_surrogates(text: str) -> str:
    """``text`` as the parser can take it: of the same length, without halves of surrogate pairs."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _with_known_line_ends(source: str) -> str:
    r"""``source`` with ``\n`` for a ``\r`` that ends a line by itself: pulldown-cmark goes past it behind a fence."""
    # To look takes next to nothing, and hardly any notes have such lines.
    if "\r" not in source or source.count("\r") == source.count("\r\n"):
        return source
    return _LONE_RETURN.sub("\n", source)


def _escaped(target: str) -> str:
    """A target as the destination of a definition, between angle brackets."""
    for character in "\\<>":
        target = target.replace(character, "\\" + character)
    return target.replace("&", "&amp;")
