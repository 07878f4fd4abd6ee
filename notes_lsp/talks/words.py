"""The words by which people mark roles in their notes, in the languages notes are written in.

Only whole titles and whole keys are looked up here, never words inside a
sentence: a list of words can't tell a talk about breaks from a break.
"""

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(word.strip() for word in listed.split("|"))


# Titles that stand between talks, or gather leftovers, and are no talks.
NO_TALK = _words(
    """
    aantekeningen | about | acknowledgements | action items | actions | after party | afterparty | agenda |
    allgemeines | almuerzo | announcements | appendix | attended sessions | attended sessions list | bilan |
    books | break | breakfast | closing | closing remarks | closing words | coffee | coffee break |
    coffee pause | comida | conclusion | conclusiones | conclusioni | conclusions | conference details |
    conference info | contact | contents | demo | details | dinner | disclaimer | en bref | enlaces | faq |
    fazit | follow up | follow-up | food | fragen | further reading | general | general impressions |
    general notes | glossary | hallway track | highlights | ideas | impressions | index | info | information |
    inhalt | install | installation | intro | introduction | introductions | journal | kaffeepause |
    key learnings | key takeaways | learnings | licence | license | liens | linki | links |
    links und literatur | location | logistics | lunch | lunch break | lunchpauze | main takeaways | misc |
    misc notes | misc. | miscellaneous | mittagessen | mittagspause | moderation | my notes | my schedule |
    my talks | networking | notas | notas gerais | notatki | note | notes | notes and links | notes diverses |
    notizen | obiad | odkazy | organisation | organization | other | other links | other notes | others |
    outline | outro | overall | overall impressions | overview | party | pausa | pausa pranzo | pause | people
    | people i met | personal notes | photos | pictures | podsumowanie | pranzo | preamble | prerequisites |
    program | programme | przerwa | q & a | q and a | q&a | qa | questions | quotes | random | random notes |
    random thoughts | raw notes | read later | reading list | recap | references | registration | remarks |
    resources | ressources | resumen | resumo | retrospective | riassunto | samenvatting | schedule | see also
    | side note | side notes | social | social event | sommaire | sonstiges | sponsors | stuff to check out |
    summary | swag | table of contents | takeaways | talks to watch | tbd | things to check out | things to do
    | things to google | things to look at | things to look into | things to look up | things to read |
    things to try | things to watch | thoughts | tips | tl;dr | tldr | to check | to do | to google |
    to look up | to read | to try | to watch | to-do | to-dos | toc | todo | todos | tools | travel | unsorted
    | urls | useful links | venue | videos | watch later | welcome reception | wrap up | wrap-up |
    zusammenfassung | almoço | conclusão | déjeuner | links úteis | oběd | pause café | pause déjeuner |
    poznámky | přestávka | résumé | shrnutí | à voir | まとめ | メモ | 休憩 | 午休
    | 总结 | 感想 | 懇親会 | 昼休み | 目录 | 目次 | 茶歇
    """
)

