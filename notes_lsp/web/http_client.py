"""Asking one server for one address: the only module that knows libcurl (pycurl).

What is used of it: connections, TLS, HTTP/1.1 and HTTP/2, keeping connections, limits. What is ours: which address is
connected to, that nothing is followed, kept, or sent that nobody asked for, and what went wrong in plain words.

Nothing of an answer is stored: a body is read only by who gives `Question.on_body`, piece by piece.
"""

import os
import re
import socket
import ssl
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final, Literal

import pycurl

Method = Literal["HEAD", "GET"]
Trouble = Literal[
    "refused",  # we do not connect to that address
    "no-connection",  # nobody took the connection
    "tls",  # it could not be secured
    "closed",  # it was closed without an answer
    "timeout",  # somebody took the connection, and did not answer in time
    "no-http",  # what came back was no HTTP, or more of it than anybody may send
]

# A body as short as this is read to its end, so that the connection can be used again.
_SHORT_BODY = 16_384
_MOST_KEPT_CONNECTIONS = 128
_TLS_ERRORS = frozenset({35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98})
_NO_HTTP_ERRORS = frozenset({1, 8, 16, 27, 43, 61, 63, 92, 95, 100})
_CONNECT_ERRORS = frozenset({5, 6, 7, 45})
_TIMEOUT: Final = 28
# What would end a header, and begin another one.
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SYSTEM_CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask for.

    ``address`` is one that `notes_lsp.links.web_addresses.address_of` gave, ``host`` and ``port`` are its own,
    ``pinned`` the addresses that ``host`` leads to: no other is connected to. ``refuses`` says of an address of the
    network, right before it is connected to, why it must not be. ``timeout`` is in seconds. ``on_body`` takes the
    decompressed body in pieces and says whether it wants more; without it no body is read.

    ``proxy`` is whom to ask instead; ``refuses`` and ``pinned`` mean nothing then.
    """

    method: Method
    address: str
    host: str
    port: int
    pinned: tuple[str, ...]
    refuses: Callable[[str], str | None]
    headers: tuple[tuple[str, str], ...]
    timeout: float
    on_body: Callable[[bytes], bool] | None = None
    proxy: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: its status, and its headers by their names in lower case (the first of each name)."""

    method: Method
    status: int
    headers: Mapping[str, str]


class NoAnswerError(Exception):
    """No answer came. ``trouble`` says why, the message does in a few plain words."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(message)
        self.trouble = trouble


@dataclass(slots=True)
class _Heard:
    """What has come so far of an answer."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    are_headers_complete: bool = False
    body_length: int = 0
    refused: str | None = None
    opened: list[socket.socket] = field(default_factory=list)

    def take_header(self, line: bytes) -> None:
        """Take a line; each answer begins with its status, those before the last (1xx) count for nothing."""
        if line.startswith(b"HTTP/"):
            code = line.split(maxsplit=2)[1:2]
            self.status = int(code[0]) if code and code[0].isdigit() else 0
            self.headers = {}
            self.are_headers_complete = False
        elif line in (b"\r\n", b"\n"):
            self.are_headers_complete = self.status >= 200
        else:
            name, _, value = line.decode("utf-8", "replace").partition(":")
            self.headers.setdefault(name.strip().lower(), value.strip())


