"""What an editor offers at a link to the web: to look at it, to do without it, and to let it be.

Offering asks nobody: what needs the network, or the files of settings, is a command that runs when it is chosen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from notes_lsp.features.code_actions.findings import Numbered
from notes_lsp.features.library import Library
from notes_lsp.features.linking.web_places import web_targets_between
from notes_lsp.links.verdicts import DEAD, WebState
from notes_lsp.links.web_targets import WebTarget
from notes_lsp.rules.base import Edit
from notes_lsp.rules.ignore_places import ignore_edit
from notes_lsp.syntax.document import Document

CommandName = Literal["check-links", "replace-by-archived-copy", "exclude-address"]

# Beyond so many a selection is not about links any more.
_MOST_PLACES = 8
# So long nobody need look again, in seconds: at what is there, and at all else.
_NEWS_OF_GOOD = 3600.0
_NEWS_OF_BAD = 60.0


@dataclass(frozen=True, slots=True)
class Command:
    """Something to run when it is chosen: what, and for the link to ``address`` that stands at ``start:end``."""

    name: CommandName
    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class WebLinkAction:
    """An offer: ``edits`` or a ``command``. ``numbers`` are those of the findings that it mends."""

    title: str
    edits: tuple[Edit, ...] = ()
    command: Command | None = None
    numbers: tuple[int, ...] = ()


def web_link_actions(
    document: Document, start: int, end: int, near: Iterable[Numbered], library: Library, *, is_saved: bool
) -> Iterator[WebLinkAction]:
    """The offers at ``start:end``, where the rules found what is ``near``; ``is_saved`` says that there is a file."""
    found = {(each.finding.start, each.finding.end): each for each in near if each.rule.asks_web}
    for place in web_targets_between(document, start, end)[:_MOST_PLACES]:
        state = library.web_state(place.address)
        about = found.get((place.start, place.end))
        numbers = (about.number,) if about is not None else ()
        if state is not None and state.verdict in DEAD:
            yield _command("Replace with the copy in the Internet Archive", "replace-by-archived-copy", place, numbers)
        if about is not None:
            edit = ignore_edit(document, about.finding.start, about.rule.code)
            yield WebLinkAction("Ignore this link here", (edit,), numbers=numbers)
            if is_saved:
                yield _command("Ignore this address in the configuration", "exclude-address", place, numbers)
        if not _is_news(state):
            yield _command("Check this link now", "check-links", place, ())


def _command(title: str, name: CommandName, place: WebTarget, numbers: tuple[int, ...]) -> WebLinkAction:
    return WebLinkAction(title, command=Command(name, place.start, place.end, place.address), numbers=numbers)


def _is_news(state: WebState | None) -> bool:
    if state is None or state.verdict == "not-checked":
        return False
    return state.verdict == "excluded" or state.age < (
        _NEWS_OF_GOOD if state.verdict in ("alive", "moved") else _NEWS_OF_BAD
    )
