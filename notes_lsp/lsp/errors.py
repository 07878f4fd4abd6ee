"""Errors that a client is told of as the answer to its request (JSON-RPC 2.0, LSP 3.17 "Response Message")."""

import os
import traceback

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
SERVER_NOT_INITIALIZED = -32002
REQUEST_CANCELLED = -32800
CONTENT_MODIFIED = -32801
SERVER_CANCELLED = -32802
REQUEST_FAILED = -32803


class RequestError(Exception):
    """Why a request has no result: ``code`` is one of this module, the message is for the people who read it."""

    def __init__(self, code: int, message: str, data: object = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


def describe(error: BaseException) -> str:
    """The kind of an error and where it came up, for the log; its message may hold text of notes and is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{os.path.basename(frame.filename)}:{frame.lineno}" for frame in frames[-6:]]
    return f"{type(error).__name__} at {' > '.join(places) or 'an unknown place'}"
