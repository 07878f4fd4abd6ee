"""How long an editor waits for the answer to `initialize`, beside a bare server of pygls; run it by hand.

usage: python tests/bench/server_start.py [RUNS]
"""

import json
import subprocess
import sys
import time

BARE = """
from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("bare", "1")


@server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
def symbols(ls, params):
    return []


server.start_io()
"""
SERVERS = {
    "bare pygls": [sys.executable, "-c", BARE],
    "notes-lsp": [sys.executable, "-m", "notes_lsp", "--stdio"],
}
HELLO = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}}}


def seconds_to_answer(command: list[str]) -> float:
    body = json.dumps(HELLO).encode()
    began = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        process.stdin.flush()
        process.stdout.readline()
        took = time.perf_counter() - began
        process.kill()
    return took


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    best = dict.fromkeys(SERVERS, 1e9)
    for _ in range(runs):
        for name, command in SERVERS.items():
            best[name] = min(best[name], seconds_to_answer(command))
    for name, seconds in best.items():
        print(f"{name:12} {seconds * 1000:6.0f} ms  ({seconds / best['bare pygls']:.2f})")


if __name__ == "__main__":
    main()
