"""Settings: what is read, what is said about the rest, and the pages made from them."""

import json
import os
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.chosen_rules import chosen_rules
from notes_lsp.workspace.settings import (
    DEFAULT_INCLUDE,
    Layer,
    Origin,
    Settings,
    SettingsProblem,
    read_settings,
    setting_name,
)
from settings_pages import settings_page, settings_schema

DOCS = Path(__file__).parents[2] / "docs"
NAMES = [setting.name for setting in fields(Settings) if setting.metadata]
TABLES = {setting.name for setting in fields(Settings) if "table" in setting.metadata}


def read(values: object) -> tuple[Settings, list[str]]:
    found, problems = read_settings([Layer("here", values)])
    assert all(problem.source == "here" for problem in problems)
    return found, [problem.message for problem in problems]


def without_origins(found: Settings) -> dict[str, Any]:
    return {name: getattr(found, name) for name in NAMES}


def test_nothing_said_gives_the_defaults() -> None:
    for values in (None, {}, {"hover": None}):
        assert read(values) == (Settings(), [])
    assert read_settings([]) == (Settings(), ())


# what is written -> the field and its value
GOOD = [
    ({"hover": False}, "hover", False),
    ({"workspace-symbols": False}, "workspace_symbols", False),
    ({"workspace_symbols": False}, "workspace_symbols", False),
    ({"workspaceSymbols": False}, "workspace_symbols", False),
    ({"notes-lsp.hover": False}, "hover", False),
    ({"notes-lsp": {"hover": False}}, "hover", False),
    ({"notesLsp": {"hover": False}}, "hover", False),
    ({"settings": {"hover": False}}, "hover", False),
    ({"index-files": 0}, "index_files", 0),
    ({"indexFileSize": 5000.0}, "index_file_size", 5000),
    ({"exclude": ["drafts/", "*.old.md"]}, "exclude", ("drafts/", "*.old.md")),
    ({"exclude": "drafts/"}, "exclude", ("drafts/",)),
    ({"exclude": "a,b.md"}, "exclude", ("a,b.md",)),
    ({"exclude": []}, "exclude", ()),
    ({"exclude": ["a", "a"]}, "exclude", ("a",)),
    ({"include": ["README.md"]}, "include", ("README.md",)),
    ({"select": ["all"]}, "select", ("all",)),
    ({"ignore": "missing-file, missing-anchor"}, "ignore", ("missing-file", "missing-anchor")),
    ({"code-lenses": ["talks", "web"]}, "code_lenses", ("talks", "web")),
    ({"codeLenses": False}, "code_lenses", ()),
    ({"codeLenses": []}, "code_lenses", ()),
    ({"inlayHints": True}, "inlay_hints", ("weekday", "year", "length")),
    ({"python": False}, "python", False),
    ({"python": {"enabled": False}}, "python", False),
    ({"python.scope": "file"}, "python_scope", "file"),
    ({"python": {"scope": "file"}}, "python_scope", "file"),
    ({"notes-lsp": {"python": {"scope": "file"}}}, "python_scope", "file"),
    ({"pythonEnvironment": ".venv"}, "python_environment", ".venv"),
    ({"notes-lsp.python.trusted": True}, "python_trusted", True),
    ({"workspaceTrusted": True}, "python_trusted", True),
    ({"links": {"web": "on-save"}}, "links_web", "onSave"),
    ({"links.web": "onOpen"}, "links_web", "onOpen"),
    ({"links": {"exclude": ["https://a/**", "!https://a/b"]}}, "links_exclude", ("https://a/**", "!https://a/b")),
    ({"links.exclude": "https://a/**"}, "links_exclude", ("https://a/**",)),
    (
        {"links": {"accept": {"https://a/**": [403, 999], "b": 500}}},
        "links_accept",
        (("https://a/**", (403, 999)), ("b", (500,))),
    ),
    ({"linksAccept": {}}, "links_accept", ()),
    (
        {"links": {"headers": {"API.example.org:8080": {"Accept": "text/html", "X-A": "b c"}}}},
        "links_headers",
        (("api.example.org:8080", (("Accept", "text/html"), ("X-A", "b c"))),),
    ),
    ({"links": {"perHost": 3}}, "links_per_host", 3),
    ({"notes-lsp.links.checkFragments": True}, "links_check_fragments", True),
    ({"links-user-agent": "me/1.0"}, "links_user_agent", "me/1.0"),
    (
        {"links": {"allowHosts": ["localhost", "127.0.0.1", "[::1]", "::1", "10.0.0.0/8"]}},
        "links_allow_hosts",
        ("localhost", "127.0.0.1", "[::1]", "::1", "10.0.0.0/8"),
    ),
]


