"""The cache of what is known of links: what it keeps, for how long, and what it bears."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes_lsp.links.verdicts import VERDICTS, Verdict, WebState
from notes_lsp.web import cache as cache_module
from notes_lsp.web.cache import (
    DAY,
    FILE_NAME,
    HOUR,
    KEPT_DESPITE_FAILURES,
    LONGEST_KEPT,
    Lifetimes,
    LinkCache,
    user_cache_path,
)

NOW = 1_700_000_000.0
PAGE = "https://example.org/page"
ALIVE = WebState(PAGE, "alive", 200, "200 OK", None, NOW)
MOVED = WebState(PAGE, "moved", 200, "200 OK", "https://example.org/new", NOW)
GONE = WebState(PAGE, "gone", 404, "404 Not Found", None, NOW)
NO_HOST = WebState(PAGE, "no-such-host", None, "the name is not known", None, NOW)
REFUSED = WebState(PAGE, "unverifiable", 403, "403 Forbidden", None, NOW)

Open = Callable[..., LinkCache]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / FILE_NAME


@pytest.fixture
def opened(path: Path) -> Iterator[Open]:
    """Open the cache at ``path``; all that were opened are closed in the end."""
    caches = []

    def open_cache(lifetimes: Lifetimes | None = None) -> LinkCache:
        caches.append(LinkCache(str(path), lifetimes))
        return caches[-1]

    yield open_cache
    for cache in caches:
        cache.close()


def known(cache: LinkCache, now: float = NOW) -> WebState | None:
    return cache.known([PAGE], now).get(PAGE)


def test_what_is_kept_is_known_with_its_age(opened: Open) -> None:
    opened().keep([MOVED, replace(GONE, address="https://b.example/")])
    found = opened().known([PAGE, "https://b.example/", "https://nobody.asked/"], NOW + 60)
    assert found == {
        PAGE: replace(MOVED, age=60),
        "https://b.example/": WebState("https://b.example/", "gone", 404, "404 Not Found", None, NOW, 60),
    }


def test_many_addresses_are_known_at_once(opened: Open) -> None:
    states = [replace(ALIVE, address=f"https://example.org/{number}") for number in range(1201)]
    opened().keep(states)
    assert len(opened().known([state.address for state in states], NOW)) == 1201


@pytest.mark.parametrize("verdict", ["excluded", "not-checked"])
def test_what_is_no_verdict_is_not_kept(opened: Open, verdict: Verdict) -> None:
    cache = opened()
    cache.keep([replace(ALIVE, verdict=verdict)])
    assert known(cache) is None
    cache.keep([ALIVE, replace(ALIVE, verdict=verdict, checked_at=NOW + 9)])
    assert known(cache) == ALIVE
    assert not cache.is_fresh(replace(ALIVE, verdict=verdict))


# what was found out first, what a day later, and which of both is known then
FOLLOWING = [
    (ALIVE, GONE, "later"),
    (GONE, ALIVE, "later"),
    (ALIVE, NO_HOST, "later"),
    (ALIVE, REFUSED, "earlier"),
    (MOVED, replace(REFUSED, verdict="unreachable"), "earlier"),
    (GONE, REFUSED, "earlier"),
    (NO_HOST, REFUSED, "later"),
    (REFUSED, replace(REFUSED, verdict="unreachable"), "later"),
]


@pytest.mark.parametrize(("earlier", "later", "stays"), FOLLOWING)
def test_a_look_that_tells_nothing_does_not_hide_one_that_told(
    opened: Open, earlier: WebState, later: WebState, stays: str
) -> None:
    cache = opened()
    cache.keep([earlier])
    later = replace(later, checked_at=NOW + DAY)
    cache.keep([later])
    expected = replace(earlier, age=DAY) if stays == "earlier" else later
    assert known(cache, NOW + DAY) == expected


def test_but_not_for_ever(opened: Open) -> None:
    cache = opened()
    cache.keep([ALIVE])
    cache.keep([replace(REFUSED, checked_at=NOW + KEPT_DESPITE_FAILURES)])
    assert known(cache) == ALIVE
    late = replace(REFUSED, checked_at=NOW + KEPT_DESPITE_FAILURES + 1)
    cache.keep([late])
    assert known(cache, late.checked_at) == late


@pytest.mark.parametrize("verdict", [verdict for verdict in VERDICTS if verdict not in ("excluded", "not-checked")])
def test_good_verdicts_last_for_days_and_bad_ones_for_an_hour(opened: Open, verdict: Verdict) -> None:
    cache = opened()
    cache.keep([replace(ALIVE, verdict=verdict)])
    lifetime = 7 * DAY if verdict in ("alive", "moved") else HOUR
    for age, fresh in ((0, True), (lifetime - 1, True), (lifetime, False)):
        state = known(cache, NOW + age)
        assert state is not None
        assert cache.is_fresh(state) is fresh


def test_lifetimes_can_be_set(opened: Open) -> None:
    cache = opened(Lifetimes(good=10, bad=20))
    cache.keep([ALIVE])
    late = known(cache, NOW + 10)
    assert late is not None
    assert not cache.is_fresh(late)  # nobody has tried in vain
    cache = opened(Lifetimes(good=10, bad=5))
    for state, fresh in ((ALIVE, True), (replace(ALIVE, age=10), False), (GONE, True), (replace(GONE, age=5), False)):
        assert cache.is_fresh(state) is fresh


def test_who_did_not_tell_is_not_asked_again_at_once(opened: Open) -> None:
    cache = opened()
    cache.keep([ALIVE])
    cache.keep([replace(REFUSED, checked_at=NOW + 8 * DAY)])
    for age, fresh in ((8 * DAY + HOUR - 1, True), (8 * DAY + HOUR, False)):
        state = known(cache, NOW + age)
        assert state == replace(ALIVE, age=age)
        assert cache.is_fresh(state) is fresh


def test_a_clock_that_was_set_back_makes_no_age_negative(opened: Open) -> None:
    cache = opened()
    cache.keep([ALIVE])
    assert known(cache, NOW - HOUR) == ALIVE
    # More than a day ahead is what a wrong clock wrote: it would stay fresh for years.
    assert known(cache, NOW - 2 * DAY) is None
    cache.keep([replace(GONE, checked_at=NOW - 2 * DAY)])
    assert known(cache, NOW) == replace(GONE, checked_at=NOW - 2 * DAY, age=2 * DAY)


def test_what_is_very_old_is_forgotten(opened: Open) -> None:
    opened().keep([ALIVE])
    opened().keep([replace(ALIVE, address="https://b.example/", checked_at=NOW + LONGEST_KEPT)])
    assert known(opened()) == ALIVE
    opened().keep([replace(ALIVE, address="https://b.example/", checked_at=NOW + LONGEST_KEPT + 1)])
    assert known(opened()) is None


def test_of_too_many_the_oldest_are_forgotten(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MOST_KEPT", 10)
    states = [replace(ALIVE, address=f"https://example.org/{n}", checked_at=NOW + n) for n in range(25)]
    opened().keep(states)
    assert list(opened().known([state.address for state in states], NOW)) == [state.address for state in states[15:]]


WRITE_MUCH = """
import sys
from notes_lsp.links.verdicts import WebState
from notes_lsp.web.cache import LinkCache
cache = LinkCache(sys.argv[1])
for batch in range(20):
    cache.keep([WebState(f"https://h{sys.argv[2]}/{batch}/{n}", "alive", 200, "", None, 1.7e9) for n in range(10)])
