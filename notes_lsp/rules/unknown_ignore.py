"""Comments for notes-lsp that name a rule that there is not, or say what it does not know."""

from collections.abc import Collection, Iterator

from notes_lsp.links.near import nearest
from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.rules.ignore_comments import WORDS, IgnoreComment
from notes_lsp.talks.model import Notes


def unknown_words(comment: IgnoreComment, known: Collection[str]) -> Iterator[Finding]:
    """What ``comment`` says that can't be followed; ``known`` are the codes of all rules."""
    if comment.kind == "unknown":
        end = comment.word_start + len(comment.word)
        message = (
            f'"{comment.word}" is nothing to say here: it is "ignore", "ignore-file", "ignore-start" or "ignore-end"'
        )
        yield Finding(comment.word_start, end, message, _fix(comment.word, comment.word_start, WORDS))
    for named in comment.named:
        if named.code not in known:
            fix = _fix(named.code, named.start, known)
            yield Finding(named.start, named.end, f'there is no rule "{named.code}"', fix)


def _fix(word: str, start: int, words: Collection[str]) -> Fix | None:
    """To write the nearest of ``words``. That may be another one than was meant, and hide what should be seen."""
    near = nearest(word, words)
    return None if near is None else Fix(f'Write "{near}"', (Edit(start, start + len(word), near),), safe=False)


def check(_notes: Notes, _surroundings: Surroundings) -> Iterator[Finding]:
    """Find nothing: which rules there are `notes_lsp.rules.registry` knows, and it runs `unknown_words`."""
    return iter(())


RULE = Rule(
    code="unknown-ignore",
    severity="warning",
    on=True,
    summary="A comment that ignores findings names a rule that there is not.",
    reason="The comment does nothing: what it was meant to ignore is shown all the same.",
    bad="# PyCon 2014\n\n## Testing\n\n<!-- notes-lsp: ignore heading-spaces -->\n###Start with the outermost test\n\n- a\n",
    good="# PyCon 2014\n\n## Testing\n\n<!-- notes-lsp: ignore heading-space -->\n###Start with the outermost test\n\n- a\n",
    check=check,
    fixes="unsafe",
)
