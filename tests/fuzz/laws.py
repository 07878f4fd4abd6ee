"""What holds of any notes, whoever wrote them: each law is a function that fails with an assertion where it does not.

`all_laws` asks everything that the project can be asked about a text, at the places where something begins or ends
and at some others. Nothing may raise, whatever the text.
"""

import random
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import chain, pairwise
from typing import Any

import pyromark

from documents import piece_of
from edited import edited
from fake_library import FakeLibrary
from notes_lsp.features.card import Card, card_as_markdown, card_as_plaintext
from notes_lsp.features.code_actions.code_actions import CODE_ACTION_KINDS, Asked, code_actions
from notes_lsp.features.code_actions.findings import Findings
from notes_lsp.features.code_lenses import code_lenses, talks_of_day, web_links_of_talk
from notes_lsp.features.completion.cards import resolve
from notes_lsp.features.completion.completion import complete
from notes_lsp.features.folding.folding import collapsed_text, find_folds
from notes_lsp.features.hover.hover import hover
from notes_lsp.features.inlay_hints import inlay_hints
from notes_lsp.features.linking.targets_in import link_places
from notes_lsp.features.linking.web_places import web_addresses, web_targets_between
from notes_lsp.features.navigation.definition import find_definitions
from notes_lsp.features.navigation.document_links import find_document_links, resolve_target
from notes_lsp.features.navigation.highlight import find_highlights
from notes_lsp.features.navigation.references import find_references
from notes_lsp.features.outline import OutlineNode, outline_tree
from notes_lsp.features.rename.rename import RenameRefused, prepare_rename, rename
from notes_lsp.features.rename.rename_files import rename_files
from notes_lsp.features.selection.selection import selection_spans
from notes_lsp.features.semantic_tokens import semantic_tokens
from notes_lsp.features.summary import summarise
from notes_lsp.features.tags import find_tags
from notes_lsp.features.workspace_symbols import search_symbols
from notes_lsp.links.verdicts import VERDICTS, WebState
from notes_lsp.python.mistakes import mistake_in
from notes_lsp.python.module import module_at
from notes_lsp.python.snippets import snippets_in
from notes_lsp.rules.base import Edit, FileKind
from notes_lsp.rules.pieces import Piece
from notes_lsp.rules.registry import RULES, check, check_in_pieces
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.batch import Checker
from notes_lsp.workspace.files import FileText
from notes_lsp.workspace.fixing import Fixer
from notes_lsp.workspace.open_notes import OpenNotes
from shown import assert_well_formed

_KINDS: tuple[FileKind | None, ...] = ("file", "folder", "missing", "wrong-case", "outside", None)
_OTHER = "# Other\n\n## There\n\n[types](a.md#types) [[a#Types]] [x](a.rst) #tag by Ada Lovelace\n\n<a id='x'></a>\n"
_PLACES = 30


class Around:
    """Files and addresses of which something is known at random, the same for the same name."""

    state = None

    def kind_of(self, target: str) -> FileKind | None:
        return _KINDS[_number(target) % len(_KINDS)]

    def spelling_of(self, target: str) -> str | None:
        return target.swapcase() if self.kind_of(target) == "wrong-case" else None

    def anchors_of(self, target: str) -> frozenset[str] | None:
        return frozenset({"there", "types"}) if _number(target) % 2 else None

    def web_state(self, address: str) -> WebState | None:
        return state_of(address)


class Library(FakeLibrary):
    """Some files, and addresses of which something is known at random."""

    def web_state(self, address: str) -> WebState | None:
        return state_of(address)


def state_of(address: str) -> WebState | None:
    verdict = VERDICTS[_number(address) % len(VERDICTS)]
    moved = f"{address}/moved" if verdict == "moved" else None
    return WebState(address, verdict, 404, "reason <b>", moved, 1e9, 1e6) if _number(address) % 9 else None


def _number(name: str) -> int:
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


# ---------------------------------------------------------------- the laws


def all_laws(name: str, text: str, seed: int) -> None:
    """All that holds of ``text`` in a file called ``name``; ``seed`` says at which places is asked."""
    chance = random.Random(f"places {seed}")
    document = parse(text, name)
    assert_well_formed(document)
    notes = understand(document, name)
    library = Library({name: text, "/c/b.md": _OTHER, "/c/b.rst": _OTHER, "/c/sub/x y.md": _OTHER, "/c/img/x.svg": ""})
    law_of_spans(notes)
    law_of_the_outline(notes)
    law_of_the_whole_file(notes, name, library)
    found = law_of_rules(notes)
    law_of_python(notes)
    for offset in places_in(notes, chance):
        law_of_a_place(notes, offset, name, library)
        law_of_edits(notes, offset, name, library, found, chance)
    law_of_fixes(name, text)
    law_of_edited_notes(name, text, chance)


