"""Code whose language is not named, though it can be told."""

import re
from collections.abc import Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.talks.model import Notes

_ONLY_PYTHON = re.compile(
    r"^[ \t]*(?:import |from |(?:async )?def |class |for |while |with |if |elif |try:|except|return\b|raise |print\b|@\w|>>>)"
    r"|\w[ \t]*=(?!=)|In \[",
    re.MULTILINE,
)


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the fences and blocks of code that name no language and look like one."""
    document = notes.document
    for block in document.blocks_of(CodeBlock):
        if not block.language and _is_certain(document.text, block):
            edit = edit_that_names(document.text, block)
            if edit is not None:
                fix = Fix(f"Name the language: {block.guess}", (edit,))
                yield Finding(
                    block.start, block.language_start, f"this code looks like {block.guess}, and does not say so", fix
                )


def _is_certain(text: str, block: CodeBlock) -> bool:
    """Whether the block can be nothing but what it looks like: a list of calls may be of many languages.

    What begins with ``%`` is a cell of a notebook, which says its language already.
    """
    code = text[block.content_start : block.content_end]
    if not block.guess or code.lstrip().startswith("%"):
        return False
    if block.guess == "python":
        return _ONLY_PYTHON.search(code) is not None
    if block.guess == "json":  # and not what other programs take for it
        return "'" not in code
    return block.guess != "shell" or not _is_session(code)


def _is_session(code: str) -> bool:
    """Whether ``code`` shows what commands answered, which is no shell script."""
    lines = [line.strip() for line in code.splitlines() if line.strip()]
    prompts = [line.startswith(("$ ", "% ")) for line in lines]
    return any(prompts) and not all(prompts)


def edit_that_names(text: str, block: CodeBlock) -> Edit | None:
    """The edit that writes the language that ``block`` looks like at its place.

    None where a language is named, where nothing can be told, and where the block has no place for a name.
    """
    place = block.language_start
    if block.language or not block.guess or block.language_end > place:
        return None
    opening = text[block.start : place].lower()
    # Of the directives and the blocks of Org some hold code in no language, or in one that goes without saying.
    if not (block.kind == "fence" or (block.kind == "directive" and "code" in opening) or opening.endswith("_src")):
        return None
    gap = "" if block.kind == "fence" or opening.endswith((" ", "\t")) else " "
    return Edit(place, place, gap + block.guess)


RULE = Rule(
    code="code-language",
    severity="hint",
    on=True,
    summary="Code does not name its language.",
    reason=(
        "Without a language code is shown in one colour, and neither editors nor the check of Python in notes-lsp know "
        "for certain what it is. Only what clearly looks like a language is reported."
    ),
    bad="# Testing legacy code\n\n```\nimport os\n\ndef total(prices):\n    return sum(prices)\n```\n",
    good="# Testing legacy code\n\n```python\nimport os\n\ndef total(prices):\n    return sum(prices)\n```\n",
    check=check,
    scope="part",
    fixes="safe",
)
