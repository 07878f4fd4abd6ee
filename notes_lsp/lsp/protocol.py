"""JSON-RPC as LSP wants it: every request has exactly one answer, no notification bothers anybody.

It stands on the protocol of pygls for the types, their conversion and the requests to the client. What comes in takes
another way than there: pygls keeps texts of its own, splits lines where LSP does not, leaves a request without an
answer when its parameters are wrong, and shows a message to the user when a notification fails.
"""

import asyncio
import json
import logging
import re
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol

from notes_lsp.lsp import errors
from notes_lsp.lsp.errors import RequestError, describe
from notes_lsp.lsp.frames import Malformed, framed
from notes_lsp.lsp.raw_result import RawResult

if TYPE_CHECKING:
    from cattrs import Converter
    from pygls.lsp.server import LanguageServer

_log = logging.getLogger(__name__)

Phase = Literal["running", "shut down"]
Answer = Callable[[Any], Any]
"""Takes the parameters and gives the result, or a coroutine for a result that takes its time."""

_NO_ANSWER = object()
# Their parameters are read with more patience than the types have: a session must not fail for one bad value.
_AS_THEY_CAME = frozenset({types.INITIALIZED, types.WORKSPACE_DID_CHANGE_CONFIGURATION})
_LONE_HALF = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Handlers:
    """What answers requests and takes notifications, by method."""

    requests: dict[str, Answer] = field(default_factory=dict)
    notifications: dict[str, Callable[[Any], None]] = field(default_factory=dict)


