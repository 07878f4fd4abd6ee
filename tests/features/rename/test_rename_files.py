"""Links follow files and folders that get other names."""

import ntpath
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_library import FakeLibrary
from notes_lsp.features.library import FileSummary
from notes_lsp.features.linking.destinations import file_of
from notes_lsp.features.linking.relative_paths import folder_of, follow, relative_path, split_path
from notes_lsp.features.linking.targets_in import targets_in
from notes_lsp.features.rename.edited_text import apply_edits
from notes_lsp.features.rename.rename_files import rename_files
from notes_lsp.syntax.parse import parse

Files = Mapping[str, str]
Renames = Sequence[tuple[str, str]]


def edited(files: Files, renames: Renames) -> dict[str, str]:
    """The files that change, each under its old path, after the edits."""
    edits = rename_files(renames, FakeLibrary(files))
    return {path: apply_edits(files[path], of_file) for path, of_file in edits.items()}


def check(written: str, old: str, new: str, expected: str, name: str = "/notes/a.md") -> None:
    """Compare a link in the file ``name`` with what it becomes when ``old`` is renamed to ``new``."""
    changed = edited({name: written, old: ""}, [(old, new)])
    assert changed.get(name, written) == expected


@pytest.mark.parametrize(
    ("written", "old", "new", "expected"),
    [
        ("[x](b.md)", "b.md", "c.md", "[x](c.md)"),
        ("[x](./b.md)", "b.md", "c.md", "[x](./c.md)"),
        ("[x](./b.md)", "b.md", "../c.md", "[x](../c.md)"),
        ("[x](../b.md)", "../b.md", "b.md", "[x](b.md)"),
        ("[x](b.md)", "b.md", "days/one/b.md", "[x](days/one/b.md)"),
        ("[x](b)", "b.md", "c.md", "[x](c)"),
        ("[x](b.html)", "b.md", "c.md", "[x](c.html)"),
        ("[x](b.md#types 'Types')", "b.md", "c.md", "[x](c.md#types 'Types')"),
        ("[x](b.md?raw=true#types)", "b.md", "c.md", "[x](c.md?raw=true#types)"),
        ("![x](b.png)", "b.png", "img/b.png", "![x](img/b.png)"),
        ("[x][b]\n\n[b]: b.md 'Title'", "b.md", "c.md", "[x][b]\n\n[b]: c.md 'Title'"),
        ('<img src="b.png">', "b.png", "c.png", '<img src="c.png">'),
    ],
)
def test_links_follow_in_the_style_of_their_writer(written: str, old: str, new: str, expected: str) -> None:
    old, new = (posixpath.normpath(posixpath.join("/notes", name)) for name in (old, new))
    check(written, old, new, expected)


@pytest.mark.parametrize(
    ("written", "old", "new", "expected"),
    [
        ("[x](b.md)", "b.md", "my talk.md", "[x](<my talk.md>)"),
        ("[x](b.md#types)", "b.md", "my talk.md", "[x](<my talk.md#types>)"),
        ("[x](<b.md>)", "b.md", "my talk.md", "[x](<my talk.md>)"),
        ("[x](<my talk.md>)", "my talk.md", "b.md", "[x](<b.md>)"),
        ("[x](my%20talk.md)", "my talk.md", "my tülk.md", "[x](my%20t%C3%BClk.md)"),
        ("[x](mein%20gespräch.md)", "mein gespräch.md", "sein gespräch.md", "[x](sein%20gespräch.md)"),
        ("[x](b.md)", "b.md", "bü.md", "[x](bü.md)"),
        ("[x](b.md)", "b.md", "b(1.md", "[x](<b(1.md>)"),
        ("[x](b.md)", "b.md", "b(1).md", "[x](b(1).md)"),
        ("[x](b.md)", "b.md", "b)1(.md", "[x](<b)1(.md>)"),
        ("[x](b.md)", "b.md", "c#.md", "[x](c%23.md)"),
        ("[x](b.md)", "b.md", "100%25.md", "[x](100%2525.md)"),
        ("[x](b.md)", "b.md", "note:b.md", "[x](./note:b.md)"),
        ("[b]: b.md", "b.md", "my talk.md", "[b]: <my talk.md>"),
        ('<img src="b.png">', "b.png", "my b.png", '<img src="my%20b.png">'),
    ],
)
def test_names_that_can_not_stand_there_as_they_are(written: str, old: str, new: str, expected: str) -> None:
    check(written, f"/notes/{old}", f"/notes/{new}", expected)


