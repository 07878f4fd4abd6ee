"""A web server on this machine, for what asks the web: it answers by the path, and counts who asks."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread


class LocalServer:
    """``asked`` counts the questions by their paths; ``/hanging`` answers once ``goes_on`` is set."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.asked: Counter[str] = Counter()
        self.goes_on = Event()


@contextmanager
def local_server() -> Iterator[LocalServer]:
    """Serve until the block ends. ``/gone/…`` is 404, ``/403`` what it says, ``/moved`` leads to ``/alive``."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked[self.path] += 1
            if self.path == "/hanging":
                server.goes_on.wait(60)
            first = self.path.split("/")[1]
            code = {"gone": 404, "moved": 301}.get(first, int(first) if first.isdigit() else 200)
            self.send_response(code)
            if code == 301:
                self.send_header("Location", "/alive")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815 - so it is called

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server = LocalServer(http.server_port)
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.goes_on.set()
            http.shutdown()
            thread.join(10)
