"""What an editor offers to do at a place: mend what the rules found, mark headings and code, list the contents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from notes_lsp.features.code_actions.fence_code import fence_code
from notes_lsp.features.code_actions.findings import Findings, Numbered
from notes_lsp.features.code_actions.fix_all import fixes_together
from notes_lsp.features.code_actions.links_kept import with_links_kept
from notes_lsp.features.code_actions.make_heading import make_heading
from notes_lsp.features.code_actions.name_language import name_language
from notes_lsp.features.code_actions.near_file import near_file
from notes_lsp.features.code_actions.table_of_contents import may_insert_table, table_of_contents
from notes_lsp.features.code_actions.web_links import Command, web_link_actions
from notes_lsp.features.library import Library
from notes_lsp.rules.base import Edit, Finding, Fix
from notes_lsp.rules.ignore_places import ignore_edit
from notes_lsp.rules.suppressions import ABOUT_COMMENTS
from notes_lsp.talks.model import Notes

QUICK_FIX = "quickfix"
REWRITE = "refactor.rewrite"
FIX_ALL = "source.fixAll"
FIX_ALL_OURS = "source.fixAll.notes-lsp"
INSERT_CONTENTS = "source.tableOfContents.insert"
UPDATE_CONTENTS = "source.tableOfContents.update"
_INSERT = "Insert a table of contents"
CODE_ACTION_KINDS = (QUICK_FIX, REWRITE, FIX_ALL, FIX_ALL_OURS, INSERT_CONTENTS, UPDATE_CONTENTS)


@dataclass(frozen=True, slots=True)
class CodeAction:
    """Something that an editor can do (LSP 3.17, ``CodeAction``).

    ``fixes`` are the numbers of the findings that it mends. ``edits`` are in the order of the text and don't overlap;
    ``others`` are those of other files, by path: of links that follow a heading. One with a ``command`` has no edits.
    """

    title: str
    kind: str
    edits: tuple[Edit, ...]
    is_preferred: bool = False
    fixes: tuple[int, ...] = ()
    others: tuple[tuple[str, tuple[Edit, ...]], ...] = ()
    command: Command | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: actions at ``start:end`` of the kinds in ``only`` and below them; None for all kinds.

    ``automatic`` says that nobody asked, the editor only wants to know whether there is something to show. ``shown``
    are the numbers of the findings that the editor shows beside the range, as those of the cursor's line.
    ``commands`` says that the editor lets the server edit what it shows, as commands do, ``edits_later`` that the edits
    of a table of contents can wait until it is chosen.
    """

    start: int
    end: int
    only: tuple[str, ...] | None = None
    automatic: bool = False
    shown: frozenset[int] = frozenset()
    commands: bool = True
    edits_later: bool = False

    def wants(self, kind: str) -> bool:
        """Whether actions of ``kind`` are asked for: kinds are names with dots, the outermost first."""
        if self.only is None:
            # Editors show what concerns the whole file in a menu of its own, and then they ask for it.
            return not (self.automatic and kind.startswith("source."))
        return any(kind == name or not name or kind.startswith(name + ".") for name in self.only)


def code_actions(notes: Notes, asked: Asked, findings: Findings, path: str, library: Library) -> tuple[CodeAction, ...]:
    """The actions that are asked for, the likeliest first of each kind.

    ``findings`` are those of the whole file. An automatic question gets only what mends something, what the cursor's
    line calls for, and what concerns a selection.
    """
    mending: list[CodeAction] = []
    headings: list[CodeAction] = []
    if asked.wants(QUICK_FIX):
        mending += _quick_fixes(notes, asked, findings, path, library)
    if asked.wants(REWRITE) and asked.start == asked.end:
        known = {action.edits for action in mending}
        headings += (action for action in _headings(notes, asked) if action.edits not in known)
    found = [
        *(_with_links_kept(notes, action, path, library) for action in mending),
        *(_with_links_kept(notes, action, path, library, makes_headings=True) for action in headings),
    ]
    if asked.wants(QUICK_FIX):
        found += _web_links(notes, asked, findings, path, library)
        found += _ignoring(notes, asked, findings)
    if asked.wants(REWRITE) and (asked.start < asked.end or not asked.automatic):
        found += _code(notes, asked)
    if asked.wants(FIX_ALL_OURS) or asked.wants(FIX_ALL):
        found += (_with_links_kept(notes, action, path, library) for action in _fix_all(asked, findings))
    if asked.wants(INSERT_CONTENTS) or asked.wants(UPDATE_CONTENTS):
        found += _contents(notes, asked)
    return tuple(found)


def _with_links_kept(
    notes: Notes, action: CodeAction, path: str, library: Library, *, makes_headings: bool = False
) -> CodeAction:
    edits, others = with_links_kept(notes.document, action.edits, path, library, makes_headings=makes_headings)
    return replace(action, edits=edits, others=tuple(others.items()))


# ---------------------------------------------------------------- what the rules found


def _near(asked: Asked, findings: Findings) -> list[Numbered]:
    near = findings.between(asked.start, asked.end)
    known = {each.number for each in near}
    near += [each for each in findings.numbered(asked.shown) if each.number not in known]
    return sorted(near, key=lambda each: (each.finding.start, each.finding.end, each.rule.code))


