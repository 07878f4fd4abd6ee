"""Find references, in one file and over several."""

from fake_library import FakeLibrary
from notes_lsp.features.navigation.references import find_references
from places_shown import Workspace


def references(files: dict[str, str], include_declaration: bool = False) -> list[str]:
    workspace = Workspace(files)
    found = find_references(workspace.notes, workspace.offset, workspace.path, workspace.library, include_declaration)
    assert len(set(found)) == len(found)
    return workspace.shown(found)


FILES = {
    "/c/a.md": "# Index\n\n[self](#keynote) [none](#other)\n\n## Keynote\n\n[own](a.md#keynote)\n",
    "/c/b.md": "[one](a.md#keynote)\n[two](a.md#KEYNOTE)\n[three](a.md)\n[four](a.md#gone)\n[five](x/a.md#keynote)\n",
    "/c/x/c.rst": "`six <../a.md#keynote>`_\n\n`seven <../a.md>`__\n",
    "/c/x/a.md": "## Keynote\n",
    "/c/d.org": "[[file:a.md][eight]]\n",
}
TO_KEYNOTE = [
    "/c/a.md: [self](⟦#keynote⟧) [none](#other)",
    "/c/a.md: [own](⟦a.md#keynote⟧)",
    "/c/b.md: [one](⟦a.md#keynote⟧)",
    "/c/b.md: [two](⟦a.md#KEYNOTE⟧)",
    "/c/x/c.rst: `six <⟦../a.md#keynote⟧>`_",
]


def marked(path: str, before: str, after: str) -> dict[str, str]:
    """The files with ``$0`` between ``before`` and ``after`` in the one at ``path``."""
    assert FILES[path].count(before + after) == 1
    return {**FILES, path: FILES[path].replace(before + after, f"{before}$0{after}")}


def test_of_a_heading() -> None:
    assert references(marked("/c/a.md", "## Key", "note")) == TO_KEYNOTE


def test_of_a_heading_with_its_declaration() -> None:
    assert references(marked("/c/a.md", "## Key", "note"), True) == ["/c/a.md: ## ⟦Keynote⟧", *TO_KEYNOTE]


def test_of_a_link_to_a_heading_of_its_own_file() -> None:
    assert references(marked("/c/a.md", "(#key", "note)")) == TO_KEYNOTE
    assert references(marked("/c/a.md", "(a.md#key", "note)"), True) == ["/c/a.md: ## ⟦Keynote⟧", *TO_KEYNOTE]


def test_of_a_link_to_a_heading_of_another_file() -> None:
    found = references(marked("/c/b.md", "[one](a.md#key", "note)"), True)
    assert found[0] == "/c/a.md: ## ⟦Keynote⟧"
    assert sorted(found[1:]) == sorted(TO_KEYNOTE)


def test_of_the_first_heading_also_the_links_to_its_file() -> None:
    assert references(marked("/c/a.md", "# In", "dex")) == [
        "/c/b.md: [three](⟦a.md⟧)",
        "/c/d.org: [[file:⟦a.md⟧][eight]]",
        "/c/x/c.rst: `seven <⟦../a.md⟧>`__",
    ]


def test_of_a_link_to_a_file_all_links_to_it() -> None:
    found = references(marked("/c/b.md", "[three](a.", "md)"), True)
    assert len(found) == 8  # six with a fragment, two without
    assert "/c/b.md: [four](⟦a.md#gone⟧)" in found
    assert not any("x/a.md" in line for line in found)


def test_of_a_file_that_is_no_notes() -> None:
    files = {
        "/c/a.md": "[x](s.p$0df)\n",
        "/c/b.md": "[y](s.pdf#page=2) [z](t.pdf)\n",
        "/c/s.pdf": "",
        "/c/t.pdf": "",
    }
    assert references(files) == ["/c/a.md: [x](⟦s.pdf⟧)", "/c/b.md: [y](⟦s.pdf#page=2⟧) [z](t.pdf)"]


def test_of_a_link_to_nowhere_the_same_links() -> None:
    assert references({"/c/a.md": "[x](gone.m$0d) [y](gone.md)\n"}) == [
        "/c/a.md: [x](⟦gone.md⟧) [y](gone.md)",
        "/c/a.md: [x](gone.md) [y](⟦gone.md⟧)",
    ]
    assert references({"/c/a.md": "[x](#go$0ne) [y](#there)\n"}) == ["/c/a.md: [x](⟦#gone⟧) [y](#there)"]


def test_of_a_heading_with_an_anchor_above_it() -> None:
    rst = ".. _spot:\n\nKey$0note\n=======\n\n:ref:`spot` Keynote_ other_\n"
    assert references({"/c/a.rst": rst}) == [
        "/c/a.rst: :ref:`⟦spot⟧` Keynote_ other_",
        "/c/a.rst: :ref:`spot` ⟦Keynote⟧_ other_",
    ]
    html = '# A\n\n<a name="spot"></a>\n## Key$0note\n\n## Other\n\n[x](#spot) [y](#keynote) [z](#other)\n'
    assert [line.count("⟦") for line in references({"/c/a.md": html})] == [1, 1]
    org = "* Key$0note\n:PROPERTIES:\n:CUSTOM_ID: cust\n:END:\n** Other\n[[#cust]] [[*Keynote]] [[*Other]]\n"
    assert references({"/c/a.org": org}) == [
        "/c/a.org: [[⟦#cust⟧]] [[*Keynote]] [[*Other]]",
        "/c/a.org: [[#cust]] [[⟦*Keynote⟧]] [[*Other]]",
    ]


