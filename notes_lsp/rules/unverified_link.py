"""Links to pages on the web of which nobody can tell whether they are there."""

from collections.abc import Iterator

from notes_lsp.links.news_of_addresses import age_of_news
from notes_lsp.links.verdicts import WebState
from notes_lsp.links.web_addresses import fragment_of
from notes_lsp.links.web_targets import web_targets
from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the addresses at which nobody answered, or answered without telling, and places that no page has."""
    for target in web_targets(notes.document):
        state = surroundings.web_state(target.address)
        fragment = fragment_of(target.target)
        if fragment and state is not None and state.verdict in ("alive", "moved"):
            state = surroundings.web_state(f"{target.address}#{fragment}")
        if state is not None and state.verdict in ("unreachable", "unverifiable"):
            yield Finding(target.start, target.end, f"{_message(state)}{age_of_news(state)}")


def _message(state: WebState) -> str:
    if "#" in state.address:
        return f'the page is there, but nothing in it is named "{fragment_of(state.address)}"'
    reason = f" ({state.reason})" if state.reason else ""
    if state.verdict == "unreachable":
        return f"nobody answers for this page{reason}"
    return f"whether this page is there can't be told from here{reason}"


RULE = Rule(
    code="unverified-link",
    severity="hint",
    on=False,
    summary="A link leads to a page of which nobody could tell whether it is there.",
    reason=(
        "A server that lets in browsers and no programs, that asks for a password or has a bad day is no mistake of the "
        "notes. Now and then somebody wants to open these links by hand, and this lists them."
    ),
    bad="# Spam filters in 80 lines\n\nThe video: https://example.org/members/only\n",
    good="# Spam filters in 80 lines\n\nThe video: https://example.org/video\n",
    check=check,
    scope="part",
    asks_web=True,
)
