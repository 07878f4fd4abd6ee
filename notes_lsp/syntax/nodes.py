"""What a reader finds in a text: blocks, links, labels and anchors.

Nothing changes a node. ``start`` and ``end`` (and every ``x_start``/``x_end``) are
code-point offsets into the text of the document, half open, without the line end
that closes the block. Two blocks either nest or do not touch; ``Document.blocks``
(`notes_lsp.syntax.document`) is in preorder: sorted by ``start``, a container before what it holds.
"""

from operator import attrgetter
from typing import Literal

from notes_lsp.syntax.values import value_class

start_of = attrgetter("start")
"""Where a node begins, or anything else that has a ``start``: what to sort by, and to search in what is sorted."""

Dialect = Literal["markdown", "rst", "org", "plaintext"]

HeadingStyle = Literal[
    "atx",  # ## Title
    "atx-no-space",  # ##Title, which CommonMark calls a paragraph and its writer a heading
    "setext",  # Title over === or ---
    "adornment",  # reStructuredText: under- or overlined by any punctuation
    "org",  # ** Title
]

CodeKind = Literal[
    "fence",  # ``` or ~~~
    "indented",  # by four spaces or a tab
    "directive",  # .. code-block:: python
    "literal",  # a reStructuredText block after ::
    "doctest",  # >>> lines that stand on their own in reStructuredText
    "unfenced",  # code lines in the running text of a plain-text file
    "org",  # #+BEGIN_SRC python
]

LinkKind = Literal[
    "inline",  # [text](target)
    "reference",  # [text][label], [label][], [label]; rst `text`_
    "autolink",  # <https://example.com>
    "bare",  # https://example.com
    "image",  # ![alt](target); .. image:: target
    "html",  # href="target", src="target"
    "wiki",  # [[target]], ![[target]]
    "rst",  # `text <target>`_
    "role",  # :doc:`target`, :ref:`target`
    "org",  # [[target][text]]
    "definition",  # the target of a reference definition
]


@value_class
class Heading:
    """A heading. ``level`` is 1 for the outermost; ``text_start:text_end`` is the title without its marks.

    ``marker`` tells headings of one kind from another: ``"##"``, ``"="`` (underlined),
    ``"=="`` (over- and underlined), ``"**"`` (Org).
    """

    start: int
    end: int
    level: int
    text_start: int
    text_end: int
    marker: str
    style: HeadingStyle


@value_class
class Paragraph:
    """Running text: one line or several."""

    start: int
    end: int


@value_class
class ListItem:
    """A list item with all that it holds; ``text_start:text_end`` is the text of its first paragraph.

    ``marker`` is as written (``-``, ``*``, ``1.``, ``•``), ``depth`` is 0 for an outermost list,
    ``checked`` is None unless the item is a task (``[ ]`` False, ``[x]`` True).
    """

    start: int
    end: int
    text_start: int
    text_end: int
    marker: str
    depth: int
    checked: bool | None


@value_class
class CodeBlock:
    """A block of code. ``content_start:content_end`` holds whole lines, with any indentation, without fences.

    ``language`` is what its writer named, in lower case, or ``""``; its span is
    ``language_start:language_end`` (empty where none is named: the place to put one).
    ``guess`` is what the text of the block looks like where no language is named, or ``""``.
    ``closed`` is False for a fence that is never closed.
    """

    start: int
    end: int
    content_start: int
    content_end: int
    kind: CodeKind
    language: str
    language_start: int
    language_end: int
    guess: str
    closed: bool


@value_class
class Quote:
    """A block quote with all that it holds."""

    start: int
    end: int


@value_class
class TableRow:
    """A row of a table; ``cells`` are the spans of the cells' texts. The dashes below a header are no row."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]
    header: bool


@value_class
class Field:
    """A key and its value: in front matter, a reStructuredText field list, or the head of a file.

    ``name`` is in lower case. The value may be empty and may reach over several lines.
    """

    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    value_start: int
    value_end: int


@value_class
class FrontMatter:
    """The head of a file that holds only fields, fenced (``---``) or not."""

    start: int
    end: int
    fenced: bool


@value_class
class Directive:
    """A reStructuredText directive that is no code (``note``, ``image``), with its content."""

    start: int
    end: int
    name: str


@value_class
class Html:
    """A block of HTML."""

    start: int
    end: int


@value_class
class Comment:
    """A comment: what a reader of the rendered notes does not see."""

    start: int
    end: int


@value_class
class Break:
    """A thematic break (a line of dashes, stars or underscores)."""

    start: int
    end: int


Block = (
    Heading
    | Paragraph
    | ListItem
    | CodeBlock
    | Quote
    | TableRow
    | Field
    | FrontMatter
    | Directive
    | Html
    | Comment
    | Break
)


@value_class
class Link:
    """A link. ``target`` is where it leads, unescaped; ``target_start:target_end`` is where that stands.

    ``text_start:text_end`` is what a reader sees (the target itself for a bare URL). For a link by
    reference ``label`` is the label as normalised by `normalize_label`, ``target`` is that of its definition,
    and the span of the target is the span of the label at the link.
    """

    start: int
    end: int
    kind: LinkKind
    target: str
    target_start: int
    target_end: int
    text_start: int
    text_end: int
    label: str = ""


@value_class
class Definition:
    """A reference definition (``[label]: target``, ``.. _label: target``)."""

    start: int
    end: int
    label: str
    label_start: int
    label_end: int
    target: str
    target_start: int
    target_end: int


@value_class
class BrokenReference:
    """A reference by label (``[text][label]``, ``label_``) for which the document has no definition."""

    start: int
    end: int
    label: str
    label_start: int
    label_end: int


@value_class
class Anchor:
    """A place that carries a name of its own: ``<a id="x">``, ``.. _x:``, ``<<x>>`` in Org."""

    start: int
    end: int
    name: str


def normalize_label(label: str) -> str:
    """The form in which reference labels are compared (CommonMark 0.31, section 4.7, "matching")."""
    return " ".join(label.split()).casefold()
