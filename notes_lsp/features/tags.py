"""The tags that notes give: ``#tag`` in running text, the tags in the head of a file, those behind Org headlines.

Much that begins with ``#`` is no tag: headings, anchors, ``#1``, colours, the lines of a C preprocessor. Where it is
not clear, it is no tag.
"""

import re
from collections.abc import Iterable, Iterator

from notes_lsp.features.library import TagMention
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.nodes import Block, Dialect, Field, Heading, ListItem, Paragraph, TableRow

TAG_FIELDS = frozenset({"tags", "tag", "keywords", "keyword", "filetags"})

# Behind the name stands nothing that makes it a call, a path, a file or a key: `#main(x)`, `#a.b`, `#key:value`.
_TAG = re.compile(r"(?<![^\s(\[（「【])#(\w+(?:[-/]+\w+)*)(?![\w(\[=<>#@\\{&+$%|^~/`-]|[.:]\w)")
_LETTER = re.compile(r"[^\W\d_]")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
_HEX = re.compile(r"(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
# Words of the letters a to f that people would rather mean than a colour of three or six digits.
_WORDS_IN_HEX = frozenset("ace add bad bed cab dab dad fab fed decade facade accede efface".split())
_DIRECTIVES = frozenset("include define undef ifdef ifndef endif elif pragma".split())
_DIRECTIVES_AT_LINE_START = frozenset("if else import error warning line region endregion using require".split())

_INLINE_HTML = r"</?[A-Za-z][^<>]*>"
_NO_TEXT: dict[Dialect, re.Pattern[str]] = {
    "markdown": re.compile(rf"(`+)(?!`).+?(?<!`)\1(?!`)|{_INLINE_HTML}", re.DOTALL),
    "plaintext": re.compile(rf"(`+)(?!`).+?(?<!`)\1(?!`)|{_INLINE_HTML}", re.DOTALL),
    # `[#name]_` is a footnote that numbers itself.
    "rst": re.compile(r"``.+?``|`[^`]+`|\[#[^\]\s]*\]_?", re.DOTALL),
    "org": re.compile(r"(?<!\w)([=~])(?=\S).+?(?<=\S)\1(?!\w)|\[#\w\]", re.DOTALL),
}

_FIELD_ITEM = re.compile(r"""[ \t]*(?:-[ \t]+)?(?:"([^"\n]*)"|'([^'\n]*)'|([^,;\n\[\]]+))""")
_ORG_TAGS = re.compile(r"[ \t](:[\w@#%:]+:)[ \t]*$")
_ORG_TAG = re.compile(r"[\w@#%]+")


def find_tags(document: Document) -> tuple[TagMention, ...]:
    """Every tag of ``document``, in the order of the text."""
    if len(document.parts) == 1:
        return _tags_of_part(document, 0)
    return tuple(
        TagMention(mention.name, mention.start + start, mention.end + start)
        for index, start in enumerate(document.part_starts)
        for mention in _tags_of_part(document, index)
    )


def tags_between(document: Document, start: int, end: int) -> tuple[TagMention, ...]:
    """The tags that lie in ``start:end`` or reach into it, without a look at the rest of the text."""
    blocks = [block for block in document.blocks_at(start) if block.start < start]
    found = _tags_of_blocks(document, [*blocks, *document.blocks_between(start, end + 1)], start, end)
    return tuple(mention for mention in found if mention.start <= end and mention.end >= start)


def _all_tags(document: Document) -> tuple[TagMention, ...]:
    return _tags_of_blocks(document, document.blocks, 0, len(document.text))


_tags_of_part = of_part(_all_tags)


def _tags_of_blocks(document: Document, blocks: Iterable[Block], start: int, end: int) -> tuple[TagMention, ...]:
    """The tags that ``blocks`` hold around ``start:end``; what lies far from there may be left out."""
    found: list[TagMention] = []
    for block in blocks:
        if isinstance(block, Field):
            if block.name in TAG_FIELDS:
                found += _tags_of_field(document.text, block)
            continue
        for text_start, text_end in _text_spans(block):
            found += _tags_of_text(document, text_start, text_end, start, end)
        if isinstance(block, Heading) and block.style == "org":
            found += _tags_of_headline(document.text, block)
    found.sort(key=lambda mention: mention.start)
    return tuple(found)


def _text_spans(block: Block) -> Iterable[tuple[int, int]]:
    """The spans of ``block`` itself, without what it holds, that are running text."""
    if isinstance(block, Paragraph):
        return ((block.start, block.end),)
    if isinstance(block, Heading | ListItem):
        return ((block.text_start, block.text_end),)
    return block.cells if isinstance(block, TableRow) else ()


def _tags_of_text(
    document: Document, text_start: int, text_end: int, range_start: int, range_end: int
) -> Iterator[TagMention]:
    text = document.text
    if text.find("#", text_start, text_end) < 0:
        return
    matches = [
        match
        for match in _TAG.finditer(text, text_start, text_end)
        if match.start() <= range_end and match.end() >= range_start and _is_tag(text, match)
    ]
    if not matches:
        return
    hidden = [match.span() for match in _NO_TEXT[document.dialect].finditer(text, text_start, text_end)]
    hidden += [(link.start, link.end) for link in document.links_between(text_start, text_end)]
    for match in matches:
        if not any(start <= match.start() < end for start, end in hidden):
            yield TagMention(match[1].lower(), match.start(), match.end())


def _is_tag(text: str, match: re.Match[str]) -> bool:
    name = match[1]
    if _LETTER.search(name) is None or _ORDINAL.fullmatch(name) is not None or _is_colour(name):
        return False
    if name in _DIRECTIVES:
        return False
    return name not in _DIRECTIVES_AT_LINE_START or bool(_line_before(text, match.start()).strip())


def _is_colour(name: str) -> bool:
    if _HEX.fullmatch(name) is None:
        return False
    # Of letters alone, four or eight give an opacity, which is rarer than the words "cafe" and "face".
    return not name.isalpha() or (len(name) in (3, 6) and name.lower() not in _WORDS_IN_HEX)


def _line_before(text: str, offset: int) -> str:
    line_start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return text[line_start:offset]


def _tags_of_field(text: str, field: Field) -> Iterator[TagMention]:
    """The tags in a field: with commas between, in a list of YAML or TOML, or as Org writes them."""
    value = text[field.value_start : field.value_end]
    if field.name == "filetags":
        for match in _ORG_TAG.finditer(value):
            yield TagMention(match[0].lower(), field.value_start + match.start(), field.value_start + match.end())
        return
    if _TAG.match(value.lstrip()) is not None:
        for match in _TAG.finditer(value):
            yield TagMention(match[1].lower(), field.value_start + match.start(), field.value_start + match.end())
        return
    for item in _FIELD_ITEM.finditer(value):
        start, end = item.span(item.lastindex or 0)
        name = value[start:end].strip()
        start += len(value[start:end]) - len(value[start:end].lstrip())
        if name and not name.startswith("#") and name != "-":
            yield TagMention(name.lower(), field.value_start + start, field.value_start + start + len(name))


def _tags_of_headline(text: str, heading: Heading) -> Iterator[TagMention]:
    match = _ORG_TAGS.search(text, heading.text_end, heading.end)
    if match is None:
        return
    for tag in _ORG_TAG.finditer(text, *match.span(1)):
        yield TagMention(tag[0].lower(), tag.start(), tag.end())
