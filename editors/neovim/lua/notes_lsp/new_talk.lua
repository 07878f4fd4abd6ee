-- :NotesNewTalk: a new talk below the one under the cursor, in the style of the file.
--
-- How talks are written the server knows: it is what completion offers on a blank line. The blank lines around the new
-- talk are made here.

local M = {}

---The line below which the new talk goes: the last one of the talk at the cursor that is not blank. Above the first
---talk of a day it is the last one before that talk.
---@param bufnr integer
---@param found notes_lsp.Symbol[]
---@return integer line From 1; 0 where there is nothing above.
---@return boolean is_tight Whether talks are items of a list, without blank lines between them.
local function line_above(bufnr, found)
  local cursor = vim.api.nvim_win_get_cursor(0)[1]
  local last = vim.api.nvim_buf_line_count(bufnr)
  local is_tight = false
  for _, symbol in ipairs(found) do
    if symbol.kind == "talk" and symbol.first <= cursor and cursor <= symbol.last then
      last = math.min(symbol.last, last)
      local is_item = vim.fn.getline(symbol.line):match("^%s*[-*+]%s") or vim.fn.getline(symbol.line):match("^%s*•")
      local above, below = vim.fn.getline(symbol.first - 1), vim.fn.getline(symbol.last + 1)
      is_tight = is_item ~= nil and (above:match("%S") or below:match("%S")) ~= nil
      break
    elseif symbol.kind ~= "section" and symbol.first > cursor then
      last = symbol.first - 1
      break
    end
  end
  while last > 0 and vim.fn.getline(last):match("^%s*$") do
    last = last - 1
  end
  return last, is_tight
end

---Make room below a line: a blank line that stays, one for the talk, and one before what follows.
---@param bufnr integer
---@param above integer From 1.
---@param is_tight boolean Make no blank lines around the talk.
---@return integer line Where the talk goes, from 1.
---@return integer added How many lines were added.
local function make_room(bufnr, above, is_tight)
  if is_tight then
    vim.api.nvim_buf_set_lines(bufnr, above, above, false, { "" })
    return above + 1, 1
  end
  local blank = 0
  while above + blank < vim.api.nvim_buf_line_count(bufnr) and vim.fn.getline(above + blank + 1):match("^%s*$") do
    blank = blank + 1
  end
  local follows = above + blank < vim.api.nvim_buf_line_count(bufnr)
  local before = above > 0 and 1 or 0
  local wanted = before + 1 + (follows and 1 or 0)
  local lines = {}
  for _ = blank + 1, wanted do
    lines[#lines + 1] = ""
  end
  vim.api.nvim_buf_set_lines(bufnr, above, above, false, lines)
  return above + before + 1, #lines
end

---@param bufnr integer
---@param window integer
---@param item lsp.CompletionItem
local function expand(bufnr, window, item)
  local edit = item.textEdit
  local text = edit and edit.newText or item.insertText or item.label
  local line = edit and (edit.range or edit.insert).start.line + 1
  if line then
    -- A snippet goes where the cursor is: what the edit replaces is a line without letters.
    vim.api.nvim_buf_set_lines(bufnr, line - 1, line, false, { "" })
    vim.api.nvim_win_set_cursor(window, { line, 0 })
  end
  if item.insertTextFormat == vim.lsp.protocol.InsertTextFormat.Snippet then
    vim.snippet.expand(text)
  else
    vim.api.nvim_paste(text, false, -1)
  end
end

---@param client vim.lsp.Client
---@param bufnr integer
---@param found notes_lsp.Symbol[]
local function insert_below(client, bufnr, found)
  local window = vim.api.nvim_get_current_win()
  local cursor = vim.api.nvim_win_get_cursor(window)
  local line, added = make_room(bufnr, line_above(bufnr, found))
  vim.api.nvim_win_set_cursor(window, { line, 0 })
  local tick = vim.api.nvim_buf_get_changedtick(bufnr)
  local params = vim.lsp.util.make_position_params(window, client.offset_encoding)
  params.context = { triggerKind = vim.lsp.protocol.CompletionTriggerKind.Invoked }
  client:request("textDocument/completion", params, function(_, result)
    if vim.api.nvim_get_current_buf() ~= bufnr or vim.api.nvim_buf_get_changedtick(bufnr) ~= tick then
      return
    end
    for _, item in ipairs(result and (result.items or result) or {}) do
      if (item.detail or vim.tbl_get(item, "labelDetails", "description")) == "new talk" then
        expand(bufnr, window, item)
        return
      end
    end
    if added > 0 then
      vim.cmd("silent undo")
    end
    vim.api.nvim_win_set_cursor(window, cursor)
    require("notes_lsp.client").say("there is no talk whose style a new one could take", "WARN")
  end, bufnr)
end

function M.insert()
  local client = require("notes_lsp.client").required()
  local bufnr = vim.api.nvim_get_current_buf()
  if not client then
    return
  elseif not vim.bo[bufnr].modifiable then
    require("notes_lsp.client").say("these notes cannot be changed ('modifiable' is off)", "WARN")
    return
  end
  require("notes_lsp.symbols").request(bufnr, function(found)
    insert_below(client, bufnr, found)
  end)
end

return M