assert len(cache.known([f"https://h{sys.argv[2]}/{batch}/0" for batch in range(20)])) == 20
assert cache.trouble is None, cache.trouble
"""


def test_several_processes_write_at_once(path: Path, opened: Open) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITE_MUCH, str(path), str(number)]) for number in range(4)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0, 0]
    addresses = [f"https://h{number}/{batch}/{n}" for number in range(4) for batch in range(20) for n in range(10)]
    assert len(opened().known(addresses)) == 800


def damage_head(path: Path) -> None:
    path.write_bytes(b"This is no database at all. " * 400)


def damage_by_truncation(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4500])


def damage_in_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(bytes(content))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "DROP TABLE links; CREATE TABLE links (address, verdict); "
            "INSERT INTO links VALUES ('a', 'b'); PRAGMA user_version = 99"
        )


def another_table_under_our_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript("DROP TABLE links; CREATE TABLE links (other)")


@pytest.mark.parametrize(
    "damage",
    [
        damage_head,
        damage_by_truncation,
        damage_in_the_middle,
        empty,
        another_version,
        another_table_under_our_version,
    ],
)
def test_a_damaged_cache_is_made_anew(path: Path, damage: Callable[[Path], None]) -> None:
    with closing(LinkCache(str(path))) as cache:
        cache.keep([replace(ALIVE, address=f"https://example.org/{number}") for number in range(500)])
    damage(path)
    with closing(LinkCache(str(path))) as cache:
        cache.known(["https://example.org/7"], NOW)
        cache.keep([GONE])
        assert known(cache) == GONE
        assert cache.trouble is None
    with closing(LinkCache(str(path))) as cache:
        assert known(cache) == GONE
        assert cache.known(["https://example.org/7"], NOW) == {}


def test_damage_while_it_is_open(path: Path, opened: Open) -> None:
    cache = opened()
    cache.keep([replace(ALIVE, address=f"https://example.org/{number}") for number in range(500)])
    path.write_bytes(b"x" * 8192)
    assert known(cache) is None
    cache.keep([GONE])
    assert known(cache) == GONE
    assert known(opened()) == GONE


def test_rows_that_hold_anything_are_left_out(path: Path, opened: Open) -> None:
    opened().keep([ALIVE])
    rows = [
        ("a", "fine", 200, "", None, NOW, NOW),
        ("b", "alive", "x", "", 7, NOW, NOW),
        ("c", "alive", 1, "", None, "t", NOW),
    ]
    with closing(sqlite3.connect(path)) as database:
        database.executemany("INSERT INTO links VALUES (?,?,?,?,?,?,?)", rows)
        database.commit()
    assert opened().known("abc", NOW) == {"b": WebState("b", "alive", None, "", "7", NOW)}


def test_another_process_keeps_it_locked(path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_PATIENCE", 0.05)
    opened().keep([ALIVE])
    waiting = opened()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # it writes; one can still read
        waiting.keep([replace(GONE, address="https://b.example/")])
        assert waiting.trouble is not None
        assert "database is locked" in waiting.trouble
        assert set(waiting.known([PAGE, "https://b.example/"], NOW)) == {PAGE, "https://b.example/"}
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        late = opened()
        assert known(late) is None
        late.keep([GONE])
        assert known(late) == GONE
        assert late.trouble is not None
    assert known(opened()) == ALIVE


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_can_not_be_written_to(path: Path) -> None:  # pragma: no cover - as an ordinary user
    with closing(LinkCache(str(path))) as cache:
        cache.keep([ALIVE])
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with closing(LinkCache(str(path))) as cache:
            assert known(cache) == ALIVE
            cache.keep([GONE])
            assert known(cache) == GONE
            assert cache.trouble is not None
    finally:
        path.parent.chmod(0o700)


def test_a_file_that_can_only_be_read(path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    opened().keep([ALIVE])
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3,
        "connect",
        lambda given, **options: connect(
            given if given == ":memory:" else f"file:{given}?mode=ro", **{**options, "uri": True}
        ),
    )
    cache = opened()
    cache.keep([replace(GONE, address="https://b.example/")])
    assert known(cache) == ALIVE
    assert cache.known(["https://b.example/"], NOW)
    assert cache.trouble == (
        f"what is found out about links is not kept: {path} can't be used (attempt to write a readonly database)"
    )


def test_no_room_left(path: Path, opened: Open) -> None:
    cache = opened()
    cache.keep([ALIVE])
    cache._database.execute("PRAGMA max_page_count = 1")
    many = [replace(GONE, address=f"https://example.org/{number}/{'x' * 200}") for number in range(500)]
    cache.keep(many)
    assert cache.trouble is not None
    assert "full" in cache.trouble
    assert len(cache.known([PAGE, *(state.address for state in many)], NOW)) == 501
    assert known(opened()) == ALIVE


def test_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with closing(LinkCache(str(tmp_path / "file" / "cache" / FILE_NAME))) as cache:
        assert cache.trouble is not None
        cache.keep([ALIVE])
        assert known(cache) == ALIVE


def test_nobody_else_need_know_which_addresses_a_user_has(path: Path, opened: Open) -> None:
    opened().keep([ALIVE])
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0
    assert [file.name for file in path.parent.iterdir()] == [FILE_NAME]


def test_where_the_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTES_LSP_CACHE_DIR", str(tmp_path))
    assert Path(user_cache_path()) == tmp_path / FILE_NAME
    monkeypatch.delenv("NOTES_LSP_CACHE_DIR")
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
        assert Path(user_cache_path()) == tmp_path / "xdg" / "notes-lsp" / FILE_NAME
    assert "notes-lsp" in Path(user_cache_path()).parts


def test_two_thousand_addresses_are_known_at_once(opened: Open) -> None:
    states = [replace(ALIVE, address=f"https://example.org/{number}") for number in range(2000)]
    opened().keep(states)
    start = time.process_time()
    assert len(opened().known([state.address for state in states], NOW)) == 2000
    assert time.process_time() - start < 0.5


@given(
    st.lists(
        st.builds(
            WebState,
            st.sampled_from(["a", "b", "c"]) | st.text(max_size=5),
            st.sampled_from(VERDICTS),
            st.none() | st.integers(0, 999),
            st.text(max_size=5),
            st.none() | st.text(max_size=5),
            st.floats(NOW, NOW + KEPT_DESPITE_FAILURES),
        ),
        max_size=12,
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_known_is_the_last_look_that_told_something(tmp_path: Path, states: list[WebState]) -> None:
    expected: dict[str, WebState] = {}
    for state in states:
        earlier = expected.get(state.address)
        if state.verdict in ("excluded", "not-checked"):
            continue
        told_before = earlier is not None and earlier.verdict in ("alive", "moved", "gone")
        if told_before and state.verdict in ("unreachable", "unverifiable"):
            continue
        expected[state.address] = state
    (tmp_path / FILE_NAME).unlink(missing_ok=True)
    with closing(LinkCache(str(tmp_path / FILE_NAME))) as cache:
        for state in states:
            cache.keep([state])
        assert cache.trouble is None
        now = NOW + KEPT_DESPITE_FAILURES
        assert cache.known([state.address for state in states], now) == {
            address: replace(state, age=now - state.checked_at) for address, state in expected.items()
        }
