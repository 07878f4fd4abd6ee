"""What a request about Python is given: the place in the code of its snippets, and whom to ask about it."""

from collections.abc import Callable
from dataclasses import dataclass

from notes_lsp.lsp.errors import CONTENT_MODIFIED, RequestError
from notes_lsp.lsp.python.worker import PythonWorker, Question, Reply
from notes_lsp.lsp.request import Request
from notes_lsp.python.module import SnippetModule


@dataclass(frozen=True, slots=True)
class Asking:
    """A request at ``offset``, which is ``line`` and ``column`` of ``module``."""

    request: Request
    worker: PythonWorker
    module: SnippetModule
    offset: int
    line: int
    column: int
    is_outdated: Callable[[], bool]
    interpreter: str | None = None

    async def about_place(self, do: str) -> Reply:
        """Ask about the place. Raises `RequestError` when the file was edited before the answer came."""
        question = Question(do, self.module.code, self.line, self.column, interpreter=self.interpreter)
        return await self.ask(question)

    async def ask(self, question: Question, group: str = "") -> Reply:
        """Ask ``question``. Raises `RequestError` when the file was edited before the answer came."""
        reply = await self.worker.ask(question, group)
        if self.is_outdated():
            raise RequestError(CONTENT_MODIFIED, "the file was edited")
        return reply

    @property
    def line_of_code(self) -> str:
        """The line of the code with the place, without its line end."""
        return self.module.code.split("\n")[self.line - 1]
