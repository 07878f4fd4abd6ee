"""The names that the Python snippets of a talk define, as part of its outline.

They stand in the section of their snippet, or right below the talk.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from notes_lsp.features.outline import OutlineNode, talk_node
from notes_lsp.python.defined_names import DefinedName, defined_names
from notes_lsp.python.snippets import snippets_between
from notes_lsp.syntax.nodes import start_of
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
    """``sections`` and ``names``, both in the order of the text, each name in the innermost section above it.

    A section reaches as far as the names in it.
    """
    starts = [section.start for section in sections]
    place = bisect_left(names, starts[0], key=start_of) if sections else len(names)
    found = list(names[:place])
    for section, following in zip_longest(sections, starts[1:]):
        stop = len(names) if following is None else bisect_left(names, following, place, key=start_of)
        held = [name for name in names[place:stop] if name.start >= section.title_end]
        children = _among(section.children, held)
        found.append(replace(section, end=max([section.end, *(child.end for child in children)]), children=children))
        place = stop
    return tuple(found)


def _node(name: DefinedName) -> OutlineNode:
    children = tuple([_node(child) for child in name.children])
    return OutlineNode(name.kind, name.name, "", name.start, name.end, name.name_start, name.name_end, children)
