"""Links to pages on the web that are gone."""

from collections.abc import Iterator

from notes_lsp.links.news_of_addresses import age_of_news
from notes_lsp.links.verdicts import DEAD, WebState
from notes_lsp.links.web_addresses import host_of
from notes_lsp.links.web_targets import web_targets
from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.talks.model import Notes

_LONGEST_ADDRESS = 100


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the addresses of which it is known that nothing is there."""
    for target in web_targets(notes.document):
        state = surroundings.web_state(target.address)
        if state is not None and state.verdict in DEAD:
            yield Finding(target.start, target.end, f"{_message(state)}{age_of_news(state)}")


def _message(state: WebState) -> str:
    if state.verdict == "no-such-host":
        host = host_of(state.address)
        # Otherwise a redirect has led to a host that is missing.
        if state.status is None:
            return f'there is no host "{host}"'
    # A report that shows no line of the notes has nothing else to tell which page.
    page = state.address if len(state.address) <= _LONGEST_ADDRESS else f"{state.address[:_LONGEST_ADDRESS]}…"
    return f"{page} is gone ({state.reason})" if state.reason else f"{page} is gone"


RULE = Rule(
    code="dead-link",
    severity="error",
    on=True,
    summary="A link leads to a page that is gone, or to a host that does not exist.",
    reason=(
        "Slides and pages of conferences disappear first. While somebody remembers the talk, the page can be found at "
        "its new place or in the Internet Archive. Looked at is only what somebody asked to look at: with `--online`, "
        "or in the editor. Who answers that a program may not see a page says nothing about it, and is not reported."
    ),
    bad="# Spam filters in 80 lines\n\nSlides: https://example.org/gone/spam.pdf\n",
    good="# Spam filters in 80 lines\n\nSlides: https://example.org/slides/spam.pdf\n",
    check=check,
    scope="part",
    asks_web=True,
)
