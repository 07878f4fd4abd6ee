"""Completion in a made-up workspace, for the tests of each of its kinds."""

from collections.abc import Mapping

from fake_library import FakeLibrary
from marked import cut
from notes_lsp.features.completion.completion import complete
from notes_lsp.features.completion.items import CompletionItem, Completions
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

PATH = "/conf/2014/now.md"

FILES = {
    "/conf/2014/tuesday.md": """\
# EuroPython 2014 - Tuesday, July 22nd

## 10:30 Types - Ada Lovelace

- they help #python

## 11:15 Boxes - Grace Hopper

Not all of #tools is #python.
""",
    "/conf/2014/my notes.txt": "My notes\n",
    "/conf/2014/img/zero copy.svg": "",
    "/conf/2014/plan.pdf": "",
    "/conf/2014/.draft.md": "# Draft\n",
    "/conf/2014/photo.png": "",
    "/conf/deep.rst": ".. _start:\n\nDeep things\n===========\n\n:Speaker: Ada Lovelace\n",
    "/conf/places.org": "* Two words\n:PROPERTIES:\n:CUSTOM_ID: first\n:END:\n* TODO Later\n",
}


def completions(marked: str, path: str = PATH, files: Mapping[str, str] = FILES) -> tuple[str, int, Completions]:
    """The text without its ``$0``, the offset of it, and what can be completed there."""
    text, offset = cut(marked)
    notes = understand(parse(text, path), path)
    return text, offset, complete(notes, offset, path, FakeLibrary({**files, path: text}))


def items(marked: str, path: str = PATH, files: Mapping[str, str] = FILES) -> tuple[CompletionItem, ...]:
    return completions(marked, path, files)[2].items


def labels(marked: str, path: str = PATH, files: Mapping[str, str] = FILES) -> list[str]:
    return [item.label for item in items(marked, path, files)]


def applied(text: str, item: CompletionItem, *, mark: bool = False) -> str:
    """``text`` with ``item`` in it, what was inserted in brackets if ``mark`` says so."""
    inserted = f"⟦{item.text}⟧" if mark else item.text
    return text[: item.start] + inserted + text[item.end :]


def check(marked: str, expected: list[str], path: str = PATH, files: Mapping[str, str] = FILES) -> None:
    """Compare the line of the place as it is with each of the items taken; ``⟦⟧`` stand around what was inserted."""
    text, offset, found = completions(marked, path, files)
    line_start = text.rfind("\n", 0, offset) + 1
    lines = []
    for item in found.items:
        assert line_start <= item.start <= offset <= item.end, item
        assert "\n" not in text[item.start : item.end], item
        line_end = text.find("\n", offset)
        behind = text[item.end : line_end if line_end >= 0 else len(text)]
        lines.append(f"{text[line_start : item.start]}⟦{item.text}⟧{behind}")
    assert lines == expected
