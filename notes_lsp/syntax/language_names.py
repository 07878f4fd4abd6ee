"""What language is meant by the name that its writer gave.

Names of languages are those of Linguist and Pygments, folded into one name per language.
"""

import re
from functools import lru_cache

_MAX_WIDTH = 240

_NAMES = {
    "python": "python-repl python-console pycon pyi pyrepl py-repl ipython ipythonconsole ipython-console doctest "
    "testcode numpy pyodide micropython jupyter jupyter-execute jupyter-python bpython sage "
    "code-cell",
    "shell": "sh bash zsh ksh fish console shell-session shellsession sh-session bash-session terminal term command "
    "commandline shellscript",
    "javascript": "js jsx mjs cjs node nodejs es6 ecmascript",
    "typescript": "ts tsx",
    "cpp": "c++ cxx cc hpp h++",
    "c": "h",
    "csharp": "c# cs",
    "fsharp": "f#",
    "objective-c": "objc objectivec obj-c",
    "yaml": "yml",
    "json": "json5 jsonc geojson",
    "html": "htm xhtml html5",
    "xml": "xsl xslt svg",
    "ruby": "rb irb",
    "rust": "rs",
    "go": "golang",
    "clojure": "clj cljs edn",
    "lisp": "elisp emacs-lisp common-lisp scheme racket",
    "kotlin": "kt kts",
    "haskell": "hs lhs",
    "perl": "pl",
    "r": "rlang rscript splus",
    "sql": "mysql postgresql postgres psql sqlite plsql tsql",
    "dockerfile": "docker",
    "makefile": "make mk",
    "powershell": "ps1 pwsh posh",
    "markdown": "md",
    "rst": "rest restructuredtext",
    "latex": "tex",
    "text": "txt plain plaintext none nohighlight",
    "ini": "cfg conf config properties dosini",
}
_LANGUAGE_OF_NAME = {name: language for language, names in _NAMES.items() for name in names.split()}
_PYTHON_NAME = re.compile(r"(?:i?python|pycon|py)[\d.]*$")
_FIRST_NAME = re.compile(r"[^\s,;:={}()\[\]]+")
_BRACED_NAME = re.compile(r"[^\s,{}]+")
_CODE_DIRECTIVES = frozenset(("code", "code-block", "sourcecode", "code-cell"))


@lru_cache(maxsize=64)  # a file names the same few again and again
def canonical_language(info: str) -> str:
    """The language that the info string of a fence or the argument of a directive means, ``""`` for none.

    Understands ``py3``, ``python:title``, ``{.python .numberLines}`` (Pandoc), ``{code-cell} ipython3``
    (MyST) and ``{r, echo=FALSE}`` (R Markdown). A name it does not know comes back in lower case.
    """
    info = info[:_MAX_WIDTH].strip().lower()
    if info.startswith("{"):
        return known_language(_name_in_braces(info))
    match = _FIRST_NAME.search(info)
    return known_language(match.group()) if match else ""


def _name_in_braces(info: str) -> str:
    names: list[str] = [name for name in _BRACED_NAME.findall(info) if name[0] != "#" and "=" not in name]
    classes = [name for name in names if name[0] == "."]
    if classes or not names:
        return classes[0] if classes else ""
    if names[0] not in _CODE_DIRECTIVES:
        return names[0]
    if len(names) > 1:
        return names[1]
    return names[0] if names[0] == "code-cell" else ""


def known_language(name: str) -> str:
    """The language that goes by ``name``, in lower case; ``name`` itself where none is known."""
    name = name.lstrip(".").removeprefix("language-").removeprefix("lang-")
    return "python" if _PYTHON_NAME.match(name) else _LANGUAGE_OF_NAME.get(name, name)
