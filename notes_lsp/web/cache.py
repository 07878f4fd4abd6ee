"""The one cache of what is known of addresses on the web: an SQLite file that editors and the command line share.

What holds, whatever other processes do and whatever happens to the disk:

- A transaction reads or writes rows and nothing else: no lock is held while anybody waits for the network.
- A cache that is damaged, or of another version, is made anew. One that can't be opened, stays locked, or has no room
  left on its disk is replaced by one in memory, which ends with the process; `LinkCache.trouble` says why.
- A look that tells nothing (nobody answered, somebody did not tell) does not hide what an earlier one told: that stays,
  with its own time, for `KEPT_DESPITE_FAILURES`.
- Nothing here raises for what lies on a disk.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from notes_lsp.links.verdicts import VERDICTS, Verdict, WebState
from notes_lsp.web.cache_folder import user_cache_folder

FILE_NAME: Final = "web-links.sqlite3"

DAY: Final = 86_400.0
HOUR: Final = 3_600.0
KEPT_DESPITE_FAILURES: Final = 30 * DAY
LONGEST_KEPT: Final = 366 * DAY
MOST_KEPT: Final = 100_000

# The version of the table below; a file of another one is made anew.
_VERSION = 1
_TABLE = """
CREATE TABLE IF NOT EXISTS links (
    address TEXT PRIMARY KEY, verdict TEXT NOT NULL, status INTEGER, reason TEXT NOT NULL, moved_to TEXT,
    checked_at REAL NOT NULL, tried_at REAL NOT NULL
) WITHOUT ROWID
"""
_GOOD: frozenset[Verdict] = frozenset({"alive", "moved"})
_TELLS_NOTHING: frozenset[Verdict] = frozenset({"unreachable", "unverifiable"})
_NEVER_KEPT: frozenset[Verdict] = frozenset({"excluded", "not-checked"})
_KEEP = """
INSERT INTO links VALUES (:address, :verdict, :status, :reason, :moved_to, :checked_at, :checked_at)
ON CONFLICT (address) DO UPDATE SET
    verdict = excluded.verdict, status = excluded.status, reason = excluded.reason, moved_to = excluded.moved_to,
    checked_at = excluded.checked_at, tried_at = excluded.tried_at
"""
_KEEP_UNLESS_TOLD_BEFORE = f"""{_KEEP}
WHERE verdict NOT IN ('alive', 'moved', 'gone') OR abs(excluded.checked_at - checked_at) > :kept
"""
_TRIED = "UPDATE links SET tried_at = :checked_at WHERE address = :address"
_ALL = "SELECT address, verdict, status, reason, moved_to, checked_at, tried_at FROM links"
# How many values one statement of SQLite may take, in every build of it.
_MOST_VALUES = 500
_PATIENCE = 3.0  # in seconds, with a lock that another process holds
_A_WRONG_CLOCK = DAY

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long what was found out counts as fresh, in seconds.

    ``good`` is for addresses that are there, ``bad`` for all others.
    """

    good: float = 7 * DAY
    bad: float = HOUR


