-- :NotesTalks: all talks and speakers of all notes, to go to one of them.

local M = {}

local speaker, talk = 19, 5 -- SymbolKind.Object and .Class, as the server says them
local most = 200 -- how many the server finds at once

---@class notes_lsp.Choice
---@field symbol lsp.WorkspaceSymbol
---@field words string

---@param symbols lsp.WorkspaceSymbol[]
---@return notes_lsp.Choice[]
local function choices_of(symbols)
  local choices, widest = {}, 0
  for _, symbol in ipairs(symbols) do
    if symbol.kind == talk or symbol.kind == speaker then
      choices[#choices + 1] = { symbol = symbol, words = symbol.name }
      widest = math.max(widest, math.min(vim.fn.strdisplaywidth(symbol.name), 60))
    end
  end
  for _, choice in ipairs(choices) do
    local sign = choice.symbol.kind == talk and "talk   " or "speaker"
    local gap = (" "):rep(math.max(widest - vim.fn.strdisplaywidth(choice.symbol.name), 0))
    choice.words = ("%s  %s%s  %s"):format(sign, choice.symbol.name, gap, choice.symbol.containerName or "")
  end
  return choices
end

---@param query string? Only those whose names, days and conferences hold these words.
function M.select(query)
  local asking = require("notes_lsp.client")
  local client = asking.required(true)
  if not client then
    return
  end
  asking.ask(client, "workspace/symbol", { query = query or "" }, function(symbols)
    local choices = choices_of(symbols or {})
    if #choices == 0 then
      asking.say("no talks and no speakers found")
      return
    end
    local more = #(symbols or {}) >= most and "the first ones; :NotesTalks WORD finds others" or nil
    vim.ui.select(choices, {
      prompt = more and ("Talks and speakers (%s):"):format(more) or "Talks and speakers:",
      kind = "notes_lsp_talk",
      format_item = function(choice)
        return vim.trim(choice.words)
      end,
    }, function(choice)
      if choice then
        if vim.wo.winfixbuf then
          vim.cmd.wincmd("p") -- the outline shows nothing else
        end
        vim.lsp.util.show_document(choice.symbol.location, client.offset_encoding, { focus = true })
      end
    end)
  end)
end

return M
