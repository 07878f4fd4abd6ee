"""Links to pages on the web that have a new address."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from notes_lsp.links.news_of_addresses import age_of_news
from notes_lsp.links.web_targets import WebTarget, web_targets
from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes

if TYPE_CHECKING:
    from notes_lsp.links.moved_pages import Move

_LONGEST_SHOWN = 120
_WORDS: "dict[Move, str]" = {
    "to-https": "this page has moved to https",
    "to-a-page": "this page has moved to {new}",
    "to-a-front-page": "this page leads to the front page {new} for good, so it is probably gone",
    "to-another-site": "this site leads to another one for good, {new}, so it may be gone",
    "to-a-login": "this page leads to a login for good, {new}, so nobody can tell what became of it",
    "to-an-error-page": "this page leads to {new} for good, so it is probably gone",
}
_SAFE: "frozenset[Move]" = frozenset({"to-https", "to-a-page"})
# Nobody wants these in the notes in place of the address by which the page may be found elsewhere.
_WORTHLESS: "frozenset[Move]" = frozenset({"to-a-login", "to-an-error-page"})


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the addresses that lead to another one for good."""
    document = notes.document
    for target in web_targets(document):
        state = surroundings.web_state(target.address)
        if state is None or state.verdict != "moved" or not state.moved_to:
            continue
        # Imported when a page has moved: most checks know of none, and its patterns cost every start.
        from notes_lsp.links.moved_pages import move_of

        move = move_of(target.address, state.moved_to)
        if move == "to-https" and document.text[target.start : target.start + 4].lower() == "www.":
            continue  # that says nothing about http
        message = _WORDS[move].format(new=_cut(state.moved_to)) + age_of_news(state)
        yield Finding(target.start, target.end, message, _fix(document, target, move, state.moved_to))


def _fix(document: Document, target: WebTarget, move: "Move", moved_to: str) -> Fix | None:
    text, start, end = document.text, target.start, target.end
    if move in _WORTHLESS:
        return None
    if move == "to-https" and text[start : start + 5].lower() == "http:":
        # All else stays as it is written, whatever its escapes.
        return Fix("Write https://", (Edit(start + 4, start + 4, "s"),))
    from notes_lsp.links.written_address import written_address

    new = moved_to if "#" in moved_to else f"{moved_to}#{target.target.partition('#')[2]}".removesuffix("#")
    written = written_address(new, text, document.dialect, target)
    return Fix(f'Write "{_cut(written)}"', (Edit(start, end, written),), safe=move in _SAFE)


def _cut(address: str) -> str:
    return address if len(address) <= _LONGEST_SHOWN else address[: _LONGEST_SHOWN - 1] + "…"


RULE = Rule(
    code="moved-link",
    severity="information",
    on=True,
    summary="A link leads to a page that has moved for good.",
    reason=(
        "A redirect is kept up for some years and then forgotten, and with it the way to the page. Looked at is only "
        "what somebody asked to look at: with `--online`, or in the editor. Where a page leads to the front page of a "
        "site it is rather gone, and nothing but its old address tells the Internet Archive what is looked for: "
        "`--fix` leaves such a link alone."
    ),
    bad="# Spam filters in 80 lines\n\nSlides: https://example.org/moved/spam.pdf\n",
    good="# Spam filters in 80 lines\n\nSlides: https://example.org/slides/spam.pdf\n",
    check=check,
    scope="part",
    asks_web=True,
    fixes="both",
)
