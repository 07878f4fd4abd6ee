"""Completion of speakers: the people who are known in the workspace, where the notes say who gives a talk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notes_lsp.features.completion.fields import field_at
from notes_lsp.features.completion.items import CompletionItem
from notes_lsp.features.completion.place import Place
from notes_lsp.features.completion.talk_shape import TalkShape, usual_shape
from notes_lsp.features.library import FileSummary, Library, SpeakerMention
from notes_lsp.features.summary import summarise
from notes_lsp.talks import words
from notes_lsp.talks.times import leading_time
from notes_lsp.talks.titles import ENUMERATOR

_LONGEST_NAME = 40
_LINES_BELOW_TITLE = 2

_MARKED = re.compile(r"(#+|\*+)[ \t]+(\S.*)\Z")
_BY = re.compile(r"[ \t]*(?:[-*+•][ \t]+)?[*_]{0,2}(?:by|par|von|por)[ \t]+(.*)\Z", re.IGNORECASE)
_MAY_BE_NAME = re.compile(r"[ \t*_+•-]{0,6}[^\W\d_][\w.'’-]*(?:[ \t]+[\w.'’-]+){0,3}[ \t]?")
_BETWEEN_NAMES = re.compile(r"[,;&/\[(\"“][ \t]*|[ \t](?:and|und|et|y|e|i|og|och|en)[ \t]+")
_NO_NAME = re.compile(r"[\d:<>{}=#]|[^\w\s]{2}")
_REST_OF_WORD = re.compile(r"[\w'’-]*")


@dataclass(frozen=True, slots=True)
class _Known:
    """A speaker of the workspace, with the last talk that is known."""

    key: str
    talks: int
    last: SpeakerMention


def complete_speakers(place: Place, library: Library) -> Iterator[CompletionItem]:
    """The known speakers, those with most talks first, where a speaker is being typed."""
    found = _typed_at(place)
    if found is None:
        return
    value, gap = found
    names = _BETWEEN_NAMES.split(value)
    typed = names[-1]
    if "://" in value or len(typed) > _LONGEST_NAME or _NO_NAME.search(typed) is not None:
        return
    rest = _REST_OF_WORD.match(place.after)
    end = place.offset + (rest.end() if rest is not None else 0)
    named = {name.strip().casefold() for name in names[:-1]}
    for known in _known_speakers(place, library):
        if known.last.name.casefold() not in named:
            yield CompletionItem(
                label=known.last.name,
                kind="speaker",
                detail=_said_of(known.last),
                start=place.offset - len(typed),
                end=end,
                text=gap + known.last.name,
                filter_text=known.last.name,
                key=("speaker", known.key),
            )


def _typed_at(place: Place) -> tuple[str, str] | None:
    """What is typed of the speakers, and what has to come before; None where no speaker is to stand."""
    field = field_at(place)
    if field is not None and field.key in words.SPEAKER_KEYS:
        return field.value, field.gap
    if place.in_front_matter or not place.before.strip():
        return None
    if _is_heading_of_talk(place):
        shape = usual_shape(place.notes, place.line_start, place.line_end)
        return _in_heading(place, shape) if shape is not None else None
    by = _BY.match(place.before)
    if (by is None and _MAY_BE_NAME.fullmatch(place.before) is None) or not _is_right_below_title(place):
        return None
    return (by[1], "") if by is not None else _on_bare_line(place)


def _is_heading_of_talk(place: Place) -> bool:
    """Whether a talk has its heading in the line of the place."""
    talk = place.notes.talk_at(place.offset)
    if talk is not None and place.line_start <= talk.heading_start <= place.line_end:
        return bool(talk.heading)
    return _MARKED.match(place.before) is not None and place.document.dialect in ("markdown", "org", "plaintext")


def _in_heading(place: Place, shape: TalkShape) -> tuple[str, str] | None:
    """What is typed where the talks of the file have their speakers: behind the title, or before it."""
    marked = _MARKED.match(place.before)
    if shape.marker and (marked is None or marked[1] != shape.marker):
        return None
    separator = shape.before_speaker()
    if separator is not None and separator.strip():
        sign = separator.strip()
        pattern = (r"(?<=\S)\s+" if separator[0].isspace() else r"(?<=\S)") + re.escape(sign)
        # A sign that is a word, like "by", ends with it.
        pattern += r"(?=\s|\Z)" if separator[-1].isspace() else ""
        signs = list(re.finditer(pattern, place.before))
        if not signs or not place.before[: signs[-1].start()].strip("#* \t"):
            return None
        typed = place.before[signs[-1].end() :]
        return typed.lstrip(), " " if separator[-1].isspace() and not typed else ""
    if not shape.has_speaker_first() or marked is None:
        return None
    title = marked[2]
    time = leading_time(title)
    title = title[time.separator_end :] if time is not None else title
    number = ENUMERATOR.match(title)
    title = title[number.end() :] if number is not None else title
    return (title, "") if not re.search(r"\s[-–—|]|:", title) else None


def _is_right_below_title(place: Place) -> bool:
    """Whether a talk's title stands one or two lines above, blank ones left out, and names no speaker itself."""
    talk = place.notes.talk_at(place.offset)
    if talk is None or talk.heading_end > place.line_start or place.line_start - talk.heading_end > 400:
        return False
    between = place.document.text[talk.heading_end : place.line_start].splitlines()[1:]
    if sum(any(map(str.isalnum, line)) for line in between) >= _LINES_BELOW_TITLE:
        return False
    return all(speaker.start >= place.line_start for speaker in talk.speakers)


def _on_bare_line(place: Place) -> tuple[str, str] | None:
    """A line that is nothing but a name, where other talks have one like it: from its first letter on."""
    shape = usual_shape(place.notes, place.line_start, place.line_end)
    if shape is None or not shape.below:
        return None
    prefix = shape.below[0].text if shape.below[0].kind == "literal" else ""
    if any(map(str.isalpha, prefix)) or not place.before.startswith(prefix):
        return None
    typed = place.before[len(prefix) :]
    return (typed, "") if typed[:1].isupper() else None


def _known_speakers(place: Place, library: Library) -> list[_Known]:
    mentions: dict[str, list[SpeakerMention]] = {}
    for summary in _summaries(place, library):
        for mention in summary.speakers:
            # What is being typed is read as a name, too.
            is_typed = summary.path == place.path and mention.start <= place.offset <= mention.end
            if not is_typed:
                mentions.setdefault(mention.key, []).append(mention)
    known = [_Known(key, len(found), max(found, key=_year_of)) for key, found in mentions.items()]
    return sorted(known, key=lambda one: (-one.talks, one.last.name.casefold()))


def _summaries(place: Place, library: Library) -> Iterator[FileSummary]:
    yield from library.summaries()
    if library.summary(place.path) is None:
        # Nobody knows of these notes yet: they were never saved.
        yield summarise(place.notes, place.path)


def _year_of(mention: SpeakerMention) -> int:
    return mention.year or 0


def _said_of(mention: SpeakerMention) -> str:
    conference = mention.conference
    if mention.year is not None and str(mention.year) not in conference:
        conference = f"{conference} {mention.year}".strip()
    return " · ".join(filter(None, (mention.talk_title, conference)))
