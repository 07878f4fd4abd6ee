"""Words as names of months and weekdays: exact, without their accents, abbreviated, or misspelt by one edit.

Names are looked up, never searched for: splitting a line into words costs nothing at import,
one pattern of 400 names does.
"""

import re
from functools import lru_cache

from notes_lsp.talks.date_names import ABBREVIATIONS, ENGLISH_MONTHS, ENGLISH_WEEKDAYS, MONTHS, WEEKDAYS
from notes_lsp.talks.patterns import later

# Latin letters and combining accents (a text may come in either normal form).
LETTER = "A-Za-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff"
Word = tuple[int, int, str]
_WORD = later(rf"[{LETTER}]+(?:-feira\b)?", re.IGNORECASE)

# What people write, and CLDR does not give.
_MORE_MONTHS = {"febr": 2, "maerz": 3}
_MORE_WEEKDAYS = {"sonnabend": 5, "weds": 2, "tues": 1, "thur": 3, "thurs": 3}
# Portuguese weekdays without "-feira" are also ordinals ("segunda" is second): only ever beside a date.
_BESIDE_DATE = {"segunda": 0, "terça": 1, "quarta": 2, "quinta": 3, "sexta": 4}

# Abbreviations that readers of any language take for a month.
STRONG_MONTHS = frozenset(
    ["apr", "aug", "dec", "dez", "feb", "febr", "jan", "jul", "jun", "mar", "nov", "oct", "okt", "sep", "sept"]
)
# Months that are also ordinary words or common names, in this or another language.
ORDINARY_MONTHS = frozenset(
    ["ago", "dub", "gen", "led", "lip", "lis", "mag", "march", "may", "mar", "out", "pro", "set", "sie"]
)
# Abbreviated weekdays that are nothing else when they stand alone on a line ("DOM", "Sam", "Do", "Set" are).
_ALONE = frozenset(["mon", "tue", "wed", "thu", "fri", "sat", "sun", "jeu", "jue", "lun", "mié", "sáb", "czw"])

_ENGLISH = frozenset(name.casefold() for name in (*ENGLISH_MONTHS, *ENGLISH_WEEKDAYS))
_LEAST_MISSPELT = 5
_LONGEST_NAME = 16


def find_words(text: str) -> list[Word]:
    """The words of a line, in Latin letters: where they start and end, and how they are written."""
    return [(found.start(), found.end(), found.group()) for found in _WORD().finditer(text)]


def month_number(word: str) -> int | None:
    """1 to 12 where ``word`` is the name of a month, abbreviated or not."""
    return _lookup(word, False) if len(word) <= _LONGEST_NAME else None


def weekday_number(word: str) -> int | None:
    """0 (Monday) to 6 where ``word``, found beside a date, is a weekday.

    Two letters need a capital: "so" and "do" are words.
    """
    if len(word) > _LONGEST_NAME or len(word) <= 2 and not word[:1].isupper():
        return None
    return _lookup(word, True)


def weekday_alone(word: str, *, is_whole_text: bool) -> int | None:
    """0 (Monday) to 6 where ``word`` is a weekday even without a date beside it."""
    if not 3 <= len(word) <= _LONGEST_NAME:
        return None
    folded = fold(word)
    number = WEEKDAYS.get(folded)
    if number is None and len(folded) >= 6 and folded not in _BESIDE_DATE:
        number = _lookup(word, True)
    elif number is None and is_whole_text:
        number = _MORE_WEEKDAYS.get(folded)
    if number is None or folded not in ABBREVIATIONS:
        return number
    # "SAT" solves formulas, "SUN" made workstations.
    return number if is_whole_text and folded in _ALONE and not word.isupper() else None


def is_abbreviation(word: str) -> bool:
    """Whether no language writes a month or weekday like this in full."""
    folded = fold(word)
    return folded in ABBREVIATIONS or folded in _MORE_MONTHS and folded != "maerz"


