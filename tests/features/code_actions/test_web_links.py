"""What is offered at a link to the web: by what is known of it, and without asking anybody."""

from collections.abc import Iterable

import pytest

from edited import edited
from fake_library import FakeLibrary
from marked import cut
from notes_lsp.features.code_actions.findings import Findings
from notes_lsp.features.code_actions.web_links import WebLinkAction, web_link_actions
from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import Finding, Rule
from notes_lsp.rules.pieces import Piece
from notes_lsp.syntax.parse import parse
from web_states import state

A = "https://example.org/a"
DEAD_LINK = Rule("dead-link", "error", True, "s", "r", "b", "g", lambda *_: (), asks_web=True)
ARCHIVE = "Replace with the copy in the Internet Archive"
CONFIGURATION = "Ignore this address in the configuration"
HERE = "Ignore this link here"
CHECK = "Check this link now"


def actions(
    marked: str, known: Iterable[WebState] = (), *, name: str = "n.md", found: bool = False, is_saved: bool = True
) -> tuple[str, list[WebLinkAction]]:
    """The text, and what is offered at its ``$0``; ``found`` says that a rule has found the link dead."""
    text, offset = cut(marked)
    document = parse(text, name)
    start = text.index(A)
    piece = Piece(DEAD_LINK, 0, document, (Finding(start, start + len(A), "gone"),) if found else ())
    near = Findings([piece]).between(offset, offset)
    library = FakeLibrary({}, known)
    return text, list(web_link_actions(document, offset, offset, near, library, is_saved=is_saved))


def offered(marked: str, *known: WebState, found: bool = False, is_saved: bool = True) -> list[str]:
    return [offer.title for offer in actions(marked, known, found=found, is_saved=is_saved)[1]]


LINK = "# T\n\nSee [a](https://exa$0mple.org/a) there.\n"


def test_a_dead_link_can_be_replaced_and_ignored() -> None:
    assert offered(LINK, state(A, "gone"), found=True) == [ARCHIVE, HERE, CONFIGURATION]
    assert offered(LINK, state(A, "no-such-host", 120), found=True) == [ARCHIVE, HERE, CONFIGURATION, CHECK]


def test_a_file_that_was_never_saved_has_no_configuration() -> None:
    assert offered(LINK, state(A, "gone"), found=True, is_saved=False) == [ARCHIVE, HERE]


def test_what_is_ignored_here_already_is_not_offered_again() -> None:
    assert offered(LINK, state(A, "gone")) == [ARCHIVE]


@pytest.mark.parametrize(
    ("known", "is_offered"),
    [
        ([], True),
        ([state(A, "not-checked")], True),
        ([state(A, "alive", 1800)], False),
        ([state(A, "alive", 3600)], True),
        ([state(A, "moved", 10)], False),
        ([state(A, "unverifiable", 10)], False),
        ([state(A, "unverifiable", 60)], True),
        ([state(A, "excluded", 9999)], False),
    ],
)
def test_a_look_is_offered_where_there_is_no_news(known: list[WebState], is_offered: bool) -> None:
    assert (CHECK in offered(LINK, *known)) is is_offered


def test_nothing_is_offered_beside_a_link_and_at_others() -> None:
    assert offered("# T\n\nS$0ee [a](https://example.org/a) there.\n") == []
    assert offered("# T\n\n[f](a$0.md) https://example.org/a\n") == []


def test_a_command_names_the_link() -> None:
    text, (offer,) = actions(LINK)
    assert offer.command is not None
    assert text[offer.command.start : offer.command.end] == offer.command.address == A


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "n.md",
            "# T\n\nSee [a](https$0://example.org/a).\n",
            "# T\n\nSee [a](https://example.org/a). <!-- notes-lsp: ignore dead-link -->\n",
        ),
        (
            "n.org",
            "* T\n\nSee https$0://example.org/a\n",
            "* T\n\n# notes-lsp: ignore dead-link\nSee https://example.org/a\n",
        ),
        (
            "n.rst",
            "T\n=\n\nSee https$0://example.org/a\n",
            "T\n=\n\n.. notes-lsp: ignore dead-link\n\nSee https://example.org/a\n",
        ),
    ],
)
def test_to_ignore_it_here_writes_the_comment_of_the_language(name: str, text: str, expected: str) -> None:
    before, found = actions(text, [state(A, "gone")], name=name, found=True)
    (here,) = [offer for offer in found if offer.title == HERE]
    assert edited(before, here.edits) == expected
