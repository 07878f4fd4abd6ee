"""What is known of addresses, for tests."""

from notes_lsp.links.verdicts import Verdict, WebState


def state(
    address: str, verdict: Verdict, age: float = 0.0, status: int | None = None, reason: str = "", moved_to: str = ""
) -> WebState:
    return WebState(address, verdict, status, reason, moved_to or None, 1_000_000.0, age)
