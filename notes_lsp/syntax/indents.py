"""How far each line of a text is indented: what the reStructuredText and the Org reader go by."""

from dataclasses import dataclass

from notes_lsp.syntax.text import Lines

_TAB_WIDTH = 8  # docutils: "Tabs are converted to spaces. Tab stops are at every 8 spaces."; Org's default too
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Indents:
    """For each line: its indentation (-1 for a blank line), and where its text begins and ends without spaces."""

    widths: list[int]
    begins: list[int]
    tails: list[int]

    def last_line_below(self, line: int, floor: int) -> int:
        """The last line of a block at ``line`` to which those below it belong that are indented more than ``floor``."""
        widths = self.widths
        last = line
        for following in range(line + 1, len(widths)):
            width = widths[following]
            if width < 0:
                continue
            if width <= floor:
                break
            last = following
        return last

    def next_text_line(self, line: int) -> int:
        """The first line below ``line`` that is not blank; the number of lines where there is none."""
        widths = self.widths
        following = line + 1
        while following < len(widths) and widths[following] < 0:
            following += 1
        return following


def measure_indents(text: str, lines: Lines) -> Indents:
    """Measure every line of ``text``. A byte order mark counts as nothing."""
    widths, begins, tails = [], [], []
    mark = 1 if text.startswith(_BYTE_ORDER_MARK) else 0
    for line_start, end in zip(lines.starts, lines.ends, strict=True):
        start = line_start or mark
        line = text[start:end]
        body = line.lstrip(" \t")
        begin = end - len(body)
        body = body.rstrip()
        begins.append(begin)
        tails.append(begin + len(body))
        if not body:
            widths.append(-1)
        elif begin == start:
            widths.append(0)
        else:
            space = text[start:begin]
            widths.append(len(space.expandtabs(_TAB_WIDTH)) if "\t" in space else len(space))
    return Indents(widths, begins, tails)
