"""Python in snippets, end to end: every method, in every encoding, with letters and emoji in front of the cursor."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from notes_lsp.python.taken_names import why_no_name
from raw_client import COMMAND, Message, RawClient, edit, running

URI = "file:///talks/notes.md"
ENCODINGS = ("utf-8", "utf-16", "utf-32")
UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
CAPABILITIES = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "definition": {"linkSupport": True},
        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
        "signatureHelp": {
            "signatureInformation": {
                "documentationFormat": ["markdown"],
                "parameterInformation": {"labelOffsetSupport": True},
                "activeParameterSupport": True,
            }
        },
        "rename": {"prepareSupport": True},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}
# A server whose engine hangs where the code says so, and is given up soon.
HANGING = (
    "import notes_lsp.lsp.python.process as p, notes_lsp.lsp.python.worker as w, sys\n"
    "w.LONGEST_WORK = 1.0\n"
    "p.BOOT = p.BOOT.replace('main()', '''\n"
    "from notes_lsp.python.engine import Engine\n"
    "import time\n"
    "real = Engine.answer\n"
    "Engine.answer = lambda self, **question: (\n"
    "    time.sleep(3600) if 'hang_here' in question['code'] else real(self, **question))\n"
    "main()''')\n"
    "from notes_lsp.cli.main import main\n"
    "sys.exit(main(['--stdio']))\n"
)


class Editor:
    """An open file of notes, and positions in it as the client counts."""

    def __init__(self, client: RawClient, encoding: str) -> None:
        self.client = client
        self.encoding = encoding
        self.text = ""
        self.version = 0
        self.uri = URI

    def open(self, text: str, uri: str = URI) -> None:
        if self.version:
            self.client.close(self.uri)
        self.uri, self.text = uri, text
        self.version += 1
        self.client.open(uri, text, self.version)

    def open_marked(self, marked: str, uri: str = URI) -> int:
        """Open a text; gives the offset of ``$0`` in it."""
        offset = marked.index("$0")
        self.open(marked[:offset] + marked[offset + 2 :], uri)
        return offset

    def type(self, offset: int, text: str) -> int:
        """Type ``text``; gives the offset behind it."""
        position = self.position(offset)
        self.version += 1
        place = position["line"], position["character"]
        self.client.change(self.uri, self.version, edit(place, place, text))
        self.text = self.text[:offset] + text + self.text[offset:]
        return offset + len(text)

    def position(self, offset: int) -> dict[str, int]:
        start = self.text.rfind("\n", 0, offset) + 1
        codec, size = UNITS[self.encoding]
        character = len(self.text[start:offset].encode(codec)) // size
        return {"line": self.text.count("\n", 0, offset), "character": character}

    def offset(self, position: Any) -> int:
        offset = 0
        for _ in range(position["line"]):
            offset = self.text.index("\n", offset) + 1
        while self.position(offset)["character"] < position["character"]:
            offset += 1
        return offset

    def shown(self, *ranges: Any) -> str:
        """The text with marks around ``ranges``."""
        marks = [(self.offset(range_["start"]), "<") for range_ in ranges]
        marks += [(self.offset(range_["end"]), ">") for range_ in ranges]
        shown = self.text
        for offset, mark in sorted(marks, reverse=True):
            shown = shown[:offset] + mark + shown[offset:]
        return shown

    def params(self, offset: int, **more: Any) -> Message:
        return {"textDocument": {"uri": self.uri}, "position": self.position(offset), **more}

    def ask(self, method: str, offset: int, **more: Any) -> Any:
        return self.client.request(f"textDocument/{method}", self.params(offset, **more))

    def complete(self, offset: int, sign: str = "") -> list[Message]:
        context = {"triggerKind": 2, "triggerCharacter": sign} if sign else {"triggerKind": 1}
        found = self.ask("completion", offset, context=context)
        return [] if found is None else found["items"]

    def labels(self, offset: int, sign: str = "") -> list[str]:
        return [item["label"] for item in sorted(self.complete(offset, sign), key=lambda item: item["sortText"])]

    def status(self) -> Any:
        return self.client.request("notes/status")["python"]


def start(client: RawClient, encoding: str = "utf-16", **options: Any) -> Editor:
    capabilities = {**CAPABILITIES, "general": {"positionEncodings": [encoding]}}
    # The machines that run tests are slow and busy.
    client.initialize(capabilities, initializationOptions={"python": {"deadline": 20_000}, **options})
    return Editor(client, encoding)


@pytest.fixture(scope="module", params=ENCODINGS)
def editor(request: pytest.FixtureRequest) -> Iterator[Editor]:
    with running() as client:
        yield start(client, request.param)


@pytest.fixture(scope="module")
def one_editor() -> Iterator[Editor]:
    with running() as client:
        yield start(client)


def wait_until(found: Any, deadline: float = 20.0) -> Any:
    end = time.monotonic() + deadline
    while not (result := found()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return result


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# How people put Python into notes: the file, and the text with CODE in it, each line of it behind the marks in front.
FORMS = [
    pytest.param("notes.md", "# Talk\n\n```python\nCODE\n```\n", id="fence"),
    pytest.param("notes.md", "# Talk\n\n```py\n>>> CODE\n```\n", id="fence with prompts"),
    pytest.param("notes.md", "# Talk\n\n```ipython\nIn [1]: CODE\n```\n", id="fence of IPython"),
    pytest.param("notes.md", "# Talk\n\n- item\n\n  ~~~python3\n  CODE\n  ~~~\n", id="fence in an item"),
    pytest.param("notes.md", "# Talk\n\n> ```python\n> CODE\n> ```\n", id="fence in a quote"),
    pytest.param("notes.md", "# Talk\n\n```\nimport os\nCODE\n```\n", id="fence without a language"),
    pytest.param("notes.md", "# Talk\n\ntext\n\n    import os\n    CODE\n", id="indented"),
    pytest.param("notes.md", "# Talk\n\n```{code-cell} python\nCODE\n```\n", id="cell"),
    pytest.param("notes.rst", "Talk\n====\n\n.. code-block:: python\n\n   CODE\n", id="directive"),
    pytest.param("notes.rst", "Talk\n====\n\n>>> CODE\n", id="doctest"),
    pytest.param("notes.org", "* Talk\n#+BEGIN_SRC python\nCODE\n#+END_SRC\n", id="org"),
    pytest.param("notes.md", "# Talk\n\n- a\n\n\t```python\n\tCODE\n\t```\n", id="tabs"),
]
# What stands in front of the cursor.
TEXTS = [pytest.param("a", id="ascii"), pytest.param("é«ß»", id="accents"), pytest.param("🐍👩‍🚀", id="emoji")]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("name", "form"), FORMS)
def test_completion_in_every_form(editor: Editor, name: str, form: str, text: str) -> None:
    offset = editor.open_marked(form.replace("CODE", f"word = '{text}'; word.upp$0"), f"file:///talks/{name}")
    (item,) = editor.complete(offset)
    assert item["label"] == "upper"
    assert editor.shown(item["textEdit"]["range"]) == editor.text.replace("upp", "<upp>")


SNIPPETS = """\
# A talk

