"""The words of day marks: "Day one", "2nd day", "第1天", and what may stand beside them without making a title."""

import re
from functools import lru_cache

from notes_lsp.syntax.values import value_class
from notes_lsp.talks.date_words import LETTER, fold
from notes_lsp.talks.patterns import later

# Days of a month, written `Dia 19` in Portuguese and Spanish: no conference has as many days.
_MONTH_DAY_WORDS = frozenset(["dia", "día"])
_LONGEST_CONFERENCE = 7
_LAST_DAY = 31
_LONGEST_REST = 60

_CARDINALS = [
    "zero null zéro cero nul nula",
    "one eins un une uno um een één jeden jedna",
    "two zwei deux dos dois due twee dwa dva",
    "three drei trois tres três tre drie trzy tři",
    "four vier quatre cuatro quatro quattro cztery čtyři",
    "five fünf cinq cinco cinque vijf pięć pět",
    "six sechs seis sei zes sześć šest",
    "seven sieben sept siete sete sette zeven siedem sedm",
    "eight acht huit ocho oito otto osiem osm",
    "nine neun neuf nueve nove negen dziewięć devět",
    "ten zehn dix diez dez dieci tien dziesięć deset",
]
_ORDINALS = [
    "",
    "first erster premier première primer primero primeiro primo prima eerste pierwszy první",
    "second zweiter deuxième seconde segundo secondo seconda tweede drugi druhý",
    "third dritter troisième tercer tercero terceiro terzo terza derde trzeci třetí",
    "fourth vierter quatrième cuarto quarto quarta vierde czwarty čtvrtý",
    "fifth fünfter cinquième quinto quinta vijfde piąty pátý",
    "sixth sechster sixième sexto sesto zesde szósty šestý",
    "seventh siebter septième séptimo sétimo settimo zevende siódmy sedmý",
]
_CJK_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九十")}

_STEMS_OF_DAYS = ("day", "tag", "jour", "dia", "giorn", "dag", "dzien", "den")
_DAY = "day|tag|jour|journée|d[ií]a|giorno|giornata|dag|dzie[nń]|den"
_DAY_NUMBER = later(
    rf"(?<![{LETTER}0-9])(?P<word>{_DAY})(?P<gap>[\s_#.:–-]{{0,3}})"
    rf"(?P<number>[0-9]{{1,2}}|[{LETTER}]{{1,9}})(?!\w|[.,:][0-9])"
    r"(?:\s?(?:/|of|von|sur|de|out of)\s?[0-9]{1,2}(?!\w|[.,:/-][0-9]))?",
    re.IGNORECASE,
)
_NUMBER_DAY = later(
    rf"(?<![{LETTER}0-9.,:/-])(?:(?P<number>[0-9]{{1,2}})(?:st|nd|rd|th|er|[eè]re|[eè]me|e|de|ste|[º°ª.])"
    rf"|(?P<name>[{LETTER}]{{4,10}}))\s{{1,2}}(?:{_DAY})(?!\w)",
    re.IGNORECASE,
)
_CJK_NUMBER = later(
    r"(?:第\s?)?(\d{1,2}|[一二三四五六七八九十]{1,2})\s?日目|第\s?(\d{1,2}|[一二三四五六七八九十]{1,2})\s?[天日](?!目)|(?<!最)(初日)"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7}