def law_of_spans(notes: Notes) -> None:
    """Spans of what the notes mean are in bounds."""
    in_bounds((notes.days, notes.talks, notes.conference), notes.document.text)
    for talk in notes.all_talks:
        in_bounds(talk.details, notes.document.text)
        assert talk.start <= talk.heading_start <= talk.heading_end <= talk.end


def law_of_the_outline(notes: Notes) -> None:
    """Nodes lie inside their parents and beside each other, their titles inside them."""
    todo: list[tuple[int, int, Sequence[OutlineNode]]] = [(0, len(notes.document.text), outline_tree(notes))]
    while todo:
        start, end, nodes = todo.pop()
        for node in nodes:
            assert start <= node.start <= node.title_start <= node.title_end <= node.end <= end, node
            todo.append((node.start, node.end, node.children))
        for before, after in pairwise(nodes):
            assert before.end <= after.start


def law_of_the_whole_file(notes: Notes, name: str, library: FakeLibrary) -> None:
    document = notes.document
    text, lines = document.text, document.lines
    summary = summarise(notes, name)
    in_bounds((summary.symbols, summary.speakers, summary.tags, summary.anchors, summary.links), text)
    for query in ("", "ada", "\udc00"):
        search_symbols(query, (summary,))
    folds = find_folds(notes)
    for first, last, _ in folds:
        assert 0 <= first < last < len(lines)
    for fold in folds:
        assert "\n" not in collapsed_text(document, fold)
    tokens = semantic_tokens(notes)
    in_bounds(tokens, text)
    for token in tokens:
        assert lines.line_at(token.start) == lines.line_at(token.end)
    for before, after in pairwise(tokens):
        assert before.end <= after.start
    for hint in inlay_hints(notes, 0, len(text), ("weekday", "year", "length")):
        assert 0 <= hint.offset <= len(text)
    for link in find_document_links(notes, name, library):
        in_bounds(link, text)
        assert not link.address or link.address.lower().startswith(("http:", "https:", "ftp:", "mailto:")), link
        if link.local is not None:
            resolve_target(link.local, name, library)
    in_bounds((link_places(document), web_targets_between(document, 0, len(text)), find_tags(document)), text)
    assert all(address.isascii() for address in web_addresses(document))
    for lens in code_lenses(notes, name, library, ("talks", "links", "web")):
        in_bounds(lens, text)
        talks_of_day(notes, lens.start)
        web_links_of_talk(notes, lens.start, library)
    rename_files([(name, "/c/sub/new.md"), ("/c/b.md", "/d/b c.md")], library)


def law_of_rules(notes: Notes) -> tuple[Piece, ...]:
    """Findings and their fixes are in bounds, the edits of a fix apart, and a message is one line."""
    text = notes.document.text
    for rule, finding in check(notes, Around(), RULES):
        in_bounds(finding, text)
        assert finding.message, rule.code
        if finding.fix is not None:
            edited(text, sorted(finding.fix.edits, key=lambda edit: (edit.start, edit.end)))
    return tuple(piece for piece in check_in_pieces(notes, Around(), RULES) if piece is not None)


def law_of_python(notes: Notes) -> None:
    for snippet in snippets_in(notes.document):
        in_bounds(snippet, notes.document.text)
        text = notes.document.text
        mistake_in([text[line.start : line.end] for line in snippet.lines], certain=True)


def law_of_a_place(notes: Notes, offset: int, name: str, library: FakeLibrary) -> None:
    """What an editor asks at a place has an answer whose spans are in bounds."""
    text, lines = notes.document.text, notes.document.lines
    shown = hover(notes, offset, name, library)
    if shown is not None:
        assert 0 <= shown.start <= offset <= shown.end <= len(text)
        law_of_cards(shown.card)
    for item in complete(notes, offset, name, library).items:
        assert 0 <= item.start <= item.end <= len(text)
        assert lines.line_at(item.start) == lines.line_at(item.end) == lines.line_at(offset), item
        card = resolve(item.key, library)
        if card is not None:
            law_of_cards(card)
    definitions = find_definitions(notes, offset, name, library)
    if definitions is not None:
        assert 0 <= definitions.origin_start <= definitions.origin_end <= len(text)
        in_bounds([place for place in definitions.places if not place.path], text)
    in_bounds([place for place in find_references(notes, offset, name, library, True) if not place.path], text)
    in_bounds(find_highlights(notes, offset), text)
    (spans,) = selection_spans(notes, (offset,))
    for (start, end), (outer_start, outer_end) in pairwise(spans):
        assert outer_start <= start <= end <= outer_end
    module_at(notes, offset)


