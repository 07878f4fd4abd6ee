"""People's names: telling them from titles, and several of them apart."""

import re

_PARTICLES = frozenset(
    """
    de del della di da das do dos du van von der den ter ten le la el al bin ibn zu zur zum y e af av ten 't
    mc mac st
    """.split()
)
_HONORIFIC = re.compile(
    r"(?:(?:prof|profs|professor|dr|drs|doctor|mr|mrs|ms|rev|sir|pr|mme|dipl\.?-?ing|ing|mgr|phd)\b\.?\s+)+",
    re.IGNORECASE,
)
_ORDINARY = frozenset(
    """
    a about act adding advanced after agenda agile ai all an analysis analytics and anti api apis app
    application applications apps architecture are art as asking async at automated automation aws azure
    back bad basic basics be because before beginner beginners beyond big boot bring bringing build building
    business but by c can case challenges cloud code coding common community company complex computing
    conclusion concurrency container containers continuous cpu create creating css culture data database
    databases day deep deploy deploying deployment description design designing dev developer developers
    developing development device devices devops different digital discovery distributed django do docker
    docs documentation doing domain driven dynamic easy edge effective elasticsearch engine engineering
    enterprise error event everything example examples experience explained express extending fast faster
    features first flask for framework frameworks free from front frontend full fun functional functions
    fundamentals future gc general generating generators get getting git github global go good google graph
    graphql great group growing guide hacking hands happy hard health help here high history home how html
    http i idea ideas if image impact in infrastructure inside install instant integration interactive
    internals internet into intro introducing introduction is it its java javascript jobs json just keep key
    keynote keynotes knowledge kotlin kubernetes language languages large learn learned learning legacy less
    lessons let life light lightning like linux live local logging look machine main major make making
    management many map mastering me memory message messaging meta method methods metrics microservices
    microsoft migrating mobile model models modern monitoring more most multi my native natural need network
    networking neural new next no node not note notes now of on one online open opening operations ops
    optimization or organizing other our out over overview own packaging panel parallel part patterns
    performance personal php pipeline pipelines platform plenary points power practical practice practices
    presentation private pro problem process processing product production productivity profiling
    programming project projects property protocol public puppet pure python q question questions queue
    quick rails react reactive real reality recap redis reference references release reliable remote
    research resources rest review risk ruby rules running rust safe scala scalable scale scaling science
    scientific scipy search security self server serverless service services session setup should simple
    slides slow small smart social software solution solutions some source spark special spring sql stack
    state static stop storage stories story strategies streaming summary super support surviving system
    systems talk talks teaching team teams tech technical technologies technology test tested testing tests
    text that the their theory there things think this thoughts through time tips to today tools top topics
    tour towards track trends tricks tutorial two type types typing ui under understanding unit universal up
    update us use user using ux version very video vim virtual vision visualization vs way ways we web
    websites welcome what when where which who why will windows with without work working works workshop
    world writing you your zero
    """.split()
)
_NO_PART_OF_A_NAME = re.compile(r"[,;:()\[\]@/&+|<>=?!\"0-9]")
# Endings of abstract nouns, which titles are made of and names are not.
_ORDINARY_ENDING = re.compile(
    r".{2,}(?:tions?|sions?|ics|ities|ity|ments?|ness|isms?|wares?|ibles?|ables?|fuls?|logy|graphy|works?|codes?|data|days|shows?|ances?|ences?"
    r"|izing|ising|ating|pping|tting|bility|ively|ation)"
)
_WORD = re.compile(r"[^\s]+")
_CJK_NAME = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff々]{2,8}(?:\s[\u3040-\u30ff\u4e00-\u9fff々]{1,6})?(?:さん|氏|先生)?"
)
_SEPARATOR = re.compile(
    r"\s*(?:,|;|/|\||、|・|，)\s*(?:and\s+|&\s*|et\s+|und\s+)?|\s*(?:&|\+)\s*|\s+(?:and|et|und|y|e|i|og|och|en|with|mit|avec|con|com|a)\s+",
)
_AFFILIATION = re.compile(
    r"\s*(?:\(.*|\s[-–—|]+\s.*|\s[-–—]$|\s?[-–—]\s.*|,.*|@\S.*|\bhttps?:.*|\bfrom\s.*|\bof\s.*|\bat\s.*|\baus\s.*|<.*|\[.*|:\s.*)$",
    re.DOTALL,
)


