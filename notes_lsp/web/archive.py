"""Copies of pages in the Internet Archive (its "Wayback Availability JSON API")."""

import json
import time
from urllib.parse import quote, urlsplit

from notes_lsp.links.web_addresses import address_of
from notes_lsp.links.web_policy import WebPolicy
from notes_lsp.web.asking import Asker, NoSuchNameError
from notes_lsp.web.http_client import NoAnswerError
from notes_lsp.web.loops import with_sockets_watched
from notes_lsp.web.pacing import LeftAloneError
from notes_lsp.web.resolving import Lookup

_LONGEST_ANSWER = 64_000  # in bytes
_HOST_OF_COPIES = "web.archive.org"


async def archived_copy(address: str, policy: WebPolicy, lookup: Lookup | None = None) -> str | None:
    """The address of the latest copy of ``address``; None where there is none, or nobody says so.

    ``policy.archive`` is asked, as safely as any other host; a copy lies there or at the archive's own host.
    """
    question = address_of(f"{policy.archive.rstrip('/')}/wayback/available?url={quote(address, safe='')}")
    if question is None:
        return None
    return await with_sockets_watched(lambda _: _ask(question, policy, lookup), _tell_nobody)


async def _ask(question: str, policy: WebPolicy, lookup: Lookup | None) -> str | None:
    answer = bytearray()

    def take(piece: bytes) -> bool:
        answer.extend(piece)
        return len(answer) <= _LONGEST_ANSWER

    asker = Asker(policy, time.time, lookup)
    try:
        status = (await asker.ask("GET", question, take)).status
    except (NoAnswerError, NoSuchNameError, LeftAloneError):
        return None
    finally:
        await asker.aclose()
    return _copy_in(bytes(answer), policy) if status == 200 and len(answer) <= _LONGEST_ANSWER else None


def _tell_nobody(_: None) -> None:
    pass


def _copy_in(answer: bytes, policy: WebPolicy) -> str | None:
    try:
        closest = json.loads(answer)["archived_snapshots"]["closest"]
        written = closest["url"] if closest["available"] is True and str(closest["status"]).startswith("2") else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    copy = address_of(written) if isinstance(written, str) else None
    if copy is None:
        return None
    host = urlsplit(copy).hostname
    if host == _HOST_OF_COPIES:
        return f"https://{copy.partition('://')[2]}"
    return copy if host == urlsplit(policy.archive).hostname else None