# Titles that gather talks when talks stand below them.
_GROUP = re.compile(
    r"""(?:the\ |my\ |opening\ |closing\ |morning\ |afternoon\ |evening\ |day\ \d\ |\d(?:st|nd|rd|th)\ |[a-z]\.\ )*
    (?:
      keynotes? | key\ notes? | talks
      | (?:track|conference|regular|long|short|invited|selected|other|main)\ talks
      | (?:lightning|lightening|lighting|ignite|flash)[\ -]talks? | lightnings? | (?:speaker\ )?notes
      | speakers? | presentations
      | (?:live|oral|poster)\ presentations | sessions?
      | (?:industry|poster|panel|plenary|parallel|demo)\ sessions?
      | (?:talk|session)\ notes | plenar(?:y|ies) | panels? | workshops? | tutorials? | posters | sprints?
      | demos | birds\ of\ a\ feather
      | bofs? | open\ space(?:s)? | unconference | tracks? | rooms? | conf[ée]rences | ateliers | vortr[äa]ge
      | palestras | charlas
      | tutoriais | prednášky | přednášky | prelekcje | morning | afternoon | evening | matin | apr[èe]s-midi
      | vormittag
      | nachmittag | ライトニングトーク | セッション | 基調講演 | 主题演讲 | 演讲
    )""",
    re.VERBOSE,
)
_GROUP_NUMBERED = re.compile(
    r"(?:[a-z]\.\s+)?(?:(?:industry|poster|parallel|plenary|morning|afternoon)\s+)?"
    r"(?:session|track|room|hall|stage|block|slot|part|stream|saal|raum|salle|sala)\s*#?"
    r"(?:\d{1,2}[a-z]?|[a-z]|[ivx]{1,4})\b(?:\s*[:.–—-].*)?",
)
_GROUP_QUALIFIED = re.compile(r"(?:[a-z]\.\s+)?[\w&/ -]{2,30}\s(?:sessions?|track|talks|workshops|tutorials|keynotes)")

# Titles of sections that many talks have; one alone says nothing, a file of them is one talk.
SECTION = re.compile(
    r"""(?:\d[\d.]*\s*[-–.):]?\s*)?(?:
      abstract | agenda | about.{0,30} | architecture | background | basics | benefits | best\ practices
      | but\.* | caveats
      | challenges | code | comments | conclusions? | concepts | context | cons | definitions? | demo.{0,20}
      | description
      | design | details | discussion | examples? | features | further\ reading | future(?:\ work)?
      | get\ involved | getting\ started
      | goals? | history | how.{0,40}\? | how\ it\ works | ideas? | impacts? | impressions?.{0,10}
      | implementation | infos?
      | integration | intro | introduction | issues | key\ (?:points|takeaways|learnings) | key\ ?notes
      | lessons(?:\ learned)? | limitations
      | links | main\ (?:points|takeaways|ideas) | materials? | methodology | methods? | mission | motivation
      | my\ .{0,30} | next(?:\ steps)?
      | notes?.{0,20} | objectives? | other.{0,20} | outline | overview | personal\ .{0,20} | philosophy
      | pre-?requisites | presentations?
      | principles | pros(?:\ (?:&|and|/)\ cons)? | problems? | purpose | q\s*(?:&|and|/)?\s*a
      | questions?.{0,20} | quotes? | recap
      | recommendations | references? | related.{0,20} | requirements | resources? | results? | setup | slides
      | solutions? | speakers?
      | step\ \d.* | act\ .{1,5}.* | part\ .{1,5}.* | summary | synopsis | take-?aways?.{0,20} | techniques
      | terminology | the\ (?:gist|future|problem|process|solution|point.{0,15})
      | theory.{0,20} | thoughts.{0,40} | tips.{0,20} | tl;?dr | todo.{0,20} | tools.{0,20} | topics | usage
      | use\ cases? | what.{0,60}\?? | who.{0,40}\?
      | why.{0,60} | when.{0,40} | where.{0,40}
      | beispiele? | einleitung | fazit | fragen | zusammenfassung | contexte | exemples? | retours?
      | introducción | ejemplos? | introdução | exemplos?
    )\s*[:.!…]*""",
    re.VERBOSE,
)

# What marks a title as that of an event rather than of a talk.
_EVENT = re.compile(
    r"""\b(?:\w*con(?:f|ference)?s? | \w*conf\b.* | konferenz | conférences? | conferencia | conferência
      | conferenza | konferencja | konference
      | summit | symposium | congress | kongress | congrès | meetup | meet-?up | camp | \w*camp | barcamp
      | hackathon | \w*days? | \w*fest(?:ival)?
      | annual\ meeting | workshop\ week | forum | unconference | euro\w+ | re:?invent | i/o | wwdc | fosdem
      | devoxx | summit | expo | world | kubecon
      | (?:user|users)\ group | jug | pug | webinar | カンファレンス | 大会 | 勉強会 )\b""",
    re.VERBOSE,
)
YEAR = re.compile(r"(?<![\d.,/-])((?:19|20)\d\d)(?![\d.,/-]?\d)|(?<=[A-Za-z])((?:19|20)\d\d)\b|'(\d\d)\b")
_NOTES_OF = re.compile(
    r"\b(?:notes|notizen|notas|appunti|notities|notatki|poznámky|recap|trip report|report|compte[- ]rendu)\b"
    r"|参加|レポート|まとめ"
)

