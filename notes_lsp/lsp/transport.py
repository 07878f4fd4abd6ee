"""How bytes come in and go out: over standard input and output, or over one connection of a socket.

A thread of its own reads, so that what comes in is seen while the loop works; the loop alone writes. When the client
is gone the process ends within a second, whatever it is doing; it takes longer only to answer what came before.
"""

import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from notes_lsp.lsp.frames import FrameParser
from notes_lsp.lsp.mailbox import EndOfInput

_PIECE = 256 * 1024
_PIPE_SIZE = 1024 * 1024
# How long the loop may take for a message, and to end by itself, when the client is gone; and for all of it.
_GRACE = 0.6
_LONGEST_END = 8.0
_BETWEEN_LOOKS = 0.05


class Channel(Protocol):
    """A way to and from a client."""

    def read(self) -> bytes:
        """Wait for bytes; none means that no more will come."""

    def write(self, data: bytes) -> None:
        """Write all of ``data``. Raises `OSError` when the client is gone."""


class StandardStreams:
    """Standard input and output. What else is printed goes to standard error and can't get between the messages."""

    def __init__(self) -> None:
        self._input = os.dup(0)
        self._output = os.dup(1)
        _widen(self._output)
        # Processes that this one starts inherit 0 and 1: they must neither eat messages nor write between them.
        with open(os.devnull, "r+b", buffering=0) as nothing:
            os.dup2(nothing.fileno(), 0)
            try:
                os.dup2(2, 1)
            except OSError:  # there is no standard error, either
                os.dup2(nothing.fileno(), 1)
        sys.stdout = sys.stderr

    def read(self) -> bytes:
        """Wait for bytes; none means that no more will come."""
        try:
            return os.read(self._input, _PIECE)
        except OSError:
            return b""

    def write(self, data: bytes) -> None:
        """Write all of ``data``. Raises `OSError` when the client is gone."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._output, rest) :]


def _widen(pipe: int) -> None:
    """Let a pipe take more at once, where the system can: a long outline goes out in two pieces then, not in twenty."""
    try:
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_SIZE)
    except (ImportError, AttributeError, OSError):
        pass  # another system, no pipe, or one that may not grow


class Connection:
    """One connection of a socket."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def read(self) -> bytes:
        """Wait for bytes; none means that no more will come."""
        try:
            return self._socket.recv(_PIECE)
        except OSError:
            return b""

    def write(self, data: bytes) -> None:
        """Write all of ``data``. Raises `OSError` when the client is gone."""
        self._socket.sendall(data)


def accept_one(host: str, port: int) -> Connection:
    """Wait for one client at ``host:port``; port 0 takes a free one. Says on standard error where it listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=1) as listener:
        where = listener.getsockname()
        shown = f"[{where[0]}]" if family == socket.AF_INET6 else where[0]
        print(f"notes-lsp: listening on {shown}:{where[1]}", file=sys.stderr, flush=True)
        connected, _ = listener.accept()
    return Connection(connected)


@dataclass(slots=True)
class Ending:
    """How the process ends when the client is gone and the loop does not see it: with ``exit_code()``.

    ``has_begun`` says that the loop runs, ``waiting()`` how many messages it has not taken yet: a client may write all
    it has to say at once, and close its end.
    """

    exit_code: Callable[[], int] = lambda: 1
    has_begun: bool = False
    waiting: Callable[[], int] = lambda: 0


def start_reading(channel: Channel, put: Callable[[Any], None], ending: Ending) -> None:
    """Read messages in a thread and ``put`` each, at the end an `EndOfInput`."""
    threading.Thread(target=_read_all, args=(channel, put, ending), name="reader", daemon=True).start()


def _read_all(channel: Channel, put: Callable[[Any], None], ending: Ending) -> None:
    parser = FrameParser()
    while data := channel.read():
        for message in parser.feed(data):
            put(message)
    put(EndOfInput())
    _wait_for_loop(ending)
    # The loop is busy, or waits for a client that reads no more.
    os._exit(ending.exit_code())


def _wait_for_loop(ending: Ending) -> None:
    """Wait as long as the loop gets on with what came, or has not yet begun."""
    end = time.monotonic() + _LONGEST_END
    last, since = ending.waiting(), time.monotonic()
    while (now := time.monotonic()) < min(end, since + _GRACE):
        time.sleep(_BETWEEN_LOOKS)
        left = ending.waiting()
        if left != last or not ending.has_begun:
            last, since = left, now
