"""``--check --online`` and ``--cached-links``, against a server on this machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from notes_lsp.cli.arguments import Options
from notes_lsp.cli.main import main
from notes_lsp.cli.web_check import check_web
from notes_lsp.links.verdicts import WebState
from notes_lsp.web.cache import DAY, LinkCache
from notes_lsp.workspace.settings import Settings
from web_server import LocalServer, local_server

Run = Callable[..., tuple[int, str, str]]
ALLOWED = ("--allow-host", "127.0.0.1")


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with local_server() as started:
        yield started


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], server: LocalServer
) -> Run:
    """Run ``notes-lsp --check`` with a cache of its own, in a folder of its own."""
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path / "notes")
    monkeypatch.setenv("NOTES_LSP_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)
    server.asked.clear()

    def run_in_folder(*arguments: str) -> tuple[int, str, str]:
        code = main(["--check", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_in_folder


def write(name: str, *addresses: str) -> None:
    text = "# Conf\n\n## Types, by Ada Lovelace\n\n" + "".join(f"- <{address}>\n" for address in addresses)
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def last_line(run: tuple[int, str, str]) -> str:
    return run[1].splitlines()[-1]


def test_links_are_looked_at_once_and_then_come_from_the_cache(run: Run, server: LocalServer) -> None:
    at = server.address
    write("a.md", f"{at}/alive", f"{at}/moved", f"{at}/gone/1", f"{at}/403")
    write("b.md", f"{at}/alive#part", f"{at}/alive")
    first = last_line(run("--online", *ALLOWED, "."))
    assert first == "Checked 4 web links: 1 alive, 1 moved, 1 gone, 1 could not be verified."
    assert server.asked["/moved"] == 1
    asked = server.asked.copy()
    assert last_line(run("--online", *ALLOWED, ".")) == f"{first.removesuffix('.')} (all from the cache)."
    assert server.asked == asked
    write("b.md", f"{at}/alive", f"{at}/alive/2")
    assert last_line(run("--online", *ALLOWED, ".")) == (
        "Checked 5 web links: 2 alive, 1 moved, 1 gone, 1 could not be verified (4 from the cache)."
    )
    assert last_line(run("--online", "--refresh", *ALLOWED, ".")).endswith("1 could not be verified.")
    assert server.asked["/alive/2"] == 2


def test_rules_hear_of_a_look_that_told_something(run: Run, server: LocalServer, tmp_path: Path) -> None:
    at = server.address
    write("a.md", f"{at}/403", f"{at}/gone", f"{at}/alive")
    earlier = WebState(f"{at}/403", "alive", 200, "200 OK", None, time.time() - 9 * DAY)
    with closing(LinkCache(str(tmp_path / "cache" / "web-links.sqlite3"))) as cache:
        cache.keep([earlier])
    options = Options("check", ("a.md",), links="online", allow_hosts=("127.0.0.1",))
    found = check_web(["a.md"], [], options, lambda _: Settings())
    assert found.counts == {"alive": 1, "gone": 1, "unverifiable": 1, "not-checked": 0, "excluded": 0}
    heard = {address.removeprefix(at): state for address, state in found.known["a.md"].items()}
    # That it answers 403 now does not hide that it was there.
    assert {path: (state.verdict, state.age > 8 * DAY) for path, state in heard.items()} == {
        "/403": ("alive", True),
        "/gone": ("gone", False),
        "/alive": ("alive", False),
    }


def test_nobody_is_asked_unless_told_to(run: Run, server: LocalServer, tmp_path: Path) -> None:
    write("a.md", f"{server.address}/alive", f"{server.address}/gone")
    for arguments in ((), ("--offline",)):
        assert last_line(run(*arguments, "a.md")).endswith("No findings. 2 links to the web were not looked at.")
    assert last_line(run("--cached-links", "a.md")) == "Nothing is known of 2 web links; --online looks at them."
    assert not server.asked


def test_what_is_known_is_told_whatever_its_age(run: Run, server: LocalServer, tmp_path: Path) -> None:
    write("a.md", "https://example.org/a", "https://example.org/b", "https://example.org/c")
    with closing(LinkCache(str(tmp_path / "cache" / "web-links.sqlite3"))) as cache:
        now = time.time()
        cache.keep([WebState("https://example.org/a", "alive", 200, "200 OK", None, now - 40 * DAY)])
        cache.keep([WebState("https://example.org/b", "gone", 404, "404 Not Found", None, now - DAY)])
    assert last_line(run("--cached-links", "a.md")) == (
        "3 web links, as known from earlier looks, the oldest 40 days ago: 1 alive, 1 gone, 1 not known."
    )


def test_standard_input_has_links_too(run: Run, server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    given = f"# T\n\n- <{server.address}/alive>\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert last_line(run("--online", *ALLOWED, "-")) == "Checked 1 web link: 1 alive."


def test_this_machine_is_asked_only_if_that_is_allowed(run: Run, server: LocalServer) -> None:
    write("a.md", f"{server.address}/alive")
    # A file of the project has no say in it.
    Path("notes-lsp.toml").write_text('[links]\nallow-hosts = ["127.0.0.1"]\n', encoding="utf-8")
    assert last_line(run("--online", "a.md")) == "Checked 1 web link: 1 excluded."
    assert not server.asked
    assert last_line(run("--online", *ALLOWED, "a.md")) == "Checked 1 web link: 1 alive."


def test_what_settings_and_ignore_files_exclude(run: Run, server: LocalServer) -> None:
    at = server.address
    write("a.md", f"{at}/alive", f"{at}/gone/1", f"{at}/gone/2", f"{at}/gone/3")
    write("sub/b.md", f"{at}/gone/1", f"{at}/gone/2")
    Path("notes-lsp.toml").write_text(f'[links]\nexclude = ["{at}/gone/1"]\n', encoding="utf-8")
    Path(".linksignore").write_text(f"# by hand\n{at}/gone/*\n!{at}/gone/2\n", encoding="utf-8")
    Path("sub/.linksignore").write_text(f"\n{at}/gone/2\n", encoding="utf-8")
    assert last_line(run("--online", *ALLOWED, ".")) == "Checked 4 web links: 1 alive, 1 gone, 2 excluded."
    assert set(server.asked) == {"/alive", "/gone/2"}
    assert last_line(run("--online", *ALLOWED, "sub")) == "Checked 2 web links: 2 excluded."


def test_settings_reach_the_network(run: Run, server: LocalServer) -> None:
    write("a.md", f"{server.address}/403")
    Path("notes-lsp.toml").write_text('links.accept = { "127.0.0.1" = [403] }\n', encoding="utf-8")
    assert last_line(run("--online", *ALLOWED, "a.md")) == "Checked 1 web link: 1 alive."


def test_lifetimes_are_settings(run: Run, server: LocalServer) -> None:
    write("a.md", f"{server.address}/alive")
    Path("notes-lsp.toml").write_text("links.good-days = 0\nlinks.bad-minutes = 0\n", encoding="utf-8")
    for _ in range(2):
        assert last_line(run("--online", *ALLOWED, "a.md")) == "Checked 1 web link: 1 alive."


def test_the_deadline_ends_a_run(run: Run, server: LocalServer) -> None:
    write("a.md", f"{server.address}/hanging", f"{server.address}/alive")
    Path("notes-lsp.toml").write_text("links.deadline = 1\n", encoding="utf-8")
    assert last_line(run("--online", *ALLOWED, "a.md")) == (
        "Checked 1 web link: 1 alive. 1 was not looked at within the 1 seconds of links-deadline."
    )


def test_without_a_network_that_is_said_and_nothing_is_forgotten(run: Run, server: LocalServer, tmp_path: Path) -> None:
    write("a.md", "https://www.pages.test/", "https://blog.pages.test/")
    state = WebState("https://www.pages.test/", "alive", 200, "200 OK", None, time.time() - 9 * DAY)
    with closing(LinkCache(str(tmp_path / "cache" / "web-links.sqlite3"))) as cache:
        cache.keep([state])
    code, out, err = run("--online", "a.md")
    if "does not exist" in out:
        pytest.skip("has a network")
    assert (code, err) == (
        2,
        "notes-lsp: there seems to be no network: not one name could be found; what was known before counts\n",
    )
    assert out.splitlines()[-1] == "None of 2 web links could be looked at."
    assert last_line(run("--cached-links", "a.md")) == (
        "2 web links, as known from earlier looks, the oldest 9 days ago: 1 alive, 1 not known."
    )


def test_a_cache_that_can_not_be_used_is_named_once(run: Run, server: LocalServer, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    write("a.md", f"{server.address}/alive")
    code, out, err = run("--online", *ALLOWED, "a.md")
    assert (code, out.splitlines()[-1]) == (0, "Checked 1 web link: 1 alive.")
    assert err.count("\n") == 1
    assert err.startswith("notes-lsp: what is found out about links is not kept: ")


@pytest.mark.parametrize("host", ["http://localhost", "", "a b"])
def test_a_host_that_is_none(run: Run, server: LocalServer, host: str) -> None:
    write("a.md", f"{server.address}/alive")
    code, out, err = run("--online", "--allow-host", host, "a.md")
    assert (code, out) == (2, "")
    assert err.startswith(f'notes-lsp: --allow-host: "{host}" is no host')


def test_json_has_the_summary_on_standard_error(run: Run, server: LocalServer) -> None:
    write("a.md", f"{server.address}/alive")
    code, out, err = run("--online", *ALLOWED, "--output-format", "json", "a.md")
    assert (code, out) == (0, "[]\n")
    assert err.endswith("\nnotes-lsp: Checked 1 web link: 1 alive.\n")
    assert run("--online", *ALLOWED, "--quiet", "a.md") == (0, "", "")


def test_notes_without_links(run: Run, server: LocalServer) -> None:
    write("a.md")
    assert last_line(run("--online", "a.md")) == "There are no web links."


def start(*arguments: str, **options: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "notes_lsp", "--check", *arguments], **options
    )


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_ctrl_c_keeps_what_was_learnt(run: Run, server: LocalServer) -> None:
    server.goes_on.clear()
    at = server.address
    write("a.md", f"{at}/gone/1", f"{at}/alive", f"{at}/hanging", "https://127.0.0.2/")
    process = start("--online", *ALLOWED, "a.md", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    # Twice: what is gone has been looked at twice.
    while time.monotonic() < deadline and (server.asked["/gone/1"] < 2 or not server.asked["/hanging"]):
        time.sleep(0.02)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")
    said = out.decode().splitlines()[-1]
    assert said == ("Checked 3 web links: 1 alive, 1 gone, 1 excluded. 1 was not looked at before the interruption.")
    assert "1 alive, 1 gone, 2 not known" in last_line(run("--cached-links", "a.md"))


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"quiet": "1"}])
def test_a_line_moves_in_a_terminal_and_leaves_no_trace(run: Run, server: LocalServer, environ: dict[str, str]) -> None:
    write("a.md", *(f"{server.address}/alive/{number}" for number in range(12)))
    ours, theirs = os.openpty()
    clean = {name: value for name, value in os.environ.items() if "COLOR" not in name}
    quiet = ["--quiet"] if environ.pop("quiet", "") else []
    process = start(
        "--online",
        *ALLOWED,
        *quiet,
        "a.md",
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**clean, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **environ},
    )
    os.close(theirs)
    seen = b""
    with open(ours, "rb", buffering=0) as screen:
        try:
            while piece := screen.read(1000):
                seen += piece
        except OSError:
            pass  # how Linux says that the other side is closed
    assert process.wait(30) == 0
    if quiet or environ.get("TERM") == "dumb":
        assert seen == b""
        return
    assert b"Checking links " in seen
    assert "━".encode() in seen
    assert b"/12" in seen
    assert (b"\x1b[2m" in seen) is ("NO_COLOR" not in environ)
    assert seen.rpartition(b"12")[2].endswith(b"\r\x1b[2K")
    assert b"\n" not in seen
