"""The words that the rules know by themselves, and which of them a text holds: one look at all of it, for all rules.

Most texts hold none. To split one into its words costs most of what these rules cost; to put all of them into a set
would double it.
"""

from notes_lsp.rules.misspellings import MISSPELLINGS
from notes_lsp.rules.technology_names import TECHNOLOGY_NAMES
from notes_lsp.rules.written_words import split_words
from notes_lsp.syntax.document import Document, of_part

# What is in the keys of nearly everybody's lines for links, without the letter that may be a capital, by the words that
# say that it may be there: those with accents fall into pieces.
STEMS_OF_LINK_KEYS = {
    **dict.fromkeys(("slide", "slides", "slidedeck"), "lide"),
    **dict.fromkeys(("video", "videos"), "ideo"),
    **dict.fromkeys(("recording", "recordings"), "ecording"),
    **dict.fromkeys(("diapos", "diapositives", "diapositivas"), "iapos"),
    "folien": "olien",
    "aufzeichnung": "ufzeichnung",
    "deo": "ídeo",
    "vid": "idéo",
}
_KNOWN = frozenset(word.encode() for words in (MISSPELLINGS, TECHNOLOGY_NAMES, STEMS_OF_LINK_KEYS) for word in words)


def _known_words(document: Document) -> frozenset[str]:
    return frozenset([word.decode() for word in _KNOWN.intersection(split_words(document.text))])


known_words = of_part(_known_words)
"""The words in a part that a list here has, in lower case. Its second argument is the index of the part."""
