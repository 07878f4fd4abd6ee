"""Which addresses on the web files hold, and how their settings want them asked for."""

import multiprocessing
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from notes_lsp.links.verdicts import WebState
from notes_lsp.links.web_policy import WebPolicy
from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.workspace.batch import Checker, check_files
from notes_lsp.workspace.files import FileText
from notes_lsp.workspace.settings import Settings
from notes_lsp.workspace.web_links import WebLinks, addresses_in, find_web_links, link_ignore_patterns, policy_of

MakeTree = Callable[[dict[str, str]], Path]
A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"


def show_states(notes: Notes, surroundings: Surroundings) -> Iterable[Finding]:
    for link in notes.document.links:
        known = surroundings.web_state(link.target)
        if known is not None:
            yield Finding(link.start, link.end, f"{known.address} is {known.verdict}")


SHOW_STATES = Rule("show-states", "warning", True, "summary", "reason", "bad", "good", show_states)
forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"


def state(address: str) -> WebState:
    return WebState(address, "alive", 200, "200 OK", None, 0.0)


def test_addresses_are_found_once_wherever_they_stand() -> None:
    text = """\
# Links

<https://a.example> [a](HTTPS://A.example:443/#part) ![i](http://c.example/i.png)
https://b.example/x_(y). [ref] [local](slides.pdf) <mailto:a@a.example> [no](ftp://a.example/)

    https://code.example/

`https://span.example/`

[ref]: https://d.example/ "title"
[unused]: https://e.example/
"""
    assert sorted(addresses_in(parse(text, "notes.md"))) == [
        "http://c.example/i.png",
        "https://a.example/",
        "https://b.example/x_(y)",
        "https://d.example/",
        "https://e.example/",
    ]


def test_places_in_pages_are_addresses_of_their_own() -> None:
    document = parse(f"<{A}> <{A}#x> <{A}#y%20z> <{B}#w> <{B}#>", "notes.md")
    assert addresses_in(document, fragments=True) == (A, f"{A}#x", f"{A}#y z", B, f"{B}#w")
    assert addresses_in(document) == (A, B)


def find(tree: Path, settings_of: Callable[[str], Settings] = lambda _: Settings(), *names: str) -> WebLinks:
    return find_web_links([str(tree / name) for name in names], (), settings_of)


def test_files_share_what_they_have_in_common(make_tree: MakeTree) -> None:
    tree = make_tree(
        {"pyproject.toml": "", "a.md": f"{A} {B}", "b.md": f"{B} {C} {B}", "c.md": "no links", "d.md": "://"}
    )
    links = find(tree, lambda _: Settings(), "a.md", "b.md", "c.md", "d.md", "gone.md")
    assert set(links.addresses) == {A, B, C}
    assert [len(addresses) for _, addresses in links.groups] == [3]
    known = links.known_in_files({B: state(B)})
    assert known == {str(tree / "a.md"): {B: state(B)}, str(tree / "b.md"): {B: state(B)}}


def test_a_text_that_stands_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".linksignore").write_text("b.example\n", encoding="utf-8")
    links = find_web_links((), [("", FileText("<stdin>", f"{A} {B}", "utf-8", bom=False))], lambda _: Settings())
    assert links.of_files == {"": (A,)}
    assert links.excluded == {B}


def test_each_file_has_its_own_settings(make_tree: MakeTree) -> None:
    tree = make_tree({"pyproject.toml": "", "x/a.md": f"{A} {B}", "y/b.md": f"{A} {C}"})
    slow = Settings(links_timeout=99, links_exclude=("a.example",))
    links = find(tree, lambda path: slow if "x" in Path(path).parts else Settings(), "x/a.md", "y/b.md")
    (first, some), (second, others) = links.groups
    assert (first.timeout, some) == (99.0, (B,))
    assert (second.timeout, set(others)) == (20.0, {A, C})
    # What x excludes is known of y alone.
    known = links.known_in_files({A: state(A), B: state(B)})
    assert known == {str(tree / "x/a.md"): {B: state(B)}, str(tree / "y/b.md"): {A: state(A)}}


def test_an_address_is_in_the_first_group_that_wants_it(make_tree: MakeTree) -> None:
    tree = make_tree({"pyproject.toml": "", "x/a.md": A, "y/b.md": f"{A} {B}", "z/c.md": A})
    settings = {"x": Settings(), "y": Settings(links_timeout=9), "z": Settings(links_timeout=8)}
    links = find(tree, lambda path: settings[Path(path).parts[-2]], "x/a.md", "y/b.md", "z/c.md")
    assert [addresses for _, addresses in links.groups] == [(A,), (B,)]


def test_ignore_files_are_found_up_to_the_root(make_tree: MakeTree) -> None:
    tree = make_tree(
        {
            ".linksignore": "above.example\n",
            "project/.git/HEAD": "",
            "project/.linksignore": "\ufeff# all of it\n\n  a.example  \n!a.example/keep\r\n",
            "project/x/y/.linksignore": "b.example\n",
        }
    )
    root = str(tree / "project")
    assert link_ignore_patterns(root, root) == ("a.example", "!a.example/keep")
    inner = str(tree / "project" / "x" / "y")
    assert link_ignore_patterns(inner, root) == ("a.example", "!a.example/keep", "b.example")
    assert link_ignore_patterns(inner, inner) == ("b.example",)


def test_the_policy_is_what_the_settings_say() -> None:
    assert policy_of(Settings()) == WebPolicy()
    settings = Settings(
        links_exclude=("x",),
        links_accept=(("y", (403, 999)),),
        links_headers=(("z", (("A", "b"),)),),
        links_timeout=1,
        links_deadline=2,
        links_concurrency=3,
        links_per_host=4,
        links_pause=500,
        links_user_agent="mé/1.0",
        links_allow_hosts=("localhost",),
        links_check_fragments=True,
    )
    assert policy_of(settings, ("!x/y",)) == WebPolicy(
        exclude=("x", "!x/y"),
        accept=(("y", frozenset({403, 999})),),
        headers=(("z", (("A", "b"),)),),
        timeout=1.0,
        deadline=2.0,
        most_at_once=3,
        per_host=4,
        pause_per_host=0.5,
        user_agent="m/1.0",
        allowed_hosts=("localhost",),
        check_fragments=True,
    )


@pytest.mark.parametrize("processes", [1, 2] if forks else [1])
def test_rules_hear_what_is_known_of_the_addresses_of_their_file(make_tree: MakeTree, processes: int) -> None:
    tree = make_tree({"a.md": f"{A} {B}", "b.md": f"{A} {B}"})
    paths = [str(tree / "a.md"), str(tree / "b.md")]
    known = {paths[0]: {A: state(A)}, paths[1]: {B: state(B)}}
    found = check_files(paths, [SHOW_STATES], processes, known).findings
    assert [finding.message for finding in found] == [f"{A} is alive", f"{B} is alive"]
    assert check_files(paths, [SHOW_STATES], processes).findings == ()
    text = FileText("<stdin>", A, "utf-8", bom=False)
    assert len(Checker([SHOW_STATES], {"": {A: state(A)}}).check_text(text, None).findings) == 1