SPEAKER_KEYS = _words(
    """
    speaker | speakers | spaker | speakes | presenter | presenters | presented by | presented | author |
    authors | by | given by | talk by | who | panelists | panelist | host | hosts | lecturer | instructor |
    instructors | trainer | moderator | sprecher | sprecherin | referent | referentin | referenten |
    vortragender | vortragende | speaker(s) | intervenant | intervenants | intervenante | orateur | orateurs |
    oratrice | conférencier | présenté par | par | ponente | ponentes | orador | oradora | oradores |
    palestrante | palestrantes | relatore | relatrice | relatori | spreker | sprekers | prelegent |
    prelegentka | prelegenci | mówca | přednášející | řečník | スピーカー
    | 登壇者 | 発表者 | 講師 | 演讲者 | 讲者 | 主讲人 | 讲师
    """
)
TITLE_KEYS = _words(
    """
    title | talk | session | titel | titre | título | titolo | tytuł | název | タイトル | 标题 | 题目
    """
)
CONFERENCE_KEYS = _words(
    """
    conference | event | conf | conférence | évènement | événement | konferenz | veranstaltung | conferencia |
    evento | konferencja | 会議 | イベント
    """
)
DATE_KEYS = _words(
    """
    date | day | when | datum | tag | fecha | data | dia | día | jour | datetime | 日付 | 日時 | 日期 | 時間 | dates
    """
)
TIME_KEYS = _words(
    """
    time | zeit | uhrzeit | heure | hora | horário | ora | tijd | czas | godzina | čas | 時刻 | 时间 | start |
    slot | when
    """
)
ROOM_KEYS = _words(
    """
    room | track | where | location | hall | stage | venue | raum | saal | ort | salle | lieu | sala | stanza
    | zaal | místnost | 会場 | 部屋 | 地点
    """
)
SLIDES_KEYS = _words(
    """
    slides | slide | deck | slide deck | slidedeck | presentation | folien | präsentation | diapos |
    diapositives | diapositivas | presentación | apresentação | slajdy | prezentacja | スライド | 資料 | 幻灯片
    """
)
VIDEO_KEYS = _words(
    """
    video | videos | recording | recordings | stream | youtube | watch | aufzeichnung | vidéo | vídeo |
    nagranie | záznam | 動画 | 视频 | 録画
    """
)


def folded_title(title: str) -> str:
    """A title in the form in which the sets above hold it."""
    return title.strip(" \t:.!*_-–—#").casefold()


def is_no_talk(title: str) -> bool:
    """Whether the whole title says that this is no talk (``Lunch``, ``Things to Google``)."""
    return folded_title(title) in NO_TALK


def is_group(title: str) -> bool:
    """Whether the whole title says that it gathers talks (``Keynotes``, ``Session 2: Tail risks``)."""
    folded = folded_title(title)
    return (
        _GROUP.fullmatch(folded) is not None
        or _GROUP_NUMBERED.fullmatch(folded) is not None
        or _GROUP_QUALIFIED.fullmatch(folded) is not None
    )


def is_section(title: str) -> bool:
    """Whether the whole title is one that parts of talks have (``Introduction``, ``Q & A``)."""
    return SECTION.fullmatch(folded_title(title)) is not None


def is_event(title: str) -> bool:
    """Whether a title reads like the name of an event, or says that it heads notes of one."""
    folded = title.casefold()
    return YEAR.search(title) is not None or _EVENT.search(folded) is not None or _NOTES_OF.search(folded) is not None
