"""What speaks for a language other than Python in a block of code.

A row per language: substrings of which one must be there at all (so that most blocks skip most rows),
what counts 4 wherever it is found, what counts 2. The signs are the keywords and standard calls of each
language as its own documentation gives them; only what a few lines on a slide would show is listed.
Strings are emptied (``""``), lines stripped and runs of space made one before these patterns see a block.
"""

import re
from typing import NamedTuple


class _Signs(NamedTuple):
    language: str
    needs: tuple[str, ...]
    strong: re.Pattern[str] | None
    weak: re.Pattern[str] | None


def _signs(language: str, needs: str, strong: str, weak: str) -> _Signs:
    compiled = [re.compile(pattern, re.MULTILINE) if pattern else None for pattern in (strong, weak)]
    return _Signs(language, tuple(needs.split("~")), *compiled)


# "" is what the languages with braces share: it tells that a block is one of them and not which.
BRACES = _signs("", ";~{~//~/*", "", r"; ?(?://.*)?$|\) ?\{$|^// |^/\*|^\} ?else\b|^\{$")

_SIGNS = (
    _signs(
        "c",
        "#~;~*~(",
        r'^# ?(?:include|import) ?[<"]|^# ?(?:define|ifn?def|endif|pragma)\b|\bint main ?\(',
        r"^(?:(?:static|const|unsigned|signed|extern|inline|struct) )*"
        r"(?:int|char|float|double|void|long|short|size_t|u?int\d+_t|PyObject|FILE)\b ?\** ?\w+ ?[=;(\[,)]|"
        r"^[A-Z]\w+ ?\*+ ?\w+ ?[=;]|\b(?:printf|malloc|free|sizeof|strlen|memcpy) ?\(|\w->\w|\bNULL\b",
    ),
    _signs(
        "cpp",
        "::~template~<<~#~nullptr~namespace~auto~class~struct",
        r"\bstd::|^template ?<|\b(?:cout|cerr) ?<<|^using namespace\b|^# ?include ?<\w+>|"
        r"\bnullptr\b|^(?:class|struct) \w+ ?: ?(?:public|private)\b",
        r"\w::(?!new\b|class\b)\w|^auto &?\w+ ?=",
    ),
    _signs(
        "java",
        "public~private~protected~System~import~@~package~throws~new~final~String~var~class~extends~implements~::",
        r"^(?:public|private|protected) (?:static|final|abstract|class|interface|void|record|enum|int|boolean|"
        r"[A-Z]\w*(?:<[^\n]*>|\[\])?) |\bSystem\.out\.|^import (?:static )?(?:javax?|org|com)\.[\w.*]+;|"
        r"^@(?:Override|Autowired|Test|Bean|Entity|Service|Component|Configuration|SpringBootApplication|Data)\b|"
        r"^package [\w.]+;|\bthrows [A-Z]",
        r"\bnew [A-Z][\w.]*[<(\[]|"
        r"^(?:final )?(?:String|Integer|Long|boolean|(?:List|Map|Set|Optional)<[^\n]*>)(?:\[\])?"
        r" \w+|\b(?:extends|implements) [A-Z]|\w::\w+\)|\w\.class\b",
    ),
    _signs(
        "csharp",
        "using~Console~namespace~get;~Task~public",
        r"^using System\b|\bConsole\.(?:Write|Read)|\{ ?get;|\basync Task\b",
        r"^(?:public|private|protected|internal) |^namespace [\w.]+",
    ),
    _signs(
        "javascript",
        "console~module~export~import~==~const~let~function~document~=>~var~$~require~undefined~typeof~this~}",
        r"\bconsole\.(?:log|error)\(|\bmodule\.exports\b|^export (?:default|const|function|class)\b|"
        r'^import [^\n]*\bfrom ""|(?<![=!])[!=]==(?!=)|^const [\w{\[][^=:\n]*=|\basync function\b|'
        r"\bfunction ?\w* ?\([^)\n]*\) ?\{|\bdocument\.(?:get|query|create|body|write)|\) ?=> ?[{(\w]",
        r'^(?:var|let) \w+ ?=|\bnew [A-Z]\w*\(|\w ?=>|^\} ?\) ?;?$|(?<!\w)\$\(|\brequire\(""\)|'
        r"\bundefined\b|\btypeof\b|\bthis\.\w|\bfunction ?\(",
    ),
    _signs(
        "typescript",
        "interface~: string~: number~: boolean~type ",
        r"^(?:export )?interface \w+ ?\{|\w\??: ?(?:string|number|boolean)\b|^(?:export )?type \w+ ?=",
        "",
    ),
    _signs(
        "shell",
        " ~$~./~fi~done",
        r"^(?:\w+@[\w.-]+:\S*|\(\w+\) ?)?\$ \w|"
        r"^(?:sudo )?(?:pip3?|pipenv|pipx|poetry|uv|conda|npm|npx|yarn|gem|cargo|go|brew|yum|dnf|apt|apt-get) "
        r"(?:install|add|get|run|build|test|update|upgrade|freeze|create|sync|init)\b|"
        r"^(?:sudo )?(?:git|hg|svn) (?:clone|commit|push|pull|checkout|add|status|log|branch|merge|init|diff)\b|"
        r"^(?:docker|docker-compose|kubectl|helm|gcloud|aws|az|heroku|vagrant|kind|systemctl|kubebuilder) "
        r"(?:run|build|exec|logs|inspect|ps|pull|push|up|down|get|apply|create|delete|describe|load|config|auth|start|stop|lambda|"
        r"container|images|rm|rmi|init|status|install)\b|"
        r"^(?:sudo|curl|wget|ssh|scp|chmod|chown|mkdir|rm|cp|mv|tar|grep|ls|cat|sed|awk|find|python[23]?|py\.test|pytest|tox|java|"
        r"mvn|gradle|node|npm|ng|make|gcc|source|\./[\w./-]+) (?:[^\n]* )?-{1,2}\w|"
        r"^(?:curl|wget) https?:|^python[23]? [\w/.-]+\.py\b|^(?:export|alias) \w+=|"
        r"^(?:fi|done|esac)$|; ?(?:then|do)$|^(?:then|do)$|^\[ !? ?-[a-z] |^echo [$\"]|^cd \S+$|"
        r"^\.{1,2}/[\w./-]+$| \| ?(?:grep|awk|sed|xargs|sort|head|tail|wc|less)\b",
        r"\$\{?\w+\}?(?![\w.(])|^(?:ls|cd|cat|mkdir|rm|cp|mv|chmod|make|source|echo) [\w./~*+-]+(?: [\w./~*-]+)?$| && ",
    ),
    _signs(
        "ruby",
        "do~puts~attr_~require~elsif~module~=>~.each~#{~end~unless~@~class",
        r"\bdo ?\|[^|\n]*\||^(?:puts|attr_(?:accessor|reader|writer)|require_relative)\b|^elsif\b|"
        r'^require ""|^class \w+ ?< ?[A-Z]|^module [A-Z]\w*$|:\w+ ?=>|\.each\b|#\{',
        r"^end$|^def [\w.?!]+(?: ?\([^)\n:]*\))?$|^unless\b|^@\w+ ?=|\bnil\b|"
        r"^\w+ :\w+",
    ),
    _signs(
        "elixir",
        "defmodule~|>~defp",
        r"^defmodule [A-Z]|^defp? \w+[^\n]*\bdo$|^\|>",
        r"^end$",
    ),
    _signs(
        "r",
        "<-~%>%~library~require~data.frame~ggplot~c(",
        r"^[\w.]+ ?<- ?(?:[\w.:]+\(|[\d\"-]|\w+ ?(?:%>%|[\[$]))|%>%|^(?:library|require)\([\w.]+\)|"
        r"\bdata\.frame\(|\bggplot\(",
        r"\bc\(|\b(?:TRUE|FALSE)\b|\bfunction\(| <- ",
    ),
    _signs(
        "sql",
        "SELECT~INSERT~UPDATE~DELETE~CREATE~ALTER~DROP~select",
        r"^(?:SELECT |INSERT INTO\b|UPDATE \S+ SET\b|DELETE FROM\b|"
        r"(?:CREATE|ALTER|DROP) (?:OR REPLACE )?(?:TABLE|INDEX|VIEW|TYPE|FUNCTION|DATABASE|MATERIALIZED)\b)|"
        r"^select (?:\*|count\(|\w+ ?,)[^\n]*\bfrom\b|^select [^\n]*\bfrom \w+ (?:where|limit)\b",
        r"^(?:FROM|WHERE|(?:LEFT |INNER |RIGHT )?JOIN|GROUP BY|ORDER BY|HAVING|LIMIT|BEGIN|COMMIT)\b",
    ),
    _signs(
        "go",
        "package~func~err~fmt~import~go ~chan~defer~:=~nil",
        r"^package \w+$|^func (?:\([^)\n]*\) ?)?\w+\([^\n]*\{$|\bif err ?!= ?nil\b|"
        r'\bfmt\.\w+\(|^import (?:""|\()$|\bgo func\(|\bmake\(chan\b|\bdefer \w+[.(]',
        r"^\w+(?:, ?\w+)? ?:= |\bchan \w|\bnil\b|^type \w+ (?:struct|interface)\b",
    ),
    _signs(
        "rust",
        "fn ~let ~println~#[~impl~use ~&~!(~Some(~::",
        r"^(?:pub )?(?:async )?fn \w+ ?[<(]|\blet mut\b|\bprintln!\(|^#\[\w|^impl\b[^\n]*\{|"
        r"^use \w+(?:::\w+)+|&(?:mut|str|self)\b",
        r"\b\w+!\(|\bSome\(|^let \w+|\w::\w|\) ?-> ?\w[^\n]*\{",
    ),
    _signs(
        "swift",
        "func ~import ~let ~guard ~var ",
        r"^func \w+\([^\n]*\) ?->[^\n]*\{|^import (?:Foundation|UIKit|SwiftUI)$|\bguard let\b|\bif let\b",
        r"^(?:let|var) \w+(?: ?: ?[A-Z]\w*)? ?=",
    ),
    _signs(
        "clojure",
        "(",
        r"^\((?:defn-?|defmacro|defprotocol|defrecord|ns) [\w.-]+|^\(def [\w-]+ |"
        r'^\((?:let|fn|loop) \[|^\((?:map|filter|reduce|println|->>?|require|:require) [(\[#:"\']',
        "",
    ),
    _signs("lisp", "(", r"^\((?:define|defun|setq|defvar) |^\(lambda ?\(|^\(let\*? ?\(\(", ""),
    _signs(
        "kotlin",
        "fun ~data class~companion~val ~when~constructor",
        r"^(?:(?:override|private|suspend|inline) )*fun [\w.<>]+\(|^data class\b|\bcompanion object\b|"
        r"^constructor\([^\n]*: ?[A-Z]",
        r"^va[lr] \w+|\bprintln\(|: ?(?:String|Int)\b|\bwhen ?\(",
    ),
    _signs(
        "scala",
        "case class~object ~def ~import scala~val ",
        r"^case class\b|^object \w+ extends\b|^def \w+[^\n]*\) ?: ?\w+(?:\[[^\n]*\])? ?=|"
        r"^import scala\.",
        r"^va[lr] \w+[^\n]*=",
    ),
    _signs("php", "<?~$", r"<\?php|^\$\w+ ?=|\$this->|\bfunction \w+\(\$", ""),
    _signs("perl", "my ~our ~use ~sub ~->~=~ ", r"^(?:my|our) \(?[$@%]\w+|^use (?:strict|warnings)\b", ""),
    _signs(
        "haskell",
        "::~qualified~data ",
        r"^[a-z]\w* ?:: [^\n]*->|^import qualified\b|^data [A-Z]\w*[^\n]*=",
        r"\bwhere$|^import (?:Data|Control|System)\.",
    ),
    _signs("toml", "[", r"^\[{1,2}[\w. \":-]+\]{1,2} ?\n ?[\w.\"-]+ ?=", r"^[\w-]+ ?= ?(?:\"\"|true|false|\[)"),
    _signs(
        "css",
        "{",
        "",
        r"^(?:color|margin|padding|display|position|font-\w+|background(?:-\w+)?|width|height|border) ?:[^;\n]+;",
    ),
    _signs("dockerfile", "FROM ~RUN ~COPY ~CMD ", "", r"^(?:FROM|RUN|CMD|ENTRYPOINT|COPY|WORKDIR|EXPOSE|ENV) \S"),
    _signs("diff", "@@~+++", r"^@@ -\d|^(?:---|\+\+\+) [ab]/", ""),
)

