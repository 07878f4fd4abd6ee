"""What references by name lead to in reStructuredText (reStructuredText Markup Specification, "Hyperlink Targets").

``word_`` in running text is mostly an identifier; it counts as a reference only where something of that name exists.
"""

import re
import unicodedata
from collections.abc import Iterable

from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Anchor, BrokenReference, Definition, Heading, Link, normalize_label
from notes_lsp.syntax.rst_inline import Inline, Reference

_ALIAS = re.compile(r"`([^`<>]+)`_$|([^\W_](?:[-._+:]?[^\W_])*)_$")
_NO_ID_CHARACTER = re.compile(r"[^a-z0-9]+")
_MAX_ALIASES = 10


class Names:
    """What a reference by name leads to."""

    def __init__(
        self,
        text: str,
        definitions: Iterable[Definition],
        inline: Inline,
        anchors: Iterable[Anchor],
        headings: Iterable[Heading],
    ) -> None:
        self.text = text
        self.headings = headings
        self.titles: dict[str, str] | None = None
        self.targets: dict[str, str] = {}
        for definition in definitions:
            self.targets.setdefault(definition.label, definition.target)
        for label, target in inline.names.items():
            self.targets.setdefault(label, target)
        for anchor in anchors:
            self.targets.setdefault(normalize_label(anchor.name), _internal_target(anchor.name))

    def target_of(self, label: str) -> str | None:
        """The target of ``label``, through definitions that only name another one; None where there is none."""
        for _ in range(_MAX_ALIASES):
            target = self.targets.get(label)
            if target is None:
                return self.title_target(label)
            alias = _ALIAS.match(target)
            if alias is None:
                return target
            label = normalize_label(alias[1] or alias[2])
        return None

    def title_target(self, label: str) -> str | None:
        """The target of the title ``label``: titles are targets too ("Implicit Hyperlink Targets")."""
        if self.titles is None:  # few documents ask for them
            self.titles = {}
            for heading in self.headings:
                title = visible_text(self.text[heading.text_start : heading.text_end], "rst")
                self.titles.setdefault(normalize_label(title), _internal_target(title))
        return self.titles.get(label)

    def resolved(self, target: str) -> str:
        """``target``, or where it leads if it only names another one."""
        alias = _ALIAS.match(target)
        found = None if alias is None else self.target_of(normalize_label(alias[1] or alias[2]))
        return target if found is None else found


def _internal_target(name: str) -> str:
    """A link to a place in the same file, with the identifier that docutils (and GitHub) makes of its name."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode("ascii")
    identifier = _NO_ID_CHARACTER.sub("-", plain).lstrip("-0123456789").rstrip("-")
    return "#" + (identifier or normalize_label(name))


def resolve_references(
    references: Iterable[Reference], names: Names, anonymous_targets: list[str]
) -> tuple[list[Link], list[BrokenReference]]:
    """The links that ``references`` stand for, and those that lead nowhere."""
    links, broken = [], []
    unused = iter(anonymous_targets)
    # Anonymous ones take their targets in the order of the text, and those in backquotes are found first.
    for reference in sorted(references, key=lambda reference: reference.start):
        if reference.anonymous and not reference.quoted and not anonymous_targets:
            continue
        target = next(unused, None) if reference.anonymous else names.target_of(reference.label)
        if target is not None:
            links.append(
                Link(
                    reference.start,
                    reference.end,
                    "reference",
                    target,
                    reference.label_start,
                    reference.label_end,
                    reference.text_start,
                    reference.text_end,
                    "" if reference.anonymous else reference.label,
                )
            )
        elif reference.quoted:
            broken.append(
                BrokenReference(
                    reference.start, reference.end, reference.label, reference.label_start, reference.label_end
                )
            )
    return links, broken
