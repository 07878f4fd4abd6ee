"""What is known of a name in Python, in words for whoever points at it."""

from collections.abc import Mapping, Sequence
from typing import Any

_MOST_LINES = 60
_LONGEST_LINE = 300


def explained(description: Mapping[str, Any], *, markdown: bool) -> str:
    """A description by the engine as Markdown or plain text: signatures, what it is called, its documentation."""
    head = _head(description)
    doc = _trimmed(str(description.get("doc") or ""))
    full_name = str(description.get("full_name") or "").removeprefix("__main__.")
    said = full_name and full_name != description.get("name") and full_name not in head
    if not markdown:
        return "\n\n".join(part for part in (head, full_name if said else "", doc) if part)
    parts = [
        _fenced(head, "python") if head else "",
        f"`{full_name}`" if said else "",
        documentation(doc, markdown=True),
    ]
    return "\n\n".join(part for part in parts if part)


def signature_line(description: Mapping[str, Any]) -> str:
    """What a description begins with, on one line."""
    return _first_line(_head(description))


def documentation(doc: str, *, markdown: bool) -> str:
    """A docstring. It may be written in any markup or none: Markdown shows it as it stands."""
    trimmed = _trimmed(doc)
    return _fenced(trimmed, "text") if markdown and trimmed else trimmed


def _head(description: Mapping[str, Any]) -> str:
    name, type_ = str(description.get("name") or ""), description.get("type")
    signatures: Sequence[str] = description.get("signatures") or ()
    if signatures:
        word = {"class": "class ", "function": "def "}.get(str(type_), "")
        return "\n".join(f"{word}{signature}" for signature in signatures)
    if description.get("inferred"):
        return f"{name}: {description['inferred']}"
    return _first_line(str(description.get("text") or name))


def _first_line(text: str) -> str:
    line = text.strip().partition("\n")[0]
    return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…"


def _trimmed(doc: str) -> str:
    lines = doc.strip("\n").rstrip().split("\n")
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES], "…"]
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _fenced(text: str, language: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"
