"""How long talks take, as far as their times can be right."""

from notes_lsp.talks.model import TimeRange

DAY = 24 * 60
_LONGEST_TALK = 12 * 60
_EVENING = 18 * 60


def length_of(time: TimeRange) -> int | None:
    """The minutes from begin to finish, past midnight if need be; None where one is unknown or must be wrong."""
    if time.finish is None:
        return None
    minutes = time.finish - time.begin
    if minutes < 0 and time.begin >= _EVENING:
        minutes += DAY
    return minutes if 0 < minutes <= _LONGEST_TALK else None


def hours_and_minutes(minutes: int) -> str:
    """``45 min``, ``1 h``, ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest))
