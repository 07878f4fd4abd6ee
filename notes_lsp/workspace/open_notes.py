"""A file of notes that is open in an editor: its text, what the text means, and how an edit changes both.

An `OpenNotes` is a value: an edit gives a new one and leaves the old one as it was, so that a request can go on
with the text that it began with. What an edit does not touch is taken over from the version before, for Markdown,
where files grow large; notes in another dialect are read anew. Nothing is read before somebody asks.
"""

from functools import cached_property

from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import dialect_of, parse
from notes_lsp.syntax.text import Lines, split_lines
from notes_lsp.talks.model import Notes

# So many edits in a row, asked about by nobody, are put together before the file is read anew.
_MOST_PENDING = 1000


class OpenNotes:
    """The notes in ``text``, a file at ``path`` (``""`` for one that was never saved)."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        # The last version before this one that was read, and the edits since: (start, end, text), one after another.
        self._before: OpenNotes | None = None
        self._edits: tuple[tuple[int, int, str], ...] = ()

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return self.document.lines if self.is_markdown else split_lines(self.text)

    @cached_property
    def is_markdown(self) -> bool:
        """Whether it is Markdown."""
        return dialect_of(self.path, self.text) == "markdown"

    @cached_property
    def document(self) -> Document:
        """The text as its reader understood it."""
        if not self.is_markdown:
            return parse(self.text, self.path)
        from notes_lsp.syntax.markdown_parts import edit_markdown, read_markdown_in_parts

        if self._before is None or not self._before.is_markdown:
            return read_markdown_in_parts(self.text)
        document = self._before.document
        for start, end, text in self._edits:
            document = edit_markdown(document, start, end, text)
        return document

    @cached_property
    def notes(self) -> Notes:
        """What the text means."""
        from notes_lsp.talks.edited import understand_edited
        from notes_lsp.talks.roles import understand

        document = self.document
        before, self._before, self._edits = self._before, None, ()
        if before is None or "notes" not in before.__dict__:
            return understand(document, self.path)
        return understand_edited(before.notes, document, self.path)

    def line_at(self, offset: int) -> int:
        """The 0-based line that holds ``offset``."""
        return self.lines.line_at(offset)

    def line_span(self, line: int) -> tuple[int, int]:
        """Where the 0-based ``line`` begins and where its text ends, before its line end; the last one if too large."""
        lines = self.lines
        return lines.span(min(line, len(lines) - 1))

    def edit(self, start: int, end: int, text: str) -> "OpenNotes":
        """The notes after ``start:end`` became ``text``."""
        after = OpenNotes(self.path, self.text[:start] + text + self.text[end:])
        if "document" in self.__dict__ or self._before is None:
            after._before, after._edits = self, ((start, end, text),)
        elif len(self._edits) < _MOST_PENDING:
            after._before, after._edits = self._before, (*self._edits, (start, end, text))
        return after
