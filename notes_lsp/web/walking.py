"""One look at an address: following its redirects by hand, and what it came to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urljoin

from notes_lsp.links.verdicts import Verdict
from notes_lsp.links.web_addresses import address_of
from notes_lsp.links.web_policy import is_accepted, is_excluded
from notes_lsp.web.asking import Asker, NoSuchNameError, OnBody
from notes_lsp.web.http_client import Answer, Method, NoAnswerError, phrase_of
from notes_lsp.web.pacing import LeftAloneError

_MOST_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
# What those say who let nobody pass but a browser with a person before it.
_WALLS = ("cf-mitigated", "x-amzn-waf-action", "x-vercel-mitigated")
_MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})

Again = Literal["never", "once", "some times"]
"""Whether another look may come to something else."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look came to, if it is the last one: "gone" and "no-such-host" want another.

    ``headers`` and ``method`` are those of the last answer; ``moved_to`` is where permanent redirects
    lead before any other one.
    """

    verdict: Verdict
    reason: str
    status: int | None = None
    moved_to: str | None = None
    again: Again = "never"
    headers: Mapping[str, str] = field(default_factory=dict)
    method: Method = "GET"


async def look(
    asker: Asker, method: Method, address: str, body: Callable[[], OnBody] | None = None, *, anew: bool = False
) -> Look:
    """Ask for ``address`` and for what it redirects to. ``body`` makes a reader for each of these answers."""
    current, moved_to, status = address, None, None
    is_permanent = True
    seen = {address}
    while True:
        step = await _ask(asker, method, current, body() if body is not None else None, anew)
        if isinstance(step, Look):
            if current != address:
                step = replace(step, reason=f"redirects to {current}: {step.reason}")
            return replace(step, status=status if step.status is None else step.status)
        status = step.status
        if status not in _REDIRECTS or "location" not in step.headers:
            return _judged(asker, address, current, step, moved_to)
        target = _target_of(current, step.headers["location"])
        if target is None:
            return Look("unverifiable", "redirects to what is no address on the web", status)
        if target in seen:
            return Look("unverifiable", "redirects in a circle", status)
        if len(seen) > _MOST_REDIRECTS:
            return Look("unverifiable", f"redirects more than {_MOST_REDIRECTS} times", status)
        if (why := is_excluded(target, asker.policy)) is not None:
            return Look("excluded", f"redirects to {target}: {why}", status)
        seen.add(target)
        is_permanent = is_permanent and status in _PERMANENT
        if is_permanent:
            fragment = step.headers["location"].partition("#")[2]
            moved_to = f"{target}#{fragment}" if fragment.isascii() and fragment.isprintable() and fragment else target
        current = target


async def _ask(asker: Asker, method: Method, address: str, on_body: OnBody | None, anew: bool) -> Answer | Look:
    try:
        return await asker.ask(method, address, on_body, anew=anew)
    except LeftAloneError as error:
        return Look(error.verdict, str(error))
    except NoSuchNameError as error:
        return Look("no-such-host", str(error), again="once")
    except NoAnswerError as error:
        return _without_answer(error)


def _without_answer(error: NoAnswerError) -> Look:
    message = str(error)
    if error.trouble == "refused":
        return Look("excluded", message)
    if error.trouble == "no-http":
        return Look("unverifiable", message, again="once")
    if error.trouble == "timeout":
        return Look("unverifiable", message, again="once")
    return Look("unreachable", message, again="never" if error.trouble == "tls" else "once")


def _judged(asker: Asker, address: str, last: str, answer: Answer, moved_to: str | None) -> Look:
    """What the last answer of a look says of ``address``."""
    status = answer.status
    is_good = is_accepted(address, status, asker.policy) or is_accepted(last, status, asker.policy)
    reason = phrase_of(status) if last == address else f"{phrase_of(status)} after a redirect to {last}"
    verdict: Verdict = "unverifiable"
    again: Again = "never"
    if any(wall in answer.headers for wall in _WALLS) and (not is_good or 200 <= status < 300):
        reason = f"{reason}, and a wall against robots"
    elif is_good and moved_to is None:
        verdict = "alive"
    elif is_good and _is_front_page_instead(address, moved_to):
        reason = f"redirects for good to the front page {moved_to}"
    elif is_good:
        verdict, reason = "moved", f"moved for good to {moved_to}"
    elif status in (404, 410):
        verdict, again = "gone", "once"
    elif status in _MAY_PASS:
        again = "some times"
    return Look(verdict, reason, status, moved_to if verdict == "moved" else None, again, answer.headers, answer.method)


def _target_of(address: str, location: str) -> str | None:
    try:
        return address_of(urljoin(address, location))
    except ValueError:
        return None


def _is_front_page_instead(address: str, moved_to: str | None) -> bool:
    """Whether a page was replaced by the front page of its own site: that is how pages go without a 404."""
    if moved_to is None:
        return False
    old_site, _, old_path = address.partition("://")[2].partition("/")
    new_site, _, new_path = moved_to.partition("://")[2].partition("/")
    return bool(old_path) and not new_path and old_site.removeprefix("www.") == new_site.removeprefix("www.")