def law_of_cards(card: Card) -> None:
    """A card in Markdown holds no HTML and no image, and leads to pages and files alone."""
    assert "\x1b" not in card_as_plaintext(card)
    for event in pyromark.events(card_as_markdown(card, lambda path: f"file://{path}")):
        if isinstance(event, dict):
            (kind, value), *_ = event.items()
            assert kind not in ("Html", "InlineHtml"), event
            if kind == "Start" and isinstance(value, dict):
                assert "Image" not in value, event
                if "Link" in value:
                    assert value["Link"]["dest_url"].lower().startswith(("http://", "https://", "file:///")), event


def law_of_edits(
    notes: Notes, offset: int, name: str, library: FakeLibrary, found: tuple[Piece, ...], chance: random.Random
) -> None:
    """Renames and code actions touch each place once, in files that are there."""
    text = notes.document.text
    place = prepare_rename(notes, offset, name, library)
    new = rename(notes, offset, chance.choice(("Types", "x", "")) + piece_of(chance), name, library)
    if place is not None:
        assert 0 <= place.start <= place.end <= len(text)
    if not isinstance(new, RenameRefused):
        assert place is not None
        law_of_edited_files(new.items(), library)
    end = min(len(text), offset + chance.choice((0, 0, 3, 200)))
    for only in (None, CODE_ACTION_KINDS):
        asked = Asked(offset, end, only, automatic=chance.random() < 0.2)
        for action in code_actions(notes, asked, Findings(found), name, library):
            law_of_edited_files([(name, action.edits), *action.others], library)


def law_of_edited_files(files: Iterable[tuple[str, Sequence[Edit]]], library: FakeLibrary) -> None:
    for path, edits in files:
        edited(library.files[path], edits)


def law_of_fixes(name: str, text: str) -> None:
    """Fixes come to an end, and a second run changes nothing."""
    # FIXME: each round closes one fence, and after twenty rounds it is said that they undo each other.
    if text.count("```") + text.count("~~~") + text.lower().count("#+begin_") >= 20:
        return
    fixer = Fixer(Checker(RULES), (), unsafe=True)
    once = fixer.mend_text(FileText(name, text, "utf-8", False), None)
    assert not fixer.problems, fixer.problems
    twice = fixer.mend_text(FileText(name, once.text, "utf-8", False), None)
    assert not fixer.problems, fixer.problems
    assert twice.text == once.text


def law_of_edited_notes(name: str, text: str, chance: random.Random) -> None:
    """Notes that were edited mean what their text means when it is read anew."""
    notes = OpenNotes(name, text)
    for _ in range(4):
        start = chance.randrange(len(notes.text) + 1)
        end = min(len(notes.text), start + chance.choice((0, 0, 1, 5, 80)))
        notes = notes.edit(start, end, piece_of(chance))
        if chance.random() < 0.7:
            law_of_spans(notes.notes)
    anew = OpenNotes(name, notes.text)
    assert notes.notes.days == anew.notes.days
    assert notes.notes.talks == anew.notes.talks
    assert check(notes.notes, Around(), RULES) == check(anew.notes, Around(), RULES)
    assert find_folds(notes.notes) == find_folds(anew.notes)
    assert semantic_tokens(notes.notes) == semantic_tokens(anew.notes)


# ---------------------------------------------------------------- spans and places


def in_bounds(value: object, text: str) -> None:
    """Every span ``start:end`` in ``value``, however deep, lies within ``text``."""
    for start, end, holder in _spans(value):
        assert 0 <= start <= end <= len(text), holder


def _spans(value: object) -> Iterator[tuple[int, int, object]]:
    todo = [value]
    while todo:
        each: Any = todo.pop()
        if isinstance(each, tuple | list):
            todo += each
        elif is_dataclass(each) or hasattr(each, "__slots__"):
            names = [field.name for field in fields(each)] if is_dataclass(each) else list(each.__slots__)
            for name in names:
                if name == "start" or name.endswith("_start"):
                    start = getattr(each, name)
                    yield start, getattr(each, name.removesuffix("start") + "end", start), each
                elif name not in ("derived", "read_details", "document"):
                    todo.append(getattr(each, name))


def places_in(notes: Notes, chance: random.Random) -> list[int]:
    """In short texts all places; else some of each kind: where blocks, links and anchors begin and end, beside them, and anywhere."""
    document = notes.document
    length = len(document.text)
    if length <= _PLACES:
        return [place for place in range(length + 1) if _is_place(document.text, place)]
    edges = {
        place
        for start, end, _ in _spans(
            list(chain(document.blocks, document.links, document.definitions, document.anchors))
        )
        for place in (start - 1, start, (start + end) // 2, end)
        if 0 <= place <= length
    }
    edges |= {0, length, *(chance.randrange(length + 1) for _ in range(4))}
    places = [place for place in sorted(edges) if _is_place(document.text, place)]
    return sorted(chance.sample(places, min(_PLACES, len(places))))


def _is_place(text: str, offset: int) -> bool:
    """Whether an editor can name ``offset``: between a carriage return and its line feed no position stands."""
    return text[max(offset - 1, 0) : offset + 1] != "\r\n"
