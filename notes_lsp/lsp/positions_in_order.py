"""The positions of many offsets at once: those of `notes_lsp.lsp.positions.position_at`, found on one way through.

Long notes have tens of thousands of tokens. To look up the line of each would cost more than to count the line ends
between them.
"""

from collections.abc import Iterable, Iterator

from notes_lsp.lsp.positions import Encoding, length_in


def positions_in_order(text: str, offsets: Iterable[int], encoding: Encoding) -> Iterator[tuple[int, int]]:
    """The line and the character of each of ``offsets``, which are sorted; none lies inside of a line end."""
    has_returns = "\r" in text
    line = line_start = done = 0
    for offset in offsets:
        ends = text.count("\n", done, offset)
        if has_returns:
            ends += text.count("\r", done, offset) - text.count("\r\n", done, offset)
        if ends:
            line += ends
            line_start = max(text.rfind("\n", done, offset), text.rfind("\r", done, offset) if has_returns else -1) + 1
        done = offset
        yield line, length_in(text[line_start:offset], encoding)
