"""The process for Python seen from the server: deadlines, ends, and what is not asked at all.

The engine is a fake one that does what it is told, so that each way to go wrong comes up at once.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from notes_lsp.lsp.python import process, worker
from notes_lsp.lsp.python.worker import FAILED, LATE, OVERTAKEN, PythonWorker, Question, Reply

FAKE = """\
import os, sys, time
sys.path[:] = [folder for folder in sys.path if folder] + sys.argv[1:]
from notes_lsp.lsp.python import worker_main

class Fake:
    count = 0
    def __init__(self, interpreter):
        self.interpreter = interpreter or "this"
    def about(self):
        return {"engine": "fake", "interpreter": self.interpreter, "python": "3"}
    def answer(self, do, code, line, column, extra):
        Fake.count += 1
        if do == "sleep":
            time.sleep(float(extra))
        elif do == "die":
            os._exit(3)
        elif do == "die_once" and not os.path.exists(extra):
            open(extra, "w").close()
            os._exit(3)
        elif do == "fail":
            raise ValueError(extra)
        elif do == "print":
            print("words", flush=True)
            os.write(1, b"more")
        elif do == "complete_at":
            return {"complete": Fake.count >= int(extra), "count": Fake.count}
        elif do == "grow":
            worker_main.resident_memory = lambda: int(extra)
        return [do, extra, Fake.count]

