"""What speaks for a language other than Python in a block of code.

A row per language: substrings of which one must be there at all (so that most blocks skip most rows),
what counts 4 wherever it is found, what counts 2. The signs are the keywords and standard calls of each
language as its own documentation gives them; only what a few lines on a slide would show is listed.
Strings are emptied (``""``), lines stripped and runs of space made one before these patterns see a block.
"""

import re
from typing import NamedTuple


class _Signs(NamedTuple):
    """What speaks for one language. The patterns at the start of a line are apart, as they are quick to look for."""

    language: str
    needs: tuple[str, ...]
    strong: tuple[re.Pattern[str], ...]
    weak: tuple[re.Pattern[str], ...]


def _signs(
    language: str, needs: str, *, strong_at_start: str = "", strong: str = "", weak_at_start: str = "", weak: str = ""
) -> _Signs:
    return _Signs(language, tuple(needs.split("~")), _compiled(strong_at_start, strong), _compiled(weak_at_start, weak))


def _compiled(at_start: str, anywhere: str) -> tuple[re.Pattern[str], ...]:
    patterns = (f"^(?:{at_start})" if at_start else "", anywhere)
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in patterns if pattern)


# "" is what the languages with braces share: it tells that a block is one of them and not which.
BRACES = _signs(
    "",
    ";~{~//~/*",
    weak_at_start=r"// |/\*|\} ?else\b|\{$",
    weak=r"; ?(?://.*)?$|\) ?\{$",
)

