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
        # What was last read, the text as such and what it means, and the edits since the text: (start, end, text), one
        # after another. Versions are not kept themselves: each would keep the one before it, with all its text.
        self._document_before: Document | None = None
        self._edits: tuple[tuple[int, int, str], ...] = ()
        self._notes_before: Notes | None = None

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

        document, edits = self._document_before, self._edits
        self._document_before, self._edits = None, ()
        if document is None or document.dialect != "markdown":
            return read_markdown_in_parts(self.text)
        for start, end, text in edits:
            document = edit_markdown(document, start, end, text)
        return document

    @cached_property
    def notes(self) -> Notes:
        """What the text means."""
        from notes_lsp.talks.edited import understand_edited
        from notes_lsp.talks.roles import understand

        before, self._notes_before = self._notes_before, None
        if before is None:
            return understand(self.document, self.path)
        return understand_edited(before, self.document, self.path)

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
        after._notes_before = self.__dict__.get("notes", self._notes_before)
        if "document" in self.__dict__:
            after._document_before, after._edits = self.document, ((start, end, text),)
        elif self._document_before is not None and len(self._edits) < _MOST_PENDING:
            after._document_before, after._edits = self._document_before, (*self._edits, (start, end, text))
        return after
