"""Settings that the editor gives while the server runs, and what follows from a change of any.

LSP 3.17, "DidChangeConfiguration Notification" and "Configuration Request".
"""

import logging
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from notes_lsp.lsp.capabilities import DIAGNOSTIC_OPTIONS, register_options, static_id
from notes_lsp.lsp.client import Client
from notes_lsp.lsp.errors import describe
from notes_lsp.lsp.methods import FEATURES
from notes_lsp.lsp.settings_sources import SECTION
from notes_lsp.workspace.config_files import describe_problem
from notes_lsp.workspace.settings import Settings, SettingsProblem

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_log = logging.getLogger(__name__)


class Announced:
    """What the client was told that the server can do, and was told only once: problems with settings."""

    def __init__(self, client: Client, at_start: Settings) -> None:
        # By method: the id to take it back with, "" for what was announced without one.
        self.registered = {
            feature.registered_as: static_id(feature, client)
            for feature in FEATURES
            if feature.is_offered(client, at_start)
        }
        if client.pull_diagnostics and at_start.diagnostics:
            self.registered[types.TEXT_DOCUMENT_DIAGNOSTIC] = ""
        self.problems: set[SettingsProblem] = set()


def register(server: "NotesServer") -> None:
    """Register what happens when the editor's settings change."""
    server.protocol.handlers.notifications[types.WORKSPACE_DID_CHANGE_CONFIGURATION] = partial(_did_change, server)


async def ask_for_settings(server: "NotesServer") -> None:
    """Ask the editor for its settings, those of each folder, too, and take them over."""
    folders = server.session.sources.folders
    items = [types.ConfigurationItem(section=SECTION)]
    items += [types.ConfigurationItem(scope_uri=folder.uri, section=SECTION) for folder in folders]
    try:
        answers: Any = await server.workspace_configuration_async(types.ConfigurationParams(items))
    except Exception as error:  # noqa: BLE001 - a client that can't answer has no settings
        _log.warning("workspace/configuration failed: %s", describe(error))
        return
    finally:
        server.settings_known.set()
    if not isinstance(answers, list | tuple) or not answers:
        return
    of_folders = {folder.path: value for folder, value in zip(folders, answers[1:], strict=False) if value is not None}
    if server.session.sources.set_later(answers[0], of_folders):
        settings_changed(server)


def settings_may_have_changed(server: "NotesServer", paths: Iterable[str] | None = None) -> None:
    """A file of settings may have been touched; ``paths`` are the files that must see it, None for all."""
    if server.session.sources.have_changed(paths):
        settings_changed(server)
    else:
        show_problems(server)


def settings_changed(server: "NotesServer") -> None:
    """Let a change of settings take effect."""
    session = server.session
    session.index.settings_changed()
    _announce_features(server)
    show_problems(server)
    server.python.settings_changed()
    server.web.settings_changed()
    server.diagnostics.everything_changed()
    refresh(server)
    server.indexer.start()


def refresh(server: "NotesServer") -> None:
    """Ask the client to ask again for what it shows, besides the diagnostics."""
    client = server.session.client
    if client.refresh_code_lenses:
        server.workspace_code_lens_refresh(None)
    if client.refresh_inlay_hints:
        server.workspace_inlay_hint_refresh(None)
    if client.refresh_semantic_tokens:
        server.workspace_semantic_tokens_refresh(None)


def show_problems(server: "NotesServer") -> None:
    """Show each problem with the settings once."""
    for problem in server.session.sources.problems():
        if problem not in server.announced.problems:
            server.announced.problems.add(problem)
            message = f"notes-lsp: {describe_problem(problem)}"
            server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))


def _did_change(server: "NotesServer", params: Any) -> None:
    values = params.get("settings") if isinstance(params, Mapping) else None
    if server.session.client.configuration:
        server.ask_for_settings()
    elif values is not None and server.session.sources.set_later(_own(values)):
        settings_changed(server)


def _own(values: Any) -> Any:
    """Our part of what an editor sends: the settings of all servers, each under its name, or ours alone."""
    if not isinstance(values, Mapping) or SECTION in values:
        return values[SECTION] if isinstance(values, Mapping) else values
    # None of our settings is a table: that is another server's.
    return {name: value for name, value in values.items() if not isinstance(value, Mapping)}


def _announce_features(server: "NotesServer") -> None:
    """Register what was turned on, and take back what was turned off, as far as the client lets us."""
    client, settings, announced = server.session.client, server.session.sources.general(), server.announced.registered
    wanted = {
        feature.registered_as: register_options(feature, client)
        for feature in FEATURES
        if feature.is_offered(client, settings)
    }
    if client.pull_diagnostics and settings.diagnostics:
        wanted[types.TEXT_DOCUMENT_DIAGNOSTIC] = DIAGNOSTIC_OPTIONS
    new = [method for method in wanted if method not in announced and method in client.dynamic]
    gone = [method for method in announced if method not in wanted and announced[method]]
    if new:
        server.client_register_capability(
            types.RegistrationParams([types.Registration(method, method, wanted[method]) for method in new])
        )
        announced.update({method: method for method in new})
    if gone:
        server.client_unregister_capability(
            types.UnregistrationParams([types.Unregistration(announced.pop(method), method) for method in gone])
        )
