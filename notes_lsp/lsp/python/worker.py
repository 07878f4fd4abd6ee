"""Who asks the Python engine, and what happens when it is slow, hangs, grows or dies.

One question is worked on at a time. Equal questions have one answer, an older one is dropped when the same file asks
a newer one of its kind, and one that nobody waits for any more is not begun. Who asks waits until a deadline; the
engine may go on with a question for longer, since what it reads meanwhile is what the next answer needs, but not for
ever. Everything here happens on the loop.
"""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from notes_lsp.lsp.errors import describe
from notes_lsp.lsp.python.process import EngineProcess, ProcessGoneError

_log = logging.getLogger(__name__)

# A question that takes longer than this, or five deadlines, will have no answer.
LONGEST_WORK = 10.0
LONGEST_WARMING = 45.0
_LONGEST_START = 30.0
_MOST_MEMORY = 500 * 1024 * 1024
# So often it may end within so many seconds before it is left alone for as long.
_MOST_ENDS = 5
_ENDS_WITHIN = 60.0
_MOST_KNOWN = 100
_MOST_HOPELESS = 16
_MOST_WARMED = 40
# So often what was not found in time for an answer is asked for again, while nobody waits.
_MOST_COMPLETED = 6


@dataclass(frozen=True, slots=True)
class Question:
    """What the engine is asked: the name of what to do, a place in code, and what else it needs to know.

    ``interpreter`` is that of the environment to look into; None for the server's own.
    """

    do: str
    code: str = ""
    line: int = 0
    column: int = 0
    extra: str = ""
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a question: ``result`` when ``answered``, else ``why`` not."""

    answered: bool
    result: Any = None
    why: str = ""


LATE = Reply(answered=False, why="late")
OVERTAKEN = Reply(answered=False, why="overtaken")
FAILED = Reply(answered=False, why="failed")


@dataclass(slots=True, eq=False)
class _Asked:
    question: Question
    group: str
    reply: "asyncio.Future[Reply]"
    waiting: int = 0
    begun: bool = False
    warms: int = 0  # 0 for what somebody asks; else how often it was asked in advance, this time included


@dataclass(slots=True)
class WorkerState:
    """What the status tells. ``about`` is what the engine says of itself, for the environment of the first folder.

    ``abouts`` is the same for each interpreter that it looked into, with what is wrong with it.
    """

    pid: int | None = None
    memory: int = 0
    starts: int = 0
    last_end: str = ""
    busy: bool = False
    about: dict[str, str] = field(default_factory=dict)
    problem: str = ""
    abouts: dict[str | None, tuple[dict[str, str], str]] = field(default_factory=dict)


class PythonWorker:
    """The engine, seen from the server. Nothing is started before the first question."""

    def __init__(self) -> None:
        self.state = WorkerState()
        self.interpreter: str | None = None
        self.deadline = 2.0
        self._process: EngineProcess | None = None
        self._queue: deque[_Asked] = deque()
        self._warming: deque[_Asked] = deque()
        self._asked: dict[Question, _Asked] = {}
        self._known: OrderedDict[Question, Any] = OrderedDict()
        self._hopeless: deque[Question] = deque(maxlen=_MOST_HOPELESS)
        self._warmed: dict[Question, None] = {}
        self._ends: deque[float] = deque(maxlen=_MOST_ENDS)
        self._work: asyncio.Task[None] | None = None
        self._watches: set[asyncio.Task[None]] = set()
        self._stopped = False

    async def ask(self, question: Question, group: str = "") -> Reply:
        """The answer, or why there is none within the deadline. Of a ``group``, the last question counts alone."""
        if self._stopped or question in self._hopeless:
            return FAILED
        if question in self._known:
            self._known.move_to_end(question)
            return Reply(answered=True, result=self._known[question])
        asked = self._asked.get(question)
        if asked is None:
            self._overtake(group)
            asked = self._enqueue(self._queue, question, group)
        elif asked in self._warming:
            self._warming.remove(asked)
            self._queue.append(asked)
            asked.warms = 0
        asked.waiting += 1
        try:
            await asyncio.wait({asked.reply}, timeout=self.deadline)
        finally:
            asked.waiting -= 1
            if not asked.waiting and not asked.begun and not asked.reply.done():
                self._forget(asked, LATE)
        return asked.reply.result() if asked.reply.done() else LATE

    def known(self, question: Question) -> Reply | None:
        """The answer to a question that was asked before; None for one that is not known any more."""
        return Reply(answered=True, result=self._known[question]) if question in self._known else None

    def warm(self, questions: Iterable[Question]) -> None:
        """Ask, while nobody else does, what makes later answers quick. Each is asked once in a process."""
        for question in questions:
            if question not in self._warmed:
                self._warmed[question] = None
                self._enqueue_warming(question)
        while len(self._warmed) > _MOST_WARMED:
            self._warmed.pop(next(iter(self._warmed)))

    def use(self, interpreter: str | None) -> None:
        """The first folder has the environment of ``interpreter`` from now on; None: the server's own."""
        if interpreter != self.interpreter:
            self.interpreter = interpreter
            self._known.clear()
            self._hopeless.clear()
            if self._process is not None:
                self._drop("another environment was set", counts=False)

    @property
    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    async def stop(self) -> None:
        """End it for good."""
        self._stopped = True
        for task in (self._work, *self._watches):
            if task is not None:
                task.cancel()
        process, self._process = self._process, None
        if process is not None:
            await process.stop()
        for asked in list(self._asked.values()):
            self._forget(asked, FAILED)

    # The queue

    def _enqueue(self, queue: "deque[_Asked]", question: Question, group: str) -> _Asked:
        loop = asyncio.get_running_loop()
        asked = self._asked[question] = _Asked(question, group, loop.create_future())
        queue.append(asked)
        if self._work is None or self._work.done():
            self._work = loop.create_task(self._answer_all())
        return asked

    def _enqueue_warming(self, question: Question, warms: int = 1) -> None:
        if not self._stopped and question not in self._asked and question not in self._hopeless:
            self._enqueue(self._warming, question, "").warms = warms

    def _overtake(self, group: str) -> None:
        for asked in [asked for asked in self._queue if group and asked.group == group and not asked.begun]:
            self._forget(asked, OVERTAKEN)

    def _forget(self, asked: _Asked, reply: Reply) -> None:
        self._asked.pop(asked.question, None)
        for queue in (self._queue, self._warming):
            if asked in queue:
                queue.remove(asked)
        if not asked.reply.done():
            asked.reply.set_result(reply)

    async def _answer_all(self) -> None:
        while self._queue or self._warming:
            # What is asked while it starts comes before what was to be warmed.
            process = await self._running_process()
            if not self._queue and not self._warming:
                return
            asked = (self._queue or self._warming)[0]
            asked.begun = True
            self.state.busy = True
            try:
                reply = await self._answer(asked, process)
            except Exception as error:  # noqa: BLE001 - the next question is another one
                _log.error("Asking for Python failed: %s", describe(error))
                reply = FAILED
            finally:
                self.state.busy = False
            self._forget(asked, reply)
            if reply.answered:
                self._remember(asked, reply.result)

    def _remember(self, asked: _Asked, result: Any) -> None:
        self._known[asked.question] = result
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
        if isinstance(result, dict) and result.get("complete") is False and asked.warms < _MOST_COMPLETED:
            self._enqueue_warming(asked.question, asked.warms + 1)

    # The process

    async def _answer(self, asked: _Asked, process: EngineProcess | None) -> Reply:
        question = asked.question
        longest = LONGEST_WARMING if asked.warms else max(LONGEST_WORK, 5 * self.deadline)
        for attempt in range(2):
            if attempt:
                process = await self._running_process()
            if process is None:
                return FAILED
            try:
                process.tell(
                    {
                        "do": question.do,
                        "code": question.code,
                        "line": question.line,
                        "column": question.column,
                        "extra": question.extra,
                        "interpreter": question.interpreter,
                    }
                )
                heard = await asyncio.wait_for(process.hear(), longest)
            except (asyncio.TimeoutError, TimeoutError):
                self._hopeless.append(question)
                self._drop(f"no answer within {longest:g} s", process)
                return FAILED
            except ProcessGoneError:
                # Killed, or it died of the question: once more, in a new process.
                self._drop("it ended while it worked", process)
                continue
            self.state.memory = heard.get("memory", 0)
            if "about" in heard:
                self.state.abouts[question.interpreter] = heard["about"], heard.get("problem", "")
            if self.state.memory > _MOST_MEMORY:
                self._drop(f"it took {self.state.memory >> 20} MiB", process)
            return Reply(answered=True, result=heard["result"]) if "result" in heard else FAILED
        self._hopeless.append(question)
        return FAILED

    async def _running_process(self) -> EngineProcess | None:
        """The process, started if there is none; None while it may not be, or can't."""
        if self._process is not None:
            return self._process
        if self._stopped or len(self._ends) == _MOST_ENDS and monotonic() - self._ends[0] < _ENDS_WITHIN:
            return None
        try:
            process = await EngineProcess.start()
        except OSError as error:
            self.state.last_end = f"it could not be started ({type(error).__name__})"
            self._ends.append(monotonic())
            return None
        self._process = process
        self.state.pid, self.state.starts = process.pid, self.state.starts + 1
        self._watch(process)
        try:
            process.tell({"interpreter": self.interpreter})
            heard = await asyncio.wait_for(process.hear(), _LONGEST_START)
        except (ProcessGoneError, asyncio.TimeoutError, TimeoutError):
            self._drop("it did not start", process)
            return None
        self.state.about, self.state.problem = heard.get("about", {}), heard.get("problem", "")
        self.state.abouts = {self.interpreter: (self.state.about, self.state.problem)}
        self.state.memory = heard.get("memory", 0)
        # What an earlier process knew this one should know before somebody asks.
        for question in self._warmed:
            self._enqueue_warming(question)
        return process

    def _watch(self, process: EngineProcess) -> None:
        task = asyncio.get_running_loop().create_task(self._see_it_end(process))
        self._watches.add(task)
        task.add_done_callback(self._watches.discard)

    async def _see_it_end(self, process: EngineProcess) -> None:
        code = await process.ended()
        if self._process is process and not self._stopped:
            self._drop(f"it ended with {code}", process)
            for question in self._warmed:
                self._enqueue_warming(question)

    def _drop(self, why: str, process: EngineProcess | None = None, *, counts: bool = True) -> None:
        """Do without the process: the next question starts another."""
        if self._process is None or process is not None and process is not self._process:
            return
        if counts:
            self._ends.append(monotonic())
            _log.warning("The process for Python was given up: %s", why)
        self.state.last_end, self.state.pid, self.state.memory = why, None, 0
        self._process.kill()
        self._process = None
