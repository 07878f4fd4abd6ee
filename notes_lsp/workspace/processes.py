"""The same work on many files, in several processes.

Plain `multiprocessing` and not `concurrent.futures`: the parent knows which files a
worker that dies had in hand, has them worked on one by one, reports the one that
kills a worker again, and goes on with the rest. Results of many files are handed
over at once: to wake the other process costs more than to check a small file.
"""

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Result = TypeVar("Result")
Work = Callable[[str], Result]

_CHUNKS_FOR_EACH_PROCESS = 16  # the last one to be done keeps the others waiting


class NoProcessError(Exception):
    """No other process could be started; the work has to be done in this one."""


@dataclass(frozen=True, slots=True)
class ProcessDied:
    """Stands in for the result of a file whose check ended the process that did it."""

    exit_code: int | None


@dataclass(slots=True)
class _Worker:
    process: "BaseProcess"
    waiting: deque[int] = field(default_factory=deque)
    ready: bool = False


def available_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def work_in_processes(
    make_work: Callable[[], Work[Result]], paths: Sequence[str], sizes: Sequence[int], processes: int
) -> list[Result | ProcessDied]:
    """The results of the work on each of ``paths``, in their order. Raises `NoProcessError`."""
    pool = _Pool(make_work, paths, _share_out(sizes, processes * _CHUNKS_FOR_EACH_PROCESS))
    try:
        return pool.run(processes)
    finally:
        pool.stop()


def _share_out(sizes: Sequence[int], chunks: int) -> deque[deque[int]]:
    """The indices of ``sizes`` in about ``chunks`` runs of about the same total."""
    share = sum(sizes) / chunks
    shared: deque[deque[int]] = deque([deque()])
    total = 0
    for index, size in enumerate(sizes):
        if shared[-1] and total + size > share:
            shared.append(deque())
            total = 0
        shared[-1].append(index)
        total += size
    return shared


class _Pool(Generic[Result]):
    def __init__(self, make_work: Callable[[], Work[Result]], paths: Sequence[str], chunks: deque[deque[int]]) -> None:
        self.make_work = make_work
        self.paths = paths
        self.chunks = chunks
        self.workers: dict[Connection, _Worker] = {}
        self.results: dict[int, Result | ProcessDied] = {}

    def run(self, processes: int) -> list[Result | ProcessDied]:
        try:
            from multiprocessing.connection import wait

            context = _context()
            for _ in range(min(processes, len(self.chunks))):
                self.start_worker(context)
        except (ImportError, OSError, ValueError) as error:
            raise NoProcessError from error
        while self.workers:
            for connection in wait(list(self.workers)):
                self.hear(connection, context)  # type: ignore[arg-type]
        return [self.results[index] for index in range(len(self.paths))]

    def start_worker(self, context: "BaseContext") -> None:
        ours, theirs = context.Pipe()
        # A forked worker has a copy of our ends: while it holds them, no worker could tell that this process is gone.
        copies = (ours, *self.workers) if context.get_start_method() == "fork" else ()
        process = context.Process(target=_serve, args=(theirs, copies, self.make_work), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()  # so that the end of the process is the end of the pipe
        self.workers[ours] = _Worker(process)

    def hear(self, connection: "Connection", context: "BaseContext") -> None:
        worker = self.workers[connection]
        try:
            message = connection.recv_bytes()
        except (EOFError, OSError):
            self.bury(connection, context)
            return
        worker.ready = True
        done, worker.waiting = worker.waiting, deque()
        self.send_chunk(connection)  # first of all: the worker goes on while its results are read
        self.results.update(zip(done, pickle.loads(message), strict=True))  # noqa: S301 -- from our own process

    def send_chunk(self, connection: "Connection") -> None:
        worker = self.workers[connection]
        try:
            if self.chunks:
                worker.waiting = self.chunks.popleft()
                connection.send([self.paths[index] for index in worker.waiting])
                return
            connection.send(None)
        except OSError:
            return  # it has died, which the next `hear` will find out
        del self.workers[connection]
        worker.process.join()
        connection.close()

    def bury(self, connection: "Connection", context: "BaseContext") -> None:
        worker = self.workers.pop(connection)
        connection.close()
        worker.process.join()
        if not worker.ready:
            raise NoProcessError
        if len(worker.waiting) == 1:
            self.results[worker.waiting[0]] = ProcessDied(worker.process.exitcode)
        else:
            self.chunks.extendleft(deque((index,)) for index in reversed(worker.waiting))
        if self.chunks:
            try:
                self.start_worker(context)
            except OSError as error:
                raise NoProcessError from error

    def stop(self) -> None:
        for worker in self.workers.values():
            worker.process.terminate()
        for connection, worker in self.workers.items():
            worker.process.join()
            connection.close()


def _context() -> "BaseContext":
    import multiprocessing

    # Forking is about ten times as quick, but macOS's own libraries do not bear it.
    can_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return multiprocessing.get_context("fork" if can_fork else "spawn")


def _serve(connection: "Connection", copies: "Sequence[Connection]", make_work: Callable[[], Work[Result]]) -> None:
    """What a worker does: take paths, hand back a result for each of them, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the parent ends this one
    for copy in copies:
        copy.close()
    work = make_work()
    try:
        connection.send([])  # it is ready
        while (paths := connection.recv()) is not None:
            connection.send([work(path) for path in paths])
    except (EOFError, OSError):
        pass  # the parent is gone
