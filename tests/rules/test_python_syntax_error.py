"""The rule about Python that does not parse: what it finds, where, and what it leaves alone."""

import re
import warnings

import pytest

from helpers import check_rule, fix_with

CODE = "python-syntax-error"


def found_in(code: str, fence: str = "python") -> list[str]:
    """The findings in a fence with ``code``, as ``2:5-2:6 message`` counted from the first line of the code."""
    found = check_rule(CODE, f"```{fence}\n{code}\n```\n")
    return [_counted_from_the_code(line) for line in found]


def _counted_from_the_code(finding: str) -> str:
    span, _, message = finding.partition(f" {CODE} ")
    return re.sub(r"(\d+)(?=:)", lambda line: str(int(line[1]) - 1), span) + f" {message}"


def places(code: str, fence: str = "python") -> list[str]:
    """Where the findings begin, for messages that Python words anew now and then."""
    return [line.partition("-")[0] for line in found_in(code, fence)]


# ---------------------------------------------------------------- mistakes


def test_a_missing_colon_is_found_at_the_end_of_its_line() -> None:
    assert found_in("def f(x)\n    return x") == ["1:9-1:9 expected ':'"]
    assert found_in("class C(object)\n    x = 1") == ["1:16-1:16 expected ':'"]
    assert found_in("for x in y  # all of them\n    g(x)") == ["1:11-1:11 expected ':'"]
    assert found_in("if x:\n    y\nelse\n    z") == ["3:5-3:5 expected ':'"]


def test_a_missing_colon_can_be_added() -> None:
    head, tail = "# T\n\n```python\n", "\n```\n"
    check = [
        ("def f(x)\n    return x", "def f(x):\n    return x"),
        ("while x  # so\n    f()", "while x:  # so\n    f()"),
        ("class 'C'\n    x = 1", "class 'C'\n    x = 1"),  # a colon does not mend this
    ]
    for code, mended in check:
        assert fix_with(CODE, head + code + tail) == head + mended + tail


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("import python-csp", "1:14"),
        ("from os imprt path", "1:9"),
        ("improt os", "1:8"),
        ("def f(:\n    pass", "1:7"),
        ("def weightself):\n    return 1", "1:15"),
        ("x = foo(1, 2))", "1:14"),
        ("x = [1, 2)", "1:10"),
        ("users = open('user'csv')\nx = 1", "1:23"),
        ("for line in gzip.", "1:18"),
        ("result = f(*a):\n", "1:15"),
        ("x = include and blank = []", "1:1"),
        ("self._-d = 1", "1:1"),
        (" x = 1\nx += 1", "1:2"),
        ("x = 1\n    y = 2", "2:5"),
        ("if x:\n        y = 1\n    z = 2", "3:5"),
        ("def f(self):\nreturn 1", "2:1"),
        ("for x in y:\nprint(x)", "2:1"),
        ("class C:\ndef f(self):\n    pass", "2:1"),
        ("if x:\n\tfor x in y:\n\tprint(x)", "3:2"),
        ("@weight.setter:\ndef weight(self, value):\n    pass", "1:15"),
        ("def f(a=1, b):\n    pass", None),
        ("retrun x", "1:8"),
        ("x = 'it", "1:5"),
        ('x = """abc', "1:5"),
        ("foo(a, b", "1:4"),
        ("d = {'a' 1}", None),
        ("x = y z", "1:7"),
        ("print(“hello”)", "1:7"),
        ("x = 1 +", "1:8"),
        ("raise ValueError 'x'", None),
        ("lambda x return x", "1:10"),
    ],
)
def test_slips_are_found(code: str, place: str | None) -> None:
    found = places(code)
    assert len(found) == 1
    assert place is None or found == [place]


def test_the_message_is_that_of_python_without_its_lines() -> None:
    assert found_in("x = (1,\ny = 2") == ["1:5-1:6 '(' was never closed"]
    assert found_in("def f():\nreturn 1") == ["2:1-2:9 expected an indented block after function definition"]
    assert found_in("x = 'abc") == ["1:5-1:6 unterminated string literal"]


