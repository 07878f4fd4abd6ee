"""The reStructuredText reader on made-up notes: one line per node, with the text that its span covers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.syntax import nodes
from notes_lsp.syntax.rst import read_rst
from shown import CONTAINERS, shown_block, shown_blocks


def shown_here(text: str, block: nodes.Block) -> str:
    """A block as everywhere, but for code, of which the guess is shown, too, and directives, of which the name is."""
    if isinstance(block, nodes.Directive):
        return f"Directive {block.name} {text[block.start : block.end]!r}"
    if not isinstance(block, nodes.CodeBlock):
        return shown_block(text, block)
    named = f"{text[block.language_start : block.language_end]}={block.language}" if block.language else "-"
    guess = block.guess if block.guess == "python" else "-"
    return f"CodeBlock {block.kind} {named} guess={guess} {text[block.content_start : block.content_end]!r}"


BLOCKS: list[tuple[str, str, list[str]]] = [
    ("nothing", "", []),
    ("blank lines", "\n \n\t\n", []),
    # Titles, and breaks between texts.
    ("levels by first use", "A\n~\n\nBee\n===\n\nCee\n~~~\n",
     ["Heading 1 ~ 'A'", "Heading 2 = 'Bee'", "Heading 1 ~ 'Cee'"]),
    ("overline is another style", "=====\n Doc\n=====\n\nOne\n===\n\nTwo\n---\n\n=====\nNext\n=====\n",
     ["Heading 1 == 'Doc'", "Heading 2 = 'One'", "Heading 3 - 'Two'", "Heading 1 == 'Next'"]),
    ("short underline", "A longer title\n---\n", ["Heading 1 - 'A longer title'"]),
    ("long underline", "Title\n-----------\n", ["Heading 1 - 'Title'"]),
    ("too short an underline", "Title\n--\n", ["Paragraph 'Title\\n--'"]),
    ("dots are no underline", "He said\n...\n", ["Paragraph 'He said\\n...'"]),
    ("below two lines it is text", "One\nTwo\n---\n", ["Paragraph 'One\\nTwo\\n---'"]),
    ("below an indented line it is text", "  One\n---\n", ["Quote 'One'", "  Paragraph 'One'", "Paragraph '---'"]),
    ("after a list", "* a\nTitle\n=====\n", ["ListItem * 0 'a'", "Heading 1 = 'Title'"]),
    ("one right after another", "One\n===\nTwo\n---\nText\n",
     ["Heading 1 = 'One'", "Heading 2 - 'Two'", "Paragraph 'Text'"]),
    ("title with an enumerator", "1. Start\n========\n", ["Heading 1 = '1. Start'"]),
    ("title with a star", "*args and friends\n=================\n", ["Heading 1 = '*args and friends'"]),
    ("title with a colon", "Keynote: Ada Quill, Inkwell\n===========================\n",
     ["Heading 1 = 'Keynote: Ada Quill, Inkwell'"]),
    ("wide title", "測試\n====\n", ["Heading 1 = '測試'"]),
    ("rare adornments", "Plus\n++++\n\nTick\n````\n", ["Heading 1 + 'Plus'", "Heading 2 ` 'Tick'"]),
    ("byte order mark", "\ufeffTitle\n=====\n", ["Heading 1 = 'Title'"]),
    ("CRLF and CR", "Title\r\n=====\r\rText\r", ["Heading 1 = 'Title'", "Paragraph 'Text'"]),
    ("line separator is no line end", "Ti\u2028tle\n======\n", ["Heading 1 = 'Ti\\u2028tle'"]),
    ("break", "A\n\n-----\n\nB\n\n---\n\nC\n",
     ["Paragraph 'A'", "Break '-----'", "Paragraph 'B'", "Break '---'", "Paragraph 'C'"]),
    ("overline without underline", "=====\nText\n\nMore\n", ["Break '====='", "Paragraph 'Text'", "Paragraph 'More'"]),
    # text
    ("paragraphs", "One\ntwo\n\n\nThree  \n", ["Paragraph 'One\\ntwo'", "Paragraph 'Three'"]),
    ("quote", "One\n\n   Two\n   three\n\n   Four\n\nFive\n",
     ["Paragraph 'One'", "Quote 'Two\\n   three\\n\\n   Four'", "  Paragraph 'Two\\n   three'", "  Paragraph 'Four'",
      "Paragraph 'Five'"]),
    ("quotes nest", "  One\n\n     Two\n\n  Three\n",
     ["Quote 'One\\n\\n     Two\\n\\n  Three'", "  Paragraph 'One'", "  Quote 'Two'", "    Paragraph 'Two'",
      "  Paragraph 'Three'"]),
    ("definition", "term\n   what it means\n   in short\n\n   More\n\nnext\n",
     ["Paragraph 'term'", "Paragraph 'what it means\\n   in short'", "Paragraph 'More'", "Paragraph 'next'"]),
    ("line block", "| One\n| Two\n  goes on\n|\n| Three\n", ["Paragraph '| One\\n| Two\\n  goes on\\n|\\n| Three'"]),
    # lists
    ("bullets", "* a\n- b\n+ c\n• d\n", ["ListItem * 0 'a'", "ListItem - 0 'b'", "ListItem + 0 'c'",
      "ListItem • 0 'd'"]),
    ("text over lines", "* a\n  b\n\n  c\n* d\n", ["ListItem * 0 'a\\n  b'", "  Paragraph 'c'", "ListItem * 0 'd'"]),
    ("nested with blank lines", "* a\n\n  - b\n\n    + c\n\n* d\n",
     ["ListItem * 0 'a'", "  ListItem - 1 'b'", "    ListItem + 2 'c'", "ListItem * 0 'd'"]),
    ("nested without blank lines", "* a\n    * b\n    * c\n        * d\n* e\n",
     ["ListItem * 0 'a'", "  ListItem * 1 'b'", "  ListItem * 1 'c'", "    ListItem * 2 'd'", "ListItem * 0 'e'"]),
    ("nested by one space", " * a\n\n  - b\n", ["ListItem * 0 'a'", "  ListItem - 1 'b'"]),
    ("nested by tabs", "* a\n\t* b\n", ["ListItem * 0 'a'", "  ListItem * 1 'b'"]),
    ("on one line", "* - a\n  - b\n", ["ListItem * 0 ''", "  ListItem - 1 'a'", "  ListItem - 1 'b'"]),
    ("indented as a whole", "by me\n\n    * a\n    * b\n\nText\n",
     ["Paragraph 'by me'", "ListItem * 0 'a'", "ListItem * 0 'b'", "Paragraph 'Text'"]),
    ("right below text", "Uses:\n- a\n- b\n", ["Paragraph 'Uses:'", "ListItem - 0 'a'", "ListItem - 0 'b'"]),
    ("mark on a line of its own", "*\n  a\n*\n\nText\n", ["ListItem * 0 'a'", "ListItem * 0 ''", "Paragraph 'Text'"]),
    ("marks without a space", "*emphasis* -5 +1\n", ["Paragraph '*emphasis* -5 +1'"]),
    ("enumerators", "1. a\n2) b\n(3) c\n#. d\n",
     ["ListItem 1. 0 'a'", "ListItem 2) 0 'b'", "ListItem (3) 0 'c'", "ListItem #. 0 'd'"]),
    ("letters", "a) one\nb) two\n\nText\n", ["ListItem a) 0 'one'", "ListItem b) 0 'two'", "Paragraph 'Text'"]),
    ("roman", "i. one\n\nii. two\n", ["ListItem i. 0 'one'", "ListItem ii. 0 'two'"]),
    ("initials are no letters", "J. Doe spoke\n\nA. Quill did\nso too\n",
     ["Paragraph 'J. Doe spoke'", "Paragraph 'A. Quill did\\nso too'"]),
    ("a year is no number", "2031. That was it.\n", ["Paragraph '2031. That was it.'"]),
    ("a number in text", "version\n3. It\n", ["Paragraph 'version\\n3. It'"]),
    ("tasks", "- [ ] a\n- [x] b\n- [y] c\n- [ ]\n",
     ["ListItem - 0 open 'a'", "ListItem - 0 done 'b'", "ListItem - 0 '[y] c'", "ListItem - 0 open ''"]),
    ("quote in an item", "* a\n\n      b\n", ["ListItem * 0 'a'", "  Quote 'b'", "    Paragraph 'b'"]),
    # code
    ("code-block", ".. code-block:: Python3\n   :linenos:\n   :caption: x\n\n   a = 1\n\n   b = 2\n\nText\n",
     ["CodeBlock directive Python3=python guess=- '   a = 1\\n\\n   b = 2'", "Paragraph 'Text'"]),
    ("other names", ".. code:: sh\n\n  ls\n\n.. sourcecode:: c\n\n  int a;\n\n.. ipython::\n\n  In [1]: a\n",
     ["CodeBlock directive sh=shell guess=- '  ls'", "CodeBlock directive c=c guess=- '  int a;'",
      "CodeBlock directive ipython=python guess=- '  In [1]: a'"]),
    ("code without a language", ".. code-block::\n\n   import os\n   print(os.name)\n",
     ["CodeBlock directive - guess=python '   import os\\n   print(os.name)'"]),
    ("no blank line", ".. code:: python\n   a = 1\n", ["CodeBlock directive python=python guess=- '   a = 1'"]),
    ("no content", ".. code:: python\n\nText\n", ["CodeBlock directive python=python guess=- ''", "Paragraph 'Text'"]),
    ("in an item", "* a\n\n  .. code:: python\n\n     b\n\n  c\n",
     ["ListItem * 0 'a'", "  CodeBlock directive python=python guess=- '     b'", "  Paragraph 'c'"]),
    ("one colon is a comment", ".. code-block: python\n\n   a = 1\n",
     ["Comment '.. code-block: python\\n\\n   a = 1'"]),
    ("literal", "Run::\n\n    make\n\n      all\n  \nText\n",
     ["Paragraph 'Run::'", "CodeBlock literal - guess=- '    make\\n\\n      all'", "Paragraph 'Text'"]),
    ("literal of its own", "Run\n\n::\n\n    make\n", ["Paragraph 'Run'", "CodeBlock literal - guess=- '    make'"]),
    ("literal without a blank line", "Run::\n    make\n",
     ["Paragraph 'Run::'", "CodeBlock literal - guess=- '    make'"]),
    ("literal in an item", "+ Run::\n\n    import os\n    print(os.name)\n\n  - b\n",
     ["ListItem + 0 'Run::'", "  CodeBlock literal - guess=python '    import os\\n    print(os.name)'",
      "  ListItem - 1 'b'"]),
    ("quoted literal", "Run::\n\n$ make\n$ make all\n\nText\n",
     ["Paragraph 'Run::'", "CodeBlock literal - guess=- '$ make\\n$ make all'", "Paragraph 'Text'"]),
    ("no literal", "Run::\n\nText\n", ["Paragraph 'Run::'", "Paragraph 'Text'"]),
    ("doctest", "Try\n\n>>> 1 + 1\n2\n\nText\n",
     ["Paragraph 'Try'", "CodeBlock doctest - guess=python '>>> 1 + 1\\n2'", "Paragraph 'Text'"]),
    ("fence", "Try\n```py\na = 1\n```\nText\n",
     ["Paragraph 'Try'", "CodeBlock fence py=python guess=- 'a = 1\\n'", "Paragraph 'Text'"]),
    ("fence not closed", "```py\na = 1\n", ["Paragraph '```py\\na = 1'"]),
    ("title over three backquotes", "PDF\n```\n\n* a\n\nRST\n```\n",
     ["Heading 1 ` 'PDF'", "ListItem * 0 'a'", "Heading 1 ` 'RST'"]),
    # directives, comments, fields, targets
    ("admonition", ".. note:: Mind\n   the gap\n\n   * a\n\nText\n",
     ["Directive note '.. note:: Mind\\n   the gap\\n\\n   * a'", "  Paragraph 'Mind\\n   the gap'",
      "  ListItem * 0 'a'", "Paragraph 'Text'"]),
    ("admonition with content below", ".. warning::\n   :class: x\n\n   Mind\n\n     the gap\n",
     ["Directive warning '.. warning::\\n   :class: x\\n\\n   Mind\\n\\n     the gap'", "  Paragraph 'Mind'",
      "  Quote 'the gap'", "    Paragraph 'the gap'"]),
    ("literal in an admonition", ".. tip:: Run::\n\n      make\n\n   Then\n",
     ["Directive tip '.. tip:: Run::\\n\\n      make\\n\\n   Then'", "  Paragraph 'Run::'",
      "  CodeBlock literal - guess=- '      make'", "  Paragraph 'Then'"]),
    ("title of a topic is no text", ".. topic:: Why\n\n   Because\n",
     ["Directive topic '.. topic:: Why\\n\\n   Because'", "  Paragraph 'Because'"]),
    ("contents", ".. contents:: Here\n   :depth: 2\n\nText\n",
     ["Directive contents '.. contents:: Here\\n   :depth: 2'", "Paragraph 'Text'"]),
    ("image and figure", ".. image:: a.png\n   :alt: A\n\n.. figure:: b.png\n   :alt: B\n\n   What it shows\n",
     ["Directive image '.. image:: a.png\\n   :alt: A'",
      "Directive figure '.. figure:: b.png\\n   :alt: B\\n\\n   What it shows'", "  Paragraph 'What it shows'"]),
    ("substitution", ".. |logo| image:: a.png\n", ["Directive image '.. |logo| image:: a.png'"]),
    ("right below text", "Text\n.. note:: Mind\n",
     ["Paragraph 'Text'", "Directive note '.. note:: Mind'", "  Paragraph 'Mind'"]),
    ("raw", ".. raw:: html\n\n   <b>a</b>\n", ["Html '.. raw:: html\\n\\n   <b>a</b>'"]),
    ("comments", ".. to do\n   later\n\n   still\n\nText\n\n..\n\n   Quote\n\n..\n  c\n",
     ["Comment '.. to do\\n   later\\n\\n   still'", "Paragraph 'Text'", "Comment '..'", "Quote 'Quote'",
      "  Paragraph 'Quote'", "Comment '..\\n  c'"]),
    ("an ellipsis is text", "... and so on\n", ["Paragraph '... and so on'"]),
    ("footnote", ".. [1] See\n   there\n\nText\n", ["Paragraph 'See\\n   there'", "Paragraph 'Text'"]),
    ("fields", ":Date: 2031-05-04\n:Speaker:\n    Ada Quill\n    and Bo\n\n:Slides:\n\nText\n",
     ["Field date '2031-05-04'", "Field speaker 'Ada Quill\\n    and Bo'", "Field slides ''", "Paragraph 'Text'"]),
    ("a role is no field", ":ref:`a` and: b\n", ["Paragraph ':ref:`a` and: b'"]),
    ("targets are no blocks", "A\n\n.. _a: https://example.com\n.. _b:\n\n__ https://example.org\n\nB\n",
     ["Paragraph 'A'", "Paragraph 'B'"]),
    # tables
    ("grid table",
     "+---+-----+\n| a | b   |\n+===+=====+\n| 1 | two |\n|   | too |\n+---+-----+\n| 3 |     |\n+---+-----+\nText\n",
     ["TableRow header ['a', 'b']", "TableRow ['1', 'two']", "TableRow ['3', '']", "Paragraph 'Text'"]),
    ("grid table with wide letters", "+---+---+\n| 表 | b |\n+---+---+\n", ["TableRow ['表', 'b']"]),
    ("grid table in an item", "* +---+\n  | a |\n  +---+\n", ["ListItem * 0 ''", "  TableRow ['a']"]),
    ("simple table",
     "=====  ====\nTime   Talk\n=====  ====\n09:00  A\n       goes on\n10:00  Bee\n=====  ====\n\nText\n",
     ["TableRow header ['Time', 'Talk']", "TableRow ['09:00', 'A']", "TableRow ['10:00', 'Bee']", "Paragraph 'Text'"]),
    ("simple table without a header", "== ==\na  b\n\nc  d\n== ==\n", ["TableRow ['a', 'b']", "TableRow ['c', 'd']"]),
    ("simple table without an end", "== ==\na  b\n", ["Paragraph '== ==\\na  b'"]),
    # the head of the file
    ("Nikola", ".. title: A\n.. date: 2031-05-04\n\nText\n",
     ["FrontMatter '.. title: A\\n.. date: 2031-05-04'", "  Field title 'A'", "  Field date '2031-05-04'",
      "Paragraph 'Text'"]),
    ("YAML", "---\ntitle: A\n---\n\nB\n=\n",
     ["FrontMatter '---\\ntitle: A\\n---'", "  Field title 'A'", "Heading 1 = 'B'"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in BLOCKS], ids=[case[0] for case in BLOCKS])
def test_blocks(text: str, expected: list[str]) -> None:
    assert shown_blocks(read_rst(text), shown_here) == expected


def shown_links(text: str) -> list[str]:
    """Links, definitions, broken references and anchors: what is written, and what it stands for if that differs."""
    document = read_rst(text)
    lines = []
    for link in document.links:
        written, target = text[link.start : link.end], text[link.target_start : link.target_end]
        if written == text[link.text_start : link.text_end] == target == link.target:
            lines.append(f"{link.kind} {written}")
            continue
        label = f" label={link.label}" if link.label else ""
        said = target if target == link.target else f"{target}={link.target}"
        lines.append(f"{link.kind} {written!r} {text[link.text_start : link.text_end]!r} [{said}]{label}")
    for definition in document.definitions:
        label, target = (
            text[definition.label_start : definition.label_end],
            text[definition.target_start : definition.target_end],
        )
        said = target if target == definition.target else f"{target}={definition.target}"
        lines.append(f"definition [{label}] {definition.label} [{said}]")
    for broken in document.broken_references:
        label = text[broken.label_start : broken.label_end]
        lines.append(f"broken {text[broken.start : broken.end]} [{label}] {broken.label}")
    lines.extend(f"anchor {text[anchor.start : anchor.end]} {anchor.name}" for anchor in document.anchors)
    return lines


LINKS: list[tuple[str, str, list[str]]] = [
    ("embedded", "See `the docs <https://example.com/a>`_ now",
     ["rst '`the docs <https://example.com/a>`_' 'the docs' [https://example.com/a]"]),
    ("embedded, anonymous", "`docs <a.html>`__", ["rst '`docs <a.html>`__' 'docs' [a.html]"]),
    ("embedded, target only", "`<https://example.com>`_",
     ["rst '`<https://example.com>`_' 'https://example.com' [https://example.com]"]),
    ("embedded, over lines", "`the\ndocs <https://example.com/\n  a>`_",
     ["rst '`the\\ndocs <https://example.com/\\n  a>`_' 'the\\ndocs' [https://example.com/\n  a=https://example.com/a]"]),
    ("embedded in a heading", "`A <b>`_\n========\n", ["rst '`A <b>`_' 'A' [b]"]),
    ("embedded, named again", "`docs <a.html>`_ and docs_ and `Docs`_",
     ["rst '`docs <a.html>`_' 'docs' [a.html]", "reference 'docs_' 'docs' [docs=a.html] label=docs",
      "reference '`Docs`_' 'Docs' [Docs=a.html] label=docs"]),
    ("embedded name", "`text <the docs_>`_\n\n.. _the docs: a.html\n",
     ["reference '`text <the docs_>`_' 'text' [the docs_=a.html] label=the docs",
      "definition [the docs] the docs [a.html]"]),
    ("without its underscore", "`docs <https://example.com>`", ["bare https://example.com"]),
    ("reference", "`The  Docs`_ and docs_.\n\n.. _the docs: https://example.com/a\n.. _Docs: https://example.com/b\n",
     ["reference '`The  Docs`_' 'The  Docs' [The  Docs=https://example.com/a] label=the docs",
      "reference 'docs_' 'docs' [docs=https://example.com/b] label=docs",
      "definition [the docs] the docs [https://example.com/a]", "definition [Docs] docs [https://example.com/b]"]),
    ("definition in backquotes", ".. _`a: b`: c.html\n", ["definition [a: b] a: b [c.html]"]),
    ("definition with an escape", ".. _a\\: b: c.html\n", ["definition [a\\: b] a: b [c.html]"]),
    ("definition over lines", ".. _a:\n   https://example.com/\n   b\n\nText\n",
     ["definition [a] a [https://example.com/\n   b=https://example.com/b]"]),
    ("definition by another", "a_\n\n.. _a: b_\n.. _b: `c d`_\n.. _c d: e.html\n",
     ["reference 'a_' 'a' [a=e.html] label=a", "definition [a] a [b_=e.html]", "definition [b] b [`c d`_=e.html]",
      "definition [c d] c d [e.html]"]),
    ("definitions in a circle", "a_\n\n.. _a: b_\n.. _b: a_\n", ["definition [a] a [b_]", "definition [b] b [a_]"]),
    ("twice defined", "a_\n\n.. _a: b\n.. _a: c\n",
     ["reference 'a_' 'a' [a=b] label=a", "definition [a] a [b]", "definition [a] a [c]"]),
    ("anonymous", "`a`__ and b__\n\n__ https://example.com/a\n.. __: https://example.com/b\n",
     ["reference '`a`__' 'a' [a=https://example.com/a]", "reference 'b__' 'b' [b=https://example.com/b]",
      "definition https://example.com/a", "definition https://example.com/b"]),
    ("title as a target", "What's new?\n===========\n\n`What's  new?`_\n",
     ['reference "`What\'s  new?`_" "What\'s  new?" [What\'s  new?=#what-s-new] label=what\'s new?']),
    ("anchors", ".. _top:\n\n`top`_ and _`inner place`, `inner place`_\n",
     ["reference '`top`_' 'top' [top=#top] label=top",
      "reference '`inner place`_' 'inner place' [inner place=#inner-place] label=inner place", "anchor .. _top: top",
      "anchor _`inner place` inner place"]),
    ("broken", "`no such`_ and `neither`__\n",
     ["broken `no such`_ [no such] no such", "broken `neither`__ [neither] neither"]),
    ("identifiers are no references", "foo_ and __init__ and self.x_, a__b, `__init__`, _x\n", []),
    ("bare", "https://example.com/a.\n\n* see https://example.com/b\n",
     ["bare https://example.com/a", "bare https://example.com/b"]),
    ("bare with underscores", "https://example.com/_me_ and https://example.com/a_b_\n",
     ["bare https://example.com/_me_", "bare https://example.com/a_b_"]),
    ("Markdown", "[a](https://example.com)\n", ["bare https://example.com"]),
    ("roles", ":doc:`a/b` :ref:`text <the label>` :ref:`x` :func:`https://example.com` :pep:`8`\n",
     ["role ':doc:`a/b`' 'a/b' [a/b]", "role ':ref:`text <the label>`' 'text' [the label] label=the label",
      "role ':ref:`x`' 'x' [x] label=x"]),
    ("image", ".. image:: pics/a b.png\n   :width: 5\n   :alt: A picture\n   :target: https://example.com\n",
     ["image '.. image:: pics/a b.png\\n   :width: 5\\n   :alt: A picture' 'A picture' [pics/a b.png]",
      "bare https://example.com"]),
    ("figure", ".. figure:: a.png\n\n   From https://example.com\n",
     ["image '.. figure:: a.png' 'a.png' [a.png]", "bare https://example.com"]),
    ("in fields and tables", ":Slides: https://example.com/a\n\n== ==\nb  https://example.com/c\n== ==\n",
     ["bare https://example.com/a", "bare https://example.com/c"]),
    ("in front matter", "Title: A\nUrl: https://example.com\n\nText\n", ["bare https://example.com"]),
    ("in an admonition", ".. note:: `a <b>`_\n\n   `c`_\n", ["rst '`a <b>`_' 'a' [b]", "broken `c`_ [c] c"]),
    ("raw", '.. raw:: html\n\n   <a href="b.html">c</a>\n', ["html b.html"]),
    ("none in literals", "``https://example.com`` ```a`_ `b <c>`_`` ``x`` `y`_\n", ["broken `y`_ [y] y"]),
    ("backquotes in literals", "````` and ``a`b`` and `c <d>`_\n", ["rst '`c <d>`_' 'c' [d]"]),
    ("none in code and comments",
     "a::\n\n   `b`_ https://example.com\n\n.. `d`_ https://example.com\n\n.. code:: sh\n\n   `e`_\n\n>>> `f`_\n", []),
    ("lone backquotes", "a ` b `c`_ and don`t\n", ["broken `c`_ [c] c"]),
    ("escaped", "\\`a`_\n", []),
    ("substitutions", "|a| and |b|_\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in LINKS], ids=[case[0] for case in LINKS])
def test_links(text: str, expected: list[str]) -> None:
    assert shown_links(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (".. code-block::\n\n   a\n", ".. code-block::"),
        ("* b::\n\n    a\n", "* b::\n\n"),
        (">>> a\n", ""),
        ("```\na\n```\n", "```"),
    ],
)
def test_place_for_a_language(text: str, place: str) -> None:
    (code,) = (block for block in read_rst(text).blocks if isinstance(block, nodes.CodeBlock))
    assert code.language_start == code.language_end == len(place)


# ---------------------------------------------------------------- any text

PIECES = [
    "\n", "\n\n", "\r\n", "\r", " ", "   ", "\t", "\u2028", "\u0085", "\0", "\ud800", "\ufeff", "\x0b", "* ", "- ",
    "1. ", "a) ", "#. ", "[ ] ", "====", "---", "```", "```py\n", "::", "Title", "x_", "`x`_", "`x`__", "__ ",
    "_`a`", "`t <u>`_", ":ref:`a <b>`", ":Date: ", ".. ", ".. note:: x", ".. code:: py", ".. image:: a", ":alt: b",
    ".. _a: c", ".. _a:", ".. [1] ", ">>> ", "| ", "+--+\n", "|a |\n", "== ==\n", "title: a\n", "---\n",
    "http://a.b/c", "``", "`", "_", "\\", "<", ">", "é", "漢字", "\U0001f600",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_nodes_nest_in_any_text(text: str) -> None:
    document = read_rst(text)
    open_blocks: list[nodes.Block] = []
    position = 0
    for block in document.blocks:
        assert position <= block.start <= block.end <= len(text)
        position = block.start
        while open_blocks and open_blocks[-1].end <= block.start:
            open_blocks.pop()
        if open_blocks and block.end > block.start:
            assert isinstance(open_blocks[-1], CONTAINERS)
            assert block.end <= open_blocks[-1].end
        if block.end > block.start:
            open_blocks.append(block)
    code = [block for block in document.blocks if isinstance(block, nodes.CodeBlock | nodes.Comment)]
    for found in (document.links, document.definitions, document.broken_references, document.anchors):
        assert [each.start for each in found] == sorted(each.start for each in found)
        for each in found:
            assert 0 <= each.start <= each.end <= len(text)
            assert not any(block.start <= each.start < block.end for block in code)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_string_is_read(text: str) -> None:
    assert read_rst(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "`" * 100_000, "` " * 100_000, "``a " * 100_000, "`a <b " * 100_000, "_" * 100_000, "a_ " * 100_000,
        "a." * 100_000 + "_", "[" * 100_000, ":" * 100_000, ":a" * 100_000, "- " * 100_000, ".. " * 100_000,
        ".. _`" * 50_000, "|" * 100_000, "\n" * 100_000, "```\n\n" * 50_000, "```py\nx\n" * 50_000,
        "== ==\na\n" * 50_000, "+--+\n" * 100_000, "a::\n\n" * 50_000, "a::\n\n b\n" * 30_000,
        "====\na\n" * 50_000, ":a:\n" * 100_000, ".. c\n\n" * 50_000, ".. note:: x\n" * 50_000, "* a\n" * 100_000,
        ".. _a: b_\n" * 50_000, "".join(" " * (number % 500) + "- a\n" for number in range(50_000)),
        "".join(" " * (number % 500) + "a\n\n" for number in range(50_000)),
        "".join("`" * (3 + number % 100) + "x\n" for number in range(50_000)),
    ],
    ids=range(30),
)  # fmt: skip
def test_time_is_linear(text: str) -> None:
    assert_linear(read_rst, text)
