"""The settings for each file of a run of the command line: by the files of settings around it, and what was typed.

Each folder is looked at once. Settings are imported where a file of them is found and nowhere else.
"""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from notes_lsp.rules.base import Rule
from notes_lsp.syntax.values import value_class
from notes_lsp.workspace.chosen_rules import RuleChoice, rule_choice, rules_for, with_command_line
from notes_lsp.workspace.config_search import ConfigSearch

if TYPE_CHECKING:
    from notes_lsp.workspace.config_files import ConfigFiles
    from notes_lsp.workspace.settings import Settings, SettingsProblem


@value_class
class RulesOfFiles:
    """The rules to run over each file. Small enough to be handed to other processes."""

    choices: dict[str, RuleChoice]
    otherwise: RuleChoice

    def __call__(self, path: str | None) -> tuple[Rule, ...]:
        """The rules for the file at ``path``; None for text that stands nowhere."""
        if path is None:
            return rules_for(self.otherwise)
        full = os.path.abspath(path)
        return rules_for(self.choices.get(os.path.dirname(full), self.otherwise), full)


class SettingsOfFiles:
    """What files of settings say, and ``given``, the command line, over it.

    ``config`` is the path of the one file that counts (None: the nearest of each file), ``isolated`` says that none
    does.
    """

    def __init__(self, given: RuleChoice | None = None, config: str | None = None, *, isolated: bool = False) -> None:
        self._given = RuleChoice() if given is None else given
        self._config = None if config is None else os.path.abspath(config)
        self._isolated = isolated
        self._search = ConfigSearch()
        self._files: ConfigFiles | None = None
        self._settings: dict[str, Settings | None] = {}
        self._choices: dict[str, RuleChoice] = {}
        self._problems: dict[SettingsProblem, None] = {}

    def rules_of(self, paths: Iterable[str | None]) -> RulesOfFiles:
        """The rules for the files at ``paths``; None is text that stands nowhere: that of the folder one is in."""
        folders = dict.fromkeys(
            [os.getcwd() if path is None else os.path.dirname(os.path.abspath(path)) for path in paths]
        )
        choices = {folder: self._choice_in(folder) for folder in folders}
        return RulesOfFiles(choices, choices.get(os.getcwd()) or with_command_line(RuleChoice(), self._given))

    def choice_for(self, path: str) -> RuleChoice:
        """What counts of the rules for the file or folder at ``path``, with the command line."""
        return self._choice_in(_folder_of(path))

    def rules_at(self, path: str) -> tuple[Rule, ...]:
        """The rules that run over the file at ``path``; for a folder, over a file in it."""
        return rules_for(self.choice_for(path), "" if os.path.isdir(path) else os.path.abspath(path))

    def settings_for(self, path: str | None) -> "Settings":
        """The settings for the file or folder at ``path`` (None: the folder one is in), without the command line."""
        found = self._settings_in(_folder_of(path or "."))
        if found is None:
            from notes_lsp.workspace.settings import Settings

            found = Settings()
        return found

    def leaves_out(self, path: str) -> bool:
        """Whether ``include`` and ``exclude`` leave out the file at ``path`` when its folder is walked."""
        full = os.path.abspath(path)
        settings = self._settings_in(os.path.dirname(full))
        if settings is None:
            return False
        from notes_lsp.workspace.selection import is_left_out

        return is_left_out(full, settings)

    def problems(self) -> tuple["SettingsProblem", ...]:
        """What is wrong with the files of settings that were read."""
        read = () if self._files is None else self._files.problems()
        return tuple(dict.fromkeys((*read, *self._problems)))

    def _choice_in(self, folder: str) -> RuleChoice:
        choice = self._choices.get(folder)
        if choice is None:
            settings = self._settings_in(folder)
            of_files = RuleChoice() if settings is None else rule_choice(settings)
            choice = self._choices[folder] = with_command_line(of_files, self._given)
        return choice

    def _settings_in(self, folder: str) -> "Settings | None":
        if folder not in self._settings:
            self._settings[folder] = self._read_settings(folder)
        return self._settings[folder]

    def _read_settings(self, folder: str) -> "Settings | None":
        if self._isolated or self._config is None and not self._search.finds(folder):
            return None
        from notes_lsp.workspace.config_files import ConfigFiles
        from notes_lsp.workspace.settings import read_settings

        if self._files is None:
            self._files = ConfigFiles()
        layers = self._files.layers_for(folder, None) if self._config is None else self._files.layers_of(self._config)
        if not layers:
            return None
        settings, problems = read_settings(layers)
        self._problems.update(dict.fromkeys(problems))
        return settings


def _folder_of(path: str) -> str:
    full = os.path.abspath(path)
    return full if os.path.isdir(full) else os.path.dirname(full)