def test_a_message_of_two_sentences_becomes_one() -> None:
    (found,) = found_in("f(a b, c)")
    assert re.fullmatch(r"1:3-1:6 invalid syntax; perhaps you forgot a comma\?", found)


def test_only_the_first_mistake_of_a_snippet_is_reported() -> None:
    assert places("x = 1)\ny = 2\nz = 3)\n") == ["1:6"]


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("    import os\n\n    def f(x)\n        return x\n", "n.md", "3:13"),
        ("\timport os\n\n\tdef f(x)\n\t\treturn x\n", "n.md", "3:10"),
        ("- a\n\n  ```py\n  def f(é)\n      pass\n  ```\n", "n.md", "4:11"),
        ("> - ```py\n>   def f(x='🐍')\n>       pass\n>   ```\n", "n.md", "2:17"),
        ("> ```py\n> def f(x)\n>     pass\n> ```\n", "n.md", "2:11"),
        ("```pycon\n>>> def f(x)\n...     pass\n```\n", "n.md", "2:13"),
        ("```ipython\nIn [1]: def f(x)\n   ...:     pass\n```\n", "n.md", "2:17"),
        ("Talk\n====\n\n.. code-block:: python\n\n    def f(x)\n        pass\n", "n.rst", "6:13"),
        ("Talk\n====\n\nSo::\n\n    import os\n    def f(x)\n        pass\n", "n.rst", "7:13"),
        ("Talk\n====\n\n>>> def f(x)\n...     pass\n", "n.rst", "4:13"),
        ("Talk\n\nimport python-csp\n", "n.txt", "3:14"),
        ("* T\n#+BEGIN_SRC python\n  def f(x)\n      pass\n#+END_SRC\n", "n.org", "3:11"),
        ("```py\r\nx = 1\r\ndef f(x)\r\n    pass\r\n```\r\n", "n.md", "3:9"),
    ],
)
def test_a_mistake_is_found_in_every_form_of_snippet(text: str, name: str, place: str) -> None:
    assert [line.partition("-")[0] for line in check_rule(CODE, text, name)] == [place]


def test_a_prompt_with_a_mark_too_many_is_found() -> None:
    text = "```pycon\n>>>> class P:\n...     x = 1\n>>> P\n```\n"
    assert check_rule(CODE, text) == [f"2:1-2:5 {CODE} invalid syntax; a prompt is three '>'"]
    assert fix_with(CODE, text) == text.replace(">>>>", ">>>")


def test_the_prompts_of_pypy_have_four_marks() -> None:
    assert found_in(">>>> class P:\n....     x = 1\n>>>> P", "pycon") == []


# ---------------------------------------------------------------- what is meant to be so

GAPS = [
    "def f(...):\n    ...",
    "def f(x, ...):\n    return ..",
    "def f(x):\n    ....",
    "x = f('a', ... b=1)",
    "x = {'a': 1, ...}",
    "x = {\n    INSTALLED = [\n    ]\n    ...\n}",
    "x = f(a, b, …)",
    "f(page=, lang=, user=)",
    "x = ",
    "x =  # something",
    "def f(x):\n    # left out",
    "def f(x):",
    "class A:\n\nclass B:\n    x = 1",
    "class A:\n    def f(self):\n    def g(self):\n\n    def h(self):\n        # see above",
    "if x:\n    # so\nelse:\n    # or so",
    "class A\n    def f(...)\n    def g(...)",
    "def f(x, y)",
    "def f(self, x) -> int",
    "class Foo(Bar)\nclass Bar(Foo)",
    "with open(name) as file",
    "@property",
    "@app.route('/')\n@login_required",
    "x = <your key>",
    "connect('<host>', <port>)",
    "x = {{ value }}",
    "{% for x in y %}\n{{ x }}\n{% endfor %}",
    "open(name[, mode[, buffering]])",
    "x = $HOME",
    "f(?, ?)",
    "else:\n    x = 1",
    "except ValueError:\n    pass",
    "elif y:\n    x = 1\nelse:\n    x = 2",
    "x = 1\nif a == <b>:\n    y = 1\nelse:\n    y = 2",
    "x = 1\nwhen it rains a lot\nelse:\n    y = 2",
    "x = 1\ntry: ...!\n    y = 1\nexcept: ...?\n    y = 2",
    "try:\n    f()",
    "# in the class:\n    def f(self):\n        pass",
    "...\n    x = 1\n    y = 2",
    "for x in y:\n    ...\n        deeper()",
]


