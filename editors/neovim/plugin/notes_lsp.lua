-- The commands, and the server as soon as a file is opened that may hold notes. All else is loaded when it is used.

if vim.g.loaded_notes_lsp or vim.fn.has("nvim-0.11") == 0 then
  return
end
vim.g.loaded_notes_lsp = true

local command = vim.api.nvim_create_user_command
local group = vim.api.nvim_create_augroup("notes_lsp", {})

command("NotesOutline", function(call)
  require("notes_lsp.outline").toggle({ focus = call.bang })
end, { bang = true, desc = "Open or close the outline of these notes; with ! go there" })

command("NotesTalks", function(call)
  require("notes_lsp.talks").select(call.args)
end, { nargs = "?", desc = "Go to a talk or a speaker of any notes" })

command("NotesNewTalk", function()
  require("notes_lsp.new_talk").insert()
end, { desc = "Begin a new talk below this one, in the style of these notes" })

command("NotesCheckLinks", function(call)
  require("notes_lsp.check_links").run(call)
end, {
  nargs = "?",
  range = true,
  complete = function(typed)
    return require("notes_lsp.check_links").complete(typed)
  end,
  desc = "Ask the web whether the links of these notes still lead somewhere",
})

-- To touch vim.lsp costs more than all of this file: it waits for a file that may hold notes.
vim.api.nvim_create_autocmd("FileType", {
  group = group,
  pattern = { "markdown", "rst", "org", "text" },
  once = true,
  callback = function()
    require("notes_lsp.attach").enable_once()
  end,
})

vim.api.nvim_create_autocmd("LspAttach", {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "notes_lsp" then
      require("notes_lsp.attach").on_attach(client, event.buf)
    end
  end,
})