# With a day mark, these make no title of their own. In the singular, "keynote" and "talk" do.
_GENERIC_BY_LANGUAGE = """
    afternoon afternoons agenda am conf conference evening keynotes main morning night notes plan pm presentations
    program programme recap report schedule session sessions sprint sprints summary talks tutorial tutorials workshop
    workshops
    abend hauptkonferenz konferenz mitschrift mitschriften nachmittag notizen programm tagung vormittag vorträge
    zusammenfassung
    après atelier ateliers conférence conférences journée matin matinée midi résumé soir soirée tutoriels
    charlas conferencia conferencias mañana notas ponencias resumen taller talleres tarde tutoriales
    conferência manhã oficina oficinas palestra palestras resumo tutoriais
    appunti conferenza laboratori mattina mattino pomeriggio riassunto sera
    aantekeningen avond conferentie lezingen middag notities ochtend samenvatting
    konferencja notatki podsumowanie popołudnie prelekcje rano warsztaty wieczór wykłady
    dopoledne konference odpoledne poznámky přednášky shrnutí večer
    午前 午前中 午後 夜 カンファレンス キーノート セッション チュートリアル まとめ メモ レポート ワークショップ
    参加メモ 基調講演 本編
    上午 下午 中午 会议 主题演讲 大会 工作坊 教程 早上 晚上 演讲 笔记
"""
_BETWEEN_BY_LANGUAGE = (
    "and the of for from in at der die das und von vom für de del della do da du des et la le les y e i a"
)
_GENERIC = frozenset(_GENERIC_BY_LANGUAGE.split())
_BETWEEN = frozenset(_BETWEEN_BY_LANGUAGE.split())
_TOKEN = later(r"[^\W_]+")


@value_class
class DayNumber:
    """Where a text says which day of the conference it is. ``is_of_month`` where it can only be one of the month."""

    start: int
    end: int
    number: int
    number_start: int
    number_end: int
    is_of_month: bool


def find_day_number(text: str) -> DayNumber | None:
    """The first "Day N" of a text, in any of its forms."""
    if text.isascii() and not any(map(text.lower().__contains__, _STEMS_OF_DAYS)):
        return None
    for found in _DAY_NUMBER().finditer(text):
        number = _cardinal(found)
        if number is not None:
            is_of_month = found["word"].casefold() in _MONTH_DAY_WORDS and number > _LONGEST_CONFERENCE
            return DayNumber(found.start(), found.end(), number, *found.span("number"), is_of_month)
    for found in _NUMBER_DAY().finditer(text):
        number = int(found["number"]) if found["number"] is not None else _words_of_ordinals().get(fold(found["name"]))
        if number is not None and number <= _LAST_DAY:
            group = "number" if found["number"] is not None else "name"
            return DayNumber(found.start(), found.end(), number, *found.span(group), False)
    return _cjk_day_number(text) if not text.isascii() else None


def _cardinal(found: re.Match[str]) -> int | None:
    """The N of a "Day N" match: digits, a Roman numeral, or a number word set off by something."""
    written = found["number"]
    if written.isdecimal():
        return int(written) if int(written) <= _LAST_DAY else None
    if not found["gap"]:
        return None
    return _ROMAN.get(written, _words_of_cardinals().get(fold(written), _words_of_ordinals().get(fold(written))))


@lru_cache(maxsize=1)
def _words_of_cardinals() -> dict[str, int]:
    return {fold(word): number for number, words in enumerate(_CARDINALS) for word in words.split()}


@lru_cache(maxsize=1)
def _words_of_ordinals() -> dict[str, int]:
    return {fold(word): number for number, words in enumerate(_ORDINALS) for word in words.split()}


def _cjk_day_number(text: str) -> DayNumber | None:
    found = _CJK_NUMBER().search(text)
    if found is None:
        return None
    group = found.lastindex or 1
    number = 1 if group == 3 else _cjk_number(found[group])
    if number is None or number > _LAST_DAY:
        return None
    return DayNumber(found.start(), found.end(), number, *found.span(group), False)


def _cjk_number(written: str) -> int | None:
    if written.isdecimal():
        return int(written)
    if len(written) == 1:
        return _CJK_DIGITS[written]
    # 十二 is twelve; 二十 is twenty; 二三 is no number.
    first, last = (_CJK_DIGITS[character] for character in written)
    if first == 10 and last != 10:
        return 10 + last
    return first * 10 if last == 10 and first != 10 else None


def is_generic(text: str) -> bool:
    """Whether text beside a day mark says nothing but what kind of day, or which part of it: no title of its own."""
    if len(text) > _LONGEST_REST or "?" in text:
        return False
    tokens = _TOKEN().findall(fold(text))
    return (
        not tokens
        or any(token in _GENERIC for token in tokens)
        and all(token in _GENERIC or token in _BETWEEN for token in tokens)
    )
