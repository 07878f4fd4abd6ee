"""Several who want to know of addresses at the same time: each address is asked for once, and all are told.

A run is one wish, by a request or by the opening of a file; a job is what the process was given. A run that finds some
of its addresses in the job of another waits for that. When a run is given up, its job ends, and what others still wait
for becomes a job of its own.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from notes_lsp.links.verdicts import WebState
from notes_lsp.lsp.web.job_settings import JobSettings
from notes_lsp.lsp.web.worker import WebProcessError, WebWorker

Told = Callable[[WebState, bool], None]
"""Takes a state, and whether the cache knew it."""


@dataclass(eq=False, slots=True)
class _Run:
    told: Told
    remaining: set[str]
    done: "asyncio.Future[None]"


@dataclass(eq=False, slots=True)
class _Job:
    settings: JobSettings
    force: bool
    outstanding: dict[str, None]
    task: "asyncio.Task[None] | None" = None


class WebRuns:
    """The runs and the jobs of a session."""

    def __init__(self, worker: WebWorker) -> None:
        self._worker = worker
        self._waiting: dict[str, list[_Run]] = {}
        self._job_of: dict[str, _Job] = {}

    async def check(self, addresses: Mapping[JobSettings, Iterable[str]], told: Told, *, force: bool = False) -> None:
        """Look at ``addresses``, by what they are to be checked with; ``told`` hears of each of them once.

        Cancelling it ends what nobody else waits for. Raises `WebProcessError` when all that could be found out has
        been told.
        """
        wanted = {address for each in addresses.values() for address in each}
        if not wanted:
            return
        run = _Run(told, set(wanted), asyncio.get_running_loop().create_future())
        for address in wanted:
            self._waiting.setdefault(address, []).append(run)
        for settings, each in addresses.items():
            self._start_job(settings, [address for address in each if address not in self._job_of], force=force)
        try:
            await run.done
        finally:
            self._leave(run)

    def _start_job(self, settings: JobSettings, addresses: Iterable[str], *, force: bool) -> None:
        job = _Job(settings, force, dict.fromkeys(addresses))
        if job.outstanding:
            self._job_of.update(dict.fromkeys(job.outstanding, job))
            job.task = asyncio.get_running_loop().create_task(self._work(job))

    async def _work(self, job: _Job) -> None:
        def report(states: list[WebState], from_cache: bool) -> None:
            for state in states:
                if self._job_of.get(state.address) is job:
                    self._tell(state, from_cache)

        try:
            await self._worker.check(list(job.outstanding), job.settings, report, force=job.force)
        except WebProcessError as error:
            self._fail(job, error)
        else:
            for address in list(job.outstanding):
                self._tell(WebState(address, "not-checked", None, "the run ended before its turn", None, 0.0), False)

    def _tell(self, state: WebState, from_cache: bool) -> None:
        job = self._job_of.pop(state.address, None)
        if job is not None:
            job.outstanding.pop(state.address, None)
        for run in self._waiting.pop(state.address, ()):
            run.remaining.discard(state.address)
            run.told(state, from_cache)
            if not run.remaining and not run.done.done():
                run.done.set_result(None)

    def _fail(self, job: _Job, error: WebProcessError) -> None:
        for address in job.outstanding:
            self._job_of.pop(address, None)
            for run in self._waiting.pop(address, ()):
                if not run.done.done():
                    run.done.set_exception(error)
        job.outstanding.clear()

    def _leave(self, run: _Run) -> None:
        """``run`` is over, whether it heard of everything or not."""
        jobs: dict[int, _Job] = {}
        for address in run.remaining:
            others = [other for other in self._waiting.pop(address, ()) if other is not run]
            if others:
                self._waiting[address] = others
            job = self._job_of.get(address)
            if job is not None:
                jobs[id(job)] = job
        for job in jobs.values():
            wanted = [address for address in job.outstanding if address in self._waiting]
            if len(wanted) < len(job.outstanding):
                for address in job.outstanding:
                    self._job_of.pop(address, None)
                job.outstanding.clear()
                if job.task is not None:
                    job.task.cancel()
                self._start_job(job.settings, wanted, force=job.force)