_TAG = re.compile(r"^[ \t]*<(/?)([A-Za-z][\w:.-]*)(?:[ \t][^<>\n]*)?(/?)>", re.MULTILINE)
_DOCTYPE = re.compile(r"\s*<(?:!DOCTYPE|!doctype|\?xml)\b")
_HTML_TAGS = frozenset(
    "html head body div span p a ul ol li table tr td th h1 h2 h3 h4 script style link meta img form input button "
    "section nav template select option label main header footer br".split()
)
_JSON_KEY = re.compile(r'""[ \t]*:')
_JSON_NEVER = re.compile(r"\b(?:None|True|False)\b|'|\w\(|[)}\]][ \t]*=|^[ \t]*\w+[ \t]*=", re.MULTILINE)
_YAML_LINE = re.compile(r"[ \t]*(?:- )?[\w./-]+:(?:[ \t].*)?$|[ \t]*- \S.*$|[ \t]*#.*$|---$")
_YAML_KEY = re.compile(r"^([ \t]*)(?:- )?[a-z_][\w./-]*:[ \t]*$", re.MULTILINE)
_PROSE = re.compile(r"[ \t]*[A-Za-z][a-z']*(?: [A-Za-z][A-Za-z',-]*){3,}[.!?:]?[ \t]*$")


