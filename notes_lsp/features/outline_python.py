"""The names that the Python snippets of a talk define, as part of its outline.

They stand in the section that holds their snippet, or right below the talk.
"""

from collections.abc import Sequence
from dataclasses import replace

from notes_lsp.features.outline import OutlineNode, talk_node
from notes_lsp.python.defined_names import DefinedName, defined_names
from notes_lsp.python.snippets import snippets_between
from notes_lsp.talks.model import Notes, Talk


def talk_node_with_names(notes: Notes, talk: Talk) -> OutlineNode:
    """The node of a talk (`talk_node`), with functions, classes, methods and variables of its snippets."""
    node = talk_node(notes, talk)
    snippets = snippets_between(notes.document, node.start, node.end) if node.end > node.start else ()
    if not snippets:
        return node
    names = [_node(each) for each in defined_names(notes.document.text, snippets)]
    inside = [each for each in names if node.title_end <= each.start and each.end <= node.end]
    return replace(node, children=_among(node.children, inside))


def _among(sections: Sequence[OutlineNode], names: Sequence[OutlineNode]) -> tuple[OutlineNode, ...]:
    """``sections`` and ``names``, both in the order of the text, each name in the innermost section that holds it."""
    found: list[OutlineNode] = []
    place = 0
    for section in sections:
        first = place
        while first < len(names) and names[first].end <= section.start:
            first += 1
        last = first
        while last < len(names) and names[last].start < section.end:
            last += 1
        # What only reaches into the section is neither in it nor beside it.
        held = [each for each in names[first:last] if each.start >= section.title_end and each.end <= section.end]
        found += names[place:first]
        found.append(replace(section, children=_among(section.children, held)))
        place = last
    found += names[place:]
    return tuple(found)


def _node(name: DefinedName) -> OutlineNode:
    children = tuple([_node(child) for child in name.children])
    return OutlineNode(name.kind, name.name, "", name.start, name.end, name.name_start, name.name_end, children)
