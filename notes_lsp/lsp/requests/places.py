"""Places in files as locations of the protocol."""

from lsprotocol import types

from notes_lsp.features.navigation.places import Place
from notes_lsp.lsp.request import Request


def location(request: Request, place: Place) -> types.Location | None:
    """``place`` as a location; None where its file can't be read any more."""
    range_ = _range(request, place.path, place.start, place.end)
    return None if range_ is None else types.Location(_uri(request, place), range_)


def location_link(request: Request, origin_start: int, origin_end: int, place: Place) -> types.LocationLink | None:
    """``place`` as the target of a link at ``origin_start:origin_end``."""
    selection = _range(request, place.path, place.start, place.end)
    full = _range(request, place.path, place.full_start, place.full_end)
    if selection is None or full is None:
        return None
    return types.LocationLink(
        target_uri=_uri(request, place),
        target_range=full,
        target_selection_range=selection,
        origin_selection_range=request.range(origin_start, origin_end),
    )


def _uri(request: Request, place: Place) -> str:
    return request.uri_of(place.path) if place.path else request.uri


def _range(request: Request, path: str, start: int, end: int) -> types.Range | None:
    if not path:
        return request.range(start, end)
    if start == end == 0:  # the beginning of a file that may be no text
        return types.Range(types.Position(0, 0), types.Position(0, 0))
    return request.range_in(path, start, end)