def best_of_others(block: str, lines: list[str]) -> tuple[str, float]:
    """The language other than Python for which most speaks in ``block`` (strings emptied), and how much.

    The language is ``""`` where it is one with braces that can't be told from others.
    """
    braces = float(_count(BRACES, block))
    best, best_score = "", braces
    scores: dict[str, float] = {}
    for signs in _SIGNS:
        if any(need in block for need in signs.needs):
            score = float(_count(signs, block))
            if score:
                scores[signs.language] = score
    if scores.get("cpp", 0.0) >= 4.0:
        scores["cpp"] += scores.pop("c", 0.0)
    for language, score in scores.items():
        # What languages with braces share counts for the one that has signs of its own.
        if score + braces > best_score:
            best, best_score = language, score + braces
    return best, best_score - sum(1 for line in lines if _PROSE.match(line))


def _count(signs: _Signs, block: str) -> int:
    strong = sum(1 for _ in signs.strong.finditer(block)) if signs.strong is not None else 0
    weak = sum(1 for _ in signs.weak.finditer(block)) if signs.weak is not None else 0
    return 4 * strong + 2 * weak


def markup_or_data(block: str, lines: list[str]) -> str:
    """``"json"``, ``"yaml"``, ``"html"``, ``"xml"`` or ``""``: what a block is as a whole."""
    if block.lstrip()[:1] == "<":
        return _markup(block, lines)
    stripped = block.strip()
    if stripped[0] in "{[" and stripped[-1] in "}]" and _JSON_KEY.search(stripped) and not _JSON_NEVER.search(stripped):
        return "json"
    # `Speaker: somebody` over and over are key lines of the notes; only nesting tells YAML.
    if len(lines) >= 2 and all(_YAML_LINE.match(line) for line in lines):
        keys = _YAML_KEY.findall(block)
        if keys and (lines[0].rstrip() == "---" or len(keys) < len(lines)) and not lines[0].lstrip().startswith("- "):
            return "yaml"
    return ""


def _markup(block: str, lines: list[str]) -> str:
    tags = _TAG.findall(block)
    if _DOCTYPE.match(block):
        return "xml" if block.lstrip().startswith("<?xml") else "html"
    if 2 * len(tags) < len(lines) or not ("</" in block or any(empty for _, _, empty in tags)):
        return ""
    return "html" if any(name.lower() in _HTML_TAGS for _, name, _ in tags) else "xml"
