"""What the process of the network has to know of the settings that count for a file."""

import os
from dataclasses import dataclass

from notes_lsp.links.web_policy import WebPolicy
from notes_lsp.workspace.settings import Settings
from notes_lsp.workspace.surroundings import find_root
from notes_lsp.workspace.web_links import link_ignore_patterns, policy_of

_DAY, _MINUTE = 86_400.0, 60.0


@dataclass(frozen=True, slots=True)
class JobSettings:
    """What addresses are checked with: how, and for how many seconds good verdicts and all others are fresh."""

    policy: WebPolicy
    lifetimes: tuple[float, float]


def job_settings(settings: Settings, path: str) -> JobSettings:
    """What ``settings``, those of the file at ``path``, and the ignore files above it say of the web."""
    folder = os.path.dirname(path)
    ignored = link_ignore_patterns(folder, find_root(folder)) if folder else ()
    lifetimes = (settings.links_good_days * _DAY, settings.links_bad_minutes * _MINUTE)
    return JobSettings(policy_of(settings, ignored), lifetimes)