@pytest.mark.parametrize(("values", "name", "value"), GOOD)
def test_good_values(values: dict[str, object], name: str, value: object) -> None:
    found, problems = read(values)
    assert problems == []
    assert without_origins(found) == {**without_origins(Settings()), name: value}
    assert found.origins == (Origin(name, "here", ""),)


# what is written -> what is said about it; the defaults stay
BAD = [
    ([], "settings must be a table of names and values, this is a list"),
    (7, "settings must be a table of names and values, this is 7"),
    ({"hovr": True}, 'there is no setting "hovr"; did you mean "hover"?'),
    ({"codeLens": []}, 'there is no setting "codeLens"; did you mean "code-lenses"?'),
    ({"origins": []}, 'there is no setting "origins"'),
    ({"": 1}, 'there is no setting ""'),
    ({"hover": 1}, '"hover" is 1, but must be true or false'),
    ({"hover": "yes"}, '"hover" is "yes", but must be true or false'),
    ({"hover": {"on": True}}, '"hover" is a table, but must be true or false'),
    ({"index-files": "many"}, '"index-files" is "many", but must be a whole number, at least 0'),
    ({"index-files": True}, '"index-files" is true, but must be a whole number, at least 0'),
    ({"index-files": -1}, '"index-files" is -1, but must be a whole number, at least 0'),
    ({"index-files": 1.5}, '"index-files" is 1.5, but must be a whole number, at least 0'),
    ({"index-files": float("inf")}, '"index-files" is inf, but must be a whole number, at least 0'),
    ({"index-files": -(10**5000)}, '"index-files" is a very large number, but must be a whole number, at least 0'),
    ({"exclude": 3}, '"exclude" is 3, but must be a list of patterns'),
    ({"exclude": True}, '"exclude" is true, but must be a list of patterns'),
    ({"exclude": [3]}, '"exclude" holds 3, which is no pattern'),
    ({"exclude": [""]}, '"exclude" holds "", which is no pattern'),
    ({"select": False}, '"select" is false, but must be a list of codes of rules'),
    ({"ignore": ["mising-file"]}, '"ignore" holds "mising-file", which is no rule; did you mean "missing-file"?'),
    ({"ignore": ["E501"]}, '"ignore" holds "E501", which is no rule; "notes-lsp --list-rules" lists them'),
    ({"ignore": [None]}, '"ignore" holds null, which is no rule; "notes-lsp --list-rules" lists them'),
    ({"code-lenses": 1}, '"code-lenses" is 1, but must be a list of "talks", "links" and "web"'),
    ({"code-lenses": ["talk"]}, '"code-lenses" holds "talk", which it can\'t; did you mean "talks"?'),
    ({"code-lenses": ["x"]}, '"code-lenses" holds "x", which it can\'t; it can hold "talks", "links" and "web"'),
    ({"python-scope": "day"}, '"python-scope" is "day", but must be "talk", "snippet" or "file"'),
    ({"python": {"environment": 3}}, '"python-environment" is 3, but must be a text'),
    ({"python": {"deadlin": 3}}, 'there is no setting "python.deadlin"; did you mean "python-deadline"?'),
    ({"python.deadline": 10}, '"python-deadline" is 10, but must be a whole number, at least 50'),
    ({"links": {"web": "always"}}, '"links-web" is "always", but must be "onCommand", "onSave" or "onOpen"'),
    ({"links": True}, 'there is no setting "links"; did you mean "links-web"?'),
    ({"links": {"exlude": []}}, 'there is no setting "links.exlude"; did you mean "links-exclude"?'),
    ({"links.per-host": 65}, '"links-per-host" is 65, but must be a whole number, from 1 to 64'),
    ({"links.user-agent": "a\nb"}, '"links-user-agent" is "a b", but must be a text on one line'),
    (
        {"links.accept": [403]},
        '"links-accept" is a list, but must be a table of patterns with codes, as { "example.org" = [403] }',
    ),
    (
        {"links.accept": {"a": [40]}},
        '"links-accept" holds 40 for "a", which is no code; codes are numbers from 100 to 999',
    ),
    (
        {"links.accept": {"a": "2xx"}},
        '"links-accept" holds 2xx for "a", which is no code; codes are numbers from 100 to 999',
    ),
    (
        {"links.headers": 1},
        '"links-headers" is 1, but must be a table of hosts with headers, as { "example.org" = { Accept = "*/*" } }',
    ),
    (
        {"links.headers": {"*": {"A": "b"}}},
        '"links-headers" holds "*", which is no host; headers go to the hosts that are named, never to all',
    ),
    (
        {"links.headers": {"https://a.example/b": {"A": "b"}}},
        '"links-headers" holds "https://a.example/b", which is no host; headers go to the hosts that are named, never to all',
    ),
    ({"links.headers": {"a": "b"}}, '"links-headers" holds something for "a" that is no table of headers'),
    (
        {"links.headers": {"a": {"b c": "d"}}},
        '"links-headers" holds a name for "a" that is none of a header: letters, digits and hyphens',
    ),
    ({"links.headers": {"a": {"Host": "b"}}}, '"links-headers" holds "Host" for "a", which is not to be set'),
    (
        {"links.headers": {"a": {"B": "c\r\nD: e"}}},
        '"links-headers" holds a value of "B" for "a" that is no text of one line in ASCII',
    ),
    ({"links.allow-hosts": ["http://localhost"]}, '"links-allow-hosts" holds "http://localhost", which is no host'),
    ({"links.allow-hosts": 1}, '"links-allow-hosts" is 1, but must be a list of hosts'),
    ({"hover": "long " * 40}, f'"hover" is "{("long " * 40)[:59]}…, but must be true or false'),
]