@pytest.mark.parametrize(
    ("written", "old", "new", "expected"),
    [
        ("[[b]]", "/notes/b.md", "/notes/c.md", "[[c]]"),
        ("[[b#Types|the types]]", "/notes/b.md", "/notes/c.md", "[[c#Types|the types]]"),
        ("[[b.md]]", "/notes/b.md", "/notes/my talk.md", "[[my talk.md]]"),
        ("[[b]]", "/notes/b.md", "/other/b.md", "[[b]]"),
        ("[[b]]", "/other/b.md", "/other/c.md", "[[c]]"),
        ("[[days/b]]", "/notes/days/b.md", "/notes/days/c.md", "[[days/c]]"),
    ],
)
def test_wiki_links(written: str, old: str, new: str, expected: str) -> None:
    check(written, old, new, expected)


def test_a_wiki_link_gets_a_path_where_another_file_has_the_name() -> None:
    files = {"/a.md": "[[b]]", "/b.md": "", "/days/c.md": ""}
    assert edited(files, [("/b.md", "/talks/c.md")]) == {"/a.md": "[[talks/c]]"}


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("/notes/a.rst", "See `x <old.rst>`_.", "See `x <new.rst>`_."),
        ("/notes/a.rst", "See x_.\n\n.. _x: old.rst", "See x_.\n\n.. _x: new.rst"),
        ("/notes/a.rst", "See :doc:`old` and :doc:`it <old>`.", "See :doc:`new` and :doc:`it <new>`."),
        ("/notes/a.rst", ".. include:: old.rst", ".. include:: new.rst"),
        ("/notes/a.rst", ".. literalinclude:: old.rst\n   :lines: 1", ".. literalinclude:: new.rst\n   :lines: 1"),
        ("/notes/a.rst", ".. image:: old.rst\n   :alt: old", ".. image:: new.rst\n   :alt: old"),
        ("/notes/a.org", "See [[file:old.rst][x]].", "See [[file:new.rst][x]]."),
        ("/notes/a.org", "See [[file:old.rst::*Title][x]].", "See [[file:new.rst::*Title][x]]."),
        ("/notes/a.org", "See [[./old.rst]].", "See [[./new.rst]]."),
        ("/notes/a.txt", "See [x](old.rst).", "See [x](new.rst)."),
    ],
)
def test_other_dialects(name: str, written: str, expected: str) -> None:
    check(written, "/notes/old.rst", "/notes/new.rst", expected, name)


def test_blanks_in_restructuredtext_and_org() -> None:
    check("`x <b.png>`_", "/notes/b.png", "/notes/my b.png", "`x <my%20b.png>`_", "/notes/a.rst")
    check(".. include:: b.png", "/notes/b.png", "/notes/my b.png", ".. include:: my b.png", "/notes/a.rst")
    check("[[file:b.png]]", "/notes/b.png", "/notes/my b.png", "[[file:my b.png]]", "/notes/a.org")
    check("[[../b.png]]", "/b.png", "/notes/b.png", "[[./b.png]]", "/notes/a.org")


@pytest.mark.parametrize(
    "written",
    [
        "[x](gone.md)",
        "[x](https://example.org/b.md)",
        "[x](/x/b.md)",
        "[x](#b)",
        "`[x](b.md)`",
        "[x](c.md)",
        "b.md",
    ],
)
def test_what_led_elsewhere_or_nowhere_stays(written: str) -> None:
    assert edited({"/a.md": written, "/b.md": "", "/c.md": ""}, [("/b.md", "/d.md")]) == {}


def test_the_links_of_notes_that_move_are_rewritten_under_their_old_path() -> None:
    files = {"/notes/a.md": "[b](b.md), [up](../c.md), [me](a.md#x), [here](#x)", "/notes/b.md": "", "/c.md": ""}
    assert edited(files, [("/notes/a.md", "/notes/days/a.md")]) == {
        "/notes/a.md": "[b](../b.md), [up](../../c.md), [me](a.md#x), [here](#x)"
    }
    assert edited(files, [("/notes/a.md", "/notes/z.md")]) == {
        "/notes/a.md": "[b](b.md), [up](../c.md), [me](z.md#x), [here](#x)"
    }


def test_what_stays_where_it_is_keeps_its_links() -> None:
    files = {"/x/a.md": "[[talks/b]], [root](../..), [c](c.md), [all](/)", "/talks/b.md": "", "/x/c.md": ""}
    assert edited(files, [("/x/c.md", "/x/d.md")]) == {"/x/a.md": "[[talks/b]], [root](../..), [c](d.md), [all](/)"}
    assert edited(files, [("/x/a.md", "/y/a.md")]) == {
        "/x/a.md": "[[talks/b]], [root](../..), [c](../x/c.md), [all](/)"
    }


