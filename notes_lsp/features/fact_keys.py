"""The keys under which notes give the facts of a talk: ``Speaker: ``, ``Room: ``."""

from notes_lsp.talks import words

FACT_KEYS = (
    words.SPEAKER_KEYS
    | words.TITLE_KEYS
    | words.CONFERENCE_KEYS
    | words.DATE_KEYS
    | words.TIME_KEYS
    | words.ROOM_KEYS
    | words.SLIDES_KEYS
    | words.VIDEO_KEYS
)
