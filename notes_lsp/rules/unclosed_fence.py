"""Code fences that are never closed."""

import re
from collections.abc import Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.line_ends import line_end_of
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.talks.model import Notes

_FENCE = re.compile(r"`{3,}|~{3,}")
_ORG_BLOCK = re.compile(r"(#\+)(begin)_(\w+)", re.IGNORECASE)
# Headings, and bullets that no language knows.
_NO_CODE = re.compile(r"#{2,6} \S|[•◦▪●○‣∙]")
_LONGEST = 400  # lines


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the fences that are open to the end of what they stand in (CommonMark 0.31, section 4.5)."""
    for block in notes.document.blocks_of(CodeBlock):
        if not block.closed:
            end = notes.document.lines.ends[notes.document.lines.line_at(block.start)]
            fix = _fix(notes.document, block)
            yield Finding(block.start, end, "this fence is never closed, so all that follows is code", fix)


def _fix(document: Document, block: CodeBlock) -> Fix | None:
    """Close the fence where the code seems to end, which nobody can be sure of."""
    lines, text = document.lines, document.text
    first = lines.line_at(block.start)
    opening = text[block.start : lines.ends[first]]
    fence, of_org = _FENCE.match(opening), _ORG_BLOCK.match(opening)
    prefix = text[lines.starts[first] : block.start]
    # A list item goes on with space; the lines of a quote have a mark that is part of what they hold.
    if ">" in prefix or (fence is None and of_org is None):
        return None
    if fence is not None:
        closing = fence.group()
    elif of_org is not None:
        closing = f"{of_org[1]}{'END' if of_org[2].isupper() else 'end'}_{of_org[3]}"
    indent = "".join(character if character in " \t" else " " for character in prefix)
    end = lines.ends[_last_line_of_code(document, block, len(indent.expandtabs(4)))]
    return Fix("Close it where the code ends", (Edit(end, end, f"{line_end_of(text)}{indent}{closing}"),), safe=False)


def _last_line_of_code(document: Document, block: CodeBlock, indent: int) -> int:
    """The last line of what begins below the fence and looks like code, paragraph by paragraph."""
    # Imported when first needed: its patterns cost more at start-up than all others together.
    from notes_lsp.syntax.code_language import guess_language

    lines, text = document.lines, document.text
    first, last = lines.line_at(block.start), min(lines.line_at(block.end), lines.line_at(block.start) + _LONGEST)
    end = first
    paragraph: list[str] = []
    for line in range(first + 1, last + 2):
        written = text[lines.starts[line] : lines.ends[line]].expandtabs(4) if line <= last else ""
        is_over = end + len(paragraph) > first and _NO_CODE.match(written[indent:]) is not None
        if written.strip() and not is_over:
            paragraph.append(written)
            continue
        if paragraph:
            goes_on = paragraph[0][indent : indent + 1].isspace() or guess_language("\n".join(paragraph))
            if end > first and not goes_on:
                break
            end = line - 1
            paragraph = []
        if is_over:
            break
    return end


RULE = Rule(
    code="unclosed-fence",
    severity="error",
    on=True,
    summary="A code fence is never closed.",
    reason="Everything below it is shown as code: the talks that follow are gone from the page and from every outline.",
    bad="# Testing legacy code\n\n```python\nassert total() == 3\n\n## What came after\n\n- questions\n",
    good="# Testing legacy code\n\n```python\nassert total() == 3\n```\n\n## What came after\n\n- questions\n",
    check=check,
    scope="part",
    fixes="unsafe",
)