def strip_honorific(name: str) -> str:
    """A name without "Dr.", "Prof." and the like in front."""
    name = name.strip()
    match = _HONORIFIC.match(name)
    return name if match is None else name[match.end() :]


def looks_like_name(text: str, *, least_words: int = 2) -> bool:
    """Whether ``text`` as a whole reads like the name of one person."""
    text = text.strip(" .*_")
    if "." in text or " " in text:
        text = strip_honorific(text)
    if not text or len(text) > 50 or _NO_PART_OF_A_NAME.search(text) is not None:
        return False
    if _CJK_NAME.fullmatch(text) is not None:
        return least_words < 2 or text.endswith(("さん", "氏", "先生")) or " " in text
    words = _WORD.findall(text)
    if not least_words <= len(words) <= 6:
        return False
    capitals = 0
    for position, word in enumerate(words):
        bare = word.strip(".,'’\"“”()")
        if not bare:
            return False
        if bare.casefold() in _PARTICLES and position > 0:
            continue
        if not _is_name_word(bare):
            return False
        capitals += 1
    return capitals >= min(least_words, 2) and words[-1].casefold() not in _PARTICLES


def _is_name_word(word: str) -> bool:
    folded = word.casefold()
    if not word[0].isupper() or folded in _ORDINARY or _ORDINARY_ENDING.fullmatch(folded) is not None:
        return False
    letters = word.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    if not letters.isalpha():
        return False
    # `HTTP`, `JSON`: names are not written in capitals alone, initials (`JD`, `M.`) are.
    return not (letters.isupper() and len(letters) > 3)


def split_names(text: str) -> list[str]:
    """The names that ``text`` lists (``A and B``, ``A, B & C``), without affiliations.

    ``text`` is known to name speakers; a single word is a name there, too.
    """
    text = text.strip(" \t.:;,-–—*_")
    if not text:
        return []
    parts = [part.strip() for part in _SEPARATOR.split(text)]
    if len(parts) == 1:
        return [_without_affiliation(text)]
    cleaned = [_without_affiliation(part) for part in parts]
    names = [part for part in cleaned if looks_like_name(part, least_words=1)]
    long_names = [part for part in names if looks_like_name(part)]
    if not long_names:
        # "Utako & Dan": single names joined by a word; "Name, Company" otherwise.
        return names if names and "," not in text else [_without_affiliation(text)]
    if looks_like_name(cleaned[0]) and "," in text and not _lists_people(cleaned):
        return [cleaned[0]]
    return long_names


def _lists_people(parts: list[str]) -> bool:
    """Whether the parts after a comma are people, and not what the first one is or where they work."""
    rest = parts[1:]
    return bool(rest) and sum(looks_like_name(part) for part in rest) * 2 > len(rest)


def _without_affiliation(text: str) -> str:
    name = _AFFILIATION.sub("", text).strip(' \t.:;,-–—*_"“”')
    return name or text.strip()


def name_at_start(line: str) -> list[str]:
    """The people whom a line that has no key names: ``Ada Lovelace, Analytical Engines``; else nothing.

    The line must begin with a name, and what follows must be set off as an affiliation, a handle or an address.
    """
    line = line.strip(" \t*_")
    if len(line) > 200 or not line:
        return []
    if not line[0].isupper() and line[0].isascii():
        return []
    if looks_like_name(line):
        return [line.strip(" .")]
    if not _may_begin_with_name(line):
        return []
    names = split_names(line)
    if not names or not all(looks_like_name(name) for name in names):
        return []
    if not strip_honorific(line).startswith(strip_honorific(names[0])):
        return []
    return names if _is_aside(_after_names(line, names)) else []


def _may_begin_with_name(line: str) -> bool:
    """A quick look at the first words, since nearly every line of notes is asked for a name."""
    words = strip_honorific(line[:80]).split(None, 2)
    if len(words) < 2:
        return False
    first, second = words[0].rstrip(",;&"), words[1].strip(",;()")
    return bool(first) and _is_name_word(first.rstrip(".")) if second else False


def _after_names(line: str, names: list[str]) -> str:
    position = 0
    for name in names:
        found = line.find(name, position)
        if found < 0:
            return line[position:]
        position = found + len(name)
    return line[position:]


def _is_aside(rest: str) -> bool:
    """Whether what follows a name is set off from it, and short enough to be no sentence."""
    rest = rest.strip()
    if not rest:
        return True
    return rest[0] in "(,-–—@|[<" and len(rest) < 160 or rest.startswith(("http", "from ", "of ", "at "))
