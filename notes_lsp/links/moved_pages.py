"""What it means that a page has moved: a page has a new address, or is gone and its readers are sent elsewhere."""

import re
from typing import Literal
from urllib.parse import unquote

Move = Literal[
    "to-https",  # the same address, but for its scheme
    "to-a-page",  # another address for what was here
    "to-a-front-page",  # from a page deep in a site to the front page of one
    "to-another-site",  # from the front page of a site to that of another one
    "to-a-login",  # whoever logs in may see it
    "to-an-error-page",  # one that does not say by its status that it is one
]

_PARTS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?", re.IGNORECASE)
# `/`, `/index.html`, `/en/`, `/en-us/home`
_FRONT_PAGE = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|main)(?:\.\w{2,5})?/?)?", re.IGNORECASE
)
_LOGIN = re.compile(
    r"(?:^|[/._-])(?:log-?in|log_in|sign-?in|sign_in|sign-?up|sso|oauth2?|saml2?|authwall|auth|authenticate|checkpoint"
    r"|servicelogin|consent)(?:$|[/.?_-])",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(r"(?:accounts?|log-?in|auth|sso|id|signin)\.", re.IGNORECASE)
_ERROR_PAGE = re.compile(
    r"(?:^|/)(?:404|410|error|errors|not-?found|not_found|page-?not-?found|unavailable|expired|removed|suspended)"
    r"(?:[./_-]|$)",
    re.IGNORECASE,
)


def move_of(old: str, new: str) -> Move:
    """What a permanent redirect from ``old`` to ``new`` stands for; both as `address_of` gives them."""
    was, now = _PARTS.match(old), _PARTS.match(new)
    if was is None or now is None:
        return "to-a-page"
    if was[1].lower() == "http" and now[1].lower() == "https" and _rest(old) == _rest(new):
        return "to-https"
    path, old_path = unquote(now[3]), unquote(was[3])
    if _is_login(now[2], path) and not _is_login(was[2], old_path):
        return "to-a-login"
    if _ERROR_PAGE.search(path) and not _ERROR_PAGE.search(old_path):
        return "to-an-error-page"
    if not _FRONT_PAGE.fullmatch(path):
        return "to-a-page"
    if was[4] or not _FRONT_PAGE.fullmatch(old_path):
        # `x.org/?p=12` is a page as well, and so may be where it leads.
        return "to-a-front-page" if not now[4] else "to-a-page"
    return "to-a-page" if _site(was[2]) == _site(now[2]) else "to-another-site"


def _rest(address: str) -> str:
    return address.partition("://")[2].partition("#")[0]


def _is_login(host: str, path: str) -> bool:
    return _LOGIN.search(path) is not None or _LOGIN_HOST.match(host) is not None


def _site(host: str) -> str:
    """What two hosts of the same site have in common, as far as their names tell."""
    return ".".join(host.lower().partition(":")[0].removeprefix("www.").split(".")[-2:])
