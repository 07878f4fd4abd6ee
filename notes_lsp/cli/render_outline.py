"""The outline of notes for a reader (a tree) and for a program (an object for JSON)."""

from collections.abc import Sequence
from datetime import date

from notes_lsp.cli.terminal import Terminal, text_width, visible
from notes_lsp.features.outline import OutlineNode, outline_tree, time_as_written
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.language_names import canonical_language
from notes_lsp.syntax.nodes import CodeBlock, Link
from notes_lsp.talks.model import Day, Notes, Talk

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORTEST_TITLE = 20
_UNLIMITED = 1_000_000


def render_tree(notes: Notes, path: str, terminal: Terminal) -> str:
    """The outline of ``notes`` with guides from each line to those that it holds."""
    roots = outline_tree(notes)
    tree = _Tree(notes, terminal)
    tree.lines.append(terminal.paint(visible(path), "bold", "blue") + terminal.paint(_by_name(notes), "dim"))
    if not roots:
        tree.lines.append(terminal.paint("nothing that looks like a day or a talk", "dim"))
    tree.draw(roots, "")
    return "\n".join(tree.lines)


def outline_object(notes: Notes, path: str) -> dict[str, object]:
    """The outline of ``notes`` as plain data; lines count from 1."""
    return {
        "path": path,
        "dialect": notes.document.dialect,
        "conference": notes.conference.name if notes.conference is not None else None,
        "year": notes.conference.year if notes.conference is not None else None,
        "single_talk": notes.single_talk,
        "name_day": notes.name_day.label if notes.name_day is not None else None,
        "days": [_day_object(notes, day) for day in notes.days],
        "talks": [_talk_object(notes, talk) for talk in notes.talks],
        "snippets": [
            _snippet_object(notes.document, block) for block in notes.document.blocks if isinstance(block, CodeBlock)
        ],
    }


class _Tree:
    """A tree while it is drawn."""

    def __init__(self, notes: Notes, terminal: Terminal) -> None:
        self.notes = notes
        self.terminal = terminal
        self.lines: list[str] = []
        self.talks = {(talk.start, talk.title_start): talk for talk in notes.all_talks}
        self.marks = ("├─ ", "└─ ", "│  ") if terminal.unicode else ("|- ", "`- ", "|  ")

    def draw(self, nodes: Sequence[OutlineNode], guide: str) -> None:
        tee, elbow, bar = self.marks
        room = (self.terminal.columns if self.terminal.interactive else _UNLIMITED) - len(guide) - len(tee)
        time_width = max((len(self.time_of(node)) for node in nodes), default=0)
        for node in nodes:
            is_last = node is nodes[-1]
            text = self.line_of(node, time_width, room)
            self.lines.append(self.terminal.paint(guide + (elbow if is_last else tee), "dim") + text)
            self.draw(node.children, guide + ("   " if is_last else bar))

    def line_of(self, node: OutlineNode, time_width: int, room: int) -> str:
        paint = self.terminal.paint
        title = " ".join(visible(node.title).split())
        talk = self.talk_of(node)
        if talk is not None:
            return self.talk_line(title, talk, time_width, room)
        if node.kind == "conference":
            return paint(f"{title} {node.detail}".rstrip(), "bold")
        title = _shortened(title, room, self.terminal)
        if node.kind == "day":
            full = _full_date(node.detail)
            return paint(title, "bold", "yellow") + (paint(f"  {full}", "dim") if full != title else "")
        return paint(title, "magenta" if node.kind == "group" else "dim")

    def talk_line(self, title: str, talk: Talk, time_width: int, room: int) -> str:
        paint = self.terminal.paint
        time = visible(time_as_written(self.notes, talk)).rjust(time_width)
        speakers = visible(", ".join(speaker.name for speaker in talk.speakers))
        counts = _counts_of(talk, self.terminal)
        # On a narrow screen the counts go first, then the end of a long title.
        taken = sum(text_width(part) + 2 for part in (time, speakers) if part)
        if taken + text_width(title) + 2 + text_width(counts) > room:
            counts = ""
        title = _shortened(title, max(room - taken, _SHORTEST_TITLE), self.terminal)
        parts = [
            paint(time, "green"),
            title if talk.title else paint(title, "dim"),
            paint(speakers, "cyan"),
            paint(counts, "dim"),
        ]
        return "  ".join(filter(None, parts))

    def talk_of(self, node: OutlineNode) -> Talk | None:
        return self.talks.get((node.start, node.title_start)) if node.kind == "talk" else None

    def time_of(self, node: OutlineNode) -> str:
        talk = self.talk_of(node)
        return time_as_written(self.notes, talk) if talk is not None else ""


