"""Questions about Python code, answered by Jedi.

The only module that knows Jedi, and it runs in a process of its own (`notes_lsp.lsp.python.worker_main`): Jedi is not
thread safe, takes the GIL for seconds and may never come back. What goes in and comes out is plain data, so that
another engine could stand in its place. Lines count from 1; columns count code points, from 0.

Nothing of the code is run. Modules that it imports are read as text, compiled ones of the environment are imported,
and nothing is looked for beside the notes or in the folder where the server was started.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import jedi  # type: ignore[import-untyped]
from jedi.api.environment import InterpreterEnvironment  # type: ignore[import-untyped]

# To find out what a name is may mean to read the module that it comes from: dear, for the kinds of a list.
_TIME_FOR_TYPES = 0.25
_LONGEST_DOC = 20_000
_MOST_DESCRIBED = 3
_KINDS_WITH_SIGNATURES = frozenset({"function", "class", "property"})
# In what a name stands where an import brings it in under its own name.
_IMPORTS = frozenset({"import_name", "import_from", "import_as_names", "dotted_as_names", "dotted_name"})

Answer = dict[str, Any] | list[Any] | None


class Engine:
    """Answers questions. ``interpreter`` is that of the environment to look into; none: the one that runs this."""

    def __init__(self, interpreter: str | None = None) -> None:
        # Jedi would import these instead of reading them.
        jedi.settings.auto_import_modules = []
        # The callers of a function are looked for in the snippets, where there are few, and not in other files.
        jedi.settings.dynamic_params_for_other_modules = False
        if interpreter is None:
            self._environment: Any = InterpreterEnvironment()
        else:
            self._environment = jedi.create_environment(interpreter, safe=False)
        # A project of a folder that is none: what lies in the folder of the notes is not looked at.
        self._project = jedi.Project(Path(jedi.__file__).parent / "no-folder", smart_sys_path=False)
        self._completed: tuple[tuple[str, int, int], dict[str, Any]] | None = None

    def answer(self, do: str, code: str, line: int, column: int, extra: str) -> Answer:
        """The answer to one question about a place in ``code``, by the name of the method that gives it."""
        methods: dict[str, Callable[[str, int, int, str], Answer]] = {
            "complete": self._complete,
            "describe": self._describe,
            "hover": self._hover,
            "signatures": self._signatures,
            "definitions": self._definitions,
            "references": self._references,
        }
        try:
            return methods[do](code, line, column, extra)
        except RecursionError:
            return None

    def about(self) -> dict[str, str]:
        """What it is: versions, and the interpreter of the environment."""
        version = ".".join(str(part) for part in self._environment.version_info[:3])
        return {
            "engine": f"jedi {jedi.__version__}",
            "interpreter": str(self._environment.executable),
            "python": version,
        }

    def _script(self, code: str) -> jedi.Script:
        return jedi.Script(code, environment=self._environment, project=self._project)

    # Completion

    def _complete(self, code: str, line: int, column: int, _: str) -> Answer:
        """``items`` are lists of name, type (``""``: not found out in time), group and length of what is replaced.

        Groups are in the order in which a writer wants them: arguments, keys, names of the code, others, private ones.
        """
        found = self._completions(code, line, column)
        until = time.monotonic() + _TIME_FOR_TYPES
        items = [_completion_item(name, until) for name in found.values()]
        return {"items": items, "complete": all(item[1] for item in items)}

    def _completions(self, code: str, line: int, column: int) -> dict[str, Any]:
        key = code, line, column
        if self._completed is None or self._completed[0] != key:
            script = self._script(code)
            found = [] if _in_comment(code, line, column) else script.complete(line, column)
            self._completed = key, {name.name: name for name in found if name.type != "path"}
        return self._completed[1]

    def _describe(self, code: str, line: int, column: int, extra: str) -> Answer:
        """What is known of the completion ``extra``."""
        name = self._completions(code, line, column).get(extra)
        return None if name is None else _description(name)

    # What a name is

    def _hover(self, code: str, line: int, column: int, _: str) -> Answer:
        """Descriptions of the name at a place, with the span of the name."""
        script = self._script(code)
        leaf = _name_at(code, line, column)
        if leaf is None:
            return None
        names = [name for name in script.help(line, column) if name.type != "keyword"]
        described = [_description(name) for name in names[:_MOST_DESCRIBED]]
        # Of several definitions (one for each platform) the one that is documented says most.
        described.sort(key=lambda description: not description["doc"])
        if not described:
            return None
        first = described[0]
        if first["type"] in ("statement", "param", "instance"):
            types = dict.fromkeys(name.name for name in script.infer(line, column)[:_MOST_DESCRIBED])
            first["inferred"] = " | ".join(name for name in types if name)
        return {"line": leaf[0], "column": leaf[1], "length": leaf[2], "description": first}

    def _signatures(self, code: str, line: int, column: int, _: str) -> Answer:
        """The signatures of the call around a place, with the index of the parameter that stands there."""
        found = self._script(code).get_signatures(line, column)
        return [
            {
                "label": signature.to_string(),
                "parameters": [parameter.to_string() for parameter in signature.params],
                "active": signature.index,
                "doc": _doc_of(signature),
            }
            for signature in found
        ]

    # Where a name stands

    def _definitions(self, code: str, line: int, column: int, _: str) -> Answer:
        """The places where the name at a place is defined, with the span of the name."""
        leaf = _name_at(code, line, column)
        if leaf is None:
            return None
        script = self._script(code)
        found = script.goto(line, column, follow_imports=True, follow_builtin_imports=True)
        places = [place for place in map(_place, found) if place is not None]
        if not places:
            places = [place for place in map(_place, script.infer(line, column)) if place is not None]
        return {"line": leaf[0], "column": leaf[1], "length": leaf[2], "places": _once(places)}

    def _references(self, code: str, line: int, column: int, _: str) -> Answer:
        """All places in the code that mean what the name at a place means.

        ``own`` says that the code itself defines it, and not an import: that it could have another name.
        """
        leaf = _name_at(code, line, column)
        if leaf is None:
            return None
        script = self._script(code)
        names = [name for name in script.get_references(line, column, scope="file") if name.module_path is None]
        # Of the definitions in the code, and of what it is when imports are not followed, all must be here.
        defined = [name for name in script.goto(line, column) if name.type != "keyword"]
        own = bool(defined) and all(_is_own(name) for name in [*defined, *(n for n in names if n.is_definition())])
        places = [place for place in map(_place, names) if place is not None]
        return {"line": leaf[0], "column": leaf[1], "length": leaf[2], "own": own, "places": _once(places)}


def _completion_item(name: Any, until: float) -> list[Any]:
    return [name.name, _type_of(name, until), _group_of(name), name.get_completion_prefix_length()]


def _group_of(name: Any) -> int:
    text = name.name
    if text.endswith("="):
        return 0
    if text[:1] in "\"'":
        return 1
    if text.startswith("_"):
        return 5 if text.startswith("__") else 4
    return 2 if name.module_path is None and name.line is not None else 3


def _type_of(name: Any, until: float) -> str:
    """``function``, ``class`` and so on; ``""`` when it is later than ``until``."""
    if time.monotonic() > until:
        return ""
    try:
        return str(name.type)
    except Exception:  # noqa: BLE001 - one name that Jedi stumbles over must not cost the list
        return "unknown"


def _description(name: Any) -> dict[str, Any]:
    """Its signatures, its documentation and what it is called, as far as Jedi finds them."""
    type_ = _type_of(name, float("inf"))
    signatures: list[str] = []
    if type_ in _KINDS_WITH_SIGNATURES:
        signatures = _attempt(lambda: [each.to_string() for each in name.get_signatures()[:_MOST_DESCRIBED]], [])
    return {
        "name": name.name,
        "type": type_,
        "full_name": _attempt(lambda: name.full_name or "", ""),
        "signatures": list(dict.fromkeys(signatures)),
        "text": _attempt(lambda: name.description, ""),
        "doc": _doc_of(name),
    }


def _doc_of(name: Any) -> str:
    doc: str = _attempt(lambda: name.docstring(raw=True, fast=False), "")
    return doc[:_LONGEST_DOC]


def _attempt(find: Callable[[], Any], otherwise: Any) -> Any:
    """What ``find`` gives; Jedi raises whatever it likes for code that it has not met before."""
    try:
        return find()
    except Exception:  # noqa: BLE001 - part of an answer is better than none
        return otherwise


def _place(name: Any) -> dict[str, Any] | None:
    """Where a name stands: ``path`` is None in the code itself, ``text`` is the line. None for what has no source."""
    if name.line is None or name.module_path is None and name.in_builtin_module():
        return None
    path = None if name.module_path is None else str(name.module_path)
    return {
        "path": path,
        "line": name.line,
        "column": name.column,
        "length": len(name.name) if name.type != "module" or path is None else 0,
        "defines": bool(name.is_definition()),
        "text": "" if path is None else name.get_line_code().rstrip("\r\n"),
    }


def _once(places: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(place["path"], place["line"], place["column"]): place for place in places}.values())


def _is_own(name: Any) -> bool:
    """Whether the code defines the name, or gives it to what it imports, and so may give another."""
    tree_name = name._name.tree_name  # noqa: SLF001 - Jedi tells what an import is by this alone
    if name.module_path is not None or tree_name is None:
        return False
    return tree_name.parent.type not in _IMPORTS


def _name_at(code: str, line: int, column: int) -> tuple[int, int, int] | None:
    """Line, column and length of the identifier at a place or right before it."""
    text = _line_of(code, line)
    start = end = column
    while start > 0 and _is_word(text[start - 1]):
        start -= 1
    while end < len(text) and _is_word(text[end]):
        end += 1
    if start == end or not text[start:end].isidentifier() or _in_comment(code, line, column):
        return None
    return line, start, end - start


def _is_word(character: str) -> bool:
    return character == "_" or character.isalnum()


def _line_of(code: str, line: int) -> str:
    lines: Sequence[str] = code.split("\n")
    return lines[line - 1] if line <= len(lines) else ""


def _in_comment(code: str, line: int, column: int) -> bool:
    """Whether a place is in a comment: in what parso keeps in front of the next leaf."""
    if "#" not in _line_of(code, line)[:column]:
        return False
    import parso

    module = parso.parse(code)  # type: ignore[no-untyped-call]
    leaf = module.get_leaf_for_position((line, column), include_prefixes=True)
    if leaf is None or (line, column) > leaf.start_pos:
        return False
    first_line, first_column = leaf.get_start_pos_of_prefix()
    start = first_column if line == first_line else 0
    return "#" in _line_of(code, line)[start:column]
