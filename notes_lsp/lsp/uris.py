"""Uniform resource identifiers of files, and their paths (RFC 3986, RFC 8089; LSP 3.17, "URI").

Editors differ in what they encode: ``file:///c%3A/Talks%20of%202024`` and ``file:///C:/Talks of 2024`` are the same.
"""

import os
import re
from urllib.parse import quote, unquote

_FILE = re.compile(r"file:(?://(?P<host>[^/?#\\]*))?(?P<path>[^?#]*)", re.IGNORECASE)
_DRIVE = re.compile(r"/?([A-Za-z]):(?=[/\\]|$)")
_ON_WINDOWS = os.name == "nt"
_UNRESERVED = "/-._~!$&'()*+,;=:@"


def path_of_uri(uri: str, windows: bool = _ON_WINDOWS) -> str:
    """The absolute path that ``uri`` names, as the operating system writes it; ``""`` for what is no file.

    What is no file: an unsaved buffer (``untitled:``), a file that lies elsewhere (``vscode-remote:``, another host).
    """
    match = _FILE.match(uri)
    if match is None:
        return ""
    # File names are bytes on most systems: what is no UTF-8 is kept, as `os.fsdecode` does.
    path = unquote(match["path"], errors="surrogateescape")
    host = unquote(match["host"] or "")
    if "\0" in path or not path:
        return ""
    if windows:
        return _windows_path(path, host)
    if host not in ("", "localhost") or not path.startswith("/"):
        return ""
    return _without_dots(path)


def uri_of_path(path: str, windows: bool = _ON_WINDOWS) -> str:
    """The URI of the file at the absolute ``path``."""
    if windows:
        path = path.replace("\\", "/")
        if path.startswith("//"):
            return f"file:{_quoted(path)}"
        if not path.startswith("/"):
            path = f"/{path}"
    return f"file://{_quoted(path)}"


def _quoted(path: str) -> str:
    try:
        return quote(path, safe=_UNRESERVED, errors="surrogateescape")
    except UnicodeEncodeError:  # half a surrogate pair that is no byte, either
        return quote(path, safe=_UNRESERVED, errors="replace")


def _windows_path(path: str, host: str) -> str:
    path = path.replace("\\", "/")
    if host not in ("", "localhost"):
        return f"//{host}{_without_dots(path)}".replace("/", "\\")
    drive = _DRIVE.match(path)
    if drive is not None:
        return f"{drive[1].upper()}:{_without_dots(path[drive.end() :] or '/')}".replace("/", "\\")
    # file:////host/share is another way to write a share.
    return _without_dots(path).replace("/", "\\") if path.startswith("//") else ""


def _without_dots(path: str) -> str:
    """``path`` without ``.``, ``..`` and a slash at its end; two slashes at its start stay."""
    shares = "/" if path.startswith("//") and not path.startswith("///") else ""
    names: list[str] = []
    for name in path.split("/"):
        if name == "..":
            del names[-1:]
        elif name not in ("", "."):
            names.append(name)
    return f"{shares}/{'/'.join(names)}"