@pytest.mark.parametrize(("values", "message"), BAD, ids=[message[:60] for _, message in BAD])
def test_bad_values_are_named_and_the_default_stays(values: object, message: str) -> None:
    assert read(values) == (Settings(), [message])


def test_of_a_list_only_what_is_wrong_is_left_out() -> None:
    found, problems = read({"ignore": ["missing-file", "missing-fil"]})
    assert found.ignore == ("missing-file",)
    assert problems == ['"ignore" holds "missing-fil", which is no rule; did you mean "missing-file"?']


def test_what_editors_keep_for_themselves_is_no_mistake() -> None:
    assert read({"trace": {"server": "verbose"}}) == (Settings(), [])


def test_later_layers_win_and_a_bad_value_does_not() -> None:
    found, problems = read_settings(
        [
            Layer(
                "notes-lsp.toml",
                {"hover": False, "exclude": ["a"], "index-files": 7},
                "/notes",
                "/notes/notes-lsp.toml",
            ),
            Layer("the editor's settings", {"exclude": ["b"], "indexFiles": "x", "hover": None}),
        ]
    )
    assert (found.hover, found.exclude, found.index_files) == (False, ("b",), 7)
    assert found.origin_of("hover") == Origin("hover", "notes-lsp.toml", "/notes")
    assert found.origin_of("exclude") == Origin("exclude", "the editor's settings", "")
    assert found.origin_of("include") is None
    message = '"index-files" is "x", but must be a whole number, at least 0'
    assert problems == (SettingsProblem("the editor's settings", message),)


def test_a_problem_names_its_file() -> None:
    _, problems = read_settings([Layer("notes-lsp.toml", {"x": 1}, "/notes", "/notes/notes-lsp.toml")])
    assert problems == (SettingsProblem("notes-lsp.toml", 'there is no setting "x"', "/notes/notes-lsp.toml"),)