class HttpClient:
    """Keeps connections; for one event loop that watches sockets. Whoever makes one closes it."""

    def __init__(self, user_agent: str) -> None:
        self._user_agent = _CONTROL.sub(" ", user_agent)
        self._multi = pycurl.AsyncCurlMulti()
        self._multi.setopt(pycurl.M_MAXCONNECTS, _MOST_KEPT_CONNECTIONS)
        self._idle: list[pycurl.Curl] = []
        self._certificates = certificates()

    async def aclose(self) -> None:
        """Close all connections; who still waits for an answer is cancelled."""
        await self._multi.aclose()
        for curl in self._idle:
            curl.close()
        self._idle.clear()

    async def ask(self, question: Question) -> Answer:
        """The answer to ``question``; a redirect is one like all others. Raises `NoAnswerError`."""
        curl = self._idle.pop() if self._idle else pycurl.Curl()
        heard = _Heard()
        failure = None
        try:
            self._prepare(curl, question, heard)
            await self._multi.perform(curl)
        except pycurl.error as error:
            failure = _no_answer(curl, int(error.args[0]), question, heard)
        except BaseException:
            # The transfer is taken out by a callback that comes later: this handle can't be used for another one.
            self._multi_forgets(curl)
            raise
        finally:
            for opened in heard.opened:
                opened.close()
        # Headers may have come from a proxy alone. Once its own are here,
        # an answer is one, whatever happens to its body.
        is_answered = heard.are_headers_complete and curl.getinfo(pycurl.RESPONSE_CODE) == heard.status
        curl.reset()
        self._idle.append(curl)
        if not is_answered:
            raise failure or NoAnswerError("no-http", "what it answered is no HTTP")
        return Answer(question.method, heard.status, heard.headers)

    def _multi_forgets(self, curl: pycurl.Curl) -> None:
        if not self._multi.closed:
            try:
                self._multi.remove_handle(curl)
            except (RuntimeError, pycurl.error):
                pass  # it was not taken in, or is out already
        curl.close()

    def _prepare(self, curl: pycurl.Curl, question: Question, heard: _Heard) -> None:
        setopt = curl.setopt
        setopt(pycurl.URL, question.address)
        setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
        setopt(pycurl.FOLLOWLOCATION, 0)
        setopt(pycurl.NETRC, pycurl.NETRC_IGNORED)
        setopt(pycurl.NOSIGNAL, 1)
        setopt(pycurl.TIMEOUT_MS, max(1, int(question.timeout * 1000)))
        setopt(pycurl.CONNECTTIMEOUT_MS, max(1, int(question.timeout * 1000)))
        setopt(pycurl.USERAGENT, self._user_agent)
        headers = [_CONTROL.sub(" ", f"{name}: {value}") for name, value in question.headers]
        setopt(pycurl.HTTPHEADER, ["Accept: text/html,application/xhtml+xml,*/*;q=0.8", *headers])
        setopt(pycurl.HEADERFUNCTION, heard.take_header)
        setopt(pycurl.WRITEFUNCTION, _body_taker(question, heard))
        if question.method == "HEAD":
            setopt(pycurl.NOBODY, 1)
        if question.on_body is not None:
            setopt(pycurl.ACCEPT_ENCODING, "")  # all that libcurl can decompress
        if question.address.startswith("https:"):
            self._trust(curl)
        setopt(pycurl.PROXY, question.proxy or "")  # an empty one keeps it from those of the environment
        if question.proxy is None:
            self._lead(curl, question, heard)

    def _trust(self, curl: pycurl.Curl) -> None:
        if self._certificates is not None:
            curl.setopt(pycurl.CAINFO, self._certificates)
        else:
            curl.setopt(pycurl.SSL_OPTIONS, pycurl.SSLOPT_NATIVE_CA)

    def _lead(self, curl: pycurl.Curl, question: Question, heard: _Heard) -> None:
        """Let it connect to where the name was found to lead, if it may be connected to."""
        if question.pinned != (question.host,):
            curl.setopt(pycurl.RESOLVE, [f"{question.host}:{question.port}:{','.join(question.pinned)}"])

        def open_socket(_purpose: int, where: pycurl.CurlSockAddr) -> object:
            # The last moment before the connection, and the very address that it is made to.
            family, kind, protocol, address = where
            number = str(address[0]) if family in (socket.AF_INET, socket.AF_INET6) else "no address"
            heard.refused = question.refuses(number)
            if heard.refused is not None:
                return pycurl.SOCKET_BAD
            opened = socket.socket(family, kind, protocol)
            heard.opened.append(opened)  # pycurl works with a copy of it
            return opened

        curl.setopt(pycurl.OPENSOCKETFUNCTION, open_socket)


def _body_taker(question: Question, heard: _Heard) -> Callable[[bytes], int | None]:
    """Takes the body in pieces; anything but None ends the transfer."""

    def take(piece: bytes) -> int | None:
        heard.body_length += len(piece)
        if question.on_body is not None:
            return None if question.on_body(piece) else -1
        announced = heard.headers.get("content-length", "")
        is_short = announced.isdecimal() and len(announced) < 6 and int(announced) <= _SHORT_BODY
        return None if is_short and heard.body_length <= _SHORT_BODY else -1

    return take


def _no_answer(curl: pycurl.Curl, code: int, question: Question, heard: _Heard) -> NoAnswerError:
    if heard.refused is not None and curl.getinfo(pycurl.CONNECT_TIME) == 0:
        return NoAnswerError("refused", heard.refused)
    if code == _TIMEOUT:
        seconds = f"{question.timeout:g} second{'' if question.timeout == 1 else 's'}"
        # One that is used again is not opened, and took no time; what a proxy opens is not seen here.
        is_reused = question.proxy is None and not heard.opened
        is_secured = question.address.startswith("https:")
        if is_reused or curl.getinfo(pycurl.APPCONNECT_TIME if is_secured else pycurl.CONNECT_TIME) > 0:
            return NoAnswerError("timeout", f"no answer within {seconds}")
        return NoAnswerError("no-connection", f"no connection within {seconds}")
    if code in _TLS_ERRORS:
        return NoAnswerError("tls", _tls_message(code))
    if code in _NO_HTTP_ERRORS:
        return NoAnswerError("no-http", "what it answered is no HTTP")
    if code in _CONNECT_ERRORS:
        number = int(curl.getinfo(pycurl.OS_ERRNO))
        return NoAnswerError("no-connection", os.strerror(number).lower() if number else "no connection")
    return NoAnswerError("closed", "the connection was closed without an answer")


def _tls_message(code: int) -> str:
    return "its certificate is not trusted" if code in (51, 60) else "the connection could not be secured (TLS)"


def certificates() -> str | None:
    """The file of the authorities that are trusted: what the user says, else what the system does.

    None where libcurl asks the system itself (Windows). Its builds look in one place, which is that of one system.
    """
    said = os.environ.get("SSL_CERT_FILE")
    if said and os.path.isfile(said):
        return said
    if sys.platform == "win32":
        return None
    for path in (ssl.get_default_verify_paths().cafile, *_SYSTEM_CERTIFICATES):
        if path and os.path.isfile(path):
            return path
    import certifi

    return certifi.where()


def phrase_of(status: int) -> str:
    """``status`` with its standard words; what a server says in their place is not repeated."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
