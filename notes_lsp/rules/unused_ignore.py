"""Comments for notes-lsp that ignore nothing: what they were written for has been mended."""

from collections.abc import Collection, Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.rules.ignore_comments import IgnoreComment, Named
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes


def unused_comment(document: Document, comment: IgnoreComment, useless: Collection[str] | None) -> Finding:
    """The finding for ``comment``, which ignores nothing for the rules ``useless`` (``""``: all).

    None stands for one that ends what no other has begun.
    """
    if useless is None:
        return Finding(
            comment.start, comment.end, "no comment above begins what this one ends", _removal(document, comment)
        )
    if not comment.named:
        return Finding(comment.start, comment.end, "nothing is found here to ignore", _removal(document, comment))
    idle = [named for named in comment.named if named.code in useless]
    listed = " and ".join(dict.fromkeys(f'"{named.code}"' for named in idle))
    message = f"{listed} {'finds' if len(idle) == 1 else 'find'} nothing here to ignore"
    if len(idle) == len(comment.named):
        return Finding(comment.start, comment.end, message, _removal(document, comment))
    fix = Fix(f"Remove {listed} from the comment", tuple(_without(document, comment, idle)))
    return Finding(idle[0].start, idle[-1].end, message, fix)


def _without(document: Document, comment: IgnoreComment, idle: Collection[Named]) -> Iterator[Edit]:
    """The edits that leave the other codes of ``comment``, with what parts them."""
    kept = [named for named in comment.named if named not in idle]
    text = ", ".join(dict.fromkeys(named.code for named in kept))
    first, last = comment.named[0].start, comment.named[-1].end
    if document.text[first:last] != text:
        yield Edit(first, last, text)


def _removal(document: Document, comment: IgnoreComment) -> Fix:
    """A fix that takes the comment out, and its line where nothing else stands there."""
    lines, text = document.lines, document.text
    line = lines.line_at(comment.start)
    start, end = lines.span(line)
    if not comment.alone:
        first = start + len(text[start : comment.start].rstrip(" \t"))
        # What stands behind the comment keeps one blank before it.
        gap = " " if text[comment.end : end].strip() and first > start else ""
        last = (
            comment.end + len(text[comment.end : end]) - len(text[comment.end : end].lstrip(" \t"))
            if gap
            else comment.end
        )
        return Fix("Remove the comment", (Edit(first, last, gap),))
    before = line == 0 or _is_blank(document, line - 1)
    after = line + 1 >= len(lines) or _is_blank(document, line + 1)
    if not before and not after:
        # A blank line keeps apart what the comment kept apart.
        return Fix("Remove the comment", (Edit(comment.start, end, ""),))
    last = line + 1 if before and after and line > 0 and line + 2 < len(lines) else line
    if last + 1 < len(lines):
        return Fix("Remove the comment", (Edit(start, lines.span(last + 1)[0], ""),))
    return Fix("Remove the comment", (Edit(lines.span(line - 1)[1] if line > 0 else start, end, ""),))


def _is_blank(document: Document, line: int) -> bool:
    return not document.text[slice(*document.lines.span(line))].strip(" \t>")


def check(_notes: Notes, _surroundings: Surroundings) -> Iterator[Finding]:
    """Find nothing: what comments ignore is known once the other rules have run (`notes_lsp.rules.suppressions`)."""
    return iter(())


RULE = Rule(
    code="unused-ignore",
    severity="information",
    on=True,
    summary="A comment ignores a finding that is not there.",
    reason=(
        "The mistake has been mended and the comment stayed: it would hide the next one. A comment that another rule "
        "might need is not reported: only rules that ran count, and those about the web only where it was looked at."
    ),
    bad="# PyCon 2014\n\n## Testing\n\n<!-- notes-lsp: ignore heading-space -->\n### Start with the outermost test\n\n- a\n",
    good="# PyCon 2014\n\n## Testing\n\n<!-- notes-lsp: ignore heading-space -->\n###Start with the outermost test\n\n- a\n",
    check=check,
    fixes="safe",
)
