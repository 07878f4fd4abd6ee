"""What makes a finding the same finding when the lines above it have changed.

A number of a line does not: it changes with every line that somebody writes above. The rule, the file and the text of
the line do; where a line has two findings of one rule, their order tells them apart.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from notes_lsp.workspace.results import PlacedFinding


def with_fingerprints(findings: Iterable[PlacedFinding]) -> Iterator[tuple[PlacedFinding, str]]:
    """Each of ``findings`` with 64 hexadecimal digits that no other one of them has."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        key = (finding.code, finding.path, finding.excerpt.text.strip())
        seen[key] += 1
        # A NUL can't stand in the name of a file or in a code, so that no two keys become one text.
        written = "\0".join((*key, str(seen[key])))
        yield finding, hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
