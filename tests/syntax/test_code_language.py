"""Guessing the language of made-up code, and reading the names that people give languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.syntax.code_language import goes_on, guess_language, is_code_line, line_fit
from notes_lsp.syntax.language_names import canonical_language

PYTHON = [
    # One or two lines.
    "import tangerine",
    "import tangerine.peel as tp, pip_count",
    "from . import pips",
    "from orchard.trees import (Apple,",
    "import sea-urchin",
    "basket = pick(tree)",
    "basket = await orchard.pick(tree)",
    "assert basket == ['apple']",
    "orchard.pick(tree, ripe=True)",
    "@pytest.fixture\ndef basket():",
    "@pytest.fixture(scope='session')",
    "print basket.weight",
    "print('ripe')",
    "for apple in orchard.apples:\n    eat(apple)",
    "while not basket.full:",
    "with open('basket.csv') as rows:",
    "baskets = [pick(tree) for tree in orchard]",
    "count += 1\nweights[name] -= 2",
    "left, right = split(basket)",
    "del basket['worm']",
    "raise BasketError('full')",
    "lambda apple: apple.weight",
    "class Basket(Container): pass",
    "P(red) == 1/3\n\nP(green) == ...",
    # With mistakes, gaps and ends cut off.
    "def pick(self)\n    return self.apple",
    "class Basket\n    def __len__(...)\n    def __iter__(...)",
    "@basket.setter:\ndef weight(self, value):",
    "from orchard iport Apple\napple = Apple()",
    "names = open('names'csv')\nfor name in names:\n    print(name)",
    "def pick(...):\n    ...\n    return ..",
    "for apple in pick(tree):\n    print(apple)\n\nfor apple in orchard.",
    "async def ripen(days):\n    while True:\n        await orchard.s",
    "tree.plant(kind=, year=, spot=)\ntree.apples\ntree.age",
    "Tree.objects.create(\n    kind='pear',\n    tags={'old': True, ...}\n)",
    "basket = orchard.pick(tree)\nbasket.weigh(blah blah blah)",
    # Python 2.
    "try:\n    pick()\nexcept TreeError, error:\n    print 'no apple', error",
    "exec code in scope\nprint >>log, 'done'",
    # Prompts, magics, first lines.
    ">>> basket\nBasket(3)",
    ">>> import this\nThe Zen of Baskets, by Somebody\n\nFull is better than empty.",
    ">>>> class Basket(tuple):\n...     pass",
    "In [1]: basket.weigh()\nOut[1]: 3",
    "%timeit basket.weigh()",
    "%load_ext orchard",
    "%%time\nbasket.weigh()",
    "#!python\nwhatever this is",
    "#!/usr/bin/env python3\npick()",
    # What other languages do too.
    "def pick(tree):\n    return tree.apple",
    "@profile\ndef pick(...):\n    ...\n\npython -m memory_profiler",
    "query = '''SELECT name FROM apples WHERE ripe;'''\ncursor.execute(query)",
    'page = "<script>var x = 1;</script>"\nsend(page)',
    "# Pick every apple; then rest {a while}.\nbasket = pick_all()",
    "if weight > 3 and not basket.full:\n    basket.add(apple)\nelse:\n    pass",
    "match fruit:\n    case Apple(weight=w):\n        return w\n    case _:\n        return None",
    "weight: int = 3\nname: str = 'apple'",
    "def pick(tree: Tree) -> Apple:",
    "sizes = {\n    'small': 1,\n    'large': 2,\n}",
    "basket = (\n    orchard.trees\n    .filter(ripe=True)\n    .first()\n)",
]


@pytest.mark.parametrize("code", PYTHON)
def test_python_is_recognised(code: str) -> None:
    assert guess_language(code) == "python"
    assert guess_language("    " + code.replace("\n", "\n    ")) == "python"
    assert guess_language(code.replace("\n", "\r\n") + "\r\n") == "python"


OTHERS = [
    ("", ""),
    (" \n\t\n", ""),
    # Prose.
    ("The basket is full, and so is the shed.", ""),
    ("if you have apples, eat them:", ""),
    ("for everyone in the orchard:", ""),
    ("for people in tech:", ""),
    ("from the orchard to the shed", ""),
    ("return policy", ""),
    ("global warming", ""),
    ("import of apples is class work", ""),
    ("with apples: pie, sauce (and crumble)", ""),
    ("class notes:", ""),
    ("else they rot", ""),
    ("while ripening", ""),
    ("print the label, then stick it on", ""),
    ("raise awareness\nassert dominance", ""),
    ("Trees don't move. We 'graft' them.\nIt's all (mostly) about roots.", ""),
    ("apple(s)", ""),
    ("Ada Apple (Orchard Inc.)", ""),
    ("@ada_apple", ""),
    ("www.example.org\nexample.org/apples", ""),
    ("trees/apple.c\ntrees/pear.c", ""),
    ("- apples\n- pears = fruit", ""),
    ("* eat(apple)\n* sleep()", ""),
    ("1. pick(apple)\n2. eat(apple)", ""),
    ("> An apple a day\n> keeps (x) away", ""),
    (">>> I said the apples were ripe", ""),
    ("apple -> cider -> vinegar", ""),
    ("Speaker: Ada Apple\nRoom: Cellar", ""),
    ("Kind     Grams\napple    150\npear     170", ""),
    ("© 2031 • Orchard → Shed", ""),
    # Output and trees.
    ('Traceback (most recent call last):\n  File "pick.py", line 3, in <module>\n    pick(tree)\nTreeError: none', ""),
    ("===== 3 passed, 1 failed in 0.31s =====", ""),
    ("75.0% RUNNING\n25.0% WAITING", ""),
    ("orchard/\n├── trees/\n│   └── apple.py\n└── shed.py", ""),
    # Settings and queries.
    ("orchard.gate.open=true\norchard.gate.port=8080", ""),
    ("sum(rate(apples_eaten_total[5m]))", ""),
    # Data and markup.
    ('{"apples": [1, 2], "ripe": true}', "json"),
    ('[\n  {"name": "apple"},\n  {"name": "pear"}\n]', "json"),
    ("orchard:\n  trees:\n    - apple\n    - pear\n  gate: open", "yaml"),
    ("---\nkind: Basket\nspec:\n  size: 3", "yaml"),
    ('<div class="tree">\n  <p>apple</p>\n</div>', "html"),
    ('<orchard>\n  <tree kind="apple"/>\n</orchard>', "xml"),
    ('[orchard]\ntrees = ["apple"]\nopen = true', "toml"),
    # Shells.
    ("pip install tangerine", "shell"),
    ("$ ls orchard", "shell"),
    ("git clone https://example.org/orchard.git\ncd orchard\nmake", "shell"),
    ("kubectl get pods -o wide", "shell"),
    ("docker run --rm orchard", "shell"),
    ("export TREES=3\npython count.py | grep apple", "shell"),
    ("for tree in *; do\n  echo $tree\ndone", "shell"),
    ("#!/bin/bash\necho apples", "shell"),
    ("python -m tangerine --peel", "shell"),
    ("%%bash\nls", "shell"),
    # Languages.
    ('#include <stdio.h>\nint main(void) {\n    printf("apple");\n    return 0;\n}', "c"),
    ('#import "Tree.h"\nTree *tree = 0;', "c"),
    ("int weight = 3;\nchar *name = NULL;", "c"),
    ('#include <iostream>\nint main() { std::cout << "apple"; }', "cpp"),
    ("public class Basket {\n    private int weight;\n}", "java"),
    ("@Override\npublic String toString() {\n    return name;\n}", "java"),
    ("Basket basket = new Basket();\nSystem.out.println(basket);", "java"),
    ("const basket = require('basket')\nconsole.log(basket)", "javascript"),
    ("var basket = new Basket();\nbasket.on('full', function () {\n  close();\n});", "javascript"),
    ("export const ripe = (apple) => apple.red", "javascript"),
    ("interface Apple {\n  weight: number;\n}", "typescript"),
    ("class Basket < Box\n  def full?\n    apples.size > 3\n  end\nend", "ruby"),
    ("apples.each do |apple|\n  puts apple\nend", "ruby"),
    ("weights <- c(1, 2, 3)\nlibrary(orchard)", "r"),
    ("apples %>% filter(ripe)", "r"),
    ("SELECT name, weight FROM apples WHERE ripe", "sql"),
    ("select * from apples where ripe limit 3", "sql"),
    ('package main\n\nfunc main() {\n\tfmt.Println("apple")\n}', "go"),
    ("apple, err := pick()\nif err != nil {\n\treturn err\n}", "go"),
    ('fn main() {\n    let mut apples = vec![1];\n    println!("{}", apples.len());\n}', "rust"),
    ("(defn pick [tree]\n  (first (:apples tree)))", "clojure"),
    ("data class Apple(val weight: Int)\nfun pick(tree: Tree) = tree.apples.first()", "kotlin"),
    ("<?php\n$apple = pick();", "php"),
    ("case class Apple(weight: Int)\nval apple = Apple(3)", "scala"),
    ('FROM alpine:3\nRUN apk add tree\nCMD ["tree"]', "dockerfile"),
    # Braces that could be anybody's.
    ("basket.add(apple);\nbasket.close();", ""),
    ("if (ripe) {\n    pick();\n}", ""),
    ("orchard.select(APPLE.NAME)\n    .from(APPLE)\n    .where(RIPE)", ""),
]


@pytest.mark.parametrize(("code", "language"), OTHERS)
def test_what_is_not_python(code: str, language: str) -> None:
    assert guess_language(code) == language


NAMES = [
    ("", ""),
    ("py", "python"),
    ("py3", "python"),
    ("python3", "python"),
    ("python2", "python"),
    ("Python3.12", "python"),
    ("pycon", "python"),
    ("pyi", "python"),
    ("ipython", "python"),
    ("ipython3", "python"),
    ("ipythonconsole", "python"),
    ("python-repl", "python"),
    (".python", "python"),
    ("python:title", "python"),
    ("python title='a b'", "python"),
    ("python{1,3-4}", "python"),
    ("python=", "python"),
    ("language-python", "python"),
    ("{python}", "python"),
    ("{.python .numberLines}", "python"),
    ("{#pick .python}", "python"),
    ("{.numberLines startFrom=3 .x}", "numberlines"),
    ("{code-cell} ipython3", "python"),
    ("{code-cell}", "python"),
    ("{code-block} c++", "cpp"),
    ("{code-block}", ""),
    ("{python, echo=False}", "python"),
    ("{r, echo=FALSE}", "r"),
    ("{note}", "note"),
    ("sh", "shell"),
    ("Bash", "shell"),
    ("zsh", "shell"),
    ("console", "shell"),
    ("shell-session", "shell"),
    ("js", "javascript"),
    ("jsx", "javascript"),
    ("ts", "typescript"),
    ("c++", "cpp"),
    ("C#", "csharp"),
    ("c", "c"),
    ("yml", "yaml"),
    ("golang", "go"),
    ("rs", "rust"),
    ("rb", "ruby"),
    ("htm", "html"),
    ("postgres", "sql"),
    ("text", "text"),
    ("txt", "text"),
    ("pyx", "pyx"),
    ("Brainfudge", "brainfudge"),
    ("java,linenos", "java"),
]


@pytest.mark.parametrize(("info", "language"), NAMES)
def test_names_of_languages(info: str, language: str) -> None:
    assert canonical_language(info) == language


LINES = [
    ("import orchard", "python"),
    ("import orchard.trees as trees", "python"),
    ("import sea-urchin", "python"),
    ("from orchard import Apple, Pear", "python"),
    ("from .trees import *", "python"),
    ('basket = trees.Basket("")', "python"),
    ("n = 3", "python"),
    ("names = ['apple', ...]", "python"),
    ("self.weight = None", "python"),
    ('""" Pick them all """', "python"),
    ("def pick(tree):", "python"),
    ("def pick(self)", "python"),
    ("async def pick(tree):", "python"),
    ("class Basket:", "python"),
    ("class Basket(Box):  # of wicker", "python"),
    ("@decorator", "python"),
    ("@property", "python"),
    ("@pytest.fixture", "python"),
    ("@app.route('/apples')", "python"),
    (">>> basket", "python"),
    ("In [3]: basket", "python"),
    ("return x", "python"),
    ("return self.weight", "python"),
    ("return None", "python"),
    ("if basket is None:", "python"),
    ("elif basket.full:", "python"),
    ("else:", "python"),
    ("for apple in orchard.apples:", "python"),
    ("while True:", "python"),
    ("with open(path) as rows:", "python"),
    ("except TreeError as error:", "python"),
    ("raise TreeError('no apple')", "python"),
    ("assert pick(tree) == apple", "python"),
    ("print('ripe')", "python"),
    ("orchard.pick(tree)", "python"),
    ("_a = PyTuple_GET_ITEM(args, 0)", "python"),
    ('#import "Python.h"', "c"),
    ("#include <tree.h>", "c"),
    ("#define APPLES 3", "c"),
    ("PyObject *_a = 0", "c"),
    ("// picking apples", "c"),
    ("/* apples */", "c"),
    ("int main(void) {", "c"),
    ('char *name = "apple";', "c"),
    ('printf("%d", apples);', "c"),
    ("tree->apples = 3;", "c"),
    ("", ""),
    ("from the start", ""),
    ("From apples import cider", ""),
    ("from Kent, import taxes", ""),
    ("import of goods", ""),
    ("import duties, tariffs and so on", ""),
    ("class is full", ""),
    ("class notes:", ""),
    ("for everyone", ""),
    ("for people in tech:", ""),
    ("if you like:", ""),
    ("if necessary:", ""),
    ("use x = y here", ""),
    ("input -> output pairs", ""),
    ("return to sender", ""),
    ("return policy", ""),
    ("print this", ""),
    ("with great power: (none)", ""),
    ("raise Money", ""),
    ("assert yourself", ""),
    ("del is short for delete", ""),
    ("TDD = tests first", ""),
    ("TDD = success", ""),
    ("Total = 5", ""),
    ("lambda = small function", ""),
    ("f = delegate = lambda", ""),
    ("select()", ""),
    ("apple(s)", ""),
    ("Ada Apple (Orchard)", ""),
    ("@ada_apple", ""),
    ("@ada.apple", ""),
    ("@pytest.mark - marks tests", ""),
    (">>> I said they were ripe", ""),
    ("#apples", ""),
    ("# Apples", ""),
    ("https://example.org/?a=b", ""),
    ("pip install orchard", ""),
    ("$ pip install orchard", ""),
    ('"""', ""),
    ('"apples" = fruit', ""),
    ("- x = f(y)", ""),
    ("• import apples", ""),
    ("x = f(y) and more of it", ""),
    ("x = " + "f(" * 100 + "0" + ")" * 100, ""),
]


