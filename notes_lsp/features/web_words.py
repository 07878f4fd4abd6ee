"""What is known of addresses on the web, in the words of hovers and lenses."""

from collections import Counter
from collections.abc import Iterable, Sequence

from notes_lsp.features.card import Line, WebLink
from notes_lsp.features.wording import count, cut
from notes_lsp.links.verdicts import VERDICTS, Verdict, WebState

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
# Who has just had a look knows how old it is.
_JUST_NOW = 60
_LONGEST_REASON = 80

_WORDS: dict[Verdict, str] = {
    "alive": "alive",
    "moved": "moved",
    "gone": "gone",
    "no-such-host": "no such host",
    "unreachable": "unreachable",
    "unverifiable": "can't be verified",
    "excluded": "excluded",
    "not-checked": "not checked",
}


def facts_of_address(state: WebState | None) -> tuple[Line, ...]:
    """What a card says of an address: its verdict with the reason, where it moved, and how old the news is."""
    if state is None or state.verdict == "not-checked":
        return (("not checked",),)
    reason = cut(state.reason, _LONGEST_REASON)
    word = _WORDS[state.verdict]
    if reason.startswith(word) or reason and state.verdict == "no-such-host":
        shown = reason  # it says the same, and of which host
    else:
        shown = f"{word} ({reason})" if reason and state.verdict not in ("alive", "moved") else word
    facts: list[Line] = [(shown,)]
    if state.moved_to and state.verdict == "moved":
        facts = [("moved to ", WebLink(cut(state.moved_to, _LONGEST_REASON), state.moved_to))]
    if state.verdict != "excluded":
        facts.append((f"checked {age_in_words(state.age)}",))
    return tuple(facts)


def summary_of_addresses(states: Sequence[WebState | None]) -> str:
    """What a lens says of addresses: ``Check 3 web links``, or ``5 web links: 4 alive, 1 gone · 2 hours ago``.

    The age is that of the oldest look.
    """
    known = [state for state in states if state is not None and state.verdict != "not-checked"]
    if not known:
        return f"Check {count(len(states), 'web link')}"
    said = verdicts_in_words("not-checked" if state is None else state.verdict for state in states)
    ages = [state.age for state in known if state.verdict != "excluded"]
    age = f" · {age_in_words(max(ages))}" if ages else ""
    return f"{count(len(states), 'web link')}: {said}{age}"


def verdicts_in_words(verdicts: Iterable[Verdict]) -> str:
    """``4 alive, 1 gone``, in the order of `VERDICTS`."""
    counts = Counter(verdicts)
    return ", ".join(f"{counts[verdict]} {_WORDS[verdict]}" for verdict in VERDICTS if counts[verdict])


def age_in_words(seconds: float) -> str:
    """``just now``, ``5 minutes ago``, ``2 hours ago``, ``3 days ago``."""
    if seconds < _JUST_NOW:
        return "just now"
    if seconds < _HOUR:
        return f"{count(int(seconds // _MINUTE), 'minute')} ago"
    if seconds < 2 * _DAY:
        return f"{count(int(seconds // _HOUR), 'hour')} ago"
    return f"{count(int(seconds // _DAY), 'day')} ago"