class NotesProtocol(LanguageServerProtocol):
    """The protocol of the server. `receive` takes one message after the other, on the loop."""

    def __init__(self, server: "LanguageServer", converter: "Converter") -> None:
        super().__init__(server, converter)
        self.handlers = Handlers()
        self.phase: Phase = "running"
        self.exit_code: int | None = None
        self.write: Callable[[bytes], None] = lambda _: None
        self.is_unwanted: Callable[[int | str, str, Any], RequestError | None] = lambda *_: None
        self._tasks: dict[int | str, asyncio.Task[None]] = {}
        self._background: set[asyncio.Task[None]] = set()

    def receive(self, message: Any) -> None:
        """Take a message as JSON gave it: answer it, act on it, or say what is wrong with it."""
        if isinstance(message, Malformed):
            _log.error("A message could not be read: %s", message.reason)
            self._fail(None, RequestError(errors.PARSE_ERROR, message.reason))
        elif not isinstance(message, dict):
            self._fail(None, RequestError(errors.INVALID_REQUEST, "a message is an object"))
        elif "method" not in message and ("result" in message or "error" in message):
            self._take_response(message)
        elif "id" in message:
            self._take_request(message)
        else:
            self._take_notification(message)

    def run_in_background(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Start ``work`` on the loop. When it fails, that is logged."""
        task = asyncio.get_running_loop().create_task(work)
        self._background.add(task)
        task.add_done_callback(self._forget)
        return task

    def cancel_all(self) -> None:
        """Cancel what runs; each request that waits for it is answered."""
        for task in [*self._tasks.values(), *self._background]:
            task.cancel()
        for message_id in list(self._tasks):
            self._fail_cancelled(message_id)

    # Requests

    def _take_request(self, message: dict[str, Any]) -> None:
        message_id = message["id"]
        method = message.get("method")
        if isinstance(message_id, bool) or not isinstance(message_id, int | str):
            self._fail(None, RequestError(errors.INVALID_REQUEST, "the id of a request is a number or a string"))
            return
        try:
            if message.get("jsonrpc") != self.VERSION or not isinstance(method, str):
                raise RequestError(errors.INVALID_REQUEST, 'a request has "jsonrpc": "2.0" and a method')
            result = self._result_of(message_id, method, message.get("params"))
        except RequestError as error:
            self._fail(message_id, error)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the request is answered
            _log.error("%s failed: %s", method, describe(error))
            self._fail(message_id, RequestError(errors.INTERNAL_ERROR, f"{method} failed: {type(error).__name__}"))
        else:
            if result is not _NO_ANSWER:
                self._succeed(message_id, method, result)

    def _result_of(self, message_id: int | str, method: str, params: Any) -> Any:
        """The result of a request; `_NO_ANSWER` when a task will give it."""
        if self.phase == "shut down":
            raise RequestError(errors.INVALID_REQUEST, f"{method} came after shutdown")
        if method == types.INITIALIZE:
            raise RequestError(errors.INVALID_REQUEST, "initialize came twice")
        answer = self.handlers.requests.get(method)
        if answer is None:
            raise RequestError(errors.METHOD_NOT_FOUND, f"{method} is not known here")
        if message_id in self._tasks:
            raise RequestError(errors.INVALID_REQUEST, "a request with this id is still being worked on")
        unwanted = self.is_unwanted(message_id, method, params)
        if unwanted is not None:
            raise unwanted
        result = answer(self.structure_params(method, params))
        if not asyncio.iscoroutine(result):
            return result
        task = asyncio.get_running_loop().create_task(self._answer_later(message_id, method, result))
        # One that is cancelled before it begins must not complain that nobody waited for it.
        task.add_done_callback(lambda _: result.close())
        self._tasks[message_id] = task
        return _NO_ANSWER

    async def _answer_later(self, message_id: int | str, method: str, work: Coroutine[Any, Any, Any]) -> None:
        try:
            result = await work
        except asyncio.CancelledError:
            self._fail_cancelled(message_id)
            raise
        except RequestError as error:
            if self._tasks.pop(message_id, None) is not None:
                self._fail(message_id, error)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the request is answered
            _log.error("%s failed: %s", method, describe(error))
            if self._tasks.pop(message_id, None) is not None:
                self._fail(message_id, RequestError(errors.INTERNAL_ERROR, f"{method} failed: {type(error).__name__}"))
        else:
            if self._tasks.pop(message_id, None) is not None:
                self._succeed(message_id, method, result)

    def structure_params(self, method: str, params: Any) -> Any:
        """``params`` as the type that LSP has for them. Raises `RequestError` where they are not."""
        known = types.METHOD_TO_TYPES.get(method)
        params_type: Any = known[2] if known is not None and method not in _AS_THEY_CAME else None
        if params_type is None:
            return params
        try:
            if not isinstance(params, dict):
                raise TypeError("params")
            return self._converter.structure(params, params_type)
        except Exception as error:
            raise RequestError(errors.INVALID_PARAMS, f"the parameters of {method} are invalid") from error

    def as_json(self, value: Any) -> Any:
        """A value of LSP as JSON has it."""
        return self._converter.unstructure(value)

    # Notifications

    def _take_notification(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if not isinstance(method, str):
            self._fail(None, RequestError(errors.INVALID_REQUEST, "a message has a method"))
            return
        if method == types.EXIT:
            self.exit_code = 0 if self.phase == "shut down" else 1
            return
        if self.phase != "running":
            return
        try:
            if method == types.CANCEL_REQUEST:
                self._cancel(message.get("params"))
            elif (take := self.handlers.notifications.get(method)) is not None:
                take(self.structure_params(method, message.get("params")))
        except Exception as error:  # noqa: BLE001 - nobody waits for an answer
            cause = error.__cause__ if isinstance(error, RequestError) and error.__cause__ else error
            _log.error("%s failed: %s", method, describe(cause))

    def _cancel(self, params: Any) -> None:
        message_id = params.get("id") if isinstance(params, dict) else None
        if isinstance(message_id, int | str) and (task := self._tasks.get(message_id)) is not None:
            self._fail_cancelled(message_id)
            task.cancel()

    # Answers of the client

    def _take_response(self, message: dict[str, Any]) -> None:
        message_id = message.get("id")
        if not isinstance(message_id, int | str):
            return
        future: Future[Any] | None = self._request_futures.pop(message_id, None)
        result_type = self._result_types.pop(message_id, None)
        if future is None or not future.set_running_or_notify_cancel():
            return  # nobody waits for it any more
        try:
            if "error" in message:
                error = message["error"] if isinstance(message["error"], dict) else {}
                raise JsonRpcException(str(error.get("message")), int(error.get("code") or 0))
            plain = {"id": message_id, "jsonrpc": self.VERSION, "result": message.get("result")}
            structured = self._converter.structure(plain, result_type) if result_type else None
            future.set_result(structured.result if structured is not None else plain["result"])
        except Exception as error:  # noqa: BLE001 - who asked is told
            future.set_exception(error)

    # What goes out

    def _send_data(self, data: Any) -> None:
        """Send what pygls made: a request to the client or a notification."""
        self._send(self._converter.unstructure(data))

    def notify_raw(self, method: str, params: RawResult) -> None:
        """Send a notification whose parameters are JSON already."""
        self._write(_encoded(f'{{"jsonrpc":"2.0","method":{json.dumps(method)},"params":{params.json}}}'))

    def _succeed(self, message_id: int | str, method: str, result: Any) -> None:
        try:
            if isinstance(result, RawResult):
                text = f'{{"jsonrpc":"2.0","id":{json.dumps(message_id)},"result":{result.json}}}'
                self._write(_encoded(text))
                return
            plain = {"jsonrpc": self.VERSION, "id": message_id, "result": self._converter.unstructure(result)}
            body = json.dumps(plain, separators=(",", ":"), allow_nan=False).encode("ascii")
        except Exception as error:  # noqa: BLE001 - the request has no answer yet
            _log.error("The result of %s can't be sent: %s", method, describe(error))
            self._fail(message_id, RequestError(errors.INTERNAL_ERROR, f"{method} gave what can't be sent"))
            return
        self._write(body)

    def _fail(self, message_id: int | str | None, error: RequestError) -> None:
        plain: dict[str, Any] = {"code": error.code, "message": error.message}
        if error.data is not None:
            plain["data"] = error.data
        self._send({"jsonrpc": self.VERSION, "id": message_id, "error": plain})

    def _fail_cancelled(self, message_id: int | str) -> None:
        if self._tasks.pop(message_id, None) is not None:
            self._fail(message_id, RequestError(errors.REQUEST_CANCELLED, "the request was cancelled"))

    def _send(self, plain: Any) -> None:
        self._write(json.dumps(plain, separators=(",", ":")).encode("ascii"))

    def _write(self, body: bytes) -> None:
        self.write(framed(body))

    def _forget(self, task: "asyncio.Task[None]") -> None:
        self._background.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("Work in the background failed: %s", describe(error))


def _encoded(text: str) -> bytes:
    """JSON in UTF-8, which has no room for half a surrogate pair: that is written as JSON can write it."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return _LONE_HALF.sub(_escaped, text).encode("utf-8")


def _escaped(half: re.Match[str]) -> str:
    return f"\\u{ord(half[0]):04x}"
