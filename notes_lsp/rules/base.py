"""What a rule is, what it finds, and what it may ask about other files."""

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Literal, Protocol

from notes_lsp.syntax.values import value_class

if TYPE_CHECKING:  # who only shows findings need not wait for what finds them
    from notes_lsp.links.verdicts import WebState
    from notes_lsp.talks.model import Notes

Severity = Literal["error", "warning", "information", "hint"]


@value_class
class Edit:
    """Replace ``start:end`` (code-point offsets) by ``text``."""

    start: int
    end: int
    text: str


@value_class
class Fix:
    """A way to mend a finding. ``safe`` says that it can't change what the notes mean."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@value_class
class Related:
    """Another place in the same file that explains a finding."""

    start: int
    end: int
    message: str


@value_class
class Finding:
    """What a rule found at ``start:end``. The message is one sentence without a full stop."""

    start: int
    end: int
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


FileKind = Literal["file", "folder", "missing", "wrong-case", "outside"]


class Surroundings(Protocol):
    """What a rule may ask about the files around the one it checks.

    ``target`` is a relative path as a link gives it, percent-decoded, with forward slashes.
    """

    @property
    def state(self) -> Hashable:
        """Equal to what it was before as long as no answer about files has changed.

        Answers of `web_state` are apart, for many of them change in a moment and each concerns few findings: who keeps
        findings also keeps what they were told of each address, and compares (`notes_lsp.rules.pieces`).
        """

    def kind_of(self, target: str) -> FileKind | None:
        """What lies at ``target``; None where nobody can tell (text from standard input, say)."""

    def spelling_of(self, target: str) -> str | None:
        """``target`` in the letter case that it has on disk, where `kind_of` says "wrong-case"."""

    def anchors_of(self, target: str) -> frozenset[str] | None:
        """The anchors of the notes at ``target``; None for what is no notes or can't be read."""

    def web_state(self, address: str) -> "WebState | None":
        """What is known of ``address`` (`notes_lsp.links.web_addresses.address_of`); None: nothing. Asks nobody."""


Scope = Literal[
    "file",  # looks at all of the notes
    "talk",  # what it finds in a talk depends on that talk alone
    "part",  # what it finds in a `notes_lsp.syntax.document.Part` depends on that part and on the surroundings
]

FixKind = Literal[
    "none",
    "safe",
    "unsafe",
    "both",  # it depends on what is found
]

Check = Callable[["Notes", Surroundings], Iterable[Finding]]


@value_class
class Rule:
    """A rule. ``code`` is its stable kebab-case name; ``on`` says that it runs by default.

    ``summary`` is one sentence of what it finds, ``reason`` why a note taker would care,
    ``bad`` and ``good`` are the same small notes before and after. ``scope`` says how much of the notes has to be
    checked again when something in them changes; what is found is the same, whatever it says. ``asks_web`` says that it
    finds nothing where nobody has looked at the web, ``fixes`` which fixes it may offer.
    """

    code: str
    severity: Severity
    on: bool
    summary: str
    reason: str
    bad: str
    good: str
    check: Check
    scope: Scope = "file"
    asks_web: bool = False
    fixes: FixKind = "none"
