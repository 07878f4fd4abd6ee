/** Names that package.json and the server know, too. */

export const SECTION = "notes-lsp";
export const PRODUCT = "Talk Notes";
/** Plain text that the server takes for notes; other files keep the language that they have. */
export const TALK_NOTES = "talk-notes";
export const LANGUAGES = ["markdown", "restructuredtext", "org", TALK_NOTES] as const;
/** The endings of files that the server reads. */
export const ENDINGS = "{md,markdown,mdown,mkd,rst,rest,txt,text,org}";

export const COMMANDS = {
  restart: "talkNotes.restart",
  install: "talkNotes.install",
  chooseServer: "talkNotes.chooseServer",
  showOutput: "talkNotes.showOutput",
  showStatus: "talkNotes.showStatus",
  menu: "talkNotes.menu",
  checkLinks: "talkNotes.checkLinks",
  checkAllLinks: "talkNotes.checkAllLinks",
  newTalk: "talkNotes.newTalk",
  copyOutline: "talkNotes.copyOutline",
  exportFindings: "talkNotes.exportFindings",
  findTalk: "talkNotes.findTalk",
  openTalk: "talkNotes.openTalk",
  refreshTalks: "talkNotes.refreshTalks",
  bySpeaker: "talkNotes.bySpeaker",
  byConference: "talkNotes.byConference",
  openExample: "talkNotes.openExample",
} as const;

/** What the server answers beyond LSP, and runs when told to. */
export const STATUS_REQUEST = "notes/status";
export const CHECK_LINKS_REQUEST = "notes/checkLinks";
