"""How old what is known of an address is, in words."""

from notes_lsp.links.verdicts import WebState

_HOUR, _DAY = 3600, 86_400


def age_of_news(state: WebState) -> str:
    """``, as of 3 hours ago``, ``, as of 2 days ago``; nothing within the first hour.

    Findings are made anew each hour at most (`notes_lsp.rules.pieces`), so that minutes would soon be wrong.
    """
    if state.age < _HOUR:
        return ""
    number, unit = (state.age // _HOUR, "hour") if state.age < 2 * _DAY else (state.age // _DAY, "day")
    return f", as of {int(number)} {unit}{'s' if number >= 2 else ''} ago"
