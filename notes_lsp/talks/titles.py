"""A talk's title taken apart: time, enumerator, the title proper, speakers."""

import re

from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.values import value_class
from notes_lsp.talks.names import looks_like_name, name_at_start, split_names, strip_honorific
from notes_lsp.talks.times import TimeMention, leading_time, trailing_time

ENUMERATOR = re.compile(
    r"(?:[A-Z]\d{0,2}|\d{1,2}(?:\.\d{1,2})?|[IVX]{1,4})[.)]\s+|(?:talk|session|keynote|lecture|vortrag|palestra|presentation|exposé)\s+#?\d{1,2}\s*[:.–—-]\s+"
    r"|#\d{1,2}\s*[:.-]?\s+|\d{1,2}(?:\.\d{1,2})?\s+[-–—]\s+|[A-Z]{2,8}\d{2,4}(?:-[A-Z\d]+)?\s*[-–—:]\s+",
    re.IGNORECASE,
)
_TALK_NUMBER = re.compile(
    r"(?:talk|session|keynote|opening keynote|closing keynote|lecture|lightning talk)\s*#?\d{0,2}\s*[:–—-]\s*",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_MAY_HAVE_BY = re.compile(r" (?:by|par|von) ", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—|]{1,2}\s*|\s*[–—|]\s+")
_BY = re.compile(r"(.*\S)\s+(?:by|par|von)\s+(\S.*)", re.IGNORECASE)
_FROM = re.compile(r"(.*\S)\s+from\s+(\S.*)", re.IGNORECASE)
_WITH = re.compile(r".*\S\s+with\s+(\S.*)", re.IGNORECASE)
_CONVERSATION = re.compile(r"(?:fireside|q ?& ?a|ama|chat|interview|conversation|panel|keynote|talk)\b", re.IGNORECASE)
_COMMA = re.compile(r"(.*\S),\s+([^,]+)(?:,\s*[^,]+)?")
_BRACKETS = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]+)[)\]]")
_LINK = r"\[[^\[\]]+\](?:\([^()]*\)|\[[^\[\]]*\])"
_LINKED_SPEAKER = re.compile(
    rf"(.*?\S)(?:\s+[-–—|]|,)\s*\[([^\[\]]+)\](?:\([^()]*\)|\[[^\[\]]*\])(?:,\s*(?:{_LINK}|[\w .&]+))*\s*"
)
_ORG_LINKED_TITLE = re.compile(r"(.*?\S),\s*\[\[[^\[\]]*\]\[([^\[\]]*)\]\]\s*")
_JOINED = re.compile(r"\s*(?:&|\+|\band\b|\bet\b|\bund\b)\s*")


@value_class
class TitleParts:
    """A title taken apart. ``side`` says where the speakers stood: "left" or "right" of a dash, else "sure"."""

    title: str
    names: tuple[str, ...]
    time: TimeMention | None
    enumerated: bool
    side: str


def split_title(visible: str, raw: str) -> TitleParts:
    """Take a title apart; ``visible`` is what a reader sees of the source ``raw``."""
    time, title = split_time(visible)
    enumerator = ENUMERATOR.match(title)
    linked = _linked_speaker(raw)
    if linked is not None:
        return TitleParts(
            linked[0] if time is None else _without_time(linked[0]), linked[1], time, enumerator is not None, "sure"
        )
    core = title[enumerator.end() :] if enumerator is not None and _TALK_NUMBER.match(title) else title
    found = _by(title) or _bracketed(title) or _dashed(core) or _after_colon(core, core is not title)
    found = found or _after_comma(title)
    if found is not None:
        return TitleParts(found[0], found[1], time, enumerator is not None, found[2])
    return TitleParts(title, _names_in_place_of_title(title), time, enumerator is not None, "sure")


def split_time(visible: str) -> tuple[TimeMention | None, str]:
    """The time at the beginning or the end of a title, and the title without it."""
    if _DIGIT.search(visible) is None:
        return None, visible
    time = leading_time(visible)
    if time is not None:
        return time, visible[time.separator_end :].strip()
    time = trailing_time(visible)
    return (None, visible) if time is None else (time, visible[: time.separator_start].strip())


def _without_time(text: str) -> str:
    time = leading_time(text)
    return text if time is None else text[time.separator_end :].strip()