def test_links_from_the_root_stay_such() -> None:
    files = {"/site/days/a.md": "[x](/days/b.md#c), [y](/days/b), [z](/days/)", "/site/days/b.md": "", "/site/e.md": ""}
    assert edited(files, [("/site/days/b.md", "/site/my b.md")]) == {
        "/site/days/a.md": "[x](</my b.md#c>), [y](</my b>), [z](/days/)"
    }
    assert edited(files, [("/site/days", "/site/tage")]) == {
        "/site/days/a.md": "[x](/tage/b.md#c), [y](/tage/b), [z](/tage/)"
    }
    assert edited(files, [("/site", "/web")]) == {}
    assert edited(files, [("/site/days/b.md", "/b.md")]) == {}


def test_a_folder_takes_along_what_lies_in_it() -> None:
    files = {
        "/a.md": "[x](days/one.md) and [all](days/) and ![p](days/img/p.png)",
        "/days/one.md": "[two](two.md) and [a](../a.md)",
        "/days/two.md": "[up](../a.md)",
        "/days/img/p.png": "",
        "/daystar.md": "",
    }
    assert edited(files, [("/days", "/2014/tage")]) == {
        "/a.md": "[x](2014/tage/one.md) and [all](2014/tage/) and ![p](2014/tage/img/p.png)",
        "/days/one.md": "[two](two.md) and [a](../../a.md)",
        "/days/two.md": "[up](../../a.md)",
    }


def test_two_files_swap_their_names() -> None:
    files = {"/a.md": "[b](b.md)", "/b.md": "[a](a.md)", "/c.md": "[a](a.md), [b](b.md)"}
    assert edited(files, [("/a.md", "/b.md"), ("/b.md", "/a.md")]) == {
        "/a.md": "[b](a.md)",
        "/b.md": "[a](b.md)",
        "/c.md": "[a](b.md), [b](a.md)",
    }


def test_a_file_leaves_a_folder_that_moves() -> None:
    files = {"/a.md": "[b](d/b.md), [c](d/c.md)", "/d/b.md": "[c](c.md)", "/d/c.md": ""}
    assert edited(files, [("/d", "/e"), ("/d/c.md", "/c.md")]) == {
        "/a.md": "[b](e/b.md), [c](c.md)",
        "/d/b.md": "[c](../c.md)",
    }


class WindowsLibrary(FakeLibrary):
    """Files with paths of Windows, of which ``/C/notes/a.md`` stands for ``C:\\notes\\a.md``."""

    def summaries(self) -> Sequence[FileSummary]:
        return [replace(summary, path=windows(summary.path)) for summary in super().summaries()]

    def path_of(self, path: str, target: str) -> str | None:
        found = super().path_of(posix(path), target)
        return None if found is None else windows(found)

    def text_of(self, path: str) -> str | None:
        return super().text_of(posix(path))


def windows(path: str) -> str:
    return path[1] + ":" + path[2:].replace("/", "\\")


def posix(path: str) -> str:
    return "/" + path[0] + path[2:].replace("\\", "/")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("C:\\notes\\b.md", "C:\\notes\\days\\b.md", {"/C/notes/a.md": "[x](./days/b.md)"}),
        ("c:\\Notes\\B.md", "C:\\b.md", {"/C/notes/a.md": "[x](../b.md)"}),
        ("C:\\notes\\b.md", "C:\\notes\\B.md", {"/C/notes/a.md": "[x](./B.md)"}),
        ("C:\\notes", "C:\\talks", {}),
        ("C:\\notes\\b.md", "D:\\b.md", {}),
    ],
)
def test_windows(old: str, new: str, expected: dict[str, str]) -> None:
    files = {"/C/notes/a.md": "[x](./b.md)", "/C/notes/b.md": ""}
    edits = rename_files([(old, new)], WindowsLibrary(files))
    assert {posix(path): apply_edits(files[posix(path)], of_file) for path, of_file in edits.items()} == expected


# ---------------------------------------------------------------- the law


NAMES = ["/a.md", "/b.md", "/d/a.md", "/d/c c.md", "/d/e/f(.rst", "/d/e/g.org", "/p q.png", "/d/ü.png"]
STYLES = ["[x]({})", "[x](<{}>)", "[x](./{})", "[x]({}#s)", "<img src='{}'>", "[b{}]: {}"]
RST_STYLES = ["`x <{}>`_", ".. image:: {}", ".. include:: {}"]


