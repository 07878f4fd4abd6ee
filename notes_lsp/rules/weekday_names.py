"""The weekdays of each language side by side, to write another one the way that one is written."""

# The names of CLDR (see `notes_lsp.talks.date_names`), Monday first, in full and abbreviated.
SERIES = (
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
    ("mo", "di", "mi", "do", "fr", "sa", "so"),
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    ("lun", "mar", "mer", "gio", "ven", "sab", "dom"),
    ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
    ("seg", "ter", "qua", "qui", "sex", "sáb", "dom"),
    ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    ("ma", "di", "wo", "do", "vr", "za", "zo"),
    ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"),
    ("pon", "wt", "śr", "czw", "pt", "sob", "niedz"),
    ("pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"),
    ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"),
    ("月", "火", "水", "木", "金", "土", "日"),
    ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
)


def other_weekday(written: str, weekday: int) -> str | None:
    """The name of ``weekday`` (0 for Monday) in the language, the length and the letter case of ``written``.

    None where that is no name of a weekday, or one that languages share which name the other day differently.
    """
    folded = written.casefold()
    names = {series[weekday] for series in SERIES if folded in series}
    if len(names) != 1:
        return None
    name = names.pop()
    if written.isupper():
        return name.upper()
    return name.capitalize() if written[:1].isupper() else name
