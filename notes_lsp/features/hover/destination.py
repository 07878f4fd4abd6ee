"""The card of what is at the other end of a link: a place in notes, a file, a page, a person's mail."""

import re

from notes_lsp.features.card import Card, CardSection, Code, FileLink, Line, WebLink
from notes_lsp.features.hover.address import host_of, readable_address
from notes_lsp.features.hover.preview import Preview, preview_at, preview_of_top, section_of_lines
from notes_lsp.features.library import EmptyLibrary, FileSummary, Library
from notes_lsp.features.line_numbers import line_number
from notes_lsp.features.linking.anchor_names import anchors_of, find_anchor
from notes_lsp.features.linking.destinations import Destination, destination_of, is_folder
from notes_lsp.features.linking.link_targets import LinkTarget
from notes_lsp.features.linking.relative_paths import last_name
from notes_lsp.features.web_words import facts_of_address
from notes_lsp.features.wording import count, cut
from notes_lsp.links.targets import split_target
from notes_lsp.links.web_addresses import address_of
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import parse

_LONGEST_ADDRESS = 100
_LONGEST_NAME = 80
_TALKS = 8
# A file is read for the lines below a heading; of a larger one only the heading is shown.
_LONGEST_TO_READ = 300_000
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_KINDS = {
    "PDF": ".pdf",
    "image": ".png .jpg .jpeg .gif .svg .webp .bmp .tif .tiff .heic .avif",
    "presentation": ".ppt .pptx .key .odp",
    "video": ".mp4 .mov .mkv .webm .avi .m4v",
    "recording": ".mp3 .m4a .ogg .wav .flac .opus",
    "notebook": ".ipynb",
    "Python file": ".py .pyi",
    "web page": ".html .htm",
    "archive": ".zip .gz .tgz .tar .bz2 .xz .7z",
    "table": ".csv .tsv .xls .xlsx .ods",
    "document": ".doc .docx .odt .rtf .epub",
}
_KIND_OF_ENDING = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}


def card_of_target(document: Document, target: LinkTarget, path: str, library: Library) -> Card | None:
    """What is at ``target``, of a link in ``document``, the file at ``path``; None where there is nothing to say."""
    if target.kind == "web":
        shown = WebLink(readable_address(target.path, _LONGEST_ADDRESS), target.path)
        address = address_of(target.path)
        state = library.web_state(address) if address is not None else None
        return Card(cut(host_of(target.path), _LONGEST_NAME), ((shown,), *facts_of_address(state)))
    if target.kind == "mail":
        address_of_person = target.path.partition(":")[2] if ":" in target.path else target.path
        return Card(cut(address_of_person.partition("?")[0], _LONGEST_NAME), (("e-mail address",),))
    if target.kind == "other":
        return _card_of_other(target)
    found = destination_of(document, target, path, library)
    if found is None:
        return _card_of_nothing(document, target, path, library)
    if found.own:
        preview = preview_at(document, *found.span) if found.span and found.span[1] else preview_of_top(document)
        return _card_of_preview(preview, target, (_own_facts(document, target, found),), None)
    return _card_of_file(target, found, path, library)


def _own_facts(document: Document, target: LinkTarget, found: Destination) -> Line:
    if found.span is None and target.fragment:
        return _no_anchor(target)
    line = line_number(document.text, found.span[0]) if found.span is not None else 1
    return (FileLink(f"line {line} of these notes", found.path, line) if found.path else f"line {line} of these notes",)


def _card_of_preview(preview: Preview, target: LinkTarget, facts: tuple[Line, ...], title: str | None) -> Card:
    shown = preview.title or (f"#{target.fragment}" if target.fragment and title is None else title) or "These notes"
    return Card(cut(shown, _LONGEST_NAME), facts, (section_of_lines(preview.lines),))


def _card_of_other(target: LinkTarget) -> Card | None:
    """What is neither a page nor a file: ``tel:``, a template, a target that is still to be filled in."""
    shown = cut(target.path, _LONGEST_NAME)
    if not shown:
        return None
    if split_target(target.path).kind == "placeholder":
        return Card(shown, (("a placeholder",),))
    scheme = _SCHEME.match(target.path)
    return Card(shown, ((Code(f"{cut(scheme[1].lower(), 20)}:"), " address"),)) if scheme is not None else None