_SIGNS = (
    _signs(
        "c",
        "#~;~*~(",
        strong_at_start=r'# ?(?:include|import) ?[<"]|# ?(?:define|ifn?def|endif|pragma)\b',
        strong=r"\bint main ?\(",
        weak_at_start=(
            r"(?:(?:static|const|unsigned|signed|extern|inline|struct) )*(?:int|char|float|double|void|long|short|"
            r"size_t|u?int\d+_t|PyObject|FILE)\b ?\** ?\w+ ?[=;(\[,)]|[A-Z]\w+ ?\*+ ?\w+ ?[=;]"
        ),
        weak=r"\b(?:printf|malloc|free|sizeof|strlen|memcpy) ?\(|\w->\w|\bNULL\b",
    ),
    _signs(
        "cpp",
        "::~template~<<~#~nullptr~namespace~auto~class~struct",
        strong_at_start=(
            r"template ?<|using namespace\b|# ?include ?<\w+>|"
            r"(?:class|struct) \w+ ?: ?(?:public|private)\b"
        ),
        strong=r"\bstd::|\b(?:cout|cerr) ?<<|\bnullptr\b",
        weak_at_start=r"auto &?\w+ ?=",
        weak=r"\w::(?!new\b|class\b)\w",
    ),
    _signs(
        "java",
        "public~private~protected~System~import~@~package~throws~new~final~String~var~class~extends~implements~::",
        strong_at_start=(
            r"(?:public|private|protected) (?:static|final|abstract|class|interface|void|record|enum|int|boolean|"
            r"[A-Z]\w*(?:<[^\n]*>|\[\])?) |import (?:static )?(?:javax?|org|com)\.[\w.*]+;|"
            r"@(?:Override|Autowired|Test|Bean|Entity|Service|Component|Configuration|SpringBootApplication|Data)\b|"
            r"package [\w.]+;"
        ),
        strong=r"\bSystem\.out\.|\bthrows [A-Z]",
        weak_at_start=r"(?:final )?(?:String|Integer|Long|boolean|(?:List|Map|Set|Optional)<[^\n]*>)(?:\[\])? \w+",
        weak=r"\bnew [A-Z][\w.]*[<(\[]|\b(?:extends|implements) [A-Z]|\w::\w+\)|\w\.class\b",
    ),
    _signs(
        "csharp",
        "using~Console~namespace~get;~Task~public",
        strong_at_start=r"using System\b",
        strong=r"\bConsole\.(?:Write|Read)|\{ ?get;|\basync Task\b",
        weak_at_start=r"(?:public|private|protected|internal) |namespace [\w.]+",
    ),
    _signs(
        "javascript",
        "console~module~export~import~==~const~let~function~document~=>~var~$~require~undefined~typeof~this~}",
        strong_at_start=r'export (?:default|const|function|class)\b|import [^\n]*\bfrom ""|const [\w{\[][^=:\n]*=',
        strong=(
            r"\bconsole\.(?:log|error)\(|\bmodule\.exports\b|(?<![=!])[!=]==(?!=)|\basync function\b|"
            r"\bfunction ?\w* ?\([^)\n]*\) ?\{|\bdocument\.(?:get|query|create|body|write)|\) ?=> ?[{(\w]"
        ),
        weak_at_start=r"(?:var|let) \w+ ?=|\} ?\) ?;?$",
        weak=(
            r'\bnew [A-Z]\w*\(|\w ?=>|(?<!\w)\$\(|\brequire\(""\)|\bundefined\b|\btypeof\b|\bthis\.\w|'
            r"\bfunction ?\("
        ),
    ),
    _signs(
        "typescript",
        "interface~: string~: number~: boolean~type ",
        strong_at_start=r"(?:export )?interface \w+ ?\{|(?:export )?type \w+ ?=",
        strong=r"\w\??: ?(?:string|number|boolean)\b",
    ),
    _signs(
        "shell",
        " ~$~./~fi~done",
        strong_at_start=(
            r"(?:\w+@[\w.-]+:\S*|\(\w+\) ?)?\$ \w|"
            r"(?:sudo )?(?:pip3?|pipenv|pipx|poetry|uv|conda|npm|npx|yarn|gem|cargo|go|brew|yum|dnf|apt|"
            r"apt-get) (?:install|add|get|run|build|test|update|upgrade|freeze|create|sync|init)\b|"
            r"(?:sudo )?(?:git|hg|svn) (?:clone|commit|push|pull|checkout|add|status|log|branch|merge|init|diff)\b|"
            r"(?:docker|docker-compose|kubectl|helm|gcloud|aws|az|heroku|vagrant|kind|systemctl|"
            r"kubebuilder) (?:run|build|exec|logs|inspect|ps|pull|push|up|down|get|apply|create|delete|describe|"
            r"load|config|auth|start|stop|lambda|container|images|rm|rmi|init|status|install)\b|"
            r"(?:sudo|curl|wget|ssh|scp|chmod|chown|mkdir|rm|cp|mv|tar|grep|ls|cat|sed|awk|find|python[23]?|"
            r"py\.test|pytest|tox|java|mvn|gradle|node|npm|ng|make|gcc|source|\./[\w./-]+) (?:[^\n]* )?-{1,2}\w|"
            r"(?:curl|wget) https?:|python[23]? [\w/.-]+\.py\b|(?:export|alias) \w+=|(?:fi|done|esac)$|"
            r"(?:then|do)$|\[ !? ?-[a-z] |echo [$\"]|cd \S+$|\.{1,2}/[\w./-]+$"
        ),
        strong=r"; ?(?:then|do)$| \| ?(?:grep|awk|sed|xargs|sort|head|tail|wc|less)\b",
        weak_at_start=r"(?:ls|cd|cat|mkdir|rm|cp|mv|chmod|make|source|echo) [\w./~*+-]+(?: [\w./~*-]+)?$",
        weak=r"\$\{?\w+\}?(?![\w.(])| && ",
    ),
    _signs(
        "ruby",
        "do~puts~attr_~require~elsif~module~=>~.each~#{~end~unless~@~class",
        strong_at_start=(
            r'(?:puts|attr_(?:accessor|reader|writer)|require_relative)\b|elsif\b|require ""|class \w+ ?< ?[A-Z]|'
            r"module [A-Z]\w*$"
        ),
        strong=r"\bdo ?\|[^|\n]*\||:\w+ ?=>|\.each\b|#\{",
        weak_at_start=r"end$|def [\w.?!]+(?: ?\([^)\n:]*\))?$|unless\b|@\w+ ?=|\w+ :\w+",
        weak=r"\bnil\b",
    ),
    _signs(
        "elixir",
        "defmodule~|>~defp",
        strong_at_start=r"defmodule [A-Z]|defp? \w+[^\n]*\bdo$|\|>",
        weak_at_start=r"end$",
    ),
    _signs(
        "r",
        "<-~%>%~library~require~data.frame~ggplot~c(",
        strong_at_start=r"[\w.]+ ?<- ?(?:[\w.:]+\(|[\d\"-]|\w+ ?(?:%>%|[\[$]))|(?:library|require)\([\w.]+\)",
        strong=r"%>%|\bdata\.frame\(|\bggplot\(",
        weak=r"\bc\(|\b(?:TRUE|FALSE)\b|\bfunction\(| <- ",
    ),
    _signs(
        "sql",
        "SELECT~INSERT~UPDATE~DELETE~CREATE~ALTER~DROP~select",
        strong_at_start=(
            r"(?:SELECT |INSERT INTO\b|UPDATE \S+ SET\b|DELETE FROM\b|(?:CREATE|ALTER|"
            r"DROP) (?:OR REPLACE )?(?:TABLE|INDEX|VIEW|TYPE|FUNCTION|DATABASE|MATERIALIZED)\b)|"
            r"select (?:\*|count\(|\w+ ?,)[^\n]*\bfrom\b|select [^\n]*\bfrom \w+ (?:where|limit)\b"
        ),
        weak_at_start=r"(?:FROM|WHERE|(?:LEFT |INNER |RIGHT )?JOIN|GROUP BY|ORDER BY|HAVING|LIMIT|BEGIN|COMMIT)\b",
    ),
    _signs(
        "go",
        "package~func~err~fmt~import~go ~chan~defer~:=~nil",
        strong_at_start=r'package \w+$|func (?:\([^)\n]*\) ?)?\w+\([^\n]*\{$|import (?:""|\()$',
        strong=r"\bif err ?!= ?nil\b|\bfmt\.\w+\(|\bgo func\(|\bmake\(chan\b|\bdefer \w+[.(]",
        weak_at_start=r"\w+(?:, ?\w+)? ?:= |type \w+ (?:struct|interface)\b",
        weak=r"\bchan \w|\bnil\b",
    ),
    _signs(
        "rust",
        "fn ~let ~println~#[~impl~use ~&~!(~Some(~::",
        strong_at_start=r"(?:pub )?(?:async )?fn \w+ ?[<(]|#\[\w|impl\b[^\n]*\{|use \w+(?:::\w+)+",
        strong=r"\blet mut\b|\bprintln!\(|&(?:mut|str|self)\b",
        weak_at_start=r"let \w+",
        weak=r"\b\w+!\(|\bSome\(|\w::\w|\) ?-> ?\w[^\n]*\{",
    ),
    _signs(
        "swift",
        "func ~import ~let ~guard ~var ",
        strong_at_start=r"func \w+\([^\n]*\) ?->[^\n]*\{|import (?:Foundation|UIKit|SwiftUI)$",
        strong=r"\bguard let\b|\bif let\b",
        weak_at_start=r"(?:let|var) \w+(?: ?: ?[A-Z]\w*)? ?=",
    ),
    _signs(
        "clojure",
        "(",
        strong_at_start=(
            r"\((?:defn-?|defmacro|defprotocol|defrecord|ns) [\w.-]+|\(def [\w-]+ |\((?:let|fn|loop) \[|"
            r"\((?:map|filter|reduce|println|->>?|require|:require) [(\[#:\"\']"
        ),
    ),
    _signs(
        "lisp",
        "(",
        strong_at_start=r"\((?:define|defun|setq|defvar) |\(lambda ?\(|\(let\*? ?\(\(",
    ),
    _signs(
        "kotlin",
        "fun ~data class~companion~val ~when~constructor",
        strong_at_start=(
            r"(?:(?:override|private|suspend|inline) )*fun [\w.<>]+\(|data class\b|"
            r"constructor\([^\n]*: ?[A-Z]"
        ),
        strong=r"\bcompanion object\b",
        weak_at_start=r"va[lr] \w+",
        weak=r"\bprintln\(|: ?(?:String|Int)\b|\bwhen ?\(",
    ),
    _signs(
        "scala",
        "case class~object ~def ~import scala~val ",
        strong_at_start=r"case class\b|object \w+ extends\b|def \w+[^\n]*\) ?: ?\w+(?:\[[^\n]*\])? ?=|import scala\.",
        weak_at_start=r"va[lr] \w+[^\n]*=",
    ),
    _signs(
        "php",
        "<?~$",
        strong_at_start=r"\$\w+ ?=",
        strong=r"<\?php|\$this->|\bfunction \w+\(\$",
    ),
    _signs(
        "perl",
        "my ~our ~use ~sub ~->~=~ ",
        strong_at_start=r"(?:my|our) \(?[$@%]\w+|use (?:strict|warnings)\b",
    ),
    _signs(
        "haskell",
        "::~qualified~data ",
        strong_at_start=r"[a-z]\w* ?:: [^\n]*->|import qualified\b|data [A-Z]\w*[^\n]*=",
        weak_at_start=r"import (?:Data|Control|System)\.",
        weak=r"\bwhere$",
    ),
    _signs(
        "toml",
        "[",
        strong_at_start=r"\[{1,2}[\w. \":-]+\]{1,2} ?\n ?[\w.\"-]+ ?=",
        weak_at_start=r"[\w-]+ ?= ?(?:\"\"|true|false|\[)",
    ),
    _signs(
        "css",
        "{",
        weak_at_start=(
            r"(?:color|margin|padding|display|position|font-\w+|background(?:-\w+)?|width|height|border)"
            r" ?:[^;\n]+;"
        ),
    ),
    _signs(
        "dockerfile",
        "FROM ~RUN ~COPY ~CMD ",
        weak_at_start=r"(?:FROM|RUN|CMD|ENTRYPOINT|COPY|WORKDIR|EXPOSE|ENV) \S",
    ),
    _signs(
        "diff",
        "@@~+++",
        strong_at_start=r"@@ -\d|(?:---|\+\+\+) [ab]/",
    ),
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
    braces = _count(BRACES, block) if any(need in block for need in BRACES.needs) else 0.0
    best, best_score = "", braces
    scores: dict[str, float] = {}
    for signs in _SIGNS:
        for need in signs.needs:
            if need in block:
                score = _count(signs, block)
                if score:
                    scores[signs.language] = score
                break
    if scores.get("cpp", 0.0) >= 4.0:
        scores["cpp"] += scores.pop("c", 0.0)
    for language, score in scores.items():
        # What languages with braces share counts for the one that has signs of its own.
        if score + braces > best_score:
            best, best_score = language, score + braces
    return best, best_score - sum(1 for line in lines if _PROSE.match(line)) if best_score else 0.0


def _count(signs: _Signs, block: str) -> float:
    strong = sum([len(pattern.findall(block)) for pattern in signs.strong])
    weak = sum([len(pattern.findall(block)) for pattern in signs.weak])
    return 4.0 * strong + 2.0 * weak


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
