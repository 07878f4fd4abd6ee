"""A check that writes down what its result depends on, so that the result can be kept for the next run."""

from collections.abc import Callable, Sequence

from notes_lsp.rules.base import Rule, Surroundings
from notes_lsp.syntax.values import value_class
from notes_lsp.workspace.asked import AskedSurroundings, digest_of_file
from notes_lsp.workspace.batch import Checker, RulesOf, dead
from notes_lsp.workspace.check_cache import Evidence
from notes_lsp.workspace.processes import ProcessDied
from notes_lsp.workspace.results import BatchResult
from notes_lsp.workspace.stamps import Stamp, settled_stamp_of, stamp_of
from notes_lsp.workspace.surroundings import DiskSurroundings


@value_class
class RecordedCheck:
    """A result; ``evidence`` is None where it can't be kept: the file, or one beside it, changed meanwhile."""

    result: BatchResult
    evidence: Evidence | None = None


def make_recorded_work(rules: Sequence[Rule] | RulesOf) -> Callable[[str], RecordedCheck]:
    """A function that checks the file at a path."""
    linked: dict[str, Stamp | None] = {}
    asked: list[AskedSurroundings] = []  # of the file that is being checked

    def watched(around: DiskSurroundings) -> Surroundings:
        asked.append(AskedSurroundings(around, linked))
        return asked[-1]

    checker = Checker(rules, watched=watched)

    def check(path: str) -> RecordedCheck:
        asked.clear()
        stamp = settled_stamp_of(path)  # from before the file is read
        result = checker.check_file(path)
        answers = asked[-1].asked() if asked else None
        if stamp is None or answers is None or result.problems:
            return RecordedCheck(result)
        digest = digest_of_file(path)
        if digest is None or stamp_of(path) != stamp:
            return RecordedCheck(result)
        return RecordedCheck(result, Evidence(stamp, digest, answers))

    return check


def recorded(done: RecordedCheck | ProcessDied, path: str) -> RecordedCheck:
    """``done``, or what stands for it where a process died of the file."""
    return RecordedCheck(dead(done, path)) if isinstance(done, ProcessDied) else done