@pytest.mark.parametrize("name", ["links-web", "links-allow-hosts"])
def test_what_leads_to_the_network_is_not_for_a_file_of_the_project(name: str) -> None:
    value: object = "onSave" if name == "links-web" else ["localhost"]
    file = Layer("notes-lsp.toml", {name: value}, "/notes", "/notes/notes-lsp.toml")
    editor = Layer("the editor's settings", {name: value})
    found, problems = read_settings([file])
    assert found == Settings()
    message = f'"{name}" counts only where the user says it, in the editor or on the command line'
    assert problems == (SettingsProblem("notes-lsp.toml", message, "/notes/notes-lsp.toml"),)
    found, problems = read_settings([file, editor])
    assert [origin.source for origin in found.origins] == ["the editor's settings"]
    assert len(problems) == 1


def test_of_a_table_only_what_is_wrong_is_left_out() -> None:
    found, problems = read({"links": {"accept": {"a": [403, "x"], "b": [1]}, "headers": {"a/b": {}, "c": {"D": "e"}}}})
    assert found.links_accept == (("a", (403,)),)
    assert found.links_headers == (("c", (("D", "e"),)),)
    assert len(problems) == 3


CHOSEN: list[tuple[dict[str, list[str]], Callable[[str, bool], bool]]] = [
    ({}, lambda code, on: on),
    ({"select": ["all"]}, lambda code, on: True),
    ({"select": ["missing-file"]}, lambda code, on: code == "missing-file"),
    ({"ignore": ["missing-file"]}, lambda code, on: on and code != "missing-file"),
    ({"select": ["all"], "ignore": ["missing-file"]}, lambda code, on: code != "missing-file"),
    ({"ignore": ["all"]}, lambda code, on: False),
]


@pytest.mark.parametrize(("values", "expected"), CHOSEN)
def test_chosen_rules(values: dict[str, list[str]], expected: Callable[[str, bool], bool]) -> None:
    found, problems = read(values)
    assert problems == []
    # By their codes: a rule that goes by a dictionary is handed it here.
    assert [rule.code for rule in chosen_rules(found)] == [rule.code for rule in RULES if expected(rule.code, rule.on)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["all", "links"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from([*map(setting_name, NAMES), "x", "notes-lsp"]) | st.text(max_size=5), JSON) | JSON
)
@settings(max_examples=60)
def test_any_value_is_read(values: object) -> None:
    found, problems = read_settings([Layer("here", values)])
    for name in NAMES:
        value, default = getattr(found, name), getattr(Settings(), name)
        assert type(value) is type(default)
        if isinstance(value, tuple) and name not in TABLES:
            assert all(isinstance(element, str) for element in value)
    assert all(len(problem.message) < 400 for problem in problems)
    hash(found)


def test_every_setting_has_what_the_reference_needs() -> None:
    for setting in fields(Settings):
        if setting.name == "origins":
            continue
        assert setting.metadata["description"].endswith(".")
        example = setting.metadata["example"]
        found, problems = read({setting_name(setting.name): example})
        assert problems == []
        value = getattr(found, setting.name)
        assert value != setting.default
        assert value == (as_tuples(example) if setting.name in TABLES else example)


def as_tuples(value: object) -> object:
    if isinstance(value, dict):
        return tuple((name, as_tuples(inner)) for name, inner in value.items())
    return tuple(value) if isinstance(value, list) else value


def test_the_default_files_are_those_of_notes() -> None:
    assert "*.md" in DEFAULT_INCLUDE
    assert Settings().include == DEFAULT_INCLUDE


@pytest.mark.parametrize(("name", "make"), [("settings.md", settings_page), ("notes-lsp.schema.json", settings_schema)])
def test_pages_are_made_from_the_settings(name: str, make: Callable[[], str]) -> None:
    path = DOCS / name
    found = path.read_text(encoding="utf-8") if path.exists() else ""
    if found != make() and os.environ.get("UPDATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(make(), encoding="utf-8", newline="\n")
        pytest.fail(f"docs/{name} has been written anew; look at what changed")
    assert found == make()


def test_the_schema_knows_every_setting() -> None:
    schema = json.loads(settings_schema())
    assert list(schema["properties"]) == [setting_name(name) for name in NAMES]
    assert schema["properties"]["code-lenses"]["items"]["enum"] == ["talks", "links", "web"]
    assert schema["properties"]["index-files"]["default"] == 5000
