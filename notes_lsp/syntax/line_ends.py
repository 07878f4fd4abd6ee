"""Which line end a text is written with, so that what is put into it has the same."""

from notes_lsp.syntax.text import LINE_END


def line_end_of(text: str) -> str:
    r"""The first line end of ``text`` (``\n``, ``\r\n`` or ``\r``); ``\n`` for a text of one line."""
    first = LINE_END.search(text)
    return first.group() if first is not None else "\n"
