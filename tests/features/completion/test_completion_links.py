"""Completion of what links lead to: paths, anchors, labels, pages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from completions import FILES, PATH, applied, check, completions, items, labels
from fake_library import FakeLibrary
from notes_lsp.features.linking.destinations import destination_of
from notes_lsp.features.linking.link_targets import target_of_link
from notes_lsp.features.linking.relative_paths import split_ending
from notes_lsp.syntax.nodes import normalize_label
from notes_lsp.syntax.parse import parse

RST, ORG, TXT = "/conf/2014/now.rst", "/conf/2014/now.org", "/conf/2014/now.txt"


def test_a_link_offers_notes_then_folders_then_the_rest() -> None:
    check(
        "see [this]($0)",
        [
            "see [this](⟦my%20notes.txt⟧)",
            "see [this](⟦tuesday.md⟧)",
            "see [this](⟦img/⟧)",
            "see [this](⟦photo.png⟧)",
            "see [this](⟦plan.pdf⟧)",
            "see [this](⟦../⟧)",
        ],
    )


def test_an_image_offers_pictures_first() -> None:
    assert labels("![a picture]($0)")[:2] == ["photo.png", "img/"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("![a](img/ze$0)", "![a](img/⟦zero%20copy.svg⟧)"),
        ("![a](<img/ze$0>)", "![a](<img/⟦zero copy.svg⟧>)"),
        ("![a](img/ze$0ro.png)", "![a](img/⟦zero%20copy.svg⟧)"),
        ('![a](img/$0 "its title")', '![a](img/⟦zero%20copy.svg⟧ "its title")'),
        ("![a](./img/$0", "![a](./img/⟦zero%20copy.svg⟧"),
        ("[x]: img/$0", "[x]: img/⟦zero%20copy.svg⟧"),
        ("[x]: <img/$0>", "[x]: <img/⟦zero copy.svg⟧>"),
        ('<img alt="a" src="img/$0">', '<img alt="a" src="img/⟦zero%20copy.svg⟧">'),
        ("<a href='img/$0'>", "<a href='img/⟦zero%20copy.svg⟧'>"),
    ],
)
def test_a_name_is_spelt_as_its_place_wants_it(marked: str, expected: str) -> None:
    check(marked, [expected])


@pytest.mark.parametrize(
    ("marked", "path", "expected"),
    [
        (".. image:: img/$0", RST, ".. image:: img/⟦zero%20copy.svg⟧"),
        (".. |sub| image:: img/$0", RST, ".. |sub| image:: img/⟦zero%20copy.svg⟧"),
        (".. include:: img/$0", RST, ".. include:: img/⟦zero copy.svg⟧"),
        ("a `picture <img/$0>`_", RST, "a `picture <img/⟦zero%20copy.svg⟧>`_"),
        (".. _x: img/$0", RST, ".. _x: img/⟦zero%20copy.svg⟧"),
        ("[[file:img/$0]]", ORG, "[[file:img/⟦zero copy.svg⟧]]"),
        ("[[./img/$0][text]]", ORG, "[[./img/⟦zero copy.svg⟧][text]]"),
        ("see [it](img/$0)", TXT, "see [it](img/⟦zero%20copy.svg⟧)"),
        ("![[img/$0]]", PATH, "![[img/⟦zero copy.svg⟧]]"),
    ],
)
def test_each_language_has_its_places_for_paths(marked: str, path: str, expected: str) -> None:
    check(marked, [expected], path)


def test_a_directive_gets_the_space_that_is_not_there_yet() -> None:
    assert applied(".. image::", items(".. image::$0", RST)[0]) == ".. image:: photo.png"


def test_a_folder_leaves_the_rest_of_the_path() -> None:
    assert "[a](⟦img/⟧zero.svg)" in [
        applied("[a](imag/zero.svg)", item, mark=True)
        for item in items("[a](im$0ag/zero.svg)")
        if item.kind == "folder"
    ]


def test_parentheses_of_a_path_are_its_own() -> None:
    assert items("[a](part(1)/$0)", files={"/conf/2014/part(1)/x.md": ""})[0].text == "x.md"


def test_a_target_of_restructuredtext_does_not_end_as_a_reference() -> None:
    check(".. _x: na$0", [".. _x: ⟦name%5F⟧", ".. _x: ⟦../⟧"], RST, {"/conf/2014/name_": ""})


def test_the_anchor_behind_a_path_stays() -> None:
    check(
        "[a](../de$0ep.rst#deep-things)",
        [
            "[a](../⟦deep.rst⟧#deep-things)",
            "[a](../⟦places.org⟧#deep-things)",
            "[a](../⟦2014/⟧#deep-things)",
            "[a](../⟦../⟧#deep-things)",
        ],
    )


def test_hidden_files_wait_for_their_dot() -> None:
    assert ".draft.md" not in labels("[a]($0)")
    assert ".draft.md" in labels("[a](.$0)")


def test_a_file_is_not_offered_to_itself() -> None:
    assert "now.md" not in labels("[a]($0)")
    assert "now.md" not in labels("[a](./$0)")
    assert "now.md" in labels("[a](../2014/$0)")


@pytest.mark.parametrize("marked", ["[a](/$0)", "[a](~/$0)", "[a](https://$0)", "[a](https:$0)", "[a](x.md?$0)"])
def test_no_path_leads_elsewhere(marked: str) -> None:
    assert items(marked) == ()


def test_org_looks_for_no_file_behind_a_scheme() -> None:
    assert items("[[https:$0]]", ORG) == ()


def test_a_document_goes_without_its_ending() -> None:
    check(":doc:`../de$0`", [":doc:`../⟦deep⟧`", ":doc:`../⟦2014/⟧`", ":doc:`../⟦../⟧`"], RST)


def test_names_that_would_be_no_paths_get_a_dot() -> None:
    files = {"/conf/2014/TODO": "", "/conf/2014/a:b.md": "", "/conf/2014/~x": "", "/conf/2014/you@example.org": ""}
    check(
        "[a]($0)",
        ["[a](⟦./a:b.md⟧)", "[a](⟦./you@example.org⟧)", "[a](⟦./TODO⟧)", "[a](⟦./~x⟧)", "[a](⟦../⟧)"],
        files=files,
    )
    assert {item.label: item.filter_text for item in items("[a]($0)", files=files)}["TODO"] == "TODO"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("# A day\n\n## Twice\n\n## Twice\n\n[x](#$0)", ["[x](#⟦a-day⟧)", "[x](#⟦twice⟧)", "[x](#⟦twice-1⟧)"]),
        ("[x](../deep.rst#de$0)", ["[x](../deep.rst#⟦start⟧)", "[x](../deep.rst#⟦deep-things⟧)"]),
        ("[x](#ol$0d)\n\n# New", ["[x](#⟦new⟧)"]),
        ("[x]: #$0\n\n# New", ["[x]: #⟦new⟧"]),
        ('<a href="#$0">\n\n# New', ['<a href="#⟦new⟧">']),
        ("# New {#short}\n\n[x](#$0)", ["[x](#⟦new-short⟧)"]),
        ("[x](gone.md#$0)", []),
    ],
)
def test_anchors_of_this_file_and_of_others(marked: str, expected: list[str]) -> None:
    check(marked, expected)


def test_an_anchor_shows_the_title_of_its_heading() -> None:
    assert [(item.label, item.detail) for item in items("[x](tuesday.md#$0)")][1] == (
        "1030-types---ada-lovelace",
        "10:30 Types - Ada Lovelace",
    )


def test_a_wiki_link_names_headings_by_their_titles() -> None:
    check("# A day\n\n## Twice\n\n## Twice\n\n[[#$0]]", ["[[#⟦A day⟧]]", "[[#⟦Twice⟧]]", "[[#⟦twice-1⟧]]"])
    check("[[deep#$0]]", ["[[deep#⟦start⟧]]", "[[deep#⟦Deep things⟧]]"])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[[*$0]]\n* A b\n* TODO C", ["[[⟦*A b⟧]]", "[[⟦*C⟧]]"]),
        ("[[#$0]]\n* A\n:PROPERTIES:\n:CUSTOM_ID: own\n:END:\n", ["[[⟦#own⟧]]"]),
        (
            "[[file:../places.org::$0]]",
            [f"[[file:../places.org::⟦{place}⟧]]" for place in ("*Two words", "*Later", "#first")],
        ),
        ("[[file:../places.org::#$0]]", ["[[file:../places.org::⟦#first⟧]]"]),
    ],
)
def test_places_in_org(marked: str, expected: list[str]) -> None:
    check(marked, expected, ORG)


def test_two_brackets_in_org_offer_headlines_and_files() -> None:
    assert [item.text for item in items("[[$0]]\n* A b", ORG)][:3] == ["*A b", "file:my notes.txt", "file:tuesday.md"]


def test_a_role_names_anchors_of_all_notes() -> None:
    check(":ref:`$0`\n\n.. _own:\n\nTitle\n=====\n", [":ref:`⟦own⟧`", ":ref:`⟦start⟧`"], RST)
    check("a :ref:`text <$0>`", ["a :ref:`text <⟦start⟧>`"], RST)


@pytest.mark.parametrize(
    ("marked", "path", "expected"),
    [
        ("[text][$0]\n\n[Two  words]: x.md\n", PATH, ["[text][⟦Two words⟧]"]),
        ("[text][ol$0d]\n\n[new]: x.md\n", PATH, ["[text][⟦new⟧]"]),
        ("see [$0]\n\n[new]: x.md\n", PATH, ["see [⟦new⟧]"]),
        ("see ![$0\n\n[new]: x.md\n", PATH, ["see ![⟦new⟧"]),
        ("see `$0`\n\n.. _new thing: x.md\n", RST, ["see `⟦new thing`_⟧"]),
        ("see `ne$0w`_\n\n.. _new: x.md\n", RST, ["see `⟦new`_⟧"]),
        ("- [$0\n\n[new]: x.md\n", PATH, []),
        ("1. [x$0]\n\n[new]: x.md\n", PATH, []),
        ("items[$0]\n\n[new]: x.md\n", PATH, []),
        ("[$0\n\n[new]: x.md\n", PATH, []),
        ("\\[$0\n\n[new]: x.md\n", PATH, []),
        ("see [$0](new.md)\n\n[new]: x.md\n", PATH, []),
        ("[^$0]\n\n[new]: x.md\n", PATH, []),
        ("see [$0] here\n", PATH, []),
    ],
)
def test_labels_where_one_can_stand(marked: str, path: str, expected: list[str]) -> None:
    check(marked, expected, path)


def test_a_label_shows_its_target() -> None:
    assert [item.detail for item in items("see [x][$0]\n\n[new]: x.md\n")] == ["x.md"]


def test_pages_have_the_shortest_name_that_is_theirs_alone() -> None:
    files = {"/conf/a/notes.md": "# First\n", "/conf/b/notes.md": "# Second\n", "/conf/b/other.md": "# Other\n"}
    check("see [[$0]]", ["see [[⟦../a/notes.md⟧]]", "see [[⟦../b/notes.md⟧]]", "see [[⟦other⟧]]"], files=files)
    assert next((item.label, item.detail) for item in items("[[$0", files=files)) == ("First", "../a/notes.md")
    check("[[no$0w#x]]", ["[[⟦../a/notes.md⟧#x]]", "[[⟦../b/notes.md⟧#x]]", "[[⟦other⟧#x]]"], files=files)


def test_notes_that_were_never_saved_know_pages_by_name_alone() -> None:
    files = {"/conf/a/notes.md": "# First\n", "/conf/b/notes.md": "# Second\n", "/conf/b/other.md": "# Other\n"}
    check("[[$0]]", ["[[⟦other⟧]]"], "", files)


# --- what is offered is there ---------------------------------------------------------------------------------

NAMES = st.text(st.sampled_from("aB1é \t%#?()[]<>{}|$&;`\"'\\*_~@:-+=.,!^日"), min_size=1, max_size=8).filter(
    lambda name: name.strip(". ") == name and name.strip()
)
PLACES = [
    ("[a]({})", PATH),
    ("[a](<{}>)", PATH),
    ("![a]({})", PATH),
    ("[a]: {}\n\n[a]", PATH),
    ('<a href="{}">x</a>', PATH),
    ("see [[{}]] there", PATH),
    ("see ![[{}]] there", PATH),
    ("a `b <{}>`_", RST),
    (".. image:: {}", RST),
    ("`there`_\n\n.. _there: {}\n", RST),
    ("x :doc:`{}` y", RST),
    ("[[file:{}]]", ORG),
    ("[[{}][text]]", ORG),
]


@given(name=NAMES, place=st.sampled_from(PLACES))
@settings(max_examples=60, deadline=None)
def test_every_path_that_is_offered_leads_to_its_file(name: str, place: tuple[str, str]) -> None:
    form, path = place
    files = {f"/conf/2014/{name}.rst": "Title\n=====\n"}
    text, _, found = completions(form.format("$0"), path, files)
    if form.startswith(("[a]", "![a]", "<a")):
        assert any(item.kind == "file" for item in found.items), "these can spell any name"
    for item in found.items:
        if item.kind in ("file", "page"):
            assert_leads_to(applied(text, item), path, files, f"/conf/2014/{name}.rst")


def assert_leads_to(text: str, path: str, files: dict[str, str], wanted: str) -> None:
    document = parse(text, path)
    assert len(document.links) == 1, text
    target = target_of_link(document, document.links[0])
    found = destination_of(document, target, path, FakeLibrary({**files, path: text}))
    assert found is not None, text
    assert found.path == wanted, text


TITLES = st.text(st.sampled_from("aB1é ()[]|#&`*_:-.,!日"), min_size=1, max_size=12)


@given(
    titles=st.lists(TITLES, min_size=1, max_size=4),
    in_other=st.booleans(),
    form=st.sampled_from(["[a]({}#$0)", "x [[{}#$0]] y"]),
)
@settings(max_examples=60, deadline=None)
def test_every_anchor_that_is_offered_leads_to_its_heading(titles: list[str], in_other: bool, form: str) -> None:
    headings = "".join(f"\n\n# {title}\n" for title in titles)
    files = {"/conf/2014/other.md": headings if in_other else ""}
    marked = form.format("other.md" if in_other else "") + ("" if in_other else headings)
    text, _, found = completions(marked, PATH, files)
    spans = []
    for item in found.items:
        changed = applied(text, item)
        document = parse(changed, PATH)
        here = document.link_at(item.start)
        assert here is not None, changed
        destination = destination_of(
            document, target_of_link(document, here), PATH, FakeLibrary({**files, PATH: changed})
        )
        assert destination is not None, changed
        assert destination.span is not None, changed
        shift = 0 if in_other else len(changed) - len(text)
        spans.append(destination.span[0] - shift)
    assert spans == sorted(set(spans)), "each heading once"


@given(
    names=st.lists(
        st.text(st.sampled_from("aB é-.!"), min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=3
    )
)
@settings(max_examples=40, deadline=None)
def test_every_label_that_is_offered_is_defined(names: list[str]) -> None:
    text, _, found = completions(
        "see [text][$0]\n\n" + "".join(f"[{name}]: {place}.md\n" for place, name in enumerate(names))
    )
    assert {normalize_label(item.text) for item in found.items} == {normalize_label(name) for name in names}
    for item in found.items:
        document = parse(applied(text, item), PATH)
        assert [link.target for link in document.links] == [item.detail]
        assert not document.broken_references


def test_a_dot_at_the_start_makes_no_ending() -> None:
    assert [split_ending(name) for name in ("a.b.md", ".md", "..md", "a", "a.")] == [
        ("a.b", ".md"),
        (".md", ""),
        ("..md", ""),
        ("a", ""),
        ("a", "."),
    ]


def test_the_files_of_these_tests_are_known() -> None:
    assert len(FakeLibrary(FILES).summaries()) == 5