def _linked_speaker(raw: str) -> tuple[str, tuple[str, ...]] | None:
    """Speakers who are a link after the title, or stand before a title that is a link (in Org)."""
    if not raw.endswith(("]", ")", " ")) or "[" not in raw:
        return None
    match = _LINKED_SPEAKER.fullmatch(raw)
    if match is not None and looks_like_name(match[2]):
        return visible_text(match[1], "markdown"), (match[2],)
    match = _ORG_LINKED_TITLE.fullmatch(raw)
    if match is None:
        return None
    names = [strip_honorific(name) for name in split_names(match[1])]
    return (match[2], tuple(names)) if names and all(looks_like_name(name) for name in names) else None


def _by(title: str) -> tuple[str, tuple[str, ...], str] | None:
    match = _BY.fullmatch(title) if _MAY_HAVE_BY.search(title) is not None else None
    if match is not None:
        names = split_names(match[2])
        if names and all(looks_like_name(name) for name in names):
            return match[1].rstrip(" ,-–—:"), tuple(names), "sure"
    match = _FROM.fullmatch(title) if " from " in title else None
    if match is not None and _JOINED.search(match[2]):
        names = [name for name in _JOINED.split(match[2]) if name]
        if len(names) > 1 and all(looks_like_name(name, least_words=1) for name in names):
            return match[1], tuple(names), "sure"
    return None


def _bracketed(title: str) -> tuple[str, tuple[str, ...], str] | None:
    match = _BRACKETS.fullmatch(title) if title.endswith((")", "]")) else None
    if match is None:
        return None
    names = split_names(match[2])
    if names and all(looks_like_name(name) for name in names) and name_at_start(match[2]):
        return match[1], tuple(names), "sure"
    return None


def _dashed(title: str) -> tuple[str, tuple[str, ...], str] | None:
    """``Speaker - Title`` or ``Title - Speaker - Company``, where just one end reads like names."""
    places = list(_DASH.finditer(title))
    if not places:
        return None
    first, last = places[0], places[-1]
    left = name_at_start(title[: first.start()])
    if left:
        return title[first.end() :], tuple(left), "left"
    right = name_at_start(title[last.end() :])
    if right:
        return title[: last.start()], tuple(right), "right"
    if len(places) > 1:
        before = places[-2]
        middle = name_at_start(title[before.end() : last.start()])
        if middle:
            return title[: before.start()], tuple(middle), "right"
    return None


def _after_colon(core: str, numbered: bool) -> tuple[str, tuple[str, ...], str] | None:
    """``Talk 2: Name: Title``: only behind a number, since titles hold colons themselves."""
    if not numbered or ":" not in core:
        return None
    before, after = core.split(":", 1)
    names = split_names(before)
    if after.strip() and names and all(looks_like_name(name) for name in names):
        return after.strip(), tuple(names), "sure"
    return None


def _after_comma(title: str) -> tuple[str, tuple[str, ...], str] | None:
    """``Title, Speaker`` and ``Title, Speaker, Company``."""
    match = _COMMA.fullmatch(title) if ", " in title else None
    if match is None or not looks_like_name(match[2]) or looks_like_name(match[1]):
        return None
    return match[1], (match[2],), "right"


def _names_in_place_of_title(title: str) -> tuple[str, ...]:
    """Speakers named by a title that is kept whole: ``Keynote: Ada Lovelace``, ``Fireside chat with Ada Lovelace``."""
    kind = _TALK_NUMBER.match(title)
    # A title that is nothing but two capitalised words may be a subject as well as a person.
    names = name_at_start(title[kind.end() :]) if kind is not None else []
    if names:
        return tuple(names)
    match = _WITH.fullmatch(title) if " with " in title else None
    if match is not None:
        names = split_names(match[1])
        if names and all(looks_like_name(name) for name in names) and (len(names) > 1 or _CONVERSATION.match(title)):
            return tuple(names)
    words = title.split()
    if (
        len(words) > 2
        and words[-1].casefold() == "keynote"
        and looks_like_name(" ".join(words[:-1]).split(". ", 1)[-1])
    ):
        return (" ".join(words[:-1]).split(". ", 1)[-1],)
    return ()