def _card_of_nothing(document: Document, target: LinkTarget, path: str, library: Library) -> Card | None:
    """A place that is not there, as far as anybody can tell."""
    if target.kind in ("anchor", "label"):
        # Plain text gives no anchors that anybody agrees on.
        known = target.fragment and document.dialect != "plaintext"
        return Card(cut(f"#{target.fragment}", _LONGEST_NAME), (_no_anchor(target),)) if known else None
    kind = kind_of_file(target.path)
    facts: list[Line] = [(kind,)] if kind else []
    if target.kind == "rooted":
        facts.append(("from the root of a site",))
    elif target.kind != "document" and path and not isinstance(library, EmptyLibrary):
        facts.append(("missing",))
    return Card(cut(target.path, _LONGEST_NAME), tuple(facts)) if facts else None


def _card_of_file(target: LinkTarget, found: Destination, path: str, library: Library) -> Card:
    name = last_name(found.path)
    summary = library.summary(found.path)
    if summary is None:
        names = library.names_in(path, target.path) if is_folder(found.path, library) else ()
        kind = "folder" if is_folder(found.path, library) else kind_of_file(name) or "file"
        facts: list[Line] = [(FileLink(kind, found.path),)]
        if names:
            facts.append((count(len(names), "name"),))
        if target.fragment:
            facts.append((Code(cut(target.fragment, _LONGEST_NAME)),))
        return Card(cut(name, _LONGEST_NAME), tuple(facts))
    if not target.fragment:
        return _card_of_notes(summary, name, library)
    span = find_anchor(anchors_of(summary), target)
    if span is None:
        where: Line = (FileLink(name, found.path),)
        return Card(cut(summary.title, _LONGEST_NAME), (where, _no_anchor(target)))
    title = next((place.title for place in summary.anchors if (place.start, place.end) == span), "")
    preview = Preview(title, ())
    line = 0
    text = library.text_of(found.path)
    if text is not None and span[1] <= len(text):
        line = line_number(text, span[0])
        if len(text) <= _LONGEST_TO_READ:
            preview = preview_at(parse(text, found.path), *span)
    return _card_of_preview(preview, target, ((FileLink(name, found.path, line),), (summary.title,)), None)


def _card_of_notes(summary: FileSummary, name: str, library: Library) -> Card:
    """What a file of notes holds: its day and its talks; of a single talk what its notes begin with."""
    days = [symbol.name for symbol in summary.symbols if symbol.kind == "day"]
    talks = [symbol.name for symbol in summary.symbols if symbol.kind == "talk"]
    facts: list[Line] = [(FileLink(name, summary.path),)]
    if days:
        facts.append((cut(days[0], _LONGEST_NAME) if len(days) == 1 else count(len(days), "day"),))
    if len(talks) > 1:
        facts.append((count(len(talks), "talk"),))
        lines = tuple((cut(talk, _LONGEST_NAME),) for talk in talks[:_TALKS])
        section = CardSection("", lines, more=max(len(talks) - _TALKS, 0))
        return Card(cut(summary.title, _LONGEST_NAME), tuple(facts), (section,))
    title = talks[0] if talks and talks[0] else summary.title
    if title != summary.title:
        facts.append((cut(summary.title, _LONGEST_NAME),))
    text = library.text_of(summary.path)
    preview = Preview("", ())
    if text is not None and len(text) <= _LONGEST_TO_READ:
        preview = preview_of_top(parse(text, summary.path))
    return Card(cut(title, _LONGEST_NAME), tuple(facts), (section_of_lines(preview.lines),))


def kind_of_file(name: str) -> str:
    """What a file is by the ending of its name; ``""`` for one that says nothing."""
    if name.endswith(("/", "\\")):
        return "folder"
    _, dot, ending = last_name(name).rpartition(".")
    return _KIND_OF_ENDING.get(f".{ending.lower()}", "") if dot else ""


def _no_anchor(target: LinkTarget) -> Line:
    return ("no heading or anchor ", Code(cut(f"#{target.fragment}", _LONGEST_NAME)), " there")
