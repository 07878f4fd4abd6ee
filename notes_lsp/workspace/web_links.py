"""Links to the web in files of notes: which addresses they hold, and how the settings want them asked for.

Nothing here goes to the network: `notes_lsp.web.looking` does, for those who were told to.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from notes_lsp.links.verdicts import WebState
from notes_lsp.links.web_addresses import fragment_of
from notes_lsp.links.web_policy import WebPolicy, is_excluded
from notes_lsp.links.web_targets import web_targets
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import parse
from notes_lsp.workspace.files import FileProblem, FileText, read_notes
from notes_lsp.workspace.regular_files import open_regular
from notes_lsp.workspace.settings import Settings
from notes_lsp.workspace.surroundings import find_root

IGNORE_FILE = ".linksignore"

SettingsOf = Callable[[str], Settings]
"""The settings for the file at a path; ``""`` is a file that is nowhere."""

_LARGEST_IGNORE_FILE = 1_000_000


@dataclass(slots=True)
class WebLinks:
    """The addresses that files hold, each once in each file, and which of them are asked for how.

    ``wanted`` are the addresses by policies, ``of_files`` those of a file that its settings do not exclude;
    ``excluded`` are those that some file excludes.
    """

    wanted: dict[WebPolicy, dict[str, None]] = field(default_factory=dict)
    of_files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: set[str] = field(default_factory=set)

    def add(self, path: str, addresses: Iterable[str], policy: WebPolicy) -> None:
        """The file at ``path`` holds ``addresses``."""
        every = tuple(addresses)
        if not every:
            return
        kept = tuple(address for address in every if is_excluded(address, policy) is None)
        self.of_files[path] = kept
        self.wanted.setdefault(policy, {}).update(dict.fromkeys(kept))
        self.excluded.update(set(every).difference(kept))

    @property
    def addresses(self) -> tuple[str, ...]:
        """All that are asked for, each once."""
        return tuple(dict.fromkeys(address for group in self.wanted.values() for address in group))

    @property
    def groups(self) -> list[tuple[WebPolicy, tuple[str, ...]]]:
        """What `notes_lsp.web.looking.look_at` takes: an address in the first group that wants it."""
        taken: set[str] = set()
        groups = []
        for policy, addresses in self.wanted.items():
            groups.append((policy, tuple(address for address in addresses if address not in taken)))
            taken.update(addresses)
        return [group for group in groups if group[1]]

    def known_in_files(self, states: Mapping[str, WebState]) -> dict[str, dict[str, WebState]]:
        """What ``states`` say of the addresses of each file."""
        return {
            path: {address: states[address] for address in addresses if address in states}
            for path, addresses in self.of_files.items()
        }


def addresses_in(document: Document, *, fragments: bool = False) -> tuple[str, ...]:
    """The addresses on the web to which ``document`` leads, each once.

    With ``fragments`` also those of places in pages, as ``address#fragment``, each behind the address of its page.
    """
    addresses: dict[str, None] = {}
    for written in sorted(web_targets(document), key=lambda written: written.target):
        addresses[written.address] = None
        if fragments and fragment_of(written.target):
            addresses[f"{written.address}#{fragment_of(written.target)}"] = None
    return tuple(addresses)


def find_web_links(paths: Sequence[str], texts: Iterable[tuple[str, FileText]], settings_of: SettingsOf) -> WebLinks:
    """The web links of the files at ``paths``, and of ``texts``, each with its path, ``""`` for none.

    What can't be read has none: whoever checks it says so.
    """
    links = WebLinks()
    ignored: dict[str, tuple[str, ...]] = {}  # by folder

    def add(path: str, text: FileText) -> None:
        settings = settings_of(path)
        addresses = _addresses_in_text(text, settings)
        if not addresses:
            return
        folder = os.path.dirname(os.path.abspath(path)) if path else os.getcwd()
        if folder not in ignored:
            ignored[folder] = link_ignore_patterns(folder, find_root(folder))
        links.add(path, addresses, policy_of(settings, ignored[folder]))

    for path in paths:
        read = read_notes(path)
        if not isinstance(read, FileProblem):
            add(path, read)
    for path, text in texts:
        add(path, text)
    return links


def policy_of(settings: Settings, ignored: Sequence[str] = ()) -> WebPolicy:
    """How addresses are asked for by ``settings``; ``ignored`` are the patterns of `link_ignore_patterns`."""
    policy = WebPolicy(
        exclude=(*settings.links_exclude, *ignored),
        accept=tuple((pattern, frozenset(codes)) for pattern, codes in settings.links_accept),
        headers=settings.links_headers,
        timeout=float(settings.links_timeout),
        deadline=float(settings.links_deadline),
        most_at_once=settings.links_concurrency,
        per_host=settings.links_per_host,
        pause_per_host=settings.links_pause / 1000,
        allowed_hosts=settings.links_allow_hosts,
        check_fragments=settings.links_check_fragments,
    )
    agent = settings.links_user_agent.encode("ascii", "ignore").decode("ascii").strip()
    return replace(policy, user_agent=agent) if agent else policy


def link_ignore_patterns(folder: str, root: str) -> tuple[str, ...]:
    """The patterns of the files called `IGNORE_FILE` in ``folder`` and above it up to ``root``, the innermost last.

    Each line is a pattern for addresses, as in the setting ``links-exclude``; ``#`` begins a comment.
    """
    patterns = _read_patterns(os.path.join(folder, IGNORE_FILE))
    parent = os.path.dirname(folder)
    return patterns if folder in (root, parent) else link_ignore_patterns(parent, root) + patterns


def _addresses_in_text(text: FileText, settings: Settings) -> tuple[str, ...]:
    if not any(mark in text.text for mark in ("://", "www.", "WWW.")):
        return ()  # next to all files that hold no address are spared the rest
    try:
        return addresses_in(parse(text.text, text.path), fragments=settings.links_check_fragments)
    except Exception:  # noqa: BLE001 - whoever checks the file says what is wrong with it
        return ()


def _read_patterns(path: str) -> tuple[str, ...]:
    try:
        with open_regular(path) as file:
            lines = file.read(_LARGEST_IGNORE_FILE).decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return ()
    return tuple(line.strip() for line in lines if line.strip() and not line.strip().startswith("#"))
