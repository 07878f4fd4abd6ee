"""Whether notes, or a line of them, are in English, as far as the little words tell; and what may be a name in them."""

import re
from functools import cache

from notes_lsp.rules.written_words import WrittenWord, distinct_words
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Heading

_ENGLISH = frozenset(
    "the and of to is are was were that this these with for from you your they their there can not have has had will would "
    "should when how what which who it its be been by or if but because than then into about some more".split()
)
# Only words that English does not have.
_FOREIGN = frozenset(
    "der und nicht mit ist auf ein eine einen dem fur wird werden oder les une dans pour avec est sont sur mais nous vous "
    "aux ces cette qui que los una para por como mas pero sus esta uma com dos nao mais isso het een voor niet zijn maar "
    "gli che della sono nel anche nie jest dla przez jak som och att inte som det".split()
)
_ENOUGH_ENGLISH = 3
_FARTHEST = 300  # characters of a line that are looked at to either side
_LETTERS = re.compile(r"[a-z]+")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:;|–—]|\s-)[\s*_>\"'“‘(\[•+#-]*(?:\d+[.)]\s+)?$")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONG_FOR_A_NAME = 7


def is_english(document: Document) -> bool:
    """Whether the text has enough of the little words of English, and few of those of its neighbours."""
    words: set[str] = set()
    for index in range(len(document.parts)):
        words |= _little_words(document, index)
    english = len(words & _ENGLISH)
    return english >= _ENOUGH_ENGLISH and english > 2 * len(words & _FOREIGN)


def _little_words(document: Document, index: int) -> frozenset[str]:
    return distinct_words(document, index) & _all_little_words()


@cache
def _all_little_words() -> frozenset[str]:
    return _ENGLISH | _FOREIGN


def is_foreign_line(document: Document, offset: int) -> bool:
    """Whether the line of ``offset`` has as many little words of other languages as of English, and has some."""
    words = set(_LETTERS.findall("".join(_line_around(document, offset)).lower()))
    foreign = len(words & _FOREIGN)
    return foreign > 0 and foreign >= len(words & _ENGLISH)


def may_be_name(document: Document, word: WrittenWord) -> bool:
    """Whether ``word`` has a capital that no beginning of a sentence gives it, and no title either."""
    if word.text.islower():
        return False
    before, behind = _line_around(document, word.start)
    if _SENTENCE_STARTS.search(before):
        return False
    if len(word.text) < _LONG_FOR_A_NAME or not _is_in_heading(document, word.start):
        return True
    # In "The Opeining of the Conference" all words that matter have a capital.
    long_words = _WORD.findall(before + behind)
    return 2 * sum(1 for each in long_words if _CAPITALISED.match(each)) <= len(long_words)


def _line_around(document: Document, offset: int) -> tuple[str, str]:
    lines = document.lines
    line = lines.line_at(offset)
    start, end = max(lines.starts[line], offset - _FARTHEST), min(lines.ends[line], offset + _FARTHEST)
    return document.text[start:offset], document.text[offset:end]


def _is_in_heading(document: Document, offset: int) -> bool:
    return any(isinstance(block, Heading) for block in document.blocks_at(offset))