```python
def greet(grüße, loud=False):
    "Say 🐍 hello."
    return grüße
```

Words about *greet*.

- an item 🐍

  ```pycon
  >>> "🐍é"; greet("🐍é", True)
  ```

# Another talk

```python
greet = 1
```
"""


@pytest.fixture
def snippets(editor: Editor) -> int:
    """Opens `SNIPPETS`; gives an offset within the call in the second snippet."""
    editor.open(SNIPPETS)
    return SNIPPETS.index('greet("🐍é"') + 3


def test_hover(editor: Editor, snippets: int) -> None:
    found = editor.ask("hover", snippets)
    assert found["contents"] == {
        "kind": "markdown",
        "value": "```python\ndef greet(grüße, loud=False)\n```\n\n```text\nSay 🐍 hello.\n```",
    }
    assert '>>> "🐍é"; <greet>("' in editor.shown(found["range"])


def test_signature_help(editor: Editor, snippets: int) -> None:
    found = editor.ask("signatureHelp", SNIPPETS.index("True)"))
    assert found["activeParameter"] == 1
    (signature,) = found["signatures"]
    assert signature["label"] == "greet(grüße, loud=False)"
    assert [signature["label"][slice(*each["label"])] for each in signature["parameters"]] == ["grüße", "loud=False"]
    assert signature["documentation"]["value"] == "```text\nSay 🐍 hello.\n```"
    assert editor.ask("signatureHelp", SNIPPETS.index("Words about") + 3) is None


def test_definition_in_another_snippet(editor: Editor, snippets: int) -> None:
    (found,) = editor.ask("definition", snippets)
    assert found["targetUri"] == URI
    assert "def <greet>(grüße" in editor.shown(found["targetSelectionRange"])
    assert '; <greet>("🐍é"' in editor.shown(found["originSelectionRange"])


def test_definition_in_a_library(editor: Editor) -> None:
    offset = editor.open_marked("```python\nx = '🐍'; from asyncio import Que$0ue\n```\n")
    (found,) = editor.ask("definition", offset)
    assert found["targetUri"].endswith("/asyncio/queues.py")
    range_ = found["targetSelectionRange"]
    (declared,) = editor.ask("declaration", offset)
    assert declared == {"uri": found["targetUri"], "range": range_}
    assert range_["end"]["character"] - range_["start"]["character"] == len("Queue")


def test_positions_in_a_library_are_those_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "library_of_words.py").write_text('"é🐍"; name = 1\n', encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]))
    for encoding, start_of_name in (("utf-8", 10), ("utf-16", 7), ("utf-32", 6)):
        with running() as client:
            editor = start(client, encoding)
            offset = editor.open_marked("```python\nfrom library_of_words import na$0me\n```\n")
            (found,) = editor.ask("definition", offset)
            span = found["targetSelectionRange"]
            assert (span["start"]["character"], span["end"]["character"]) == (start_of_name, start_of_name + 4)


def test_references_and_highlights(editor: Editor, snippets: int) -> None:
    found = editor.ask("references", snippets, context={"includeDeclaration": True})
    ranges = [location["range"] for location in found]
    shown = editor.shown(*ranges)
    assert shown.count("<greet>") == shown.count("<") == 2
    without = editor.ask("references", snippets, context={"includeDeclaration": False})
    assert [location["range"] for location in without] == ranges[1:]
    marked = editor.ask("documentHighlight", snippets)
    assert [(each["range"], each["kind"]) for each in marked] == [(ranges[0], 3), (ranges[1], 2)]


def test_rename(editor: Editor, snippets: int) -> None:
    prepared = editor.ask("prepareRename", snippets)
    assert prepared["placeholder"] == "greet"
    edits = editor.ask("rename", snippets, newName="grüßen")["documentChanges"][0]["edits"]
    for each in sorted(edits, key=lambda each: -editor.offset(each["range"]["start"])):
        first, last = editor.offset(each["range"]["start"]), editor.offset(each["range"]["end"])
        editor.text = editor.text[:first] + each["newText"] + editor.text[last:]
    expected = SNIPPETS.replace("def greet", "def grüßen").replace('; greet("', '; grüßen("')
    assert editor.text == expected


# The place, the new name, and why not
REFUSED = [
    ("def gr$0eet(): pass", "for", "'for' is a keyword of Python"),
    ("def gr$0eet(): pass", "a b", why_no_name("a b")),
    ("x = 1\ngr$0eet = x", "x", "'x' is the name of something else in these snippets already (line 2)"),
    ("import o$0s", "so", "this name comes from outside of the snippets"),
    ("pri$0nt(1)", "so", "this name comes from outside of the snippets"),
    ("x = 1$0 ", "so", "there is no name here"),
]


@pytest.mark.parametrize(("code", "name", "reason"), REFUSED)
def test_names_that_are_not_renamed(one_editor: Editor, code: str, name: str, reason: str) -> None:
    offset = one_editor.open_marked(f"```python\n{code}\n```\n")
    client = one_editor.client
    answer = client.answer(client.ask("textDocument/rename", one_editor.params(offset, newName=name)))
    assert answer["error"]["message"] == reason
    if name == "so":
        assert one_editor.ask("prepareRename", offset) is None


def test_resolve(editor: Editor, snippets: int) -> None:
    offset = SNIPPETS.index('greet("🐍é"') + 2
    (item,) = [item for item in editor.complete(offset) if item["label"] == "greet"]
    assert item["kind"] == 3
    assert "documentation" not in item
    editor.type(offset, "e")  # the list stays as it is while its user types on
    resolved = editor.client.request("completionItem/resolve", item)
    assert resolved["detail"] == "def greet(grüße, loud=False)"
    assert "Say 🐍 hello." in resolved["documentation"]["value"]


def test_an_item_of_a_file_that_is_gone_stays_as_it_is(one_editor: Editor) -> None:
    for data in ({"python": "file:///no.md", "offset": 3}, {"python": URI, "offset": "x"}, {"python": 1}):
        item = {"label": "x", "data": data}
        assert one_editor.client.request("completionItem/resolve", item) == item


def test_the_order_of_names(one_editor: Editor) -> None:
    offset = one_editor.open_marked("```python\nzoo = 1\ndef f(width): pass\nf($0)\n```\n")
    labels = one_editor.labels(offset)
    assert labels[:3] == ["width=", "f", "zoo"]
    assert labels[-1].startswith("__")


# What is typed last, and what comes by itself then
TYPED = [
    ("''.$0", ".", "upper"),
    ("def f(width): pass\nf($0)", "(", "width="),
    ('d = {"key": 1}\nd["$0"]', '"', '"key'),
    ('d = {"key": 1}\nd[$0]', "[", "'key'"),
]


@pytest.mark.parametrize(("code", "sign", "label"), TYPED)
def test_signs_that_bring_a_list(one_editor: Editor, code: str, sign: str, label: str) -> None:
    offset = one_editor.open_marked(f"```python\n{code}\n```\n")
    labels = one_editor.labels(offset, sign)
    assert label in labels
    assert sign == "." or "print" not in labels


@pytest.mark.parametrize("sign", ["/", "#", "`", ":", "<"])
def test_signs_of_notes_bring_nothing_in_a_snippet(one_editor: Editor, sign: str) -> None:
    offset = one_editor.open_marked(f"```python\nx {sign}$0\n```\n")
    assert one_editor.complete(offset, sign) == []


def test_a_key_is_not_closed_twice(one_editor: Editor) -> None:
    offset = one_editor.open_marked('```python\nd = {"key": 1}\nd["k$0"]\n```\n')
    (item,) = one_editor.complete(offset)
    assert one_editor.shown(item["textEdit"]["range"]).endswith('d[<"k>"]\n```\n')
    assert item["textEdit"]["newText"] == '"key'


OUTSIDE = [
    "Some words os.$0\n",
    "# A talk about os.$0\n",
    "```python$0\nimport os\n```\n",
    "```console\n$ os.$0\n```\n",
    "```python\n>>> import os\nos.$0\n```\n",
]


@pytest.mark.parametrize("marked", OUTSIDE)
def test_outside_of_snippets_nothing_is_known(one_editor: Editor, marked: str) -> None:
    offset = one_editor.open_marked(marked)
    assert one_editor.complete(offset, ".") == []
    assert one_editor.ask("signatureHelp", offset) is None


def test_notes_keep_their_completion(one_editor: Editor) -> None:
    offset = one_editor.open_marked("# The first\n\n[see](#$0)\n\n```python\nx = 1\n```\n")
    assert "the-first" in str(one_editor.complete(offset, "#"))


def test_typing_on_within_a_word_asks_nobody(one_editor: Editor) -> None:
    offset = one_editor.open_marked("```python\nimport os\nos.path.$0\n```\n")
    assert len(one_editor.complete(offset, ".")) > 20
    took = []
    for letter in "spli":
        offset = one_editor.type(offset, letter)
        began = time.perf_counter()
        labels = one_editor.labels(offset)
        took.append(time.perf_counter() - began)
        assert "split" in labels
    assert labels == ["split", "splitdrive", "splitext"]
    assert min(took) < 0.05


def test_the_scope_of_names_is_a_setting() -> None:
    text = "# A\n\n```python\nfirmly = 2\n```\n\n# B\n\n```python\nfirst = 1\n```\n\n```python\nfir$0\n```\n"
    for scope, expected in (("snippet", []), ("talk", ["first"]), ("file", ["firmly", "first"])):
        with running() as client:
            editor = start(client, python={"deadline": 20_000, "scope": scope})
            assert editor.labels(editor.open_marked(text)) == expected


def test_python_can_be_turned_off() -> None:
    with running() as client:
        editor = start(client, python=False)
        offset = editor.open_marked("```python\nimport os\nos.$0\n```\n")
        assert editor.complete(offset, ".") == []
        assert client.error("textDocument/signatureHelp", {}) is not None
        assert editor.status()["starts"] == 0


def test_notes_without_python_start_no_process(one_editor: Editor) -> None:
    with running() as client:
        editor = start(client)
        editor.open("# A talk\n\n```sh\nls\n```\n\nWords.\n")
        editor.ask("hover", 3)
        time.sleep(0.8)
        assert editor.status()["starts"] == 0


def test_with_python_it_is_started_before_anybody_asks() -> None:
    with running() as client:
        editor = start(client)
        editor.open("# A talk\n\n```python\nimport json\n```\n")
        status = wait_until(lambda: editor.status() if editor.status()["engine"] else None)
        assert status["starts"] == 1
        assert status["engine"].startswith("jedi ")
        assert status["environment"] == sys.executable
        assert status["reason"] == "the environment of notes-lsp itself: python-environment is not set"
        assert status["memory"] > 10 << 20
        assert editor.status()["lastEnd"] is None


# Settings of the editor, a file of settings beside the notes, and why which environment is used
ENVIRONMENTS = [
    ({}, "", "python-environment is not set"),
    ({"environment": "ENV"}, "", "python-environment is set, and python-trusted is not"),
    ({"environment": "ENV"}, "python-trusted = true", "python-trusted counts only where the editor says it"),
    ({"environment": "ENV", "trusted": True}, "", "python-environment is set, and trusted"),
    ({"trusted": True}, "python-environment = 'ENV'", "python-environment is set, and trusted"),
    ({"environment": "no-such", "trusted": True}, "", "python-environment does not exist"),
    ({"environment": ".", "trusted": True}, "", "python-environment is set, and trusted, but it can't be used"),
]


@pytest.mark.parametrize(("said", "file", "reason"), ENVIRONMENTS)
def test_another_environment_is_used_where_it_is_trusted(tmp_path: Path, said: Any, file: str, reason: str) -> None:
    (tmp_path / "notes-lsp.toml").write_text(file.replace("ENV", sys.executable))
    python = {name: sys.executable if value == "ENV" else value for name, value in said.items()}
    with running() as client:
        options = {"python": {"deadline": 20_000, **python}}
        client.initialize(CAPABILITIES, folder=tmp_path, initializationOptions=options)
        editor = Editor(client, "utf-16")
        offset = editor.open_marked("```python\n''.upp$0\n```\n", (tmp_path / "notes.md").as_uri())
        assert editor.labels(offset) == ["upper"]
        assert reason in editor.status()["reason"]


def test_each_folder_has_the_environment_of_its_own_settings(tmp_path: Path) -> None:
    for name, environment in (("one", sys.executable), ("two", "no-such")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "notes-lsp.toml").write_text(f"python-environment = '{environment}'\n")
    folders = [{"uri": (tmp_path / name).as_uri(), "name": name} for name in ("one", "two")]
    with running() as client:
        options = {"python": {"deadline": 20_000, "trusted": True}}
        client.initialize(CAPABILITIES, workspaceFolders=folders, initializationOptions=options)
        editor = Editor(client, "utf-16")
        for name in ("one", "two"):
            offset = editor.open_marked("```python\n''.upp$0\n```\n", (tmp_path / name / "notes.md").as_uri())
            assert editor.labels(offset) == ["upper"]
        status = editor.status()
        reasons = [status["folders"][str(tmp_path / name)]["reason"] for name in ("one", "two")]
        assert reasons == [
            "python-environment is set, and trusted",
            "the environment of notes-lsp itself: python-environment does not exist",
        ]
        assert status["starts"] == 1


def test_names_of_snippets_are_in_the_outline_where_that_is_set(tmp_path: Path) -> None:
    text = "# PyCon\n\n## Words (Ann Example)\n\n```python\nclass A:\n    def m(self): pass\n```\n"

    def names(symbols: Any) -> Any:
        return [(each["name"], each["kind"], names(each.get("children", []))) for each in symbols]

    with running() as client:
        capabilities = {"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}}
        client.initialize(capabilities)
        client.open(URI, text)
        params = {"textDocument": {"uri": URI}}
        (conference,) = names(client.request("textDocument/documentSymbol", params))
        assert "A" not in str(conference[2][0][2])
        client.notify("workspace/didChangeConfiguration", {"settings": {"notes-lsp": {"python": {"outline": True}}}})
        (conference,) = names(client.request("textDocument/documentSymbol", params))
        assert conference[2][0][2] == [("A", 5, [("m", 6, [])])]


def test_an_answer_about_an_older_text_is_none(one_editor: Editor) -> None:
    offset = one_editor.open_marked("```python\nimport xml.dom.minidom as m\nm.$0\n```\n")
    client = one_editor.client
    asked = client.ask("textDocument/completion", one_editor.params(offset))
    one_editor.type(0, "\n")
    answer = client.answer(asked)
    assert answer.get("error", {}).get("code") == -32801


def test_a_request_can_be_cancelled(one_editor: Editor) -> None:
    offset = one_editor.open_marked("```python\nimport xml.sax as m\nm.$0\n```\n")
    client = one_editor.client
    asked = client.ask("textDocument/completion", one_editor.params(offset))
    client.notify("$/cancelRequest", {"id": asked})
    assert client.answer(asked)["error"]["code"] == -32800


def test_after_the_deadline_the_names_of_the_snippets_are_offered() -> None:
    with running(sys.executable, "-c", HANGING) as client:
        editor = start(client, python={"deadline": 300})
        offset = editor.open_marked("```python\nhang_here = value = 1\nx.attribute\nval$0\n```\n")
        editor.status()  # the server has started
        began = time.monotonic()
        found = editor.ask("completion", offset)
        assert 0.2 < time.monotonic() - began < 1.5
        assert found["isIncomplete"] is True
        assert [item["label"] for item in found["items"]] == ["value"]
        offset = editor.type(offset, "ue.")
        assert editor.labels(offset, ".") == ["attribute"]
        assert editor.ask("hover", editor.text.index("value")) is None
        last_end = wait_until(lambda: editor.status()["lastEnd"])
        assert last_end.startswith("no answer within")


def test_notes_are_answered_while_python_works() -> None:
    with running(sys.executable, "-c", HANGING) as client:
        editor = start(client)
        editor.open(
            "# PyCon\n\n## Monday, 1 July 2024\n\n### 10:00 - 10:45 Words (Ann Example)\n\n```python\nhang_here.x\n```\n"
        )
        asked = client.ask("textDocument/completion", editor.params(editor.text.index(".x") + 1))
        took = []
        for _ in range(20):
            began = time.perf_counter()
            assert editor.ask("hover", editor.text.index("Words") + 1) is not None
            took.append(time.perf_counter() - began)
        assert sorted(took)[10] < 0.05
        assert not [answer for answer in client.answers if answer.get("id") == asked]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_after_the_process_was_killed_the_next_completion_answers() -> None:
    with running() as client:
        editor = start(client)
        offset = editor.open_marked("```python\nimport os\nos.getcw$0\n```\n")
        assert editor.labels(offset) == ["getcwd", "getcwdb"]
        pid = editor.status()["pid"]
        os.kill(pid, signal.SIGKILL)
        editor.open(editor.text.replace("import os", "import os, re"))
        began = time.monotonic()
        assert editor.labels(offset + 4) == ["getcwd", "getcwdb"]
        assert time.monotonic() - began < 10
        status = editor.status()
        assert status["pid"] != pid
        assert status["starts"] == 2


ENDS = {
    "shutdown": lambda client: client.stop(),
    "the input ends": lambda client: client.process.stdin.close(),
    "a kill": lambda client: client.process.kill(),
}


@pytest.mark.skipif(sys.platform == "win32", reason="whether a process runs is asked with a signal")
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
@pytest.mark.parametrize("end", ENDS)
def test_the_process_ends_with_the_server(end: str, busy: bool) -> None:
    with running(sys.executable, "-c", HANGING) as client:
        editor = start(client)
        offset = editor.open_marked("```python\n''.upp$0\n```\n")
        assert editor.labels(offset) == ["upper"]
        pid = editor.status()["pid"]
        if busy:
            editor.open(editor.text.replace("''", "hang_here"))
            # What is busy then is so with this, and for good.
            time.sleep(0.6)
            wait_until(lambda: not editor.status()["busy"])
            client.ask("textDocument/hover", editor.params(editor.text.index("hang")))
            wait_until(lambda: editor.status()["busy"])
        ENDS[end](client)
        wait_until(lambda: not is_alive(pid), 5.0)


def test_the_log_holds_nothing_of_the_notes() -> None:
    with running(sys.executable, "-c", HANGING) as client:
        editor = start(client, python={"deadline": 100})
        offset = editor.open_marked("```python\nif x:\n    hang_here = secret_n$0ame\n```\n")
        wait_until(lambda: editor.status()["engine"] and not editor.status()["busy"])
        editor.ask("hover", offset)
        wait_until(lambda: editor.status()["lastEnd"])
        assert client.stop() == 0
        assert b"secret" not in client.log
        assert b"Traceback" not in client.log


def test_the_usual_command_is_tested() -> None:
    assert COMMAND[1:] == ("-m", "notes_lsp", "--stdio")