def _counts_of(talk: Talk, terminal: Terminal) -> str:
    links = len(talk.links) + len(talk.slides) + len(talk.video)
    counted = (
        (len(talk.bullets), "bullet"),
        (links, "link"),
        (len(talk.snippets), "snippet"),
        (len(talk.todos), "to-do"),
    )
    parts = [f"{number} {noun}" if number == 1 else f"{number} {noun}s" for number, noun in counted if number]
    return (" · " if terminal.unicode else ", ").join(parts)


def _by_name(notes: Notes) -> str:
    """The day that the name of the file gives, as said behind it."""
    day = notes.name_day
    if day is None:
        return ""
    full = _full_date(day.date.iso) if day.date is not None and day.date.iso is not None else ""
    return f"  {full or visible(day.label)}, by its name"


def _full_date(iso: str) -> str:
    """``2014-07-22`` as ``Tuesday, 22 July 2014``; ``""`` for what is no date of the calendar."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return ""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _shortened(text: str, room: int, terminal: Terminal) -> str:
    """``text`` in ``room`` columns, with an ellipsis for what is cut off."""
    if text_width(text) <= room:
        return text
    kept = ""
    for character in text:
        if text_width(kept + character) > room - len(terminal.ellipsis):
            break
        kept += character
    return kept.rstrip() + terminal.ellipsis


def _day_object(notes: Notes, day: Day) -> dict[str, object]:
    return {
        "label": day.label,
        "date": day.date.iso if day.date is not None else None,
        "line": _line(notes.document, day.label_start),
        "end_line": _line(notes.document, day.end),
        "talks": [_talk_object(notes, talk) for talk in day.talks],
    }


def _talk_object(notes: Notes, talk: Talk) -> dict[str, object]:
    return {
        "title": talk.title,
        "speakers": [speaker.name for speaker in talk.speakers],
        "time": time_as_written(notes, talk) or None,
        "line": _line(notes.document, talk.title_start),
        "end_line": _line(notes.document, talk.end),
        "room": talk.room.text if talk.room is not None else None,
        "group": talk.group.title if talk.group is not None else None,
        "sections": [
            {"title": section.title, "level": section.level, "line": _line(notes.document, section.title_start)}
            for section in talk.sections
        ],
        "bullets": len(talk.bullets),
        "snippets": len(talk.snippets),
        "links": _targets(notes.document, talk.links),
        "slides": _targets(notes.document, talk.slides),
        "video": _targets(notes.document, talk.video),
        "todos": [{"text": todo.text, "line": _line(notes.document, todo.start)} for todo in talk.todos],
    }


def _targets(document: Document, links: Sequence[Link]) -> list[dict[str, object]]:
    return [{"target": link.target, "line": _line(document, link.start)} for link in links]


def _snippet_object(document: Document, block: CodeBlock) -> dict[str, object]:
    return {
        "language": canonical_language(block.language) if block.language else block.guess,
        "line": _line(document, block.content_start),
        "end_line": _line(document, max(block.content_end - 1, block.content_start)),
    }


def _line(document: Document, offset: int) -> int:
    return document.lines.line_at(offset) + 1
