"""The layers of ARCHITECTURE.md: who imports whom, and what the pure layers keep away from."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import notes_lsp

PACKAGE = Path(notes_lsp.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each layer may import besides itself.
LAYERS: dict[str, set[str]] = {
    "syntax": set(),
    "talks": {"syntax"},
    "links": {"syntax", "talks"},
    "features": {"syntax", "talks", "links", "rules", "python"},
    "python": {"syntax", "talks"},
    "web": {"links"},
    "rules": {"syntax", "talks", "links", "python"},
    "workspace": {"syntax", "talks", "links", "features", "python", "rules"},
    "cli": {"syntax", "talks", "links", "features", "python", "rules", "web", "workspace"},
    "lsp": {"syntax", "talks", "links", "features", "python", "rules", "web", "workspace"},
}
PURE = {"syntax", "talks", "links", "features", "python", "rules"}
# Runs Jedi, in a process of its own.
IMPURE_MODULES = {"python/engine.py"}

# Nothing here reads a file, a clock, the environment or chance.
PURE_STANDARD_LIBRARY = {
    *(
        "__future__",
        "ast",
        "bisect",
        "collections",
        "collections.abc",
        "dataclasses",
        "difflib",
        "enum",
        "functools",
        "hashlib",
        "heapq",
    ),
    *("html", "html.entities", "itertools", "keyword", "math", "operator", "re", "string", "textwrap", "token"),
    *("ipaddress", "typing", "unicodedata", "urllib.parse", "warnings"),
}
PURE_NAMES = {"datetime": {"date", "timedelta"}, "sys": {"maxsize"}}
IMPURE_CALLS = {"open", "print", "input", "eval", "exec", "__import__", "breakpoint"}
IMPURE_METHODS = {"today", "now", "utcnow"}

# The only modules that may import these packages.
HOMES = {
    "pyromark": {"syntax/markdown_reader.py"},
    "pathspec": {"workspace/ignored.py"},
    "tomli": {"workspace/config_files.py"},
    "tomllib": {"workspace/config_files.py"},
    "jedi": {"python/engine.py"},
    "parso": {"python/engine.py"},
    "typing_extensions": {"syntax/values.py"},  # for type checkers alone
    "idna": {"links/web_addresses.py"},
    "pycurl": {"web/http_client.py"},
    "certifi": {"web/http_client.py"},
    "sqlite3": {"web/cache.py"},
    "platformdirs": {"web/cache_folder.py"},
    "shtab": {"cli/completion_script.py"},
}


class Import(NamedTuple):
    module: str
    name: str | None
    line: int


def path_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def layer_of(module: Path) -> str | None:
    path = module.relative_to(PACKAGE)
    return path.parts[0] if len(path.parts) > 1 else None


def imports_of(module: Path) -> Iterator[Import]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, None, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path_of(module)}:{node.lineno} imports by a relative name"
            for alias in node.names:
                yield Import(node.module or "", alias.name, node.lineno)


def own_layer_named_by(imported: Import) -> str | None:
    """The layer of ours that an import reaches into; ``""`` for the package itself."""
    parts = imported.module.split(".")
    if parts[0] != "notes_lsp":
        return None
    if len(parts) > 1:
        return parts[1]
    return imported.name if imported.name in LAYERS else ""


@pytest.mark.parametrize("module", MODULES, ids=path_of)
def test_layers_import_downward_only(module: Path) -> None:
    layer = layer_of(module)
    if layer is None:
        return  # __init__.py imports nothing, __main__.py the command line
    assert layer in LAYERS, f"{layer} is in no layer; see ARCHITECTURE.md"
    for imported in imports_of(module):
        target = own_layer_named_by(imported)
        if target == "":
            assert imported.name == "__version__", f"{path_of(module)}:{imported.line}"
        elif target is not None:
            allowed = LAYERS[layer] | {layer} | ({"lsp"} if path_of(module) == "cli/serve.py" else set())
            assert target in allowed, f"{path_of(module)}:{imported.line} imports {target}"


def test_the_package_itself_imports_nothing() -> None:
    assert list(imports_of(PACKAGE / "__init__.py")) == []


@pytest.mark.parametrize("module", [m for m in MODULES if layer_of(m) in PURE], ids=path_of)
def test_pure_layers_touch_nothing_outside(module: Path) -> None:
    if path_of(module) in IMPURE_MODULES:
        return
    for imported in imports_of(module):
        package = imported.module.split(".")[0]
        if package == "notes_lsp" or path_of(module) in HOMES.get(package, ()):
            continue
        where = f"{path_of(module)}:{imported.line} imports {imported.module}"
        if imported.module in PURE_NAMES:
            assert imported.name in PURE_NAMES[imported.module], where
        else:
            assert imported.module in PURE_STANDARD_LIBRARY, where
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in IMPURE_CALLS, f"{path_of(module)}:{node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in IMPURE_METHODS, f"{path_of(module)}:{node.lineno}"


@pytest.mark.parametrize("module", MODULES, ids=path_of)
def test_packages_of_others_have_one_home(module: Path) -> None:
    for imported in imports_of(module):
        package = imported.module.split(".")[0]
        where = f"{path_of(module)}:{imported.line} imports {package}"
        if package in HOMES:
            assert path_of(module) in HOMES[package], where
        elif package == "asyncio":
            assert layer_of(module) in ("lsp", "web"), where
        elif package in ("pygls", "lsprotocol", "cattrs"):
            assert layer_of(module) == "lsp", where
        elif package != "notes_lsp":
            assert package in sys.stdlib_module_names or package == "_typeshed", where


@pytest.mark.parametrize("arguments", [["--check"], ["--check", "--output-format", "json"], ["--outline"]])
def test_the_command_line_starts_without_the_server(tmp_path: Path, arguments: list[str]) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# A talk\n\n- see [the slides](slides.pdf)\n", encoding="utf-8")
    code = "import sys; from notes_lsp.cli.main import main; main(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, str(notes)], capture_output=True, encoding="utf-8", check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "notes_lsp" in loaded
    assert not loaded & {"pygls", "lsprotocol", "cattrs", "jedi", "parso", "asyncio"}
    assert not loaded & {"sqlite3", "platformdirs", "pycurl", "idna"}
    of_the_web = {name for name in done.stdout.splitlines()[-1].split() if name.startswith("notes_lsp.web.")}
    assert of_the_web <= {"notes_lsp.web.cache_folder"}  # which the cache of checks is in, too
    assert not loaded & {"pathspec", "multiprocessing", "concurrent", "logging", "socket", "subprocess", "difflib"}


@pytest.mark.parametrize("module", MODULES, ids=path_of)
def test_every_module_says_what_it_is(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
