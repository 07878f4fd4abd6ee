"""Completion inside of snippets of Python, and what is known of one of its items.

The engine is asked at the start of the word, with the code as it is without that word: so typing on within the word
asks the same again, and is answered from what is known. Where less code decides what can stand there
(`notes_lsp.python.needed_code`), it is asked about that alone, which it may have been long before.
"""

import json
import re
from dataclasses import replace
from typing import Any

from lsprotocol import types

from notes_lsp.lsp.python.asking import Asking
from notes_lsp.lsp.python.worker import OVERTAKEN, Question
from notes_lsp.lsp.raw_result import RawResult
from notes_lsp.python.explained import explained, signature_line
from notes_lsp.python.known_names import known_names
from notes_lsp.python.needed_code import needed_place

_WORD = re.compile(r"(?<!\w)(?:[^\W\d]\w*)?\Z")
_QUOTES = "\"'"
# What is wanted behind these signs, which an editor sends without having been asked for a completion: arguments of a
# call (0) and keys (1), by the groups of the engine.
_WANTED_BEHIND = {"(": (0,), "[": (1,), '"': (1,)}
_OF_A_DOT = "."

_KINDS = {
    "module": types.CompletionItemKind.Module,
    "class": types.CompletionItemKind.Class,
    "instance": types.CompletionItemKind.Variable,
    "function": types.CompletionItemKind.Function,
    "param": types.CompletionItemKind.Variable,
    "keyword": types.CompletionItemKind.Keyword,
    "property": types.CompletionItemKind.Property,
    "statement": types.CompletionItemKind.Variable,
    "string": types.CompletionItemKind.Value,
}

_Item = dict[str, Any]


async def complete(asking: Asking, params: types.CompletionParams) -> RawResult | None:
    """What can stand at the place; names that stand in the snippets when the engine takes too long."""
    sign = params.context.trigger_character if params.context is not None else None
    if sign is not None and sign != _OF_A_DOT and sign not in _WANTED_BEHIND:
        return None  # one of those that the notes wait for
    word = _WORD.search(asking.line_of_code, 0, asking.column)
    if word is None:  # in a number
        return None
    question = _question(asking, asking.column - len(word[0]), word[0])
    reply = await asking.ask(question, group=asking.request.uri)
    if reply.answered:
        groups = _WANTED_BEHIND.get(sign or "")
        found = reply.result or {"items": [], "complete": True}
        items = [item for item in found["items"] if groups is None or item[2] in groups]
        return _list(asking, word[0], items, is_complete=found["complete"])
    if reply is OVERTAKEN or sign in _WANTED_BEHIND:
        return _list(asking, word[0], [], is_complete=False)
    after_dot = asking.line_of_code[: asking.column - len(word[0])].rstrip().endswith(".")
    names = known_names(_without_word(asking, asking.column - len(word[0]), word[0]), after_dot=after_dot)
    return _list(asking, word[0], [[name, "", 3, 0] for name in names], is_complete=False)


async def resolve(asking: Asking, item: types.CompletionItem) -> types.CompletionItem | None:
    """The item with what is known of it; ``asking`` is about the start of its word."""
    word = re.compile(r"\w*").match(asking.line_of_code, asking.column)
    question = _question(asking, asking.column, word[0] if word is not None else "")
    described = replace(question, do="describe", extra=item.label)
    # The list may have been edited upon: the name is still what it was, or is not found.
    reply = await asking.worker.ask(described)
    if not reply.answered or reply.result is None:
        return None
    item.detail = signature_line(reply.result) or None
    markdown = asking.request.client.markdown_documentation
    text = explained(reply.result, markdown=markdown)
    if text:
        item.documentation = types.MarkupContent(types.MarkupKind.Markdown, text) if markdown else text
    return item


def _question(asking: Asking, start: int, word: str) -> Question:
    code, line = _without_word(asking, start, word), asking.line
    needed = needed_place(code, line, start)
    if needed is not None:
        code, line, start = needed.code, needed.line, needed.column
    return Question("complete", code, line, start, interpreter=asking.interpreter)


def _without_word(asking: Asking, start: int, word: str) -> str:
    lines = asking.module.code.split("\n")
    line = lines[asking.line - 1]
    lines[asking.line - 1] = line[:start] + line[start + len(word) :]
    return "\n".join(lines)


def _list(asking: Asking, word: str, found: list[list[Any]], *, is_complete: bool) -> RawResult | None:
    # Hundreds of items: to make objects of them, and JSON of these, would take longer than to find them.
    folded = word.casefold()
    fitting = [each for each in found if each[3] or each[0].casefold().startswith(folded)]
    ranges = {replaced: _range(asking, len(word) + replaced) for replaced in {each[3] for each in fitting}}
    start = asking.offset - len(word)
    items = [_item(asking, start, ranges[each[3]], *each[:3]) for each in fitting]
    if not items and is_complete:
        return None
    return RawResult(json.dumps({"isIncomplete": not is_complete, "items": items}, separators=(",", ":")))


def _range(asking: Asking, length: int) -> Any:
    first, last = asking.request.position(asking.offset - length), asking.request.position(asking.offset)
    return {
        "start": {"line": first.line, "character": first.character},
        "end": {"line": last.line, "character": last.character},
    }


def _item(asking: Asking, start: int, replaced: Any, name: str, type_: str, group: int) -> _Item:
    request = asking.request
    text = name
    if name[:1] in _QUOTES and name.endswith(request.document.text[asking.offset : asking.offset + 1] or "\n"):
        text = name[:-1]  # the editor has closed the quote already
    item: _Item = {
        "label": name,
        "sortText": f"{group}{name.casefold()}",
        "textEdit": {"range": replaced, "newText": text},
        "data": {"python": request.uri, "offset": start},
    }
    kind = _KINDS.get(type_)
    if kind is not None:
        item["kind"] = kind.value
    return item
