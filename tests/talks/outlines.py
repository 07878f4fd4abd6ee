"""Notes as text: one line per role with the line it stands on, so that a wrong one is seen."""

from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes, Talk
from notes_lsp.talks.roles import understand


def outline_of(text: str, name: str = "notes.md") -> list[str]:
    """``conference Name``, ``4 day Label date``, ``6   talk time Title | speakers``, a group in brackets before its talks."""
    notes = understand(parse(text, name), name)
    shown = []
    if notes.conference is not None:
        year = f" ({notes.conference.year})" if notes.conference.year is not None else ""
        shown.append(f"conference {notes.conference.name}{year}")
    shown.extend(_shown_talk(notes, talk) for talk in notes.talks if not notes.days or talk.start < notes.days[0].start)
    for day in notes.days:
        date = day.date.iso if day.date is not None and day.date.iso else "-"
        shown.append(f"{_line(notes, day.label_start)} day {day.label} {date}")
        shown.extend("  " + _shown_talk(notes, talk) for talk in day.talks)
    return shown


def _line(notes: Notes, offset: int) -> int:
    return notes.document.lines.line_at(offset) + 1


def _shown_talk(notes: Notes, talk: Talk) -> str:
    time = f"{notes.document.text[talk.time.start : talk.time.end]} " if talk.time is not None else ""
    group = f"[{talk.group.title}] " if talk.group is not None else ""
    who = " | " + ", ".join(speaker.name for speaker in talk.speakers) if talk.speakers else ""
    kind = "single" if notes.single_talk else "talk"
    return f"{_line(notes, talk.title_start)} {kind} {group}{time}{talk.title or '?'}{who}"