def _quick_fixes(notes: Notes, asked: Asked, findings: Findings, path: str, library: Library) -> Iterator[CodeAction]:
    near = _near(asked, findings)
    mended: dict[tuple[str, tuple[Edit, ...]], list[int]] = {}
    fixes: dict[tuple[str, tuple[Edit, ...]], Fix] = {}
    for each in near:
        fix = _fix_for(notes, each, path, library)
        if fix is not None:
            mended.setdefault((fix.title, fix.edits), []).append(each.number)
            fixes[fix.title, fix.edits] = fix
    for key, fix in fixes.items():
        edits = tuple(sorted(fix.edits, key=lambda edit: edit.start))
        yield CodeAction(fix.title, QUICK_FIX, edits, fix.safe, tuple(mended[key]))
    yield from _all_of_a_kind(findings, near)


def _fix_for(notes: Notes, found: Numbered, path: str, library: Library) -> Fix | None:
    finding = found.finding
    if finding.fix is None and found.rule.code == "missing-file":
        return near_file(notes.document.text, finding.start, finding.end, path, library)
    return finding.fix


def _all_of_a_kind(findings: Findings, near: Sequence[Numbered]) -> Iterator[CodeAction]:
    """For each rule of which something near can be mended safely: all of it in the file, where there is more."""
    for code in dict.fromkeys(each.rule.code for each in near if _is_safe(each.finding)):
        mended, edits = _safe_fixes(findings.of_rule(code))
        if len(mended) > 1:
            yield CodeAction(f"Fix all {len(mended)} of {code} in this file", QUICK_FIX, edits, fixes=mended)


def _fix_all(asked: Asked, findings: Findings) -> Iterator[CodeAction]:
    mended, edits = _safe_fixes(findings.in_order())
    if edits:
        # Some editors take only actions of exactly the kind that they asked for.
        kind = FIX_ALL if asked.only is not None and FIX_ALL in asked.only else FIX_ALL_OURS
        yield CodeAction("Fix all that can be fixed safely", kind, edits, fixes=mended)


def _safe_fixes(found: Iterable[Numbered]) -> tuple[tuple[int, ...], tuple[Edit, ...]]:
    return fixes_together((each.number, each.finding) for each in found if _is_safe(each.finding))


def _is_safe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe


def _web_links(notes: Notes, asked: Asked, findings: Findings, path: str, library: Library) -> Iterator[CodeAction]:
    near = _near(asked, findings)
    start = min([asked.start, *(each.finding.start for each in near if each.rule.asks_web)])
    end = max([asked.end, *(each.finding.end for each in near if each.rule.asks_web)])
    for offer in web_link_actions(notes.document, start, end, near, library, is_saved=bool(path)):
        is_look = offer.command is not None and offer.command.name == "check-links"
        # A look is no reason for a light bulb at each link.
        if not (is_look and asked.automatic) and (asked.commands or is_look or offer.command is None):
            yield CodeAction(offer.title, QUICK_FIX, offer.edits, fixes=offer.numbers, command=offer.command)


def _ignoring(notes: Notes, asked: Asked, findings: Findings) -> Iterator[CodeAction]:
    """For each rule that found something near: a comment that leaves it out. No reason for a light bulb either."""
    if asked.automatic:
        return
    numbers: dict[tuple[str, Edit], list[int]] = {}
    for each in _near(asked, findings):
        if not each.rule.asks_web and each.rule.code not in ABOUT_COMMENTS:
            edit = ignore_edit(notes.document, each.finding.start, each.rule.code)
            numbers.setdefault((each.rule.code, edit), []).append(each.number)
    for (code, edit), ignored in numbers.items():
        yield CodeAction(f"Ignore {code} here", QUICK_FIX, (edit,), fixes=tuple(ignored))


# ---------------------------------------------------------------- what the notes could be


def _headings(notes: Notes, asked: Asked) -> Iterator[CodeAction]:
    for heading in make_heading(notes, asked.start, only_sure=asked.automatic):
        yield CodeAction(heading.title, REWRITE, heading.edits)


def _code(notes: Notes, asked: Asked) -> Iterator[CodeAction]:
    named = name_language(notes.document, asked.start)
    if named is not None:
        yield CodeAction(f"Name the language: {named[0]}", REWRITE, (named[1],))
    fenced = fence_code(notes.document, asked.start, asked.end)
    if fenced is not None and (fenced.language or not asked.automatic):
        title = f"Mark this as code: {fenced.language}" if fenced.language else "Mark this as code"
        yield CodeAction(title, REWRITE, fenced.edits)


def _contents(notes: Notes, asked: Asked) -> Iterator[CodeAction]:
    if asked.edits_later and not asked.automatic and asked.wants(INSERT_CONTENTS) and may_insert_table(notes):
        yield CodeAction(_INSERT, INSERT_CONTENTS, ())
        return
    change = table_of_contents(notes, asked.start)
    if change is None:
        return
    kind = UPDATE_CONTENTS if change.is_update else INSERT_CONTENTS
    # An editor that does this at every save wants the table of old notes renewed, not one in all notes.
    if asked.wants(kind) and (change.is_update or not asked.automatic):
        title = "Update the table of contents" if change.is_update else _INSERT
        yield CodeAction(title, kind, change.edits)
