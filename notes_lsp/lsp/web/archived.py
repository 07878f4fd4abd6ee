"""The command that writes the copy in the Internet Archive in the place of a dead link.

The archive is asked when the command runs, and not before. What is edited is the file as it is when the answer comes.
"""

import asyncio
from typing import TYPE_CHECKING, Any

from notes_lsp.links.web_targets import WebTarget, web_targets
from notes_lsp.links.written_address import written_address
from notes_lsp.lsp.errors import INVALID_PARAMS, REQUEST_FAILED, RequestError
from notes_lsp.lsp.positions import offset_at
from notes_lsp.lsp.request import Request
from notes_lsp.lsp.web.editing import LinkArgument, apply_edit, read_link_argument, tell
from notes_lsp.lsp.web.job_settings import job_settings
from notes_lsp.lsp.web.worker import WebProcessError
from notes_lsp.rules.base import Edit

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_TITLE = "Replace with the copy in the Internet Archive"


async def replace_by_archived_copy(server: "NotesServer", argument: Any) -> None:
    """Replace the link that ``argument`` names. Raises `RequestError` where nobody could be asked."""
    link = read_link_argument(argument)
    request = server.session.request(link.uri)
    if request is None:
        raise RequestError(INVALID_PARAMS, "there are no notes at this uri")
    copy = await _look(server, request, link)
    if copy is None:
        tell(server, f"the Internet Archive has no copy of {link.address}, or did not answer")
        return
    request = server.session.request(link.uri)
    place = _place_now(request, link) if request is not None else None
    if request is None or place is None:
        tell(server, "the link is not there any more")
        return
    new = written_address(copy, request.document.text, request.document.dialect, place)
    edit = request.workspace_edit({request.path: (Edit(place.start, place.end, new),)})
    if edit is not None:
        await apply_edit(server, _TITLE, edit)


async def _look(server: "NotesServer", request: Request, link: LinkArgument) -> str | None:
    look = asyncio.get_running_loop().create_task(
        server.web.archived_copy(link.address, job_settings(request.settings, request.path))
    )
    showing = server.protocol.run_in_background(_show(server, look))
    try:
        return await look
    except WebProcessError as error:
        raise RequestError(REQUEST_FAILED, f"the Internet Archive was not asked: {error}") from error
    finally:
        look.cancel()
        showing.cancel()


async def _show(server: "NotesServer", look: "asyncio.Task[str | None]") -> None:
    def cancel() -> None:
        look.cancel()

    bar = await server.progress_bars.begin("Looking into the Internet Archive", cancel)
    try:
        await asyncio.wait({look})
    finally:
        if bar is not None:
            bar.end()


def _place_now(request: Request, link: LinkArgument) -> WebTarget | None:
    """Where the link stands now: the nearest one to its address."""
    was_at = offset_at(request.snapshot.open_notes, link.line, link.character, request.encoding)
    places = [place for place in web_targets(request.document) if place.address == link.address]
    return min(places, key=lambda place: abs(place.start - was_at), default=None)
