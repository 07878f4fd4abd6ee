"""The parts of what a link gives as its target, and where in a document targets are written."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.nodes import LinkKind
from notes_lsp.syntax.values import value_class

TargetKind = Literal[
    "web",  # https://example.org, //example.org
    "mail",  # mailto:someone@example.org
    "local",  # slides/intro.pdf#page=3
    "rooted",  # /slides/intro.pdf: nobody knows what its root is
    "anchor",  # #day-1
    "placeholder",  # TODO, {{ site.url }}
    "other",  # tel:..., C:\\slides
]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB_SCHEMES = frozenset({"http", "https", "ftp", "ftps"})
_MAIL = re.compile(r"[^\s/@:?#]+@[^\s/@:?#]+\.[A-Za-z]{2,}")
_TEMPLATE = re.compile(r"[{}<>|$]|%[A-Z_]{3,}%")
_PLACEHOLDERS = frozenset(
    (
        *("url", "urls", "uri", "link", "links", "href", "here", "path", "file", "filename", "image", "img", "target"),
        *("todo", "tbd", "tba", "tbc", "fixme", "xxx", "none", "null", "n/a", "na", "missing", "placeholder"),
        *("insert-link", "your-link", "link-here", "url-here", "#todo", "#tbd", "#link", "#url", "#..."),
    )
)
_NO_LETTERS = re.compile(r"[.…?!_*~ -]*")
_HOST = re.compile(
    r"(?:www\.[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|org|net|io|edu|gov|dev|info|co|me|tv|ly|be|eu|de|fr|uk|nl|jp|us|ca))"
    r"(?::\d+)?(?=[/?#]|$)",
    re.IGNORECASE,
)
_NOT_CHECKED: frozenset[LinkKind] = frozenset({"bare", "autolink", "wiki", "role", "definition"})


@value_class
class Target:
    """A target in its parts.

    ``path`` and ``fragment`` are percent-decoded for what lies on disk ("local", "rooted", "anchor") and without
    the query; for every other kind ``path`` is the target as written and ``fragment`` is empty.
    """

    kind: TargetKind
    path: str
    fragment: str


@value_class
class WrittenTarget:
    """A target with the span where it is written, once: a link by reference is written at its definition.

    ``verbatim`` says that the span holds the very target, without escapes, so that parts of it can be replaced.
    """

    start: int
    end: int
    target: Target
    verbatim: bool


_WEB_STARTS = ("https://", "http://")


@lru_cache(maxsize=256)  # the links of a file: rules ask of them one after the other, and what counts them
def split_target(target: str) -> Target:
    """Take a target apart, unescaped as `Link.target` is."""
    target = target.strip()
    if target.startswith(_WEB_STARTS) and "{" not in target:
        return Target("web", target, "")
    if _is_placeholder(target):
        return Target("placeholder", target, "")
    kind = _kind_by_start(target)
    if kind is not None:
        return Target(kind, target, "")
    return _split_path(target)


def _is_placeholder(target: str) -> bool:
    if _NO_LETTERS.fullmatch(target) is not None:
        return target not in (".", "..")
    return target.lower() in _PLACEHOLDERS or _TEMPLATE.search(target) is not None


def _kind_by_start(target: str) -> TargetKind | None:
    """The kind of a target that its first characters give away; None for a path."""
    if target.startswith(("//", "\\\\")):
        return "web" if target[0] == "/" else "other"
    scheme = _SCHEME.match(target) if ":" in target else None
    if scheme is not None:
        name = scheme[1].lower()
        return "web" if name in _WEB_SCHEMES else "mail" if name == "mailto" else "other"
    if "@" in target and _MAIL.fullmatch(target):
        return "mail"
    # The home folder, a handle, an alias of a site generator, a question for a web server.
    return "other" if target.startswith(("~", "@", "?", "&")) else None


def _split_path(target: str) -> Target:
    path, _, fragment = target.partition("#")
    path = path.partition("?")[0]
    if "%" in target:
        path, fragment = unquote(path, errors="replace"), unquote(fragment, errors="replace")
    if not path:
        return Target("anchor", "", fragment)
    return Target("rooted" if path.startswith("/") else "local", path, fragment)


def looks_like_host(path: str) -> bool:
    """Whether a path begins like the address of a website: ``github.com/someone``."""
    return _HOST.match(path) is not None


@lru_cache(maxsize=4)  # several rules ask for those of one document, one after the other
def written_targets(document: Document) -> tuple[WrittenTarget, ...]:
    """The targets that ``document`` gives for links and images, each where it is written, in no special order.

    Addresses on the web are left out, and so is what is no path: ``[[wiki links]]``, the roles of Sphinx, and Org's
    ``[[some words]]``, which look for these words anywhere.
    """
    if len(document.parts) == 1:
        return tuple(_written_targets(document))
    return tuple(
        WrittenTarget(each.start + start, each.end + start, each.target, each.verbatim)
        for index, start in enumerate(document.part_starts)
        for each in _targets_of_part(document, index)
    )


def _written_targets(document: Document) -> Iterator[WrittenTarget]:
    text = document.text
    for link in document.links:
        if link.kind in _NOT_CHECKED or link.label or link.target.startswith(_WEB_STARTS):
            continue
        target = split_target(link.target)
        written = text[link.target_start : link.target_end]
        if document.dialect == "org" and target.kind == "anchor":
            if not written.startswith(("#", "*")):
                continue
            target = Target("anchor", "", " ".join(target.fragment.split()))
        yield WrittenTarget(link.target_start, link.target_end, target, written == link.target)
    for definition in document.definitions:
        written = text[definition.target_start : definition.target_end]
        # `.. _here: there_` leads where `there` leads, and that is written at `there`.
        if (
            definition.target
            and not definition.target.startswith(_WEB_STARTS)
            and not (document.dialect == "rst" and written.endswith("_"))
        ):
            target = split_target(definition.target)
            yield WrittenTarget(definition.target_start, definition.target_end, target, written == definition.target)


_targets_of_part = of_part(lambda part: tuple(_written_targets(part)))
