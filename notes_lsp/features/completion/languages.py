"""Completion of the language of a block of code, where its first line is being typed."""

import re
from collections import Counter
from collections.abc import Iterator

from notes_lsp.features.completion.items import CompletionItem
from notes_lsp.features.completion.place import Place
from notes_lsp.syntax.language_names import canonical_language
from notes_lsp.syntax.nodes import CodeBlock

_CONTAINER = r"(?:[ \t]*(?:>|[-*+•]|\d+[.)])[ \t]+|>)*"
_FENCE = re.compile(rf"{_CONTAINER}[ \t]*(?:`{{3,}}|~{{3,}})[ \t]*([\w+#.-]*)\Z")
_DIRECTIVE = re.compile(r"[ \t]*\.\.[ \t]+(?:code-block|code|sourcecode|highlight)::(?:[ \t]+([\w+#.-]*))?\Z")
_ORG = re.compile(r"[ \t]*#\+BEGIN_SRC(?:[ \t]+([\w+#.-]*))?\Z", re.IGNORECASE)
_REST = re.compile(r"[\w+#.-]*")

# How far from the place blocks of code are looked at, in code points.
_NEAR = 50_000

# Common languages of talks with the other names that a person may begin to type, the most common first.
_COMMON = {
    "python": "py py3 python3",
    "pycon": "python console repl doctest",
    "console": "terminal shell-session",
    "shell": "sh bash zsh",
    "javascript": "js jsx node",
    "typescript": "ts tsx",
    "json": "",
    "yaml": "yml",
    "toml": "",
    "sql": "postgres mysql sqlite",
    "html": "htm",
    "css": "",
    "xml": "svg",
    "c": "",
    "cpp": "c++",
    "csharp": "c#",
    "java": "",
    "kotlin": "kt",
    "go": "golang",
    "rust": "rs",
    "ruby": "rb",
    "php": "",
    "swift": "",
    "scala": "",
    "haskell": "hs",
    "clojure": "clj",
    "elixir": "ex",
    "lisp": "elisp scheme",
    "r": "",
    "julia": "jl",
    "diff": "patch",
    "dockerfile": "docker",
    "ini": "cfg conf config properties",
    "makefile": "make mk",
    "markdown": "md",
    "rst": "restructuredtext",
    "text": "plain txt",
}


def complete_languages(place: Place) -> Iterator[CompletionItem]:
    """The languages of the blocks near the place, then common ones."""
    match = _opening_line(place)
    if match is None:
        return
    typed = match[1] or ""
    # A fence stands right before its language, a directive does not.
    gap = " " if match[1] is None else ""
    rest = _REST.match(place.after)
    end = place.offset + (rest.end() if rest is not None else 0)
    for name, detail in _languages(place):
        aliases = _COMMON.get(name, "")
        yield CompletionItem(
            label=name,
            kind="language",
            detail=detail or aliases.replace(" ", ", "),
            start=place.offset - len(typed),
            end=end,
            text=gap + name,
            filter_text=f"{name} {aliases}".strip(),
        )


def _opening_line(place: Place) -> re.Match[str] | None:
    """The line that opens a block of code, up to the place; what closes one has no language."""
    dialect = place.document.dialect
    if dialect == "org":
        return _ORG.match(place.before)
    if dialect == "rst":
        return _DIRECTIVE.match(place.before)
    match = _FENCE.match(place.before)
    if match is None:
        return None
    here = place.document.blocks_between(place.line_start, place.line_end + 1)
    return match if any(isinstance(block, CodeBlock) and block.kind == "fence" for block in here) else None


def _languages(place: Place) -> Iterator[tuple[str, str]]:
    near = place.document.blocks_between(max(place.offset - _NEAR, 0), place.offset + _NEAR)
    text = place.document.text
    used = Counter(
        text[block.language_start : block.language_end].lower()
        for block in near
        if isinstance(block, CodeBlock) and block.language and not place.line_start <= block.start <= place.line_end
    )
    plain = {name: count for name, count in used.items() if _REST.fullmatch(name) is not None}
    for name in sorted(plain, key=lambda name: (-plain[name], name)):
        yield name, "in these notes"
    taken = {canonical_language(name) for name in plain}
    for name in _COMMON:
        # `console` is another name of the shell for those who read code, and another look for those who write it.
        if name not in plain and (name not in taken or canonical_language(name) != name):
            yield name, ""