@pytest.mark.parametrize("code", GAPS)
def test_gaps_are_left_alone(code: str) -> None:
    assert found_in(code) == []


PYTHON_2 = [
    "print 'a'",
    "print x, y",
    "print",
    "print >>sys.stderr, 'x'",
    "if x: print x\nelse: print y",
    "def f():\n    print 'x' % y\n    print [z for z in x]",
    "try:\n    f()\nexcept IOError, e:\n    log(e)\nexcept (A, B), e:\n    pass",
    "raise ValueError, 'no'",
    "exec 'x = 1' in ns",
    "x = `y`",
    "if x <> y:\n    pass",
    "x = ur'abc'",
    "os.chmod(p, 0755)",
    "x = 10L",
    "def f((a, b), c):\n    return a",
    "sorted(x, key=lambda (k, v): v)",
    "asyncio.async(f())",
]


@pytest.mark.parametrize("code", PYTHON_2)
def test_old_python_is_left_alone(code: str) -> None:
    assert found_in(code) == []


NEWER = [
    "type X = int",
    "def f[T](x: T) -> T:\n    return x",
    "class C[T]:\n    pass",
    "try:\n    f()\nexcept* OSError:\n    pass",
    'x = f"{d["a"]}"',
    "x = t'{a}'",
    "try:\n    f()\nexcept A, B:\n    pass",
]


@pytest.mark.parametrize("code", NEWER)
def test_new_python_is_left_alone_by_an_old_one(code: str) -> None:
    assert found_in(code) == []


SESSIONS = [
    ">>> x = 1\n>>> x\n1",
    ">>> def f():\n...     return 1\n...\n>>> f()\n1",
    ">>> class A(object):\n        pass\n...\n>>> A\n<class 'A'>",
    ">>> f(\n        1,\n        2)\n3",
    ">>> import this\nThe Zen of Python, by Tim Peters\n\nBeautiful is better than ugly.\nExplicit (so to speak).",
    '>>> 1 / 0\nTraceback (most recent call last):\n  File "<stdin>", line 1, in <module>\nZeroDivisionError: x',
    ">>> print 'a'\n  File \"<stdin>\", line 1\n    print 'a'\n          ^\nSyntaxError: invalid syntax",
    "In [1]: x = 1\n\nIn [2]: %timeit x\n10 loops, best of 3: 5 us per loop\n\nIn [3]: x?\nOut[3]: a b c",
    "In [1]: def f():\n   ...:     return 1\n   ...:\n\nIn [2]: f()\nOut[2]: 1",
    "In [1]:\ndef f():\n    return 1\n\nOut[1]: what ever",
    "def f():\n    return 1\n\n>>> f()\none is what it is",
    "def f():\n    '''\n    >>> f()\n    one and two\n    '''\n    return 1",
    "Python 3.12.1 (main, Dec  8 2023, 05:40:51) [GCC] on linux\n>>> 1\n1",
    '>>> x =\n  File "<stdin>", line 1\nSyntaxError: invalid syntax',
    ">>>\nclass A:\n    x = 1\n>>> A.x\n1",
]


@pytest.mark.parametrize("code", SESSIONS)
def test_sessions_are_left_alone(code: str) -> None:
    assert found_in(code) == []


