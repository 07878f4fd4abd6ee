"""The lines of plain-text notes: where titles stand, how far code reaches, which fence closes which.

Nothing here makes nodes; `plaintext` asks these questions line by line. Fences follow CommonMark 0.31,
section 4.5, but for a line of many tildes, which is a break where nothing closes it.
"""

import re

from notes_lsp.syntax.code_language import LineFit, goes_on, line_fit
from notes_lsp.syntax.text import Lines

UNICODE_BULLETS = "•◦▪●○‣∙"
BULLET = re.compile(
    rf"(?:([{UNICODE_BULLETS}])\s*|([-*+–—·]|\d{{1,3}}[.)]|[a-z][.)])(?:\s+|$))(?:\[([ xX])\](?:\s+|$))?"
)
BREAK = re.compile(r"([-=_*#])(?:[ \t]*\1){2,}$")
FENCE = re.compile(r"(`{3,})[ \t]*([^`]*)$|(~{3,})[ \t]*(.*)$")
_NUMBER = re.compile(r"\d")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_DEFINITION = re.compile(r"(?:async\s+)?(?:def|class)\s+\w")
_DECORATOR = re.compile(r"@[A-Za-z_][\w.]*(?:\(.*\)?)?:?$")
_MOST_DECORATORS = 5
_BYTE_ORDER_MARK = "\ufeff"
_TAB_WIDTH = 4
_LONGEST_DOCSTRING = 100  # lines


class PlainLines:
    """The lines of one text: where each begins, what it says, how far it is indented (tab stops at every four)."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        mark = 1 if text.startswith(_BYTE_ORDER_MARK) else 0
        self.starts = (mark, *lines.starts[1:])
        self.ends = lines.ends
        self.count = len(lines)
        self.contents: list[str] = []  # without the space around
        self.begins: list[int] = []  # where the content stands
        self.columns: list[int] = []
        self.unclosed: dict[str, int] = {}  # per mark, the shortest fence of which is known that nothing closes it
        for start, end in zip(self.starts, self.ends, strict=True):
            raw = text[start:end]
            content = raw.strip()
            begin = start if raw[:1] == content[:1] else end - len(raw.lstrip())
            space = text[start:begin]
            self.contents.append(content)
            self.begins.append(begin)
            self.columns.append(len(space.expandtabs(_TAB_WIDTH)) if "\t" in space else len(space))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From the content of line ``first`` to that of line ``last``."""
        return self.begins[first], self.begins[last] + len(self.contents[last])

    def is_title(self, line: int, content: str) -> bool:
        """Whether ``line``, which says ``content`` and follows a blank one, is underlined."""
        if line + 1 >= self.count or not _UNDERLINE.match(self.contents[line + 1]):
            return False
        bullet = BULLET.match(content)
        if content[0] == ">" or (bullet is not None and not _NUMBER.match(content)):
            return False
        if BREAK.match(content) or FENCE.match(content):
            return False
        if self.contents[line + 1] != "~~~" or len(content) < 6:
            return True
        # A short line of tildes is a fence, unless what would close it is itself below a title.
        closing = self.closing_fence(line + 1, "~~~")
        return closing < 0 or (closing > line + 3 and not self.contents[closing - 2])

    def is_overline(self, line: int, content: str) -> bool:
        """Whether ``line`` stands over a title that is underlined alike."""
        if line + 2 >= self.count or self.contents[line + 2] != content or not _UNDERLINE.match(content):
            return False
        title = self.contents[line + 1]
        return bool(title) and title[0] not in "=-" and len(content) >= len(title) - 2

    def last_text_line(self, line: int) -> int:
        """The last line that is not blank, from ``line`` on."""
        last = self.count - 1
        while last > line and not self.contents[last]:
            last -= 1
        return last

    def closing_fence(self, line: int, fence: str) -> int:
        """The line that closes the ``fence`` on ``line``; -1 where nothing does."""
        mark = fence[0]
        if len(fence) >= self.unclosed.get(mark, len(fence) + 1):
            return -1
        for following in range(line + 1, self.count):
            content = self.contents[following]
            if content[:1] == mark and len(content) >= len(fence) and not content.strip(mark):
                return following
        self.unclosed[mark] = len(fence)
        return -1

    def last_indented(self, line: int, floor: int, *, over_blanks: bool) -> int:
        """The last line of those from ``line`` on that are indented by ``floor`` and begin with no bullet."""
        last = line
        for following in range(line + 1, self.count):
            content = self.contents[following]
            if not content:
                if not over_blanks:
                    break
                continue
            if self.columns[following] < floor or BULLET.match(content):
                break
            last = following
        return last

    def fit_of(self, line: int) -> LineFit:
        """`line_fit`, with ``@name`` told apart from the handle of a speaker by what follows."""
        content = self.contents[line]
        fit = line_fit(content)
        if not fit and content[0] == "@" and _DECORATOR.match(content):
            for following in self.contents[line + 1 : line + 1 + _MOST_DECORATORS]:
                if _DEFINITION.match(following):
                    return "python"
                if not _DECORATOR.match(following):
                    break
        return fit

    def docstring_end(self, line: int) -> int:
        """The line on which a string of three quotes that ``line`` opens is closed; else ``line``."""
        content = self.contents[line]
        for quotes in ('"""', "'''"):
            if content.count(quotes) % 2:
                for following in range(line + 1, min(line + _LONGEST_DOCSTRING, self.count)):
                    if quotes in self.contents[following]:
                        return following
        return line

    def ends_code(self, line: int, language: LineFit) -> bool:
        """Whether ``line`` begins something else, whatever it looks like."""
        content = self.contents[line]
        if content.startswith(("```", ">>>")):
            return True
        if language == "c" and content[0] == "*":  # the lines of a comment
            return False
        return BULLET.match(content) is not None or (not self.contents[line - 1] and self.is_title(line, content))

    def session_end(self, line: int) -> int:
        """The last line of the Python session at ``line``: prompts and what they print, up to a blank line."""
        last = line
        for following in range(line + 1, self.count):
            content = self.contents[following]
            if not content or content[0] in UNICODE_BULLETS or content.startswith("```"):
                break
            if self.columns[following] < self.columns[line] and BULLET.match(content):
                break
            last = following
        return last

    def unfenced_end(self, line: int, fit: LineFit) -> tuple[int, str]:
        """The last line of the code at ``line`` in the running text, and its language."""
        last = self.docstring_end(line)
        language = fit
        inside = _opens_block(self.contents[line])
        while True:
            following = last + 1
            while following < self.count and not self.contents[following]:
                following += 1
            if following == self.count or self.ends_code(following, language):
                break
            content = self.contents[following]
            fit = self.fit_of(following)
            deeper = self.columns[following] > self.columns[line]
            fits = fit != "" and (fit == "either" or language in ("either", fit))
            adjacent = following == last + 1 and goes_on(content, "c" if language == "c" else "python")
            if not (fits or (not fit and (adjacent or (deeper and inside)))):
                break
            if fits and language == "either":
                language = fit
            if not deeper:
                inside = _opens_block(content) or (inside and content[0] in ")]}")
            last = self.docstring_end(following)
        return last, "c" if language == "c" else "python"


def _opens_block(content: str) -> bool:
    """Whether deeper lines below ``content`` belong to it."""
    code = content.split("  #", 1)[0].rstrip()
    return code.endswith((":", "{", "(", "[", ",", "\\")) or code.startswith(("def ", "class ", "@"))
