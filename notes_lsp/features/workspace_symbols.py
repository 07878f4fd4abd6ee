"""Finding talks, speakers, days, conferences and tags in all notes by a few letters of their names.

Every word of a query must be found, in whatever order: in the name, or at the beginning of a word of what it belongs
to. In a name the letters of a word may lie apart ("pygen" finds "Python generators"), but letters in a row and at the
beginning of words count for more. Case and accents are left aside.

There is no index to build and to keep: to fold a name takes less time than to look it up, and twenty thousand names
are searched in a few hundredths of a second.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from notes_lsp.features.library import FileSummary, Symbol, speaker_key

# Who types nothing yet sees where to begin.
_KINDS = {"conference": 0, "day": 1, "talk": 2, "speaker": 3, "tag": 4}

_LONGEST_WORD = 60
_MOST_WORDS = 8
_LONGEST_NAME = 300

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "æ": "ae", "œ": "oe", "ð": "d"})


# Its rank, a number that tells it from others of the same rank, its file, and the symbol.
_Ranked = tuple[tuple[int, int, int], int, str, Symbol]


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """A symbol of the file at ``path``. ``symbol.container`` says which conference and day it belongs to."""

    path: str
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a query, folded, and how it is looked for: ``beginning`` finds it where a word begins.

    ``apart`` finds its letters in their order, whatever lies between.
    """

    text: str
    beginning: re.Pattern[str]
    apart: re.Pattern[str]


def search_symbols(query: str, summaries: Iterable[FileSummary], limit: int = 200) -> tuple[FoundSymbol, ...]:
    """At most ``limit`` symbols that ``query`` finds, the best first (LSP 3.17, ``workspace/symbol``).

    A query that begins with ``#`` finds tags alone; an empty one gives conferences, then days, then the rest.
    Of a tag, and of a speaker, each file gives the first mention that is found.
    """
    only_tags = query.lstrip().startswith("#")
    written = [word.lstrip("#")[:_LONGEST_WORD] for word in _folded(query).split()]
    words = [_word(text) for text in written if text][:_MOST_WORDS]
    ranked: list[_Ranked] = []
    for summary in summaries:
        ranked += _ranked(summary, words, len(ranked), only_tags)
    # Where two are as good, the order of files and of their text decides.
    return tuple(FoundSymbol(path, symbol) for _, _, path, symbol in nsmallest(limit, ranked))


def _word(text: str) -> _Word:
    apart = "".join(f"[^{re.escape(letter)}]*{re.escape(letter)}" for letter in text)
    return _Word(text, re.compile(rf"(?<![^\W_]){re.escape(text)}"), re.compile(apart))


def _ranked(summary: FileSummary, words: Sequence[_Word], count: int, only_tags: bool) -> Iterator[_Ranked]:
    """The symbols of a file that are found, each of its tags and people once; they are numbered from ``count``."""
    seen: set[tuple[str, str]] = set()
    for symbol in summary.symbols:
        kind = symbol.kind
        if only_tags and kind != "tag":
            continue
        rank = _rank(symbol, words)
        if rank is None:
            continue
        if kind in ("tag", "speaker"):
            key = (kind, speaker_key(symbol.name) if kind == "speaker" else symbol.name)
            if key in seen:
                continue
            seen.add(key)
        yield rank, count, summary.path, symbol
        count += 1


def _rank(symbol: Symbol, words: Sequence[_Word]) -> tuple[int, int, int] | None:
    """Where ``symbol`` stands among what is found, the smallest first; None where it is not found."""
    if not words:
        return 0, _KINDS[symbol.kind], 0
    name = _folded(symbol.name)
    container: str | None = None
    total = in_name = 0
    for word in words:
        score = _score(name, word)
        if score:
            in_name += 1
        else:
            container = _folded(symbol.container) if container is None else container
            if word.beginning.search(container) is None:
                return None
            score = _IN_CONTAINER
        total += score
    # What is found only by what it belongs to is not what was looked for.
    return (-total, _KINDS[symbol.kind], len(name)) if in_name else None


# What a word of the query is worth where it is found; letters that lie apart are worth less the more pieces there are.
_WHOLE_NAME = 1200
_BEGINS_NAME = 1000
_WHOLE_WORD = 950
_BEGINS_WORD = 900
_IN_WORD = 700
_IN_CONTAINER = 650
_INITIALS = 600
_PIECES = 400
_A_PIECE = 20
_MOST_PIECES = 10
_FARTHEST_APART = 2  # for each letter


def _score(name: str, word: _Word) -> int:
    """What it is worth that ``word`` is found in ``name``; 0 where it is not."""
    text = word.text
    if text not in name:
        return _score_of_pieces(name, word)
    if name.startswith(text):
        return _WHOLE_NAME if len(name) == len(text) else _BEGINS_NAME
    found = word.beginning.search(name)
    if found is None:
        return _IN_WORD
    return _BEGINS_WORD if name[found.end() : found.end() + 1].isalnum() else _WHOLE_WORD


def _score_of_pieces(name: str, word: _Word) -> int:
    """What it is worth that the letters of ``word`` are in ``name``, in their order and apart."""
    if word.apart.match(name) is None:
        return 0
    latest = _latest_places(name, word.text)
    pieces = _pieces(name, word.text, latest, _next_beginning)
    if all(_is_beginning(name, start) for start, _ in pieces):
        return _INITIALS - _A_PIECE * min(len(pieces), _MOST_PIECES)
    pieces = _pieces(name, word.text, latest, str.find)
    # Letters that are strewn over a long name are in almost any.
    if pieces[-1][1] - pieces[0][0] > _FARTHEST_APART * len(word.text):
        return 0
    beginnings = sum(_is_beginning(name, start) for start, _ in pieces)
    return _PIECES - _A_PIECE * min(2 * len(pieces) - beginnings, _MOST_PIECES)


def _latest_places(name: str, word: str) -> list[int]:
    """The last place in ``name`` where each letter of ``word`` can lie so that those behind it still follow."""
    latest = []
    end = len(name)
    for letter in reversed(word):
        end = name.rindex(letter, 0, end)
        latest.append(end)
    latest.reverse()
    return latest


def _pieces(
    name: str, word: str, latest: Sequence[int], find: Callable[[str, str, int, int], int]
) -> list[tuple[int, int]]:
    """Where the letters of ``word`` lie in ``name``: spans of letters in a row, each begun at what ``find`` finds."""
    pieces: list[tuple[int, int]] = []
    for letter, last in zip(word, latest, strict=True):
        end = pieces[-1][1] if pieces else -1
        if 0 <= end <= last and name[end] == letter:
            pieces[-1] = (pieces[-1][0], end + 1)
        else:
            start = find(name, letter, max(end, 0), last + 1)
            pieces.append((start, start + 1))
    return pieces


def _next_beginning(name: str, letter: str, start: int, end: int) -> int:
    """The next beginning of a word with ``letter`` in ``start:end``; without one, the next place of the letter."""
    first = place = name.find(letter, start, end)
    while place >= 0 and not _is_beginning(name, place):
        place = name.find(letter, place + 1, end)
    return place if place >= 0 else first


def _is_beginning(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def _folded(text: str) -> str:
    """``text`` without case and accents."""
    text = text[:_LONGEST_NAME]
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join([character for character in decomposed if not unicodedata.combining(character)])
