"""What runs in the process of the Python engine: it takes one question after the other and answers each.

Messages are JSON behind four bytes with their length, over the standard streams that the server gave it. When these
end the server is gone, and so is this process, whatever it is busy with.
"""

import faulthandler
import gc
import json
import os
import queue
import sys
import threading
from typing import Any, BinaryIO

# The server waits for no answer as long as this; only one that was stopped itself lets it come to it.
_LONGEST_WORK = 120.0
_LENGTH_SIZE = 4
_DEEP_ENOUGH = 3000
_PAUSE_BEFORE_TIDYING = 0.2
# New objects: what is gone through in some hundredths of a second, and what would take half a gigabyte.
_QUICKLY_TIDIED = 100_000
_MOST_UNTIDIED = 3_000_000
# Each environment but the server's own has an interpreter that runs as long as somebody asks about it.
_MOST_ENGINES = 4


def main() -> None:
    """Answer questions until the server is gone."""
    reading, writing, nowhere = _own_streams()
    questions: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(reading, questions), daemon=True).start()
    hello = questions.get()
    sys.setrecursionlimit(_DEEP_ENOUGH)
    gc.set_threshold(_MOST_UNTIDIED, 100, 100)
    engines = _Engines()
    _, about = engines.look_into(hello.get("interpreter"))
    _write(writing, {**about, "memory": resident_memory()})
    while True:
        question = _next(questions)
        # Works even when the interpreter hangs in C code and no thread of Python gets its turn.
        faulthandler.dump_traceback_later(_LONGEST_WORK, exit=True, file=nowhere)
        answer = _answer(engines, question)
        faulthandler.cancel_dump_traceback_later()
        _write(writing, answer)


def _next(questions: "queue.SimpleQueue[dict[str, Any]]") -> dict[str, Any]:
    """Wait for a question; when it takes its time, throw away what the last answers left behind.

    The rest is kept out of later searches for garbage. It is the trees of modules: to go through them again and again
    takes longer than to answer. Where many are new, they are not gone through even once: little of it is garbage, and
    the next question would have to wait.
    """
    try:
        return questions.get(timeout=_PAUSE_BEFORE_TIDYING)
    except queue.Empty:
        if gc.get_count()[0] < _QUICKLY_TIDIED:
            gc.collect()
        gc.freeze()
        return questions.get()


def _engine(interpreter: str | None) -> tuple[Any, str]:
    from notes_lsp.python.engine import Engine

    if interpreter is not None:
        try:
            return Engine(interpreter), ""
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, ours will do
            return Engine(), f"it can't be used ({type(error).__name__})"
    return Engine(), ""


class _Engines:
    """One for each environment that was asked about: what Jedi has read of modules they share."""

    def __init__(self) -> None:
        self._by_interpreter: dict[str | None, Any] = {}

    def look_into(self, interpreter: str | None) -> tuple[Any, dict[str, Any]]:
        """The engine for an environment, and what is said of it when it is made."""
        if interpreter in self._by_interpreter:
            return self._by_interpreter[interpreter], {}
        while len(self._by_interpreter) >= _MOST_ENGINES:
            self._by_interpreter.pop(next(iter(self._by_interpreter)))
        engine, problem = _engine(interpreter)
        self._by_interpreter[interpreter] = engine
        return engine, {"about": engine.about(), "problem": problem}


def _answer(engines: _Engines, question: dict[str, Any]) -> dict[str, Any]:
    about: dict[str, Any] = {}
    try:
        engine, about = engines.look_into(question.pop("interpreter", None))
        result = engine.answer(**question)
    except Exception as error:  # noqa: BLE001 - the next question is another one
        return {"error": type(error).__name__, **about, "memory": resident_memory()}
    return {"result": result, **about, "memory": resident_memory()}


def _own_streams() -> tuple[BinaryIO, BinaryIO, BinaryIO]:
    """The streams to the server, which nothing else may touch, and one that leads nowhere, for all else."""
    reading, writing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = open(os.devnull, "r+b", buffering=0)  # noqa: SIM115 - open until the end
    for number in (0, 1, 2):
        os.dup2(nowhere.fileno(), number)
    return reading, writing, nowhere


def _read(reading: BinaryIO, questions: "queue.SimpleQueue[dict[str, Any]]") -> None:
    try:
        while header := reading.read(_LENGTH_SIZE):
            questions.put(json.loads(reading.read(int.from_bytes(header, "big"))))
    finally:
        os._exit(0)


def _write(writing: BinaryIO, message: dict[str, Any]) -> None:
    body = json.dumps(message).encode("ascii")
    writing.write(len(body).to_bytes(_LENGTH_SIZE, "big") + body)
    writing.flush()


def resident_memory() -> int:
    """The memory that this process takes, in bytes; what it took at most where that is all there is; 0: not known."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        pass
    if sys.platform == "win32":
        return _working_set()
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if sys.platform == "win32":

    def _working_set() -> int:
        """The memory that this process takes (`GetProcessMemoryInfo` of the Windows API), in bytes; 0: not known."""
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            """PROCESS_MEMORY_COUNTERS."""

            _fields_ = (
                ("size", wintypes.DWORD),
                ("page_faults", wintypes.DWORD),
                ("most_working_set", ctypes.c_size_t),
                ("working_set", ctypes.c_size_t),
                ("others", ctypes.c_size_t * 6),
            )

        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
        counters = Counters(size=ctypes.sizeof(Counters))
        size = ctypes.sizeof(counters)
        told = kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), size)
        return int(counters.working_set) if told else 0


if __name__ == "__main__":
    main()
