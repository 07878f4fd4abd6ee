"""What is told of a completion that is chosen."""

from completions import FILES, PATH, items
from fake_library import FakeLibrary
from notes_lsp.features.card import card_as_plaintext
from notes_lsp.features.completion.cards import resolve
from notes_lsp.features.completion.items import CompletionKey

LIBRARY = FakeLibrary(FILES)


def told(key: CompletionKey) -> str:
    card = resolve(key, LIBRARY)
    return card_as_plaintext(card) if card is not None else ""


def key_of(marked: str, label: str, path: str = PATH) -> CompletionKey:
    return next(item.key for item in items(marked, path) if item.label == label)


def test_a_file_tells_how_it_begins() -> None:
    assert (
        told(key_of("[a]($0)", "tuesday.md"))
        == "EuroPython 2014\n\n- - they help #python\n- Not all of #tools is #python."
    )
    assert told(key_of("[[$0]]", "Deep things")) == "Deep things"


def test_what_is_no_notes_has_nothing_to_tell() -> None:
    assert told(key_of("[a]($0)", "photo.png")) == ""
    assert told(key_of("[a]($0)", "img/")) == ""


def test_a_heading_tells_what_stands_below_it() -> None:
    assert told(key_of("[a](tuesday.md#$0)", "1115-boxes---grace-hopper")) == (
        "11:15 Boxes - Grace Hopper\n\n- Not all of #tools is #python."
    )


def test_a_speaker_tells_the_talks_that_are_known() -> None:
    assert told(key_of("Speaker: $0", "Ada Lovelace")) == (
        "Ada Lovelace\n\nTalks:\n- Types · EuroPython 2014 · Tuesday, July 22nd\n- Deep things"
    )


def test_a_tag_tells_where_it_is_used() -> None:
    assert told(key_of("see #$0", "#python")) == "#python\n\nIn:\n- EuroPython 2014 (2)"


def test_keys_of_what_is_gone_or_was_never_there_are_no_trouble() -> None:
    for key in [
        ("file", "/gone.md"),
        ("anchor", "/gone.md", "0", "1", "x"),
        ("anchor", "/conf/deep.rst", "9999", "9999", "x"),
        ("anchor", "/conf/deep.rst", "x", "-1", "x"),
        ("speaker", "nobody"),
        ("tag", "nothing"),
        ("other",),
        (),
    ]:
        assert resolve(key, LIBRARY) is None