def test_of_a_heading_with_several_anchors_above_it() -> None:
    html = (
        '# A\n\n<a id="one"></a>\n<a name="two" class="x"></a>\n\n## Key$0note\n\n[1](#one) [2](#two) [3](#keynote)\n'
    )
    assert references({"/c/a.md": html}) == [
        "/c/a.md: [1](⟦#one⟧) [2](#two) [3](#keynote)",
        "/c/a.md: [1](#one) [2](⟦#two⟧) [3](#keynote)",
        "/c/a.md: [1](#one) [2](#two) [3](⟦#keynote⟧)",
    ]
    rst = ".. _one:\n.. _two:\n\nKey$0note\n=======\n\n:ref:`one` :ref:`two`\n"
    assert [line.count("⟦") for line in references({"/c/a.rst": rst})] == [1, 1]


def test_anchors_of_words_are_not_one() -> None:
    html = '<a id="one"></a> is one, <a id="two"></a>\n\n## Key$0note\n\n[1](#one) [2](#two)\n'
    assert references({"/c/a.md": html}) == ["/c/a.md: [1](#one) [2](⟦#two⟧)"]


FROM_ALL = {
    "/c/a.md": "# A\n\n## Key$0note\n",
    "/c/w.md": "[[a#Keynote]] [[a]] [[b#Keynote]] [[a#A]]\n",
    "/c/x/w.md": "[[a#Keynote]]\n",
    "/c/x/r.md": "[rooted](/a.md#keynote)\n",
    "/c/x/z.md": "[[A#Keynote]]\n",
    "/c/o.org": "[[file:a.md::*Keynote]] [[file:a.md::*A]]\n",
}


def test_wiki_links_rooted_ones_and_those_of_org() -> None:
    assert references(FROM_ALL) == [
        "/c/o.org: [[file:⟦a.md::*Keynote⟧]] [[file:a.md::*A]]",
        "/c/w.md: [[⟦a#Keynote⟧]] [[a]] [[b#Keynote]] [[a#A]]",
        "/c/x/r.md: [rooted](⟦/a.md#keynote⟧)",
        "/c/x/w.md: [[⟦a#Keynote⟧]]",
        "/c/x/z.md: [[⟦A#Keynote⟧]]",
    ]


def test_roles_and_includes() -> None:
    files = {
        "/c/a.rst": ".. _spot:\n\nKey$0note\n=======\n",
        "/c/b.rst": ":ref:`spot` :ref:`other` :doc:`a`\n",
        "/c/c.rst": ".. _spot:\n\nMine\n====\n\n:ref:`spot`\n",
        "/c/d.rst": ".. include:: a.rst\n",
    }
    assert references(files) == [
        "/c/b.rst: :ref:`⟦spot⟧` :ref:`other` :doc:`a`",
        "/c/b.rst: :ref:`spot` :ref:`other` :doc:`⟦a⟧`",
        "/c/d.rst: .. include:: ⟦a.rst⟧",
    ]


def test_headings_on_neighbouring_lines_are_not_one() -> None:
    assert references({"/c/a.md": "# A$0\n## B\n[x](#a) [y](#b)\n"}) == ["/c/a.md: [x](⟦#a⟧) [y](#b)"]


def test_of_a_label() -> None:
    text = "[a$0][docs] [docs]\n\n[docs]: x.md\n"
    uses = ["/c/a.md: [a][⟦docs⟧] [docs]", "/c/a.md: [a][docs] [⟦docs⟧]"]
    files = {"/c/a.md": text, "/c/b.md": "[docs]\n\n[docs]: y.md\n"}
    assert references(files) == uses
    assert references(files, True) == [*uses, "/c/a.md: [⟦docs⟧]: x.md"]


ADA = "# C 2014\n\n## Types, by Ada Lovelace\n\n- x\n"


def test_of_a_speaker_all_talks() -> None:
    files = {"/c/b.md": ADA.replace("Lovelace", "Love$0lace"), "/c/a.md": ADA, "/c/c.md": ADA.replace("Ada", "Bob")}
    assert references(files) == ["/c/b.md: ## Types, by ⟦Ada Lovelace⟧", "/c/a.md: ## Types, by ⟦Ada Lovelace⟧"]


def test_of_a_tag_all_mentions() -> None:
    files = {"/c/b.md": "a #asy$0nc b\n", "/c/a.md": "c #Async #asyncio\n", "/c/c.md": "---\ntags: [async]\n---\n"}
    found = references(files)
    assert found[0] == "/c/b.md: a #⟦async⟧ b"
    assert len(found) == 3


def test_of_an_address() -> None:
    assert references({"/c/a.md": "<https://a.$0org> https://a.org/b [x](https://a.org)\n"}) == [
        "/c/a.md: <⟦https://a.org⟧> https://a.org/b [x](https://a.org)",
        "/c/a.md: <https://a.org> https://a.org/b [x](⟦https://a.org⟧)",
    ]


def test_of_words() -> None:
    assert references({"/c/a.md": "just wo$0rds\n"}) == []


class _Counting(FakeLibrary):
    asked = 0

    def path_of(self, path: str, target: str) -> str | None:
        self.asked += 1
        return super().path_of(path, target)


def test_the_disk_is_asked_only_for_links_that_give_the_name() -> None:
    others = " ".join(f"[x](other-{number}.md)" for number in range(50))
    files = {"/c/a.md": f"# Top$0\n\n{others}\n", "/c/b.md": f"{others} [y](a.md)\n"}
    workspace = Workspace(files)
    library = _Counting(workspace.library.files)
    assert len(find_references(workspace.notes, workspace.offset, workspace.path, library, False)) == 1
    assert library.asked == 1
