"""The words of a text, for rules that know words: which there are, at what little that costs, and where they stand.

Most files hold none of the words that such a rule looks for, and all of a file is looked at for that: so its words are
told apart once, as a set, for all rules. Where one stands, and whether it stands in running text, is asked only of
words that somebody knows.
"""

import re
from collections.abc import Collection, Iterator

from notes_lsp.links.running_text import is_in_html, is_in_inline_code, spans_without_text
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.markdown_links import is_inside
from notes_lsp.syntax.values import value_class

_WORD_CHARACTERS = b"0123456789abcdefghijklmnopqrstuvwxyz"
_LOWER = bytes(range(256)).lower()
_ONLY_WORDS = bytes(byte if byte in _WORD_CHARACTERS else 0x20 for byte in _LOWER)

# What a word is a part of where this stands beside it: a longer word, a path, an address, an option, an attribute, a tag.
_BEFORE = r"(?<![\w'’@#./\\:=$%&+~<-])"
_BEHIND = r"(?![\w'’@#/\\=$(+~<>-]|[.:]\w)"
_QUOTES = frozenset("\"'“”‘’«»„‚")


@value_class
class WrittenWord:
    """A word as it is written at ``start:end``."""

    start: int
    end: int
    text: str


def split_words(text: str) -> list[bytes]:
    """The words of ``text`` in lower case, in ASCII, with digits; those with other letters than a to z fall into pieces."""
    return text.encode("ascii", "replace").translate(_ONLY_WORDS).split()


def _distinct_words(document: Document) -> frozenset[str]:
    return frozenset(b" ".join(split_words(document.text)).decode("ascii").split())


distinct_words = of_part(_distinct_words)
"""The words in a part, as `split_words` gives them. Its second argument is the index of the part."""


def written_words(document: Document, index: int, words: Collection[str]) -> Iterator[WrittenWord]:
    """Where ``words`` stand in the running text of the part at ``index``, in whatever case, in order.

    Left out are code, links, tags, parts of longer names, words in capitals or in camel case, and those in quotation
    marks of their own: who writes about a word means it.
    """
    part, base = document.parts[index], document.part_starts[index]
    spans = spans_without_text(document, index)
    pattern = re.compile(f"{_BEFORE}(?:{'|'.join(sorted(words))}){_BEHIND}", re.IGNORECASE | re.ASCII)
    for match in pattern.finditer(part.text):
        start, end = match.span()
        word = match[0]
        if not (word.islower() or word[:1].isupper() and word[1:].islower()):
            continue
        if part.text[start - 1 : start] in _QUOTES and part.text[end : end + 1] in _QUOTES:
            continue
        if is_inside(spans, start) or is_in_inline_code(part.text, start, document.dialect):
            continue
        if not is_in_html(part.text, start):
            yield WrittenWord(base + start, base + end, word)


def cased_like(written: str, proper: str) -> str:
    """``proper`` with the capital, or without it, that ``written`` has."""
    return proper[:1].upper() + proper[1:] if written[:1].isupper() else proper
