"""Curly quotation marks and long dashes in code, which slides and text programs put there."""

import re
from collections.abc import Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.talks.model import Notes

_SHELLS = frozenset({"bash", "sh", "shell", "zsh", "console"})
_LANGUAGES = frozenset(
    {"python", "javascript", "js", "typescript", "ts", "json", "java", "c", "go", "ruby", "sql", *_SHELLS}
)
_PLAIN = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'"}
_CURLY = re.compile("[“”„‘’‚]")
_OPTION = re.compile(r"(?<=[ \t])[–—](?=[A-Za-z])")
# What says something, and may be typeset: strings in plain quotation marks, and comments.
_SAID = re.compile(
    r'"""[\s\S]*?(?:"""|\Z)|'
    r"'''[\s\S]*?(?:'''|\Z)|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'(?:\\.|[^'\\\n])*'|"
    r"#[^\n]*|//[^\n]*|--[ \t][^\n]*|/\*[\s\S]*?(?:\*/|\Z)"
)
_PROMPTED = re.compile(r"^[ \t]*(?:>>>|\.\.\.|\$)", re.MULTILINE)


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report curly quotation marks around what should be strings, and dashes that should begin an option."""
    document = notes.document
    if document.text.isascii():
        return
    for block in document.blocks:
        if isinstance(block, CodeBlock) and (block.language or block.guess) in _LANGUAGES:
            yield from _in_block(document, block)


def _in_block(document: Document, block: CodeBlock) -> Iterator[Finding]:
    code = document.text[block.content_start : block.content_end]
    if code.isascii() or _PROMPTED.search(code):  # what a program answers may be typeset
        return
    bare = _SAID.sub(lambda match: " " * len(match[0]), code)
    found = [(match.start(), _PLAIN[match[0]]) for match in _CURLY.finditer(bare)]
    if (block.language or block.guess) in _SHELLS:
        found += [(match.start(), "--" if match[0] == "—" else "-") for match in _OPTION.finditer(bare)]
    is_told = bool(block.language)
    for place, plain in sorted(found):
        start = block.content_start + place
        what = "dash" if plain[0] == "-" else "quotation mark"
        fix = Fix(f"Write {plain}", (Edit(start, start + 1, plain),), safe=is_told)
        yield Finding(start, start + 1, f"this {what} is typeset, so the code does not run", fix)


RULE = Rule(
    code="smart-quote-in-code",
    severity="warning",
    on=True,
    summary="Code has quotation marks or dashes of a text program.",
    reason=(
        "Slides and text programs make curly quotation marks of plain ones and dashes of hyphens. Code that was copied "
        "from them does not run, and it is hard to see why. Strings and comments may hold them."
    ),
    bad="# Testing legacy code\n\n```python\nopen(“prices.csv”)\n```\n",
    good='# Testing legacy code\n\n```python\nopen("prices.csv")\n```\n',
    check=check,
    scope="part",
    fixes="both",
)
