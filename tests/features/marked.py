"""Texts with marks, for tests of what an editor asks at a place."""


def cut(marked: str) -> tuple[str, int]:
    """The text without its one ``$0``, and the offset at which it stood."""
    assert marked.count("$0") == 1, "a text needs one $0"
    offset = marked.index("$0")
    return marked[:offset] + marked[offset + 2 :], offset


def cut_range(marked: str) -> tuple[str, int, int]:
    """The text without its two ``$0``, and the offsets between which they stood."""
    assert marked.count("$0") == 2, "a text needs two $0"
    start = marked.index("$0")
    rest = marked[:start] + marked[start + 2 :]
    end = rest.index("$0")
    return rest[:end] + rest[end + 2 :], start, end


def show(text: str, *spans: tuple[int, int]) -> str:
    """``text`` with brackets ``⟦⟧`` around each of ``spans``, so that an expectation shows what a span holds."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text
