"""Messages in a stream of bytes, however it is cut and whatever lies between them; in-process."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.lsp.frames import FrameParser, Malformed
from raw_client import framed

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def parsed(*pieces: bytes) -> list[Any]:
    parser = FrameParser()
    return [message for piece in pieces for message in parser.feed(piece)]


@given(st.lists(values, max_size=4), st.data())
def test_it_does_not_matter_how_the_bytes_come(messages: list[Any], data: st.DataObject) -> None:
    stream = b"".join(framed(message) for message in messages)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    pieces = [stream[start:end] for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
    assert parsed(*pieces) == messages


@given(st.lists(st.binary(max_size=30) | st.sampled_from([b"\r\n\r\n", b"Content-Length: ", b"7\r\n\r\n"]), max_size=8))
def test_no_bytes_are_an_error(pieces: list[bytes]) -> None:
    parsed(*pieces)


@pytest.mark.parametrize(
    "garbage",
    [
        b"Content-Type: x\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 1e3\r\n\r\n",
        b"Content-Length:\r\n\r\n",
        b"Content-Length: 5000000000\r\n\r\n",
        b"\r\n\r\n",
        b"{}\r\n\r\n",
        b"Content-Length: 2\r\n\r\n\xff\xff",
        b"Content-Length: 1\r\n\r\n{",
    ],
)
def test_the_message_behind_garbage_is_found(garbage: bytes) -> None:
    problem, message = parsed(garbage + framed({"a": 1}))
    assert isinstance(problem, Malformed)
    assert message == {"a": 1}


@pytest.mark.parametrize("size", [1000, 200_000])
def test_a_header_without_an_end_is_not_kept_for_ever(size: int) -> None:
    messages = parsed(*[b"x" * 100] * (size // 100), framed({"a": 1}))
    assert messages[-1] == {"a": 1}
    assert all(isinstance(message, Malformed) for message in messages[:-1])


def test_a_name_that_is_cut_in_two_is_still_a_name() -> None:
    frame = framed({"a": 1})
    assert parsed(b"x" * 70_000 + frame[:5], frame[5:])[-1] == {"a": 1}


def test_the_length_counts_bytes() -> None:
    body = json.dumps("é🐍", ensure_ascii=False).encode()
    assert parsed(b"Content-Length: %d\r\n\r\n%b" % (len(body), body)) == ["é🐍"]