worker_main._engine = lambda interpreter: (Fake(interpreter), "")
worker_main.main()
"""


@pytest.fixture
async def python(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PythonWorker]:
    monkeypatch.setattr(process, "BOOT", FAKE)
    monkeypatch.setattr(worker, "LONGEST_WORK", 0.6)
    made = PythonWorker()
    made.deadline = 10.0
    yield made
    await made.stop()
    if made.state.pid is not None:
        assert await is_gone(made.state.pid)


async def is_gone(pid: int, seconds: float = 5.0) -> bool:
    """Whether a process ends in time."""
    for _ in range(int(seconds / 0.02)):
        if not is_alive(pid):
            return True
        await asyncio.sleep(0.02)
    return False


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def question(do: str, extra: str = "", code: str = "") -> Question:
    return Question(do, code, 1, 0, extra)


async def answers(python: PythonWorker, do: str = "echo", extra: str = "") -> bool:
    reply = await python.ask(question(do, extra, code=str(time.monotonic())))
    return reply.answered and reply.result[:2] == [do, extra]


async def test_nothing_is_started_before_the_first_question(python: PythonWorker) -> None:
    assert not python.is_running
    reply = await python.ask(question("echo", "x"))
    assert reply == Reply(answered=True, result=["echo", "x", 1])
    assert python.state.starts == 1
    assert python.state.about["engine"] == "fake"


async def test_an_answer_is_known_from_then_on(python: PythonWorker) -> None:
    first = await python.ask(question("echo"))
    assert await python.ask(question("echo")) == first
    assert (await python.ask(question("echo", "other"))).result[2] == 2


async def test_equal_questions_have_one_answer(python: PythonWorker) -> None:
    found = await asyncio.gather(*(python.ask(question("sleep", "0.1")) for _ in range(3)))
    assert [reply.result[2] for reply in found] == [1, 1, 1]


async def test_of_a_group_the_last_question_counts(python: PythonWorker) -> None:
    busy = asyncio.create_task(python.ask(question("sleep", "0.2")))
    await asyncio.sleep(0)
    asked = [asyncio.create_task(python.ask(question("echo", name), "file")) for name in "abc"]
    other = asyncio.create_task(python.ask(question("echo", "d"), "another file"))
    found = [await task for task in asked]
    assert found[:2] == [OVERTAKEN, OVERTAKEN]
    assert found[2].result == ["echo", "c", 2]
    assert (await other).result == ["echo", "d", 3]
    assert (await busy).answered


async def test_what_was_cancelled_before_it_began_is_not_asked(python: PythonWorker) -> None:
    busy = asyncio.create_task(python.ask(question("sleep", "0.2")))
    await asyncio.sleep(0.05)
    cancelled = asyncio.create_task(python.ask(question("echo", "cancelled")))
    await asyncio.sleep(0)
    cancelled.cancel()
    await busy
    assert (await python.ask(question("echo", "next"))).result == ["echo", "next", 2]


async def test_after_the_deadline_the_work_goes_on_for_the_next_one_who_asks(python: PythonWorker) -> None:
    await python.ask(question("echo"))
    python.deadline = 0.1
    began = time.monotonic()
    assert await python.ask(question("sleep", "0.3")) == LATE
    assert time.monotonic() - began < 0.3
    python.deadline = 10.0
    assert (await python.ask(question("sleep", "0.3"))).result == ["sleep", "0.3", 2]


async def test_one_that_hangs_is_killed_and_not_asked_the_same_again(python: PythonWorker) -> None:
    await python.ask(question("echo"))
    pid = python.state.pid
    python.deadline = 0.1
    assert await python.ask(question("sleep", "60")) == LATE
    assert pid is not None
    assert await is_gone(pid)
    python.deadline = 10.0
    began = time.monotonic()
    assert await python.ask(question("sleep", "60")) == FAILED
    assert time.monotonic() - began < 0.05
    assert await answers(python)
    assert python.state.starts == 2
    assert python.state.last_end == "no answer within 0.6 s"


async def test_one_that_was_killed_is_started_again_for_what_it_was_asked(python: PythonWorker) -> None:
    await python.ask(question("echo"))
    asked = asyncio.create_task(python.ask(question("sleep", "0.3")))
    await asyncio.sleep(0.1)
    assert python.state.pid is not None
    os.kill(python.state.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    assert (await asked).result == ["sleep", "0.3", 1]
    assert python.state.starts == 2


async def test_one_that_was_killed_while_nobody_asked_is_seen(python: PythonWorker) -> None:
    python.warm([question("warm", "a")])
    assert await answers(python)
    assert python.state.pid is not None
    os.kill(python.state.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    for _ in range(300):
        if python.state.starts == 2 and not python.state.busy:
            break
        await asyncio.sleep(0.02)
    assert python.state.starts == 2  # and without a question, since it was warm before
    assert await answers(python)


async def test_one_that_dies_of_a_question_answers_others(python: PythonWorker) -> None:
    assert await python.ask(question("die")) == FAILED
    assert python.state.starts == 2
    assert await answers(python)
    assert await python.ask(question("die")) == FAILED
    assert python.state.starts == 3


async def test_one_that_dies_once_answers(python: PythonWorker, tmp_path: Any) -> None:
    mark = str(tmp_path / "mark")
    assert (await python.ask(question("die_once", mark))).result == ["die_once", mark, 1]


async def test_one_that_dies_again_and_again_is_left_alone_for_a_while(
    python: PythonWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        assert await python.ask(question("die", str(number))) == FAILED
    starts = python.state.starts
    assert await python.ask(question("echo")) == FAILED
    assert python.state.starts == starts == 5
    monkeypatch.setattr(worker, "_ENDS_WITHIN", 0.0)
    assert await answers(python)


async def test_one_that_has_grown_too_large_ends_behind_its_answer(python: PythonWorker) -> None:
    assert await answers(python)
    pid = python.state.pid
    assert await answers(python, "grow", str(600 << 20))
    assert pid is not None
    assert await is_gone(pid)
    assert python.state.last_end == "it took 600 MiB"
    assert await answers(python)
    assert python.state.starts == 2


async def test_an_error_costs_one_answer(python: PythonWorker) -> None:
    assert await python.ask(question("fail", "secret")) == FAILED
    assert await answers(python)
    assert python.state.starts == 1


async def test_what_is_printed_does_not_get_between_the_answers(python: PythonWorker) -> None:
    assert await answers(python, "print")
    assert await answers(python)


async def test_warming_waits_for_questions_and_is_done_once(python: PythonWorker) -> None:
    python.warm([question("warm", "a"), question("warm", "b"), question("warm", "a")])
    assert (await python.ask(question("echo"))).result[2] == 1
    python.warm([question("warm", "b")])
    for _ in range(300):
        if not python.state.busy:
            break
        await asyncio.sleep(0.02)
    assert (await python.ask(question("echo", "later"))).result[2] == 4


async def test_what_was_asked_in_advance_is_known(python: PythonWorker) -> None:
    python.warm([question("echo", "a")])
    for _ in range(300):
        if python.known(question("echo", "a")) is not None:
            break
        await asyncio.sleep(0.02)
    assert (await python.ask(question("echo", "a"))).result == ["echo", "a", 1]
    assert (await python.ask(question("echo", "b"))).result == ["echo", "b", 2]


async def test_what_was_not_complete_in_time_is_asked_again_while_nobody_waits(python: PythonWorker) -> None:
    asked = question("complete_at", "3")
    assert (await python.ask(asked)).result == {"complete": False, "count": 1}
    for _ in range(300):
        known = python.known(asked)
        if known is not None and known.result["complete"]:
            break
        await asyncio.sleep(0.02)
    assert (await python.ask(asked)).result == {"complete": True, "count": 3}
    never = question("complete_at", "1000")
    await python.ask(never)
    for _ in range(300):
        if not python.state.busy:
            break
        await asyncio.sleep(0.02)
    assert (await python.ask(question("echo", "after"))).result[2] == 3 + 7 + 1


async def test_each_environment_is_told_of_when_it_is_first_looked_into(python: PythonWorker) -> None:
    await python.ask(question("echo"))
    assert list(python.state.abouts) == [None]
    other = Question("echo", "", 1, 0, "", "another")
    assert (await python.ask(other)).result == ["echo", "", 2]
    assert python.state.abouts["another"] == ({"engine": "fake", "interpreter": "another", "python": "3"}, "")
    assert python.state.starts == 1


async def test_another_environment_needs_another_process(python: PythonWorker) -> None:
    assert await answers(python)
    known = question("echo")
    await python.ask(known)
    python.use("another")
    assert not python.is_running
    assert (await python.ask(known)).result[2] == 1
    assert python.state.starts == 2
    python.use("another")
    assert python.is_running


async def test_one_that_can_not_be_started_fails(python: PythonWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "BOOT", "raise SystemExit(1)")
    assert await python.ask(question("echo")) == FAILED
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert await python.ask(question("echo")) == FAILED
    assert python.state.last_end == "it could not be started (FileNotFoundError)"


async def test_when_it_is_stopped_whoever_waits_is_answered(python: PythonWorker) -> None:
    assert await answers(python)
    pid = python.state.pid
    asked = asyncio.create_task(python.ask(question("sleep", "60")))
    await asyncio.sleep(0.1)
    await python.stop()
    assert await asked == FAILED
    assert pid is not None
    assert await is_gone(pid)
    assert await python.ask(question("echo")) == FAILED
