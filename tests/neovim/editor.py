"""A real Neovim that a test types into and looks at, as a person would.

It is driven over its own RPC (`:help rpc`, msgpack over its standard streams), with a screen of its own.
"""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import msgpack

from get_neovim import Neovim
from screen import Screen

PLUGIN = Path(__file__).parents[2] / "editors" / "neovim"
PATIENCE = 20.0  # seconds, on a machine that is busy

_TELLS_WHEN_READY = """
vim.api.nvim_create_autocmd('User', {
  pattern = 'NotesLspAttach',
  callback = function(event) vim.b[event.data.buf].is_ready = true end,
})
"""


class EditorError(AssertionError):
    """What Neovim says went wrong."""


class Editor:
    """Neovim with the plugin, in a home of its own; ``with Editor(...) as editor``."""

    def __init__(
        self,
        neovim: Neovim,
        home: Path,
        *,
        options: str = "{}",
        before: str = "",
        size: tuple[int, int] = (100, 30),
        plugin: Path | None = PLUGIN,
        path: Sequence[Path] | None = None,
        arguments: Sequence[str] = (),
    ) -> None:
        """``options`` is the Lua of `vim.g.notes_lsp`, ``before`` runs before plugins are loaded."""
        home.mkdir(parents=True, exist_ok=True)
        init = home / "init.lua"
        lines = ["vim.o.swapfile = false", f"vim.g.notes_lsp = {options}"]
        lines += [f"vim.opt.runtimepath:prepend([[{plugin}]])"] if plugin is not None else []
        lines += [f"vim.opt.runtimepath:append([[{neovim.parsers}]])"] if neovim.parsers is not None else []
        lines += [_TELLS_WHEN_READY, before]
        init.write_text("\n".join(lines), encoding="utf-8")
        programs = [Path(sys.executable).parent] if path is None else path
        self._process = subprocess.Popen(
            [*neovim.command, "--embed", "-u", str(init), "-i", "NONE", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=home,
            env=_environment(neovim, home, programs),
        )
        self._unpacker = msgpack.Unpacker(
            raw=False, strict_map_key=False, ext_hook=lambda _, data: msgpack.unpackb(data)
        )
        self._last_id = 0
        self.screen = Screen(*size)
        self.request("nvim_ui_attach", *size, {"rgb": True, "ext_linegrid": True})

    def __enter__(self) -> "Editor":  # noqa: PYI034 - Python 3.10 has no Self
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End Neovim, which ends its servers."""
        try:
            if self._process.poll() is None:
                self._send([2, "nvim_command", ["qa!"]])
            self._process.wait(5)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        for stream in (self._process.stdin, self._process.stdout):
            try:
                stream.close()
            except OSError:
                pass

    def request(self, method: str, *arguments: Any) -> Any:
        """The answer to a request of Neovim's API."""
        self._last_id += 1
        self._send([0, self._last_id, method, list(arguments)])
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for message in self._messages(0.5):
                if message[0] == 1 and message[1] == self._last_id:
                    if message[2] is not None:
                        raise EditorError(f"{method}: {message[2]}")
                    return message[3]
        raise EditorError(f"{method}: no answer within {PATIENCE:.0f} s\n{self.screen.text()}")

    def lua(self, code: str, *arguments: Any) -> Any:
        """What a piece of Lua returns; ``...`` are the arguments."""
        return self.request("nvim_exec_lua", code, list(arguments))

    def command(self, command: str) -> None:
        self.request("nvim_command", command)

    def edit(self, path: Path) -> None:
        """Open a file, and wait until the server has said what it is."""
        self.command(f"edit {path}")
        self.wait_for_lua("return vim.b.is_ready or vim.b.notes_lsp_refused")

    def type(self, keys: str) -> None:
        """Type keys (`<CR>` and its like are keys), and let them be dealt with."""
        self.request("nvim_input", keys)
        self.request("nvim_get_mode")

    def buffer(self) -> list[str]:
        """The lines of the current buffer."""
        return self.request("nvim_buf_get_lines", 0, 0, -1, False)

    def wait(self, is_so: Callable[[], Any], what: str = "") -> Any:
        """Wait until ``is_so`` gives something true, and give it."""
        until = time.monotonic() + PATIENCE
        while True:
            found = is_so()
            if found:
                return found
            if time.monotonic() > until:
                raise AssertionError(f"not within {PATIENCE:.0f} s: {what}\n{self.screen.text()}")
            self._messages(0.02)

    def wait_for_lua(self, code: str, *arguments: Any) -> Any:
        return self.wait(lambda: self.lua(code, *arguments), code)

    def see(self, words: str) -> str:
        """Wait until the screen shows ``words``; gives its line."""

        def line() -> str:
            self.request("nvim_get_mode")
            return next((line for line in self.screen.lines() if words in line), "")

        return self.wait(line, f"to see {words!r}")

    def drain(self, seconds: float) -> None:
        """Take what comes within so many seconds."""
        self._messages(seconds)

    def messages(self) -> str:
        return self.request("nvim_exec2", "messages", {"output": True})["output"]

    def _send(self, message: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(msgpack.packb(message))
        self._process.stdin.flush()

    def _messages(self, seconds: float) -> list[Any]:
        """What has come, after at most so many seconds; the screen has taken what is for it."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        if select.select([descriptor], [], [], seconds)[0]:
            data = os.read(descriptor, 1 << 20)
            if not data:
                raise EditorError(f"Neovim has ended, with exit code {self._process.wait()}")
            self._unpacker.feed(data)
        others = []
        for message in self._unpacker:
            if message[0] == 2 and message[1] == "redraw":
                self.screen.apply(message[2])
            elif message[0] == 0:
                self._send([1, message[1], "no such method", None])
            else:
                others.append(message)
        return others


def _environment(neovim: Neovim, home: Path, programs: Sequence[Path]) -> dict[str, str]:
    """Nothing of the user's own configuration, and only the programs that a test names besides the system's."""
    kept = {name: value for name, value in os.environ.items() if name in ("LANG", "TMPDIR", "NOTES_LSP_CACHE_DIR")}
    runtime = {"VIMRUNTIME": str(neovim.runtime)} if neovim.runtime is not None else {}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    path = os.pathsep.join([*map(str, programs), "/usr/bin", "/bin"])
    return {
        **kept,
        **folders,
        **runtime,
        "HOME": str(home),
        "PATH": path,
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
    }