def is_english(word: str) -> bool:
    """Whether ``word`` is the full English name of a month or a weekday."""
    return word.casefold() in _ENGLISH


def fold(word: str) -> str:
    """A word in the form in which the tables hold it."""
    if word.isascii():
        return word.lower()
    import unicodedata

    return unicodedata.normalize("NFC", word).casefold()


def _lookup(word: str, of_weekdays: bool) -> int | None:
    folded = fold(word)
    if of_weekdays:
        number = WEEKDAYS.get(folded, _MORE_WEEKDAYS.get(folded, _BESIDE_DATE.get(folded)))
    else:
        number = MONTHS.get(folded, _MORE_MONTHS.get(folded))
    if number is None and folded.isascii() and len(folded) >= 4:
        return _without_accents(of_weekdays).get(folded)
    return number


@lru_cache(maxsize=2)
def _without_accents(of_weekdays: bool) -> dict[str, int]:
    """The full names that have accents, without them, as they are typed on other keyboards."""
    import unicodedata

    plain = {}
    for name, number in (WEEKDAYS | _BESIDE_DATE if of_weekdays else MONTHS).items():
        if name not in ABBREVIATIONS and not name.isascii():
            letters = unicodedata.normalize("NFD", name.replace("ł", "l"))
            plain["".join(letter for letter in letters if not unicodedata.combining(letter))] = number
    plain.pop("marco", None)  # "março", but also a name
    return plain


def misspelt_name(word: str, *, of_weekdays: bool) -> tuple[str, int] | None:
    """The full name that a capitalised word is one edit away from, as it should be written, and its number.

    A swap of neighbours is one edit. English names come first. Short names have too many neighbours
    ("Match", "JUnit", "Marks"): of those only English ones count, with a letter doubled or two swapped.
    """
    if not _LEAST_MISSPELT <= len(word) <= _LONGEST_NAME or not word[0].isupper():
        return None
    folded = fold(word)
    if folded in MONTHS or folded in WEEKDAYS or _lookup(word, of_weekdays) is not None:
        return None
    for name in _neighbourhood(of_weekdays).get(folded[0], ()):
        if abs(len(name) - len(folded)) <= 1 and _is_misspelling(folded, name):
            number = WEEKDAYS[name] if of_weekdays else MONTHS[name]
            return name.capitalize() if name in _ENGLISH else name, number
    return None


@lru_cache(maxsize=2)
def _neighbourhood(of_weekdays: bool) -> dict[str, tuple[str, ...]]:
    """The full names by the letter that a misspelling of them may begin with, English ones first."""
    names = WEEKDAYS if of_weekdays else MONTHS
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (name not in _ENGLISH, name)):
        if name in ABBREVIATIONS or name[0] > "\u024f" or len(name) < 6 and name not in _ENGLISH:
            continue
        for letter in {name[0], name[1]}:
            groups.setdefault(letter, []).append(name)
    return {letter: tuple(group) for letter, group in groups.items()}


def _is_misspelling(word: str, name: str) -> bool:
    """Whether one edit makes ``name`` of ``word``, and it is one that a slip of the hand would make."""
    at = 0
    while at < min(len(word), len(name)) and word[at] == name[at]:
        at += 1
    swapped = word[at : at + 2] == name[at : at + 2][::-1] and word[at + 2 :] == name[at + 2 :]
    if len(word) == len(name):
        # "Sundar" is a name: another last letter is another word.
        is_other_letter = word[at + 1 :] == name[at + 1 :] and 0 < at < len(name) - 1
        return swapped or is_other_letter and len(name) > 5
    if at == 0:
        return False
    if len(word) < len(name):
        return word[at:] == name[at + 1 :] and len(name) > 5
    # One more letter at the end makes a plural or a name ("Fridays", "Augusta"), unless the last one is doubled.
    is_doubled = word[at] == word[at - 1]
    return word[at + 1 :] == name[at:] and (is_doubled or len(name) > 5 and at < len(name))