@st.composite
def workspaces(draw: st.DrawFn) -> tuple[dict[str, str], list[tuple[str, str]]]:
    files = {}
    for name in NAMES:
        lines = []
        for number, target in enumerate(draw(st.lists(st.sampled_from(NAMES), max_size=4))):
            path = posixpath.relpath(target, posixpath.dirname(name))
            if draw(st.booleans()):
                path = path.replace(" ", "%20").replace("(", "%28")
            if name.endswith(".org"):
                lines.append(f"[[file:{path}]]")
            elif name.endswith(".rst"):
                lines.append(draw(st.sampled_from(RST_STYLES)).format(path))
            else:
                style = draw(st.sampled_from(STYLES))
                lines.append(style.format(*((number, path) if style.count("{}") == 2 else (path,))))
        files[name] = "\n\n".join(lines) + "\n" if not name.endswith(".png") else ""
    olds = draw(st.lists(st.sampled_from([*NAMES, "/d", "/d/e"]), min_size=1, max_size=3, unique=True))
    news = draw(
        st.lists(
            st.sampled_from(["/new", "/d/x y", "/k/l/m%20", "/zü", "/n#1", "/o)"]),
            min_size=len(olds), max_size=len(olds), unique=True,
        )
    )  # fmt: skip
    return files, [(old, new + posixpath.splitext(old)[1]) for old, new in zip(olds, news, strict=True)]


def moved(path: str, renames: Renames) -> str:
    best = max((old for old, _ in renames if path == old or path.startswith(old + "/")), key=len, default=None)
    return path if best is None else dict(renames)[best] + path[len(best) :]


def destinations(files: Files) -> dict[str, list[str | None]]:
    library = FakeLibrary(files)
    found = {}
    for path, text in files.items():
        document = parse(text, path)
        targets = sorted(targets_in(document), key=lambda target: target.start)
        found[path] = [file_of(target, path, library) for target in targets]
    return found


@settings(max_examples=60, deadline=None)
@given(workspaces())
def test_every_link_leads_to_the_same_file_afterwards(workspace: tuple[dict[str, str], list[tuple[str, str]]]) -> None:
    files, renames = workspace
    before = destinations(files)
    after_edits = {**files, **edited(files, renames)}
    after = destinations({moved(path, renames): text for path, text in after_edits.items()})
    for path, found in before.items():
        for old, new in zip(found, after[moved(path, renames)], strict=True):
            assert old is None or new == moved(old, renames), (path, after_edits[path])


# ---------------------------------------------------------------- paths


PATH_NAMES = st.lists(st.sampled_from(["a", "B", "c d", "ü", "x.md"]), max_size=5)


@given(PATH_NAMES, PATH_NAMES)
def test_relative_paths_are_those_of_posix(path: list[str], folder: list[str]) -> None:
    one, other = "/" + "/".join(path), "/" + "/".join(folder)
    assert relative_path(split_path(one), split_path(other)) == posixpath.relpath(one, other)
    assert follow(split_path(other), posixpath.relpath(one, other)) == split_path(one)


@given(PATH_NAMES, PATH_NAMES, st.sampled_from(["C:\\", "\\\\host\\share\\"]))
def test_relative_paths_are_those_of_windows(path: list[str], folder: list[str], root: str) -> None:
    one, other = root + "\\".join(path), root + "\\".join(folder)
    expected = ntpath.relpath(one, other).replace("\\", "/")
    assert relative_path(split_path(one), split_path(other)) == expected
    assert relative_path(split_path(one.upper()), split_path(other)) in (expected.upper(), expected)


def test_paths_of_windows() -> None:
    assert split_path("C:\\Notes\\a.md").key == split_path("c:/notes/A.md").key
    assert split_path("/Notes/a.md").key != split_path("/notes/a.md").key
    assert relative_path(split_path("D:\\a.md"), split_path("C:\\notes")) is None
    assert relative_path(split_path("\\\\host\\one\\a.md"), split_path("\\\\host\\two")) is None
    assert folder_of(split_path("C:\\Notes\\a.md")) == split_path("C:\\Notes\\days\\..")
    assert follow(split_path("C:\\Notes"), "../../../b.md") == split_path("C:\\b.md")


def test_names_that_macos_takes_apart_are_the_same() -> None:
    assert split_path("/notes/u\u0308.md").key == split_path("/notes/\u00fc.md").key
