"""Times looking at 2,000 addresses of a server on this machine beside lychee, and prints ratios of one run.

usage: python tests/bench/links.py [--runs N] [--links N]

The server answers after 50 ms, and at once; 64 addresses are asked for at the same time by both, without pauses, and
both begin with HEAD. lychee is looked for on PATH; without it only our own times are shown. Each pair is run in turn,
and the median of the ratios is shown with its least and greatest.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

AT_ONCE = 64
AIMS = {0.05: 1.3, 0.0: 4.0}
ENGINE = """\
import asyncio, sys
from notes_lsp.links.web_addresses import address_of
from notes_lsp.links.web_policy import WebPolicy
from notes_lsp.web.checker import check_addresses
lines = open(sys.argv[1], encoding="utf-8").read().split()
policy = WebPolicy(per_host=64, pause_per_host=0.0, allowed_hosts=("127.0.0.1",))
states = []
asyncio.run(check_addresses(map(address_of, (line for line in lines if line != "-")), policy, states.append))
assert all(state.verdict == "alive" for state in states), states[0]
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--links", type=int, default=2000)
    options = parser.parse_args()
    lychee = shutil.which("lychee")
    print(f"{'':32} {'ours':>7} {'lychee':>7} {'ratio':>6} {'least':>6} {'most':>6}   aim")
    for delay, aim in AIMS.items():
        with serving(delay) as base, tempfile.TemporaryDirectory() as folder:
            notes = Path(folder, "notes.md")
            notes.write_text("".join(f"- {base}/{number}\n" for number in range(options.links)), encoding="utf-8")
            for name, command in ours(notes):
                show(f"{name}, {delay * 1000:.0f} ms", command, lychee and theirs(lychee, notes), options.runs, aim)


def ours(notes: Path) -> Iterator[tuple[str, list[str]]]:
    """The engine by itself, and the command line, which reads the notes and keeps what it learns."""
    yield "engine", [sys.executable, "-c", ENGINE, str(notes)]
    helps = subprocess.run([sys.executable, "-m", "notes_lsp", "--help"], capture_output=True, text=True, check=True)
    if "--online" in helps.stdout:
        settings = f"[links]\nper-host = {AT_ONCE}\nconcurrency = {AT_ONCE}\npause = 0\n"
        notes.with_name("notes-lsp.toml").write_text(settings, encoding="utf-8")
        options = ["--check", "--online", "--refresh", "--allow-host", "127.0.0.1"]
        yield "--check --online", [sys.executable, "-m", "notes_lsp", *options, str(notes)]


def theirs(lychee: str, notes: Path) -> list[str]:
    limits = ["--max-concurrency", str(AT_ONCE), "--host-concurrency", str(AT_ONCE), "--host-request-interval", "0s"]
    return [lychee, "--no-progress", "--quiet", "--method", "head", *limits, str(notes)]


def show(name: str, command: list[str], other: list[str] | None, runs: int, aim: float) -> None:
    seconds(command)  # once to warm up
    pairs = [(seconds(command), seconds(other) if other else None) for _ in range(runs)]
    our_time = median(mine for mine, _ in pairs)
    if other is None:
        print(f"{name:32} {our_time:6.2f}s")
        return
    their_time = median(yours for _, yours in pairs if yours is not None)
    ratios = [mine / yours for mine, yours in pairs if yours is not None]
    numbers = f"{our_time:6.2f}s {their_time:6.2f}s {median(ratios):6.2f} {min(ratios):6.2f} {max(ratios):6.2f}"
    print(f"{name:32} {numbers}   <= {aim}")


def seconds(command: list[str]) -> float:
    with tempfile.TemporaryDirectory() as cache:  # nobody's own one
        environment = os.environ | {"XDG_CACHE_HOME": cache, "PYTHONDONTWRITEBYTECODE": ""}
        began = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        took = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return took


@contextmanager
def serving(delay: float) -> Iterator[str]:
    """The address of a server in a process of its own, so that it takes no time of those it answers."""
    command = [sys.executable, os.path.abspath(__file__), "--serve", str(delay)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


class Answering(asyncio.Protocol):
    """As little of a server as two clients need: the same answer to every request, after a while."""

    delay = 0.0
    transport: asyncio.Transport
    heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self.heard = (self.heard + data).split(b"\r\n\r\n")
        for request in requests:
            body = b"" if request.startswith(b"HEAD") else b"hello"
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n" + body
            if self.delay:
                asyncio.get_running_loop().call_later(self.delay, self.transport.write, answer)
            else:
                self.transport.write(answer)


async def serve(delay: float) -> None:
    Answering.delay = delay
    server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        asyncio.run(serve(float(sys.argv[2])))
    else:
        main()
