"""Documents as text: one line per node with what its span covers, so that a wrong span is seen."""

from collections.abc import Callable

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document

CONTAINERS = nodes.ListItem | nodes.Quote | nodes.Directive | nodes.FrontMatter


def shown_block(text: str, block: nodes.Block) -> str:
    """One block, with its kind and its text."""
    match block:
        case nodes.Heading():
            said = f"{block.level} {block.marker} {text[block.text_start : block.text_end]!r}"
        case nodes.ListItem():
            task = {None: "", True: " done", False: " open"}[block.checked]
            said = f"{block.marker} {block.depth}{task} {text[block.text_start : block.text_end]!r}"
        case nodes.CodeBlock():
            named = f"{text[block.language_start : block.language_end]}={block.language}" if block.language else "-"
            closed = "" if block.closed else " open"
            said = f"{block.kind} {named}{closed} {text[block.content_start : block.content_end]!r}"
        case nodes.Field():
            said = f"{block.name} {text[block.value_start : block.value_end]!r}"
        case nodes.TableRow():
            said = f"{'header ' if block.header else ''}{[text[start:end] for start, end in block.cells]}"
        case _:
            said = repr(text[block.start : block.end])
    return f"{type(block).__name__} {said}"


def shown_blocks(document: Document, show: Callable[[str, nodes.Block], str] = shown_block) -> list[str]:
    """The blocks of a document, each indented by two spaces for every block that holds it."""
    lines = []
    ends: list[int] = []
    for block in document.blocks:
        while ends and ends[-1] <= block.start:
            ends.pop()
        lines.append("  " * len(ends) + show(document.text, block))
        if isinstance(block, CONTAINERS):
            ends.append(block.end)
    return lines


def shown_links(document: Document) -> list[str]:
    """The links of a document: kind, text, target, and what stands at the span of the target."""
    text = document.text
    return [
        f"{link.kind} {text[link.text_start : link.text_end]!r} -> {link.target} "
        f"at {text[link.target_start : link.target_end]!r}"
        for link in document.links
    ]


def assert_well_formed(document: Document) -> None:
    """The laws of spans: in bounds, sorted, nested; and the lines give the text back."""
    text, lines = document.text, document.lines
    pieces = [text[start:end] for start, end in zip(lines.starts, [*lines.starts[1:], len(text)], strict=True)]
    assert "".join(pieces) == text
    open_ends: list[tuple[int, nodes.Block]] = []
    previous = 0
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(text), block
        assert previous <= block.start, block
        previous = block.start
        while open_ends and open_ends[-1][0] <= block.start:
            open_ends.pop()
        assert not open_ends or block.end <= open_ends[-1][0], (open_ends[-1], block)
        if block.end > block.start:
            open_ends.append((block.end, block))
        _assert_inner_spans(block)
    for node in (*document.links, *document.definitions, *document.broken_references, *document.anchors):
        assert 0 <= node.start <= node.end <= len(text), node
        _assert_inner_spans(node)
    for sequence in (document.links, document.definitions, document.broken_references, document.anchors):
        starts = [node.start for node in sequence]
        assert starts == sorted(starts)


def _assert_inner_spans(node: object) -> None:
    """Every ``x_start:x_end`` of a node lies within the node."""
    for name in getattr(node, "__slots__", ()):
        if name.endswith("_start"):
            start, end = getattr(node, name), getattr(node, name.removesuffix("_start") + "_end")
            assert node.start <= start <= end <= node.end, (name, node)  # type: ignore[attr-defined]
