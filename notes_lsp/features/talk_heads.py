"""What names a talk, for those who look through all talks of a file: its title and its speakers.

An edit moves all talks behind it. What is read of a talk counts from its beginning until somebody asks for the place,
so that to look for one name among thousands of talks moves nothing.
"""

from dataclasses import dataclass

from notes_lsp.features.library import speaker_key
from notes_lsp.talks.details import DetailsOfParts
from notes_lsp.talks.model import Talk, TalkDetails


@dataclass(frozen=True, slots=True)
class SpeakerOfTalk:
    """A speaker, with the `speaker_key` and the span of the name."""

    key: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TalkHead:
    """What names a talk; all offsets count from ``Talk.start``."""

    title: str | None
    title_start: int
    title_end: int
    speakers: tuple[SpeakerOfTalk, ...]


def head_of_talk(talk: Talk) -> TalkHead:
    """What names ``talk``; read once for as long as its notes stay the same."""
    read = talk.read_details
    if not isinstance(read, DetailsOfParts):
        return _head(talk.details, talk.start)
    head: TalkHead | None = read.derived.get(TalkHead)
    if head is None:
        head = read.derived[TalkHead] = _head(read.details, 0)
    return head


def known_head_of_talk(talk: Talk) -> TalkHead | None:
    """What `head_of_talk` gives where it costs next to nothing; None where the notes have to be read first."""
    read = talk.read_details
    if isinstance(read, DetailsOfParts):
        head: TalkHead | None = read.derived.get(TalkHead)
        return head_of_talk(talk) if head is None and "details" in read.__dict__ else head
    return head_of_talk(talk) if "details" in talk.__dict__ else None


def _head(details: TalkDetails, base: int) -> TalkHead:
    return TalkHead(
        title=details.title,
        title_start=details.title_start - base,
        title_end=details.title_end - base,
        speakers=tuple(
            SpeakerOfTalk(speaker_key(each.name), each.name, each.start - base, each.end - base)
            for each in details.speakers
        ),
    )
