"""The process of the Python engine, as the loop of the server sees it.

It is started by the event loop's own means. A library for pools of processes (pebble, say) fits less well: its threads
take turns with the loop, a worker that is killed from outside takes its whole pool along, importing it takes longer
than all of this, and it tells neither the id nor the memory of a worker, which the status shows and a limit needs.
"""

import asyncio
import json
import os
import sys
from typing import Any

from notes_lsp.lsp.child_process import boot_script, start_child

BOOT = boot_script("notes_lsp.lsp.python.worker_main")
_LENGTH_SIZE = 4
_LONGEST_END = 0.5


class ProcessGoneError(Exception):
    """The process has ended, or what it writes can't be read."""


class EngineProcess:
    """A process that runs `notes_lsp.lsp.python.worker_main`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    @classmethod
    async def start(cls) -> "EngineProcess":
        """Start one. Raises `OSError` where that is not possible."""
        return cls(await start_child(BOOT))

    def tell(self, message: dict[str, Any]) -> None:
        """Send a message."""
        body = json.dumps(message).encode("ascii")
        stream = self._process.stdin
        if stream is None or stream.is_closing():
            raise ProcessGoneError
        stream.write(len(body).to_bytes(_LENGTH_SIZE, "big") + body)

    async def hear(self) -> dict[str, Any]:
        """Wait for a message. Raises `ProcessGoneError`."""
        stream = self._process.stdout
        try:
            if stream is None:
                raise ProcessGoneError
            size = int.from_bytes(await stream.readexactly(_LENGTH_SIZE), "big")
            message: dict[str, Any] = json.loads(await stream.readexactly(size))
        except (EOFError, OSError, ValueError) as error:
            raise ProcessGoneError from error
        return message

    async def ended(self) -> int:
        """Wait for its end; gives the exit code, negative for a signal."""
        return await self._process.wait()

    def kill(self) -> None:
        """End it at once, whatever it does."""
        if self._process.returncode is not None:
            return
        try:
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self.pid, 9)  # with the interpreter that it may have started
        except (ProcessLookupError, PermissionError):
            pass

    async def stop(self) -> None:
        """End it and wait until it is gone."""
        self.kill()
        try:
            await asyncio.wait_for(self._process.wait(), _LONGEST_END)
        except (asyncio.TimeoutError, TimeoutError):
            pass
