"""Running what watches sockets where the event loop can't do that: asyncio's own loop on Windows."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

Result = TypeVar("Result")
News = TypeVar("News")


def watches_sockets() -> bool:
    """Whether the running loop can wait for any socket (`loop.add_reader`)."""
    proactor = getattr(asyncio, "ProactorEventLoop", None)
    return proactor is None or not isinstance(asyncio.get_running_loop(), proactor)


async def with_sockets_watched(
    make: Callable[[Callable[[News], None]], Coroutine[Any, Any, Result]], report: Callable[[News], None]
) -> Result:
    """What the coroutine gives that ``make`` makes, with ``report`` to tell news to.

    It runs on this loop if that watches sockets, else on one of its own in a thread. ``report`` is called on this loop
    either way, before the result is there; what it raises ends the coroutine, as cancelling this one does.
    """
    if watches_sockets():
        return await make(report)
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[Result] = loop.create_future()

    def deliver(news: News) -> None:
        if not outcome.done():
            try:
                report(news)
            except Exception as error:  # noqa: BLE001 - it is raised where the outcome is waited for
                outcome.set_exception(error)

    own_loop = asyncio.SelectorEventLoop()
    task = own_loop.create_task(make(lambda news: _tell(loop, deliver, news)))
    Thread(target=_run, args=(own_loop, task, loop, outcome), daemon=True).start()
    try:
        return await outcome
    except BaseException:
        _tell(own_loop, task.cancel)
        raise


def _run(
    own_loop: asyncio.AbstractEventLoop,
    task: "asyncio.Task[Result]",
    loop: asyncio.AbstractEventLoop,
    outcome: "asyncio.Future[Result]",
) -> None:
    with suppress(BaseException):  # the task keeps it
        own_loop.run_until_complete(task)
    own_loop.close()
    _tell(loop, _settle, task, outcome)


def _settle(task: "asyncio.Task[Result]", outcome: "asyncio.Future[Result]") -> None:
    if outcome.done():
        return
    if task.cancelled():
        outcome.cancel()
    elif (error := task.exception()) is not None:
        outcome.set_exception(error)
    else:
        outcome.set_result(task.result())


def _tell(loop: asyncio.AbstractEventLoop, what: Callable[..., object], *arguments: object) -> None:
    """Have ``loop``, which runs in another thread, call ``what``; nobody is told if it has ended."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(what, *arguments)
