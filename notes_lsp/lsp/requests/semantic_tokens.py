"""`textDocument/semanticTokens/full` and `textDocument/semanticTokens/range`."""

from collections.abc import Sequence

from lsprotocol import types

from notes_lsp.features.semantic_tokens import SemanticToken, TokenKind, semantic_tokens
from notes_lsp.lsp.positions import length_in
from notes_lsp.lsp.positions_in_order import positions_in_order
from notes_lsp.lsp.raw_result import RawResult
from notes_lsp.lsp.request import Request

# Standard types, which themes have colours for. In those of VS Code and Neovim these five look different.
_TYPES: dict[TokenKind, types.SemanticTokenTypes] = {
    "day": types.SemanticTokenTypes.Namespace,
    "talk": types.SemanticTokenTypes.Function,
    "speaker": types.SemanticTokenTypes.Parameter,
    "time": types.SemanticTokenTypes.Number,
    "key": types.SemanticTokenTypes.Keyword,
}
_MODIFIERS = (types.SemanticTokenModifiers.Declaration,)
_DECLARED: tuple[TokenKind, ...] = ("day", "talk")

LEGEND = types.SemanticTokensLegend(
    token_types=[type_.value for type_ in _TYPES.values()],
    token_modifiers=[modifier.value for modifier in _MODIFIERS],
)

_NUMBERS = {kind: (number, int(kind in _DECLARED)) for number, kind in enumerate(_TYPES)}


def answer_semantic_tokens_full(request: Request, _: types.SemanticTokensParams) -> RawResult:
    """The tokens of a file."""
    return _result(request, semantic_tokens(request.notes))


def answer_semantic_tokens_range(request: Request, params: types.SemanticTokensRangeParams) -> RawResult:
    """The tokens of a part of a file."""
    start, end = request.offset(params.range.start), request.offset(params.range.end)
    return _result(request, semantic_tokens(request.notes, start, end))


def _result(request: Request, tokens: Sequence[SemanticToken]) -> RawResult:
    # Long notes have a hundred thousand of these numbers.
    return RawResult(f'{{"data":[{",".join(map(str, _encoded(request, tokens)))}]}}')


def _encoded(request: Request, tokens: Sequence[SemanticToken]) -> list[int]:
    """Five numbers for each token, its place counted from the one before it (LSP 3.17, "Semantic Tokens")."""
    text, encoding = request.document.text, request.encoding
    data: list[int] = []
    last_line = last_character = 0
    positions = positions_in_order(text, [token.start for token in tokens], encoding)
    for token, (line, character) in zip(tokens, positions, strict=True):
        from_character = last_character if line == last_line else 0
        length = length_in(text[token.start : token.end], encoding)
        data += (line - last_line, character - from_character, length, *_NUMBERS[token.kind])
        last_line, last_character = line, character
    return data
