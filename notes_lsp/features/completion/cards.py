"""What an editor shows beside a completion that is chosen but not yet taken: a card, made only then."""

from notes_lsp.features.card import Card, CardSection, Code, Line, Piece
from notes_lsp.features.completion.items import CompletionKey
from notes_lsp.features.library import FileSummary, Library, SpeakerMention

_MOST_LINES = 8
_LONGEST_LINE = 120


def resolve(key: CompletionKey, library: Library) -> Card | None:
    """The card of what ``key`` (`CompletionItem.key`) names; None where there is nothing to say of it any more."""
    match key:
        case ("file", path):
            return _card_of_file(path, library)
        case ("anchor", path, start, end, title):
            return _card_of_place(path, start, end, title, library)
        case ("speaker", speaker):
            return _card_of_speaker(speaker, library)
        case ("tag", name):
            return _card_of_tag(name, library)
        case _:
            return None


def _card_of_file(path: str, library: Library) -> Card | None:
    summary = library.summary(path)
    if summary is None:
        return None
    return Card(summary.title, (), _lines_section(summary.first_lines.splitlines()))


def _card_of_place(path: str, start: str, end: str, title: str, library: Library) -> Card | None:
    """The first lines below a heading, without the signs that underline it."""
    text = library.text_of(path)
    if text is None or not start.isdecimal() or not end.isdecimal() or int(start) > len(text):
        return None
    below = text[int(end) : int(end) + _MOST_LINES * _LONGEST_LINE].splitlines()[1:]
    return Card(title, (), _lines_section([line for line in below if any(map(str.isalnum, line))]))


def _lines_section(lines: list[str]) -> tuple[CardSection, ...]:
    shown: list[Line] = [(line.strip()[:_LONGEST_LINE],) for line in lines[:_MOST_LINES] if line.strip()]
    return (CardSection("", tuple(shown)),) if shown else ()


def _card_of_speaker(key: str, library: Library) -> Card | None:
    mentions = [mention for summary in library.summaries() for mention in summary.speakers if mention.key == key]
    if not mentions:
        return None
    mentions.sort(key=lambda mention: -(mention.year or 0))
    shown = tuple(_talk_line(mention) for mention in mentions[:_MOST_LINES])
    return Card(mentions[0].name, (), (CardSection("Talks", shown, more=max(len(mentions) - _MOST_LINES, 0)),))


def _talk_line(mention: SpeakerMention) -> Line:
    year = str(mention.year) if mention.year is not None and str(mention.year) not in mention.conference else ""
    where = " ".join(filter(None, (mention.conference, year)))
    return (" · ".join(filter(None, (mention.talk_title, where, mention.day))),)


def _card_of_tag(name: str, library: Library) -> Card | None:
    using = [(summary, count) for summary in library.summaries() if (count := _uses(summary, name))]
    if not using:
        return None
    using.sort(key=lambda one: -one[1])
    shown = tuple(_file_line(summary, count) for summary, count in using[:_MOST_LINES])
    return Card(f"#{name}", (), (CardSection("In", shown, more=max(len(using) - _MOST_LINES, 0)),))


def _uses(summary: FileSummary, name: str) -> int:
    return sum(tag.name == name for tag in summary.tags)


def _file_line(summary: FileSummary, count: int) -> Line:
    name: Piece = summary.title or Code(summary.path)
    return (name, f" ({count})") if count > 1 else (name,)
