"""Documents over the wire: the server has the text of the editor, letter by letter, and its memory stays flat."""

import hashlib
import random
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from raw_client import RawClient, edit, running
from test_documents import Editor, as_utf_16
from test_positions import NASTY

URI = "file:///nowhere/notes.md"


def seen_by_server(client: RawClient, uri: str = URI) -> tuple[int, str]:
    file = client.request("notes/status", {"uri": uri})["file"]
    return file["characters"], file["sha256"]


def as_seen(text: str) -> tuple[int, str]:
    return len(text), hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (["utf-8", "utf-16"], "utf-8"),
        (["utf-16"], "utf-16"),
        (["utf-32", "utf-8"], "utf-32"),
        (["utf-7", "utf-8"], "utf-8"),
        (["utf-7"], "utf-16"),
        ([], "utf-16"),
    ],
)
def test_random_edits_in_the_encoding_that_the_client_prefers(offered: list[str], chosen: Any) -> None:
    rng = random.Random(chosen)
    text = "".join(rng.choices(NASTY, k=40))
    text = as_utf_16(text).decode("utf-16-le", "surrogatepass")
    editor = Editor(text, chosen)
    with running() as client:
        result = client.initialize({"general": {"positionEncodings": offered}})
        assert result["capabilities"]["positionEncoding"] == chosen
        client.open(URI, text)
        for version in range(2, 150):
            changes = []
            for _ in range(rng.randint(1, 3)):
                places = [i for i in range(len(editor.text) + 1) if editor.text[max(i - 1, 0) : i + 1] != "\r\n"]
                start = rng.choice(places)
                end = rng.choice([place for place in places if start <= place <= start + 10])
                change = editor.replace(start, end, "".join(rng.choices(NASTY, k=rng.randint(0, 6))))
                first, last = change.range.start, change.range.end
                changes.append(edit((first.line, first.character), (last.line, last.character), change.text))
                editor.text = as_utf_16(editor.text).decode("utf-16-le", "surrogatepass")
            client.change(URI, version, *changes)
            if version % 25 == 0:
                client.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
                assert seen_by_server(client) == as_seen(editor.text)
        assert seen_by_server(client) == as_seen(editor.text)
        assert client.stop() == 0


@pytest.fixture(scope="module")
def client() -> Iterator[RawClient]:
    with running() as client:
        client.initialize()
        yield client


def test_a_file_that_is_changed_without_being_open_is_passed_over(client: RawClient) -> None:
    client.change("file:///unopened.md", 1, {"text": "x"})
    assert client.request("notes/status", {"uri": "file:///unopened.md"})["file"]["taken"] is False


def test_opening_twice_and_closing(client: RawClient) -> None:
    client.open(URI, "one")
    client.open(URI, "two", version=4)
    assert seen_by_server(client) == as_seen("two")
    client.close(URI)
    client.close(URI)
    assert client.request("notes/status", {"uri": URI})["file"]["taken"] is False


def test_two_uris_are_two_files(client: RawClient) -> None:
    client.open("untitled:one", "one")
    client.open("untitled:two", "two")
    assert seen_by_server(client, "untitled:one") == as_seen("one")
    assert seen_by_server(client, "untitled:two") == as_seen("two")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_stays_flat_over_thousands_of_edits() -> None:
    text = "# A conference\n\n## Monday, 1 July 2024\n\n" + "### A talk\n\n- a [link](#a-talk)\n- and text\n\n" * 60
    with running() as client:
        client.initialize()
        client.open(URI, text)

        def type_letters(versions: range) -> None:
            for version in versions:
                client.change(URI, version, edit((6, 2), (6, 3), "ab"[version % 2]))
                if version % 10 == 0:
                    client.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})

        type_letters(range(2, 600))
        before = memory_of(client)
        type_letters(range(600, 2600))
        client.published(URI)
        assert memory_of(client) - before < 4.0


def memory_of(client: RawClient) -> float:
    """MiB."""
    with open(f"/proc/{client.process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