OTHERS = [
    "%timeit f(x)\n%load_ext autoreload\n!ls -l\nx = !ls\nf?\n?f\nf??",
    "%%bash\nfor x in *; do\n  echo $x\ndone",
    "%python\nprint('x')",
    "$ python x.py\npip install foo\npython -m venv .venv\n./manage.py migrate",
    "f(x)\nthis is said about it",
    "x = f(blah blah blah)",
    "f(x)\n    gives you what you want\n    g(y)",
    "if the user is logged in:\n    show the page",
    "if user is logged in:\n    show()",
    "for each talk in the list:\n    f()",
    "x = 1\n\n * a point\n * another one (of two)",
    "f(x)\nIt's a kind of magic",
    "print(x)\n<function f at 0x12324ewe>",
    "print(x)\n1 2 3",
    "print(x)\nHello world",
    "f(x) => 3",
    "f(x) -> 3",
    "f(x) → 3",
    "f(x) = 2x + 1",
    "if (x) {\n    f();\n}",
    "x = 1;  // one",
    "x++",
    "x && y",
    "- x = 1\n+ x = 2",
    "@@ -1,2 +1,2 @@\n x = 1",
    "1. do this\n2. do that",
    "class A extends B",
    "f(x)  # SyntaxError\nx = = 1  # SyntaxError",
    "# this does not work:\nx = = 1",
    "x = = 1  # wrong",
    "| a | b |\n|---|---|",
    "time.sleep(10ms)",
    "Foo.objects\n    .filter(x=1)\n    .all()",
    "x\xa0= 1\nif x:\n\xa0\xa0\xa0\xa0y = 2",
    "def f():\n\tif x:\n            y = 1\n\treturn y",
    "if a:\n\tx = 1\n        y = 2\n    z = 3",
    "match = 1\nif x:\n    match.y",
    "<h1>Title</h1>",
    "",
    "# nothing but a comment",
]


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_no_python_is_left_alone(code: str) -> None:
    assert found_in(code) == []


@pytest.mark.parametrize("language", ["", "java", "text", "console"])
def test_other_languages_are_not_read(language: str) -> None:
    assert found_in("public void f( {", language) == []


def test_code_that_only_looks_like_python_has_to_be_so_but_for_the_mistake() -> None:
    assert check_rule(CODE, "    import os\n    x = os.path.join('a', 'b'))\n    print(x)\n") != []
    # A table of abbreviations, laid out as its writer likes.
    assert check_rule(CODE, "    m = math.sin(x)\n    g = greek letters\n      s = sub\n") == []
    # Hardly anything of it is Python.
    assert found_in("x = 1)\ny = 2]\nz = 3)\nimport a-b") == []


# ---------------------------------------------------------------- nothing upsets it


@pytest.mark.parametrize(
    "code",
    [
        "(" * 5000,
        "[" * 90 + "]" * 90,
        "-" * 20_000 + "1",
        "x = " + "1+" * 50_000 + "1",
        "x" + ".a" * 50_000,
        "x" + "()" * 5000,
        "not " * 5000 + "x",
        "lambda: " * 5000 + "x",
        "x = " + "9" * 100_000,
        "x if y else " * 3000 + "z",
        "if x:\n" + "\n".join(" " * n + "if x:" for n in range(1, 200)),
        "print x\n" * 5000,
        "x = )\n" * 300,
        "\x00",
        "x = 1\x0c\n\x0cdef f(x)\n  pass",
        "'" * 10_001,
        "#" * 100_000,
        "\\\n" * 1000,
        "f'" + "{" * 500,
        "`" * 2,
    ],
)
def test_nothing_upsets_it(code: str) -> None:
    found_in(code, "python")


def test_what_python_only_warns_about_is_nothing_to_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert found_in("x = '\\d'\ny = 1if x else 2\nassert (x, 'y')\nx is 1") == []
