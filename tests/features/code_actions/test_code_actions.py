"""What is offered where, and what it does."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edited import edited
from fake_library import FakeLibrary
from marked import cut, cut_range
from notes_lsp.features.code_actions.code_actions import CODE_ACTION_KINDS, Asked, CodeAction, code_actions
from notes_lsp.features.code_actions.findings import Findings
from notes_lsp.features.code_actions.fix_all import fixes_together
from notes_lsp.features.code_actions.table_of_contents import may_insert_table, table_of_contents
from notes_lsp.features.library import EmptyLibrary, Library
from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import Edit, FileKind, Finding, Fix, Rule
from notes_lsp.rules.pieces import Piece
from notes_lsp.rules.registry import RULES, check
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand


class NoFiles:
    """Surroundings in which nothing lies."""

    state = None

    def kind_of(self, target: str) -> FileKind | None:
        return "missing"

    def spelling_of(self, target: str) -> str | None:
        return None

    def anchors_of(self, target: str) -> frozenset[str] | None:
        return None

    def web_state(self, address: str) -> WebState | None:
        return None


def read(text: str, name: str = "notes.md") -> tuple[Notes, Findings]:
    """The notes, and what the rules found in them, numbered by position."""
    notes = understand(parse(text, name), name)
    return notes, numbered(notes, check(notes, NoFiles(), [rule for rule in RULES if rule.on]))


def numbered(notes: Notes, found: Sequence[tuple[Rule, Finding]]) -> Findings:
    return Findings(Piece(rule, 0, notes.document, (finding,)) for rule, finding in found)


def actions(
    marked: str,
    *,
    name: str = "notes.md",
    only: tuple[str, ...] | None = None,
    automatic: bool = False,
    shown: Sequence[int] = (),
    library: Library | None = None,
    ignoring: bool = False,
) -> tuple[str, tuple[CodeAction, ...]]:
    """The text, and what is offered at its ``$0`` or between two of them; to ignore what was found only if wanted."""
    text, start, end = cut_range(marked) if marked.count("$0") == 2 else (*cut(marked), -1)
    notes, found = read(text, name)
    asked = Asked(start, start if end < 0 else end, only, automatic, frozenset(shown))
    path = f"/conf/{name}"
    found_actions = code_actions(notes, asked, found, path, library or EmptyLibrary())
    return text, tuple(action for action in found_actions if ignoring or not action.title.startswith("Ignore "))


def offered(marked: str, **options: object) -> list[str]:
    """What is offered, each with its kind; ``*`` marks what is preferred."""
    _, found = actions(marked, **options)  # type: ignore[arg-type]
    return [f"{action.kind}: {action.title}{' *' if action.is_preferred else ''}" for action in found]


def done(marked: str, title: str, **options: object) -> str:
    """The text after the one action of that title."""
    text, found = actions(marked, **options)  # type: ignore[arg-type]
    (action,) = [action for action in found if action.title == title]
    return edited(text, action.edits)


DAYS = "# Conf 2014\n\n## Tuesday, July 22th\n\n### One\n\n- a\n\n## Wednesday, JUly 23th\n\n### Two\n\n- b\n"
CURSOR = DAYS.replace("22th", "22$0th")
FIX_ALL = "Fix all that can be fixed safely"


# ---------------------------------------------------------------- what the rules found


def test_a_finding_under_the_cursor_can_be_fixed() -> None:
    assert offered(CURSOR, only=("quickfix",)) == [
        'quickfix: Write "22nd" *',
        "quickfix: Fix all 2 of ordinal-typo in this file",
    ]
    assert done(CURSOR, 'Write "22nd"') == DAYS.replace("22th", "22nd")
    assert done(CURSOR, "Fix all 2 of ordinal-typo in this file") == DAYS.replace("22th", "22nd").replace(
        "23th", "23rd"
    )


def test_a_fix_touches_its_finding_on_both_sides_and_no_further() -> None:
    for marked, is_near in (("$022th", True), ("22th$0", True), ("Tuesday$0, July 22th", False)):
        assert ('quickfix: Write "22nd" *' in offered(DAYS.replace(marked.replace("$0", ""), marked))) is is_near


def test_what_the_editor_shows_beside_the_range_counts_as_near() -> None:
    marked = DAYS.replace("## Tue", "## $0Tue")
    assert offered(marked, only=("quickfix",)) == []
    assert offered(marked, only=("quickfix",), shown=[0])[0] == 'quickfix: Write "22nd" *'


def test_a_selection_gets_the_fixes_of_all_that_it_holds() -> None:
    marked = DAYS.replace("Wed", "$0Wed").replace("23th\n", "23th$0\n")
    assert offered(marked, only=("quickfix",)) == [
        'quickfix: Write "July" *',
        'quickfix: Write "23rd" *',
        "quickfix: Fix all 2 of ordinal-typo in this file",
    ]


def test_an_action_says_which_findings_it_mends() -> None:
    _, found = actions(CURSOR, only=("quickfix", "source.fixAll"))
    assert [action.fixes for action in found] == [(0,), (0, 2), (0, 1, 2)]


def test_what_was_found_can_be_ignored_by_a_comment() -> None:
    ignored = "Ignore ordinal-typo here"
    assert offered(CURSOR, only=("quickfix",), ignoring=True)[-1] == f"quickfix: {ignored}"
    after = done(CURSOR, ignored, ignoring=True)
    assert after == DAYS.replace("## Tue", "<!-- notes-lsp: ignore ordinal-typo -->\n## Tue")
    assert offered(CURSOR, automatic=True, ignoring=True) == offered(CURSOR, automatic=True)

    def messages(text: str) -> list[str]:
        return [finding.message for _, finding in check(read(text)[0], NoFiles(), [rule for rule in RULES if rule.on])]

    assert messages(after) == messages(DAYS)[1:]


def test_what_may_change_the_meaning_is_not_preferred_and_not_done_to_all() -> None:
    text = "# Conf 2014\n\n## Mon$0day, July 22, 2014\n\n### One\n\n- a\n\n## Monday, July 23, 2014\n\n### Two\n\n- b\n"
    assert offered(text, only=("quickfix", "source")) == [
        'quickfix: Write "Tuesday"',
        "source.tableOfContents.insert: Insert a table of contents",
    ]


def test_two_findings_with_one_fix_are_one_action() -> None:
    rule = RULES[0]
    fix = Fix("Mend it", (Edit(0, 1, "x"),))
    notes = understand(parse("abc\n", "n.md"), "n.md")
    found = numbered(notes, [(rule, Finding(0, 1, "one", fix)), (rule, Finding(0, 2, "two", fix))])
    (action, *_) = code_actions(notes, Asked(0, 0, ("quickfix",)), found, "", EmptyLibrary())
    assert (action.title, action.fixes) == ("Mend it", (0, 1))


def test_a_missing_file_may_be_one_of_the_others() -> None:
    library = FakeLibrary({"/conf/notes.md": "", "/conf/slides/intro.pdf": "", "/conf/slides/end talk.pptx": ""})
    near = "# Talk\n\n[x](slides/inrto$0.pdf#page=3)\n"
    assert done(near, 'Write "slides/intro.pdf"', library=library) == ("# Talk\n\n[x](slides/intro.pdf#page=3)\n")
    other = "# Talk\n\n[x](slides/end%20talk$0.pdf)\n"
    assert done(other, 'Write "slides/end%20talk.pptx"', library=library) == "# Talk\n\n[x](slides/end%20talk.pptx)\n"
    assert offered("# Talk\n\n[x](slides/other$0.pdf)\n", library=library) == []


def test_an_ending_makes_no_name_near() -> None:
    library = FakeLibrary({"/conf/notes.md": "", "/conf/a.png": "", "/conf/abcd.pdf": ""})
    assert offered("# Talk\n\n![x](図$0.png)\n", library=library) == []
    assert offered("# Talk\n\n[x](ab$0.pdf)\n", library=library) == []


# ---------------------------------------------------------------- links to what changes


LINKED = "# Conf 2014\n\n[x](#tuesday-july-22th)\n\n## Tuesday, July 22th\n\n### One\n\n- a\n"


def test_links_follow_a_heading_that_is_mended() -> None:
    mended = LINKED.replace("22th", "22nd")
    assert done(LINKED.replace("22th\n", "22$0th\n"), 'Write "22nd"') == mended
    assert done("$0" + LINKED, FIX_ALL) == mended


def test_links_in_other_notes_follow_a_heading_that_is_mended() -> None:
    other = "See [there](notes.md#tuesday-july-22th).\n"
    library = FakeLibrary({"/conf/notes.md": LINKED, "/conf/other.md": other})
    for only in (("quickfix",), ("source.fixAll",)):
        _, found = actions(LINKED.replace("22th\n", "22$0th\n"), only=only, library=library)
        ((path, edits),) = found[0].others
        assert path == "/conf/other.md"
        assert edited(other, edits) == "See [there](notes.md#tuesday-july-22nd).\n"


def test_links_still_lead_to_the_old_heading_when_a_new_one_has_its_title() -> None:
    text = "# Conf 2014\n\n## One\n\n- a\n\n**Pros$0**\n\n- b\n\n## Two\n\n### Pros\n\n- c\n\n[x](#pros)\n"
    section = "Make this line the heading of a section"
    assert done(text, section) == text.replace("**Pros$0**", "### Pros").replace("(#pros)", "(#pros-1)")


# ---------------------------------------------------------------- fixing all


def test_everything_safe_is_fixed_at_once() -> None:
    fixed = DAYS.replace("22th", "22nd").replace("JUly 23th", "July 23rd")
    assert done("$0" + DAYS, FIX_ALL) == fixed
    assert offered("$0" + fixed, only=("source.fixAll",)) == []


@pytest.mark.parametrize(
    ("only", "kind"),
    [
        (None, "source.fixAll.notes-lsp"),
        (("source",), "source.fixAll.notes-lsp"),
        (("source.fixAll",), "source.fixAll"),
        (("source.fixAll.notes-lsp",), "source.fixAll.notes-lsp"),
        (("source.fixAll.other",), None),
        (("source.fixAllOfIt",), None),
        (("source.fix",), None),
        (("quickfix",), None),
    ],
)
def test_fixing_all_has_the_kind_that_was_asked_for(only: tuple[str, ...] | None, kind: str | None) -> None:
    kinds = [action.kind for action in actions("$0" + DAYS, only=only)[1] if action.title == FIX_ALL]
    assert kinds == ([] if kind is None else [kind])


def together(*fixes: tuple[tuple[int, int, str], ...]) -> tuple[tuple[int, ...], str]:
    """Which of the fixes are made on ``0123456789``, and what becomes of it."""
    findings = [Finding(0, 0, "", Fix("", tuple(Edit(*edit) for edit in edits))) for edits in fixes]
    mended, edits = fixes_together(enumerate(findings))
    return mended, edited("0123456789", edits)


def test_of_two_fixes_that_overlap_the_first_is_made() -> None:
    assert together(((2, 4, "a"),), ((3, 5, "b"),)) == ((0,), "01a456789")
    assert together(((3, 5, "b"),), ((2, 4, "a"),)) == ((0,), "012b56789")
    assert together(((2, 8, "a"),), ((3, 4, "b"),)) == ((0,), "01a89")
    assert together(((3, 4, "b"),), ((2, 8, "a"),)) == ((0,), "012b456789")


def test_fixes_beside_each_other_are_both_made() -> None:
    assert together(((2, 4, "a"),), ((4, 5, "b"),)) == ((0, 1), "01ab56789")
    assert together(((4, 5, "b"),), ((2, 4, "a"),)) == ((0, 1), "01ab56789")
    assert together(((2, 4, "a"),), ((4, 4, "b"),)) == ((0, 1), "01ab456789")


def test_two_edits_at_one_place_are_one_too_many_unless_they_are_the_same() -> None:
    assert together(((2, 2, "a"),), ((2, 2, "b"),)) == ((0,), "01a23456789")
    assert together(((2, 2, "a"),), ((2, 3, "b"),)) == ((0,), "01a23456789")
    assert together(((2, 3, "a"),), ((2, 3, "a"), (5, 6, "b"))) == ((0, 1), "01a34b6789")
    assert together(((2, 3, "a"), (2, 3, "a"))) == ((0,), "01a3456789")


def test_a_fix_is_made_as_a_whole_or_not_at_all() -> None:
    assert together(((5, 6, "a"),), ((1, 2, "b"), (5, 7, "c")), ((1, 3, "d"),)) == ((0, 2), "0d34a6789")


_LINES = st.sampled_from(
    [
        "## Tuesday, July 22th",
        "## Wendesday, JUly 23th 2014",
        "## Monday, July 22, 2014",
        "##Talk",
        "###  10:00 Talk two",
        "- point",
        "```python",
        "```",
        "import os",
        "[x](#tuesday-july-22th) [y](#talk) [z](#talk-1)",
        "[x](#tlak) [y][a] [z](img\\b.png)",
        "[a]: https://example.org",
        "[b]: https://example.org",
        "# Conf 2014",
        "",
        "",
        "**Bold**",
        "text",
    ]
)
_NOTES = st.lists(_LINES, max_size=14).map(lambda lines: "\n".join(lines) + "\n")


@settings(max_examples=60)
@given(text=_NOTES, name=st.sampled_from(["n.md", "n.rst", "n.txt", "n.org"]))
def test_fixing_all_comes_to_an_end_and_breaks_nothing(text: str, name: str) -> None:
    def errors(found: Findings) -> int:
        return sum(each.rule.severity == "error" or each.rule.code == "missing-anchor" for each in found.in_order())

    for _ in range(4):
        notes, found = read(text, name)
        fixing = code_actions(notes, Asked(0, 0, ("source.fixAll",)), found, f"/{name}", EmptyLibrary())
        if not fixing:
            return
        (action,) = fixing
        changed = edited(text, action.edits)
        assert changed != text
        assert errors(read(changed, name)[1]) <= errors(found)
        text = changed
    pytest.fail(f"still something to fix: {text!r}")


@settings(max_examples=60)
@given(
    text=_NOTES,
    name=st.sampled_from(["n.md", "n.rst", "n.txt", "n.org"]),
    places=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_every_action_can_be_done(text: str, name: str, places: tuple[float, float]) -> None:
    start, end = sorted(round(place * len(text)) for place in places)
    notes, found = read(text, name)
    for asked in (Asked(start, end), Asked(start, start, automatic=True)):
        for action in code_actions(notes, asked, found, f"/{name}", EmptyLibrary()):
            assert action.kind in CODE_ACTION_KINDS
            assert action.title
            assert action.command is not None or edited(text, action.edits) != text
            assert action.others == ()


@settings(max_examples=60)
@given(text=_NOTES, name=st.sampled_from(["n.md", "n.rst"]))
def test_a_table_that_is_offered_in_short_is_there_when_it_is_chosen(text: str, name: str) -> None:
    notes, _ = read(text, name)
    whole = table_of_contents(notes, 0)
    offer = may_insert_table(notes)
    assert offer is None or offer is (whole is not None and not whole.is_update)


def test_a_table_is_offered_without_its_edits_where_these_can_wait() -> None:
    notes, found = read(DAYS)
    (action,) = code_actions(
        notes, Asked(0, 0, ("source.tableOfContents",), edits_later=True), found, "/n.md", EmptyLibrary()
    )
    assert (action.title, action.edits) == ("Insert a table of contents", ())
    assert may_insert_table(read("[toc]\n\n" + DAYS)[0]) is False
    assert may_insert_table(read(DAYS.replace("## Tue", "<!-- toc -->\n\n## Tue", 1))[0]) is None


# ---------------------------------------------------------------- what the notes could be


LINE = "# Conf 2014\n\n## Tuesday, July 22nd\n\n### One\n\n**Pros$0**\n\n- a\n\n### Two\n\n- b\n"


def test_a_heading_is_offered_for_a_line_that_heads_something() -> None:
    section = "refactor.rewrite: Make this line the heading of a section"
    assert section in offered(LINE)
    assert section in offered(LINE, automatic=True)
    assert section not in offered(LINE.replace("**P", "$0**P"))


def test_what_a_quick_fix_does_is_not_offered_twice() -> None:
    assert offered("# Conf\n\n##$0Talk\n\n- x\n") == [
        "quickfix: Add the space *",
        "source.fixAll.notes-lsp: Fix all that can be fixed safely",
    ]
    assert offered("# Conf\n\n##Ta$0lk\n\n- x\n", only=("quickfix", "refactor")) == [
        "refactor.rewrite: Make this line a heading"
    ]


def test_code_is_marked_and_its_language_named() -> None:
    indented = "# Talk\n\nText\n\n    import$0 os\n    x = os.getcwd()\n"
    assert (
        done(indented, "Mark this as code: python") == "# Talk\n\nText\n\n```python\nimport os\nx = os.getcwd()\n```\n"
    )
    fence = "# Talk\n\n```\nimport$0 os\n```\n"
    assert done(fence, "Name the language: python") == "# Talk\n\n```python\nimport os\n```\n"
    assert done("# Talk\n\n$0some words$0\n", "Mark this as code") == "# Talk\n\n```\nsome words\n```\n"


def test_an_automatic_question_gets_only_what_is_called_for() -> None:
    assert offered("# Talk\n\nText\n\n    import$0 os\n", automatic=True) == []
    assert offered("# Talk\n\n```\nimport$0 os\n```\n", automatic=True) == []
    assert offered("# Talk\n\n$0import os\nprint(os.name)$0\n", automatic=True) == [
        "refactor.rewrite: Mark this as code: python"
    ]
    assert offered("# Talk\n\n$0some words$0\n", automatic=True) == []
    assert offered(CURSOR, automatic=True) == [
        'quickfix: Write "22nd" *',
        "quickfix: Fix all 2 of ordinal-typo in this file",
    ]


def test_a_table_of_contents_is_inserted_only_by_hand() -> None:
    insert = ["source.tableOfContents.insert: Insert a table of contents"]
    text = DAYS.replace("th\n", "\n").replace("JUly", "July")
    assert offered("$0" + text) == insert
    assert offered("$0" + text, only=("source.tableOfContents",)) == insert
    assert offered("$0" + text, only=("source.tableOfContents",), automatic=True) == []
    assert offered("$0" + text, only=("source.tableOfContents.update",)) == []
    old = text.replace("2014\n", "2014\n\n<!-- toc -->\n\n- [Old](#one)\n\n<!-- /toc -->\n")
    update = ["source.tableOfContents.update: Update the table of contents"]
    assert offered("$0" + old, only=("source.tableOfContents.update",), automatic=True) == update
    assert offered("$0" + old, only=("source.tableOfContents.insert",)) == []
    assert offered("$0" + old, automatic=True) == []


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (("refactor",), {"refactor.rewrite"}),
        (("refactor.rewrite",), {"refactor.rewrite"}),
        (("refactor.extract",), set()),
        (("refactor.rewrite.more",), set()),
        (("source",), {"source.fixAll.notes-lsp", "source.tableOfContents.insert"}),
        (("quickfix", "source.fixAll"), {"quickfix", "source.fixAll"}),
        (("",), {"quickfix", "refactor.rewrite", "source.fixAll.notes-lsp", "source.tableOfContents.insert"}),
        (None, {"quickfix", "refactor.rewrite", "source.fixAll.notes-lsp", "source.tableOfContents.insert"}),
        ((), set()),
    ],
)
def test_kinds_hold_the_kinds_below_them(only: tuple[str, ...] | None, kinds: set[str]) -> None:
    marked = "# Conf 2014\n\n## Tuesday, July 22th\n\n### One\n\n$0import os\nprint(os.name)\n$0\n### Two\n\n- b\n"
    assert {action.kind for action in actions(marked, only=only, shown=[0])[1]} == kinds
