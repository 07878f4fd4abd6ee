import json

import pytest

from notes_lsp.web.archive import archived_copy
from web_servers import answer, redirect, serving, with_policy

COPY = "http://web.archive.org/web/20200101000000/https://a.example/x?y=1"


def snapshot(url: object = COPY, available: object = True, status: object = "200") -> bytes:
    closest = {"available": available, "url": url, "timestamp": "20200101000000", "status": status}
    return json.dumps({"url": "a.example", "archived_snapshots": {"closest": closest}}).encode()


PATH = "/wayback/available?url=https%3A%2F%2Fa.example%2Fx%3Fy%3D1"


@pytest.mark.parametrize(
    ("body", "copy"),
    [
        (snapshot(), COPY.replace("http:", "https:", 1)),
        (snapshot(COPY.replace("http:", "https:", 1)), COPY.replace("http:", "https:", 1)),
        (snapshot(available=False), None),
        (snapshot(status="404"), None),
        (snapshot("javascript:alert(1)"), None),
        (snapshot("https://evil.example/web/1/https://a.example/x"), None),
        (snapshot("https://me:word@web.archive.org/web/1/https://a.example/x"), None),
        (snapshot(7), None),
        (b'{"archived_snapshots": {}}', None),
        (b"[]", None),
        (b"null", None),
        (b"<html>", None),
        (b"\xff\xfe", None),
        (b"[" * 50_000, None),
        (b'"' + b"x" * 200_000 + b'"', None),
    ],
)
async def test_the_archive_is_asked_for_a_copy(body: bytes, copy: str | None) -> None:
    async with serving({PATH: answer(200, "Content-Type: application/json", body=body)}) as server:
        assert await archived_copy("https://a.example/x?y=1", with_policy(archive=server.base)) == copy


@pytest.mark.parametrize("route", [answer(503), redirect(302, "/other"), b""])
async def test_an_archive_that_does_not_answer_has_no_copy(route: bytes) -> None:
    async with serving({PATH: route}) as server:
        assert await archived_copy("https://a.example/x?y=1", with_policy(archive=server.base)) is None


async def test_the_archive_is_asked_as_safely_as_others() -> None:
    async with serving({PATH: answer(200, body=snapshot())}) as server:
        assert (
            await archived_copy("https://a.example/x?y=1", with_policy(archive=server.base, allowed_hosts=())) is None
        )
    assert server.connections == 0
    assert await archived_copy("https://a.example/", with_policy(archive="ftp://archive.example")) is None