@pytest.mark.parametrize(("line", "language"), LINES)
def test_lines_in_prose(line: str, language: str) -> None:
    assert is_code_line(line) == language
    assert is_code_line("  " + line + " ") == language


@pytest.mark.parametrize("line", ["_a = PyTuple_GET_ITEM(args, 0)", "n = 3", "pips[0] = count(pip)", "tree.grow(3)"])
def test_what_fits_c_and_python(line: str) -> None:
    assert line_fit(line) == "either"


GOING_ON = [
    ("...", "python", True),
    ("pass", "python", True),
    (")", "python", True),
    ("# and now", "python", True),
    ("pick(apple)", "python", True),
    ("apple = pear", "python", True),
    ("apple pear", "python", False),
    ("return apple", "python", True),
    ('"""Pick."""', "python", True),
    ("The basket is full.", "python", False),
    ("#apples", "python", False),
    ("}", "c", True),
    ("pick(apple);", "c", True),
    ("* of apples", "c", True),
    ("pick the apple", "c", False),
    ("", "python", False),
    ("", "c", False),
]


@pytest.mark.parametrize(("line", "language", "expected"), GOING_ON)
def test_what_goes_on_below_code(line: str, language: str, expected: bool) -> None:
    assert goes_on(line, language) is expected


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_string_is_taken(text: str) -> None:
    guess_language(text)
    canonical_language(text)
    assert is_code_line(text) in ("python", "c", "")


LONG = [
    "(",
    "[",
    "{",
    '"',
    "'",
    "`",
    " ",
    "for ",
    "a, ",
    "a[b],",
    "a.b",
    "x = ",
    "import a, ",
    "@a",
    "<a ",
    "\n",
    "def f(x):\n",
    "{\n",
    '"""\n',
    "\\",
    "- ",
    "a :",
    "a as ",
    "(a",
    "select a, ",
    "$ a",
    "A* ",
]


@pytest.mark.parametrize("piece", LONG)
def test_long_code_takes_no_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))

    for read in (guess_language, is_code_line, canonical_language):
        assert_linear(read, text)
    assert_linear(guess_language, "x" + text)
    assert_linear(guess_language, "\n".join([piece * (300 // len(piece))] * 60))
