"""``--check --online`` and ``--cached-links``: what is known of the web links of the files that are checked.

Imported for those who ask for it: ``--check`` alone loads nothing of the network or the cache.
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from notes_lsp.cli.arguments import Options, UsageError
from notes_lsp.cli.progress import progress_line
from notes_lsp.cli.streams import complain
from notes_lsp.cli.terminal import visible
from notes_lsp.links.verdicts import Verdict, WebState
from notes_lsp.web.cache import DAY, Lifetimes, LinkCache
from notes_lsp.workspace.files import FileText, describe_fault
from notes_lsp.workspace.settings import Settings
from notes_lsp.workspace.settings_tables import ALLOWED_HOST
from notes_lsp.workspace.web_links import WebLinks, find_web_links

NO_NETWORK = "there seems to be no network: not one name could be found; what was known before counts"


@dataclass(frozen=True, slots=True)
class WebCheck:
    """What is known of the web links of files.

    ``known`` are the states by files and addresses. ``counts`` are of addresses, each once, over all files: what the
    look gave, or, where ``asked`` is False, what was known. ``from_cache`` are those that were fresh, ``oldest`` is the
    age in seconds of what was found out first. ``deadline`` is in seconds, ``failure`` is a fault of ours, in words.
    """

    known: Mapping[str, Mapping[str, WebState]] = field(default_factory=dict)
    counts: Mapping[Verdict, int] = field(default_factory=dict)
    asked: bool = True
    from_cache: int = 0
    oldest: float = 0.0
    deadline: float = 0.0
    interrupted: bool = False
    no_network: bool = False
    failure: str | None = None


def check_web(
    paths: Sequence[str],
    texts: Sequence[tuple[str, FileText]],
    options: Options,
    settings_of: Callable[[str], Settings],
) -> WebCheck:
    """Find the web links of files and texts, and what ``options`` say to find out about them. Raises `UsageError`."""
    _check_hosts(options.allow_hosts)

    def with_command_line(path: str) -> Settings:
        return replace(settings_of(path), links_allow_hosts=options.allow_hosts)

    links = find_web_links(paths, texts, with_command_line)
    cache = LinkCache(lifetimes=_lifetimes(settings_of("")))
    try:
        check = _asked(links, cache, options) if options.links == "online" else _known(links, cache)
    finally:
        cache.close()
    for trouble in (cache.trouble, check.failure, NO_NETWORK if check.no_network else None):
        if trouble is not None:
            complain(visible(trouble))
    return check


def _asked(links: WebLinks, cache: LinkCache, options: Options) -> WebCheck:
    from notes_lsp.web.looking import Progress, look_at

    addresses = links.addresses
    line = progress_line(len(addresses), os.environ, quiet=options.quiet)
    progress = Progress() if line is None else Progress(line.found, line.tick)
    try:
        look = look_at(links.groups, cache, progress, refresh=options.refresh)
    finally:
        if line is not None:
            line.erase()
    # What the cache makes of it counts: a look that told nothing does not hide what an earlier one told.
    states = look.states | cache.known(addresses)
    counts = Counter(look.states[address].verdict for address in addresses if address in look.states)
    counts["not-checked"] += len(addresses) - len(look.states)
    counts["excluded"] += len(links.excluded.difference(addresses))
    return WebCheck(
        known=links.known_in_files(states),
        counts=counts,
        from_cache=look.from_cache,
        deadline=links.groups[0][0].deadline if links.groups else 0.0,
        interrupted=look.interrupted,
        no_network=look.no_network,
        failure=None if look.failure is None else f"looking at web links failed: {describe_fault(look.failure)}",
    )


def _known(links: WebLinks, cache: LinkCache) -> WebCheck:
    addresses = links.addresses
    states = cache.known(addresses)
    counts = Counter(state.verdict for state in states.values())
    counts["not-checked"] += len(addresses) - len(states)
    counts["excluded"] += len(links.excluded.difference(addresses))
    oldest = max((state.age for state in states.values()), default=0.0)
    return WebCheck(known=links.known_in_files(states), counts=counts, asked=False, oldest=oldest)


def _check_hosts(hosts: Sequence[str]) -> None:
    for host in hosts:
        if ALLOWED_HOST.fullmatch(host) is None:
            raise UsageError(f'--allow-host: "{host}" is no host; say its name alone, as in localhost')


def _lifetimes(settings: Settings) -> Lifetimes:
    return Lifetimes(good=settings.links_good_days * DAY, bad=settings.links_bad_minutes * 60.0)
