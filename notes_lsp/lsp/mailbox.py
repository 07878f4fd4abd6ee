"""Messages that have come in and were not yet looked at.

One thread reads and appends, the loop takes. The loop may look ahead: a request that was cancelled or asked again
while it waited is not worth its work.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class EndOfInput:
    """The last thing in a mailbox: the client is gone."""


class Mailbox:
    """A queue of messages."""

    def __init__(self) -> None:
        self._messages: deque[Any] = deque()
        self._filled = threading.Event()
        self._wake: Callable[[], None] = self._filled.set

    def __bool__(self) -> bool:
        return bool(self._messages)

    def __len__(self) -> int:
        return len(self._messages)

    def put(self, message: Any) -> None:
        """Append a message. The only method for the thread that reads."""
        self._messages.append(message)
        self._wake()

    def call_when_filled(self, wake: Callable[[], None]) -> None:
        """From now on ``wake`` is called, by the thread that reads, when a message was appended."""
        self._wake = wake

    def wait(self) -> Any:
        """Wait for the oldest message and take it. Only before `call_when_filled`."""
        while not self._messages:
            self._filled.wait()
            self._filled.clear()
        return self.take()

    def take(self) -> Any:
        """Take the oldest message. Raises `IndexError` when there is none."""
        return self._messages.popleft()

    def waiting(self) -> list[Any]:
        """The messages that wait, the oldest first."""
        while True:
            try:
                return list(self._messages)
            except RuntimeError:
                continue  # the reading thread appended meanwhile
