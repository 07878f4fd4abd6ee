"""What is said of web links at the end of a check."""

from notes_lsp.cli.render_check import plural
from notes_lsp.cli.terminal import Style, Terminal
from notes_lsp.cli.web_check import WebCheck
from notes_lsp.features.web_words import age_in_words
from notes_lsp.links.verdicts import Verdict

_WORDS: dict[Verdict, tuple[str, tuple[Style, ...]]] = {
    "alive": ("alive", ("green",)),
    "moved": ("moved", ("bold", "blue")),
    "gone": ("gone", ("bold", "red")),
    "no-such-host": ("on a host that does not exist", ("bold", "red")),
    "unreachable": ("unreachable", ("yellow",)),
    "unverifiable": ("could not be verified", ("yellow",)),
    "excluded": ("excluded", ("dim",)),
}


def render_web(check: WebCheck, terminal: Terminal) -> str:
    """One line: how many links there are, how they are, and what is not known."""
    looked = [
        terminal.paint(f"{check.counts[verdict]} {word}", *style)
        for verdict, (word, style) in _WORDS.items()
        if check.counts.get(verdict)
    ]
    total = sum(check.counts.values())
    if not total:
        return "There are no web links."
    return (_asked if check.asked else _known)(check, total, looked)


def _asked(check: WebCheck, total: int, looked: list[str]) -> str:
    left = check.counts.get("not-checked", 0)
    if not looked:
        return f"None of {_web_links(total)} could be looked at." if check.no_network else _left(check, left, total)
    cached = "" if not check.from_cache else _from_cache(check.from_cache, total - left)
    said = f"Checked {_web_links(total - left)}: {', '.join(looked)}{cached}."
    return f"{said} {_left(check, left, total)}" if left else said


def _known(check: WebCheck, total: int, looked: list[str]) -> str:
    left = check.counts.get("not-checked", 0)
    if not looked:
        return f"Nothing is known of {_web_links(total)}; --online looks at them."
    unknown = f", {left} not known" if left else ""
    oldest = f", the oldest {age_in_words(check.oldest)}" if check.oldest >= 60 else ""
    return f"{_web_links(total)}, as known from earlier looks{oldest}: {', '.join(looked)}{unknown}."


def _left(check: WebCheck, left: int, total: int) -> str:
    were = "was" if left == 1 else "were"
    if check.no_network:
        why = "for want of a network"
    elif check.failure is not None:
        why = "for that failure"
    elif check.interrupted:
        why = "before the interruption"
    else:
        why = f"within the {check.deadline:.0f} seconds of links-deadline"
    number = str(left) if left < total else _web_links(left)
    return f"{number} {were} not looked at {why}."


def _from_cache(number: int, total: int) -> str:
    return " (all from the cache)" if number == total else f" ({number} from the cache)"


def _web_links(number: int) -> str:
    return plural(number, "web link")
