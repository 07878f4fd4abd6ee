"""Addresses that lack their scheme: ``github.com/someone``, ``someone.github.io``.

What stands between dots is as often a name in a program or of a file (``setup.py``, ``asyncio.sleep``, ``System.IO``).
An address is taken for one only where a name of the web that names little else ends a host and a path follows, or
where the host is one of those that give everybody a page.
"""

import re
from collections.abc import Iterator

from notes_lsp.syntax.urls import end_of_url
from notes_lsp.syntax.values import value_class

# Those that are also endings of files or words of programs are missing: md, py, rs, sh, pl, app, so, in, is, no, to.
_ENDINGS = (
    "com|org|net|edu|gov|io|dev|info|tv|me|co|ly|gl|fm|ai"
    "|eu|de|fr|uk|nl|be|ch|at|it|es|se|fi|dk|cz|ie|us|ca|br|au|nz|jp"
)
_HOSTS_OF_PAGES = (
    r"github\.io|gitlab\.io|readthedocs\.(?:io|org)|sourceforge\.net|blogspot\.com|wordpress\.com|tumblr\.com|medium\.com"
    r"|herokuapp\.com|netlify\.app|vercel\.app|pages\.dev"
)
# In small letters: `System.IO/File` is a name in a program.
_END_OF_HOST = re.compile(rf"\.(?:(?:{_HOSTS_OF_PAGES})(?![\w-]|\.\w)|(?:{_ENDINGS})(?=(?::\d{{2,5}})?/[^\s/.]))")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]+")
_HOST_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"
_LONGEST_HOST = 100
_LONGEST_COMMAND = 30
_LONGEST_EMPHASIS = 3
# A part of a path, of an e-mail address, of a longer word; the value of an option; the code of another language.
_NOT_BEFORE = frozenset("/\\@:=~$%&#_+*.-")
# What fetches packages and images calls them as if they had addresses.
_COMMAND_BEFORE = re.compile(
    r"(?:\b(?:go (?:get|install|run|mod init)|docker (?:pull|run|push)|podman (?:pull|run)|import|module|require|FROM"
    r"|image:?)\s+|-[a-zA-Z]\s+)[\"'(]?$"
)
_NO_PAGES = frozenset(("ghcr.io", "gcr.io", "docker.io", "quay.io", "k8s.io", "kubernetes.io", "asp.net", "vb.net"))
_FIRST_LABELS = ("ftp.", "registry.", "git.", "ssh.", "smtp.", "localhost.", "www.")
_TWO_HOSTS = re.compile(rf"/(?:[\w-]+\.)+(?:{_ENDINGS})")
# Hosts of which everybody knows that they answer to https.
_SURE = frozenset(
    (
        *("github.com", "gitlab.com", "bitbucket.org", "twitter.com", "x.com", "youtube.com", "youtu.be", "vimeo.com"),
        *("speakerdeck.com", "slideshare.net", "linkedin.com", "medium.com", "bit.ly", "tinyurl.com", "reddit.com"),
        *("stackoverflow.com", "wikipedia.org", "python.org", "pypi.org", "djangoproject.com", "mozilla.org"),
        *("google.com", "microsoft.com", "amazon.com", "npmjs.com", "arxiv.org", "doi.org", "archive.org"),
        *("meetup.com", "mastodon.social", "wikimedia.org", "jupyter.org"),
        *("facebook.com", "instagram.com", "github.io", "gitlab.io", "readthedocs.io", "readthedocs.org", "goo.gl"),
        *("blogspot.com", "wordpress.com", "tumblr.com", "herokuapp.com", "netlify.app", "vercel.app", "pages.dev"),
    )
)


@value_class
class BareAddress:
    """An address without a scheme at ``start:end``. ``is_sure`` says that its host is known to answer to https."""

    start: int
    end: int
    is_sure: bool


def find_bare_addresses(text: str, start: int, end: int) -> Iterator[BareAddress]:
    """The addresses without a scheme in ``text[start:end]``, in order; what is code or a link, others know."""
    last = start
    for match in _END_OF_HOST.finditer(text, start, end):
        host_end = match.end()
        host_start = _start_of_host(text, max(last, match.start() - _LONGEST_HOST), match.start())
        if text[host_start - 1 : host_start] == "/" and host_start > start:  # nearly all: they have a scheme
            continue
        host = text[host_start:host_end].lower()
        if host_start < last or not _is_host_of_pages(host) or not _may_begin(text, host_start, start):
            continue
        last = end_of_url(text, host_start, end)
        if last > host_start and not _is_something_else(text, host_end, last, end):
            labels = host.split(".")
            is_sure = ".".join(labels[-2:]) in _SURE or ".".join(labels[-3:]) in _SURE
            yield BareAddress(host_start, last, is_sure)


def _start_of_host(text: str, nearest: int, host_end: int) -> int:
    return nearest + len(text[nearest:host_end].rstrip(_HOST_CHARACTERS))


def _is_host_of_pages(host: str) -> bool:
    if not _HOST.fullmatch(host) or host.startswith(_FIRST_LABELS):  # www. alone makes a link
        return False
    return not any(host == none or host.endswith(f".{none}") for none in _NO_PAGES)


def _may_begin(text: str, host_start: int, start: int) -> bool:
    before = host_start - 1
    while before >= start and before >= host_start - _LONGEST_EMPHASIS and text[before] in "*_":
        before -= 1
    if before >= start and (text[before] in _NOT_BEFORE or text[before].isalnum()):
        return False
    return _COMMAND_BEFORE.search(text[max(start, host_start - _LONGEST_COMMAND) : host_start]) is None


def _is_something_else(text: str, host_end: int, address_end: int, end: int) -> bool:
    """Whether what follows says that this is no address: `python.org/pypi.org` are two, `a.io/b: "c"` is a label."""
    if _TWO_HOSTS.fullmatch(text, host_end, address_end) is not None:
        return True
    behind = text[address_end : min(address_end + 3, end)]
    return behind.startswith(("=", "@", '"=', ': "', '": '))