class LinkCache:
    """What is known of addresses on the web. To be used by one thread, and closed by whoever opened it.

    ``path`` is the file; None is that of the user. ``trouble`` is None, or says in one line for a person why what is
    learnt is not kept.
    """

    def __init__(self, path: str | None = None, lifetimes: Lifetimes | None = None) -> None:
        self.path = user_cache_path() if path is None else os.path.abspath(path)
        self.trouble: str | None = None
        self._lifetimes = lifetimes or Lifetimes()
        self._tried_ages: dict[str, float] = {}  # of addresses handed out: since when they were last asked for
        self._is_pruned = False
        self._database = self._open()

    def known(self, addresses: Iterable[str], now: float | None = None) -> dict[str, WebState]:
        """What is known of those of ``addresses`` of which something is, whatever its age.

        ``now`` is in seconds since 1970, None asks the clock. What comes from more than a day ahead of it was written
        under a clock that was wrong, and tells nothing.
        """
        moment = time.time() if now is None else now
        wanted = tuple(dict.fromkeys(addresses))
        for second_try in (False, True):
            try:
                return dict(self._read(wanted, moment))
            except sqlite3.Error as error:
                self._recover(error, second_try=second_try)
        return {}

    def keep(self, states: Iterable[WebState]) -> None:
        """Remember what was found out, all of it or nothing, in one short transaction.

        Verdicts that are none ("excluded", "not-checked") are left out.
        """
        kept = tuple(state for state in states if state.verdict not in _NEVER_KEPT)
        if not kept:
            return
        for second_try in (False, True):
            try:
                self._write(kept)
                break
            except sqlite3.Error as error:
                self._recover(error, second_try=second_try)
        for state in kept:
            self._tried_ages.pop(state.address, None)

    def is_fresh(self, state: WebState) -> bool:
        """Whether a state that `known` gave is young enough not to ask again.

        That is also so where its age is higher, and a look that told nothing was taken lately.
        """
        lifetime = self._lifetimes.good if state.verdict in _GOOD else self._lifetimes.bad
        tried_age = self._tried_ages.get(state.address, state.age)
        was_tried_lately = tried_age < min(state.age, self._lifetimes.bad)
        return state.verdict not in _NEVER_KEPT and (state.age < lifetime or was_tried_lately)

    def close(self) -> None:
        """Let go of the file."""
        try:
            self._database.close()
        except sqlite3.Error:
            pass  # all that was kept has been written

    def _read(self, addresses: Sequence[str], now: float) -> Iterator[tuple[str, WebState]]:
        for some in _in_pieces(addresses, _MOST_VALUES):
            marks = ",".join("?" * len(some))
            for row in self._database.execute(f"{_ALL} WHERE address IN ({marks})", some).fetchall():
                state = _state_of(row, now)
                if state is not None:
                    self._tried_ages[state.address] = max(0.0, now - row[-1])
                    yield state.address, state

    def _write(self, states: Sequence[WebState]) -> None:
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            for state in states:
                values = _values_of(state)
                if state.verdict in _TELLS_NOTHING:
                    self._database.execute(_KEEP_UNLESS_TOLD_BEFORE, {**values, "kept": KEPT_DESPITE_FAILURES})
                    self._database.execute(_TRIED, values)
                else:
                    self._database.execute(_KEEP, values)
            if not self._is_pruned:
                self._prune(max(state.checked_at for state in states))
        self._is_pruned = True

    def _prune(self, now: float) -> None:
        self._database.execute("DELETE FROM links WHERE tried_at < ?", (now - LONGEST_KEPT,))
        self._database.execute(
            "DELETE FROM links WHERE address IN (SELECT address FROM links ORDER BY tried_at DESC LIMIT -1 OFFSET ?)",
            (MOST_KEPT,),
        )

    def _open(self) -> sqlite3.Connection:
        for second_try in (False, True):
            try:
                _make_file(self.path)
                return _connect(self.path)
            except (sqlite3.Error, OSError) as error:
                if second_try or not _is_damage(error) or not _remove(self.path):
                    self.trouble = self._in_words(error)
                    break
        return _connect(":memory:")

    def _recover(self, error: sqlite3.Error, *, second_try: bool) -> None:
        """After ``error``: a new file where the old one is damaged, else what is known goes on in memory."""
        old = self._database
        if _is_damage(error) and not second_try:
            self.close()
            if _remove(self.path):
                self._database = self._open()
                return
        self.trouble = self.trouble or self._in_words(error)
        self._database = _connect(":memory:")
        try:
            old.execute("PRAGMA busy_timeout = 0")  # we have been patient already
            with self._database:
                self._database.execute("BEGIN")
                self._database.executemany("INSERT INTO links VALUES (?,?,?,?,?,?,?)", old.execute(_ALL))
        except sqlite3.Error:
            pass  # what can't be read is not known
        old.close()

    def _in_words(self, error: sqlite3.Error | OSError) -> str:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        said = said[:1].lower() + said[1:]
        return f"what is found out about links is not kept: {self.path} can't be used ({said})"


def user_cache_path() -> str:
    """The file of the user's cache."""
    return os.path.join(user_cache_folder(), FILE_NAME)


def _make_file(path: str) -> None:
    """Make the file and its folder where they are missing: nobody else need know which addresses a user has."""
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _connect(path: str) -> sqlite3.Connection:
    """A connection to a file that holds our table. Raises `sqlite3.Error`."""
    # Without an isolation level Python begins no transactions of its own.
    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = NORMAL")
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version != _VERSION:
            _make_table(database)
        database.execute("SELECT address, tried_at FROM links LIMIT 1").fetchone()
    except BaseException:
        database.close()
        raise
    return database


def _make_table(database: sqlite3.Connection) -> None:
    with database:
        database.execute("BEGIN IMMEDIATE")
        # Another process may have been quicker.
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version != _VERSION:
            database.execute("DROP TABLE IF EXISTS links")
            database.execute(_TABLE)
            database.execute(f"PRAGMA user_version = {_VERSION}")


def _is_damage(error: Exception) -> bool:
    """Whether a file is no database of ours, in contrast to one that is locked, or that can't be written to."""
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    # "no such table", "no such column": somebody else's database, or one that lost ours.
    return not isinstance(error, sqlite3.OperationalError) or "no such" in str(error) or "malformed" in str(error)


def _remove(path: str) -> bool:
    """Remove the file, and what SQLite keeps beside it. Whether there is none now."""
    for ending in ("-journal", "-wal", "-shm", ""):
        try:
            os.remove(path + ending)
        except FileNotFoundError:
            pass
        except OSError:  # somebody on Windows has it open, or nobody may
            return False
    return True


def _state_of(row: tuple[object, ...], now: float) -> WebState | None:
    """The state in a row; None where it is none: SQLite keeps any value in any column."""
    address, verdict, status, reason, moved_to, checked_at, tried_at = row
    if not isinstance(address, str) or verdict not in VERDICTS or not isinstance(reason, str):
        return None
    if not isinstance(checked_at, float) or not isinstance(tried_at, float) or checked_at - now > _A_WRONG_CLOCK:
        return None
    return WebState(
        address,
        verdict,
        status if isinstance(status, int) else None,
        reason,
        moved_to if isinstance(moved_to, str) else None,
        checked_at,
        max(0.0, now - checked_at),
    )


def _values_of(state: WebState) -> dict[str, str | float | None]:
    return {
        "address": _storable(state.address),
        "verdict": state.verdict,
        "status": state.status,
        "reason": _storable(state.reason),
        "moved_to": None if state.moved_to is None else _storable(state.moved_to),
        "checked_at": float(state.checked_at),
    }


def _storable(text: str) -> str:
    # Half of a surrogate pair, as a broken server may send it, is nothing that SQLite can write.
    return text.encode("utf-8", "replace").decode("utf-8")


def _in_pieces(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
