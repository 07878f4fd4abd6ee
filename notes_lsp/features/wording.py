"""The words of cards, lenses and hints: dates, times, numbers and names as people write them in English."""

from notes_lsp.features.card import plain_words
from notes_lsp.features.talk_times import hours_and_minutes
from notes_lsp.talks.date_mention import weekday_of
from notes_lsp.talks.model import CalendarDate, TimeRange

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_LANGUAGES = {
    "c": "C",
    "cpp": "C++",
    "csharp": "C#",
    "fsharp": "F#",
    "javascript": "JavaScript",
    "typescript": "TypeScript",
    "objective-c": "Objective-C",
    "powershell": "PowerShell",
    "latex": "LaTeX",
    "rst": "reStructuredText",
    "r": "R",
    "php": "PHP",
    "text": "text",
    "shell": "shell",
    "diff": "diff",
} | {name: name.upper() for name in ("css", "html", "json", "sql", "toml", "xml", "yaml", "ini")}
_LONGEST_LANGUAGE = 30


def full_date(date: CalendarDate, named_weekday: int | None = None) -> str:
    """``Tuesday, 22 July 2014``; without a weekday where the year is unknown or the notes name another weekday."""
    if date.day is None or date.month is None or not 1 <= date.month <= 12:
        return ""
    weekday = weekday_of(date)
    fits = weekday is not None and named_weekday in (None, weekday)
    before = f"{WEEKDAYS[weekday]}, " if weekday is not None and fits else ""
    after = f" {date.year}" if date.year is not None else ""
    return f"{before}{date.day} {_MONTHS[date.month - 1]}{after}"


def date_range(first: CalendarDate, last: CalendarDate) -> str:
    """``22–24 July 2014``, ``30 June – 2 July 2014``; both dates are known but for their years."""
    whole = full_date(last, -1)
    if first == last or not whole:
        return whole
    if first.year != last.year:
        return f"{full_date(first, -1)} – {whole}"
    if first.month != last.month:
        return f"{full_date(CalendarDate(None, first.month, first.day))} – {whole}"
    return f"{first.day}–{whole}"


def clock(minutes: int) -> str:
    """Minutes since midnight as ``09:05``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def time_and_length(time: TimeRange | None) -> str:
    """``10:30–11:15 (45 min)``; only the beginning where the end is unknown or lies before it."""
    if time is None:
        return ""
    if time.finish is None or time.finish <= time.begin:
        return clock(time.begin)
    return f"{clock(time.begin)}–{clock(time.finish)} ({hours_and_minutes(time.finish - time.begin)})"


def count(number: int, thing: str) -> str:
    """``1 talk``, ``2 talks``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def cut(text: str, most: int) -> str:
    """``text`` on one line, of at most ``most`` characters: a longer one ends with a whole word and ``…``."""
    words = plain_words(text[: most * 4])
    if len(words) <= most:
        return words
    shortened = words[: most - 1]
    if not words[most - 1].isspace():
        space = shortened.rfind(" ")
        # Scripts without spaces, and addresses, are cut where they are.
        shortened = shortened[:space] if space >= most // 2 else shortened
    return shortened.rstrip(" ,;:.–—-([\"'") + "…"


def language_name(language: str) -> str:
    """What people call a language whose name in notes is ``language``, folded as `CodeBlock.language` is."""
    known = _LANGUAGES.get(language)
    return known if known is not None else cut(language[:1].upper() + language[1:], _LONGEST_LANGUAGE)


def with_year(name: str, year: int | None) -> str:
    """The name of a conference with its year, unless the name has it."""
    return name if year is None or str(year) in name or not name else f"{name} ({year})"
