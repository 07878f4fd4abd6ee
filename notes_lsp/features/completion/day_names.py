"""The names of weekdays and months in series, to go from one to the next in the language and form of a day's label.

`notes_lsp.talks.date_names` says which day or month a name is, not which names belong together. The series are those
of CLDR 47, in lower case and without dots, with the forms that people write besides.
"""

from collections.abc import Iterable

from notes_lsp.talks.date_words import fold

_WEEKDAYS = [
    ("en", "monday tuesday wednesday thursday friday saturday sunday"),
    ("en", "mon tue wed thu fri sat sun"),
    ("en", "mon tues weds thurs fri sat sun"),
    ("en", "mon tues wed thur fri sat sun"),
    ("de", "montag dienstag mittwoch donnerstag freitag samstag sonntag"),
    ("de", "montag dienstag mittwoch donnerstag freitag sonnabend sonntag"),
    ("de", "mo di mi do fr sa so"),
    ("fr", "lundi mardi mercredi jeudi vendredi samedi dimanche"),
    ("fr", "lun mar mer jeu ven sam dim"),
    ("es", "lunes martes miércoles jueves viernes sábado domingo"),
    ("es", "lun mar mié jue vie sáb dom"),
    ("it", "lunedì martedì mercoledì giovedì venerdì sabato domenica"),
    ("it", "lun mar mer gio ven sab dom"),
    ("pt", "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
    ("pt", "segunda terça quarta quinta sexta sábado domingo"),
    ("pt", "seg ter qua qui sex sáb dom"),
    ("nl", "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
    ("nl", "ma di wo do vr za zo"),
    ("pl", "poniedziałek wtorek środa czwartek piątek sobota niedziela"),
    ("pl", "pon wt śr czw pt sob niedz"),
    ("cs", "pondělí úterý středa čtvrtek pátek sobota neděle"),
    ("cs", "po út st čt pá so ne"),
    ("ja", "月 火 水 木 金 土 日"),
    ("zh", "一 二 三 四 五 六 日"),
    ("zh", "一 二 三 四 五 六 天"),
]
_MONTHS = [
    ("en", "january february march april may june july august september october november december"),
    ("en", "jan feb mar apr may jun jul aug sep oct nov dec"),
    ("en", "jan feb mar apr may june july aug sept oct nov dec"),
    ("de", "januar februar märz april mai juni juli august september oktober november dezember"),
    ("de", "jan feb mär apr mai jun jul aug sep okt nov dez"),
    ("de", "jan feb märz apr mai juni juli aug sept okt nov dez"),
    ("fr", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    ("fr", "janv févr mars avr mai juin juil août sept oct nov déc"),
    ("es", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    ("es", "ene feb mar abr may jun jul ago sept oct nov dic"),
    ("it", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
    ("it", "gen feb mar apr mag giu lug ago set ott nov dic"),
    ("pt", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
    ("pt", "jan fev mar abr mai jun jul ago set out nov dez"),
    ("nl", "januari februari maart april mei juni juli augustus september oktober november december"),
    ("nl", "jan feb mrt apr mei jun jul aug sep okt nov dec"),
    ("pl", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"),
    ("pl", "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień"),
    ("pl", "sty lut mar kwi maj cze lip sie wrz paź lis gru"),
    ("cs", "ledna února března dubna května června července srpna září října listopadu prosince"),
    ("cs", "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec"),
]


def languages_of(words: Iterable[str]) -> frozenset[str]:
    """The languages in which all of ``words`` that are names of days or months are names; none where there are none."""
    left: set[str] | None = None
    for word in words:
        languages = {language for language, names in [*_WEEKDAYS, *_MONTHS] if fold(word) in names.split()}
        if languages:
            left = languages if left is None else left & languages or left
    return frozenset(left or ())


def weekday_like(word: str, number: int, languages: frozenset[str]) -> str | None:
    """The name of weekday ``number`` (0 for Monday) as ``word`` names its own; None where its series is not known."""
    return _like(_WEEKDAYS, word, number, languages)


def month_like(word: str, number: int, languages: frozenset[str]) -> str | None:
    """The name of month ``number`` (1 to 12) as ``word`` names its own."""
    return _like(_MONTHS, word, number - 1, languages)


def _like(series: list[tuple[str, str]], word: str, place: int, languages: frozenset[str]) -> str | None:
    having = [(language, names.split()) for language, names in series if fold(word) in names.split()]
    chosen = [names for language, names in having if language in languages] or [names for _, names in having]
    if not chosen:
        return None
    name = chosen[0][place]
    if word.isupper() and len(word) > 1:
        return name.upper()
    return name[0].upper() + name[1:] if word[0].isupper() else name
