-- Days, talks and sections of a buffer, as the server last told them.
--
-- They are asked for only while somebody looks (a statusline, the outline), and not while keys come in: a statusline is
-- drawn after each of them.

local M = {}

local quiet_ms = 400

---@class notes_lsp.Symbol
---@field kind "conference"|"day"|"group"|"talk"|"section"
---@field title string
---@field time string The time of a talk as it is written, or "".
---@field detail string Who speaks, the date of a day, the year of a conference; or "".
---@field depth integer How many symbols it lies in.
---@field has_children boolean
---@field line integer Where its title stands, from 1.
---@field column integer In bytes, from 0.
---@field first integer Its first line, from 1.
---@field last integer Its last line.

---@class notes_lsp.Known
---@field tick integer The state of the buffer for which it holds; -1 where nothing is known.
---@field symbols notes_lsp.Symbol[] In the order of the text.
---@field waiting boolean Whether an answer or a moment of quiet is waited for.

---@type table<integer, "conference"|"day"|"group"|"talk"|"section">
local kinds = { [4] = "conference", [3] = "day", [2] = "group", [5] = "talk", [15] = "section" }

---@type table<integer, notes_lsp.Known>
local known = {}

---The server says "10:30 · Ada Lovelace" of a talk.
---@param detail string
---@return string time
---@return string rest
local function time_and_rest(detail)
  local time, rest = detail:match("^(.-) · (.*)$")
  if time and time:find("%d") then
    return time, rest
  elseif detail:find("^%d") then
    return detail, ""
  end
  return "", detail
end

---@param flat notes_lsp.Symbol[]
---@param nodes lsp.DocumentSymbol[]
---@param depth integer
---@param columns fun(position: lsp.Position): integer
local function flatten(flat, nodes, depth, columns)
  for _, node in ipairs(nodes) do
    local kind = kinds[node.kind] or "section"
    local time, rest = "", node.detail or ""
    if kind == "talk" then
      time, rest = time_and_rest(rest)
    end
    local children = node.children or {}
    local last = node.range["end"]
    flat[#flat + 1] = {
      kind = kind,
      title = node.name,
      time = time,
      detail = rest,
      depth = depth,
      has_children = #children > 0,
      line = node.selectionRange.start.line + 1,
      column = columns(node.selectionRange.start),
      first = node.range.start.line + 1,
      last = last.line + (last.character > 0 and 1 or 0),
    }
    flatten(flat, children, depth + 1, columns)
  end
end

---@param bufnr integer
---@return notes_lsp.Known
function M.known(bufnr)
  known[bufnr] = known[bufnr] or { tick = -1, symbols = {}, waiting = false }
  return known[bufnr]
end

---@param bufnr integer
function M.forget(bufnr)
  known[bufnr] = nil
end

---Ask for the symbols now.
---@param bufnr integer
---@param on_known fun(symbols: notes_lsp.Symbol[])?
function M.request(bufnr, on_known)
  local client = require("notes_lsp.client").of(bufnr)
  local entry = M.known(bufnr)
  if not client or not client:supports_method("textDocument/documentSymbol", bufnr) then
    entry.waiting = false
    return
  end
  local tick = vim.api.nvim_buf_get_changedtick(bufnr)
  local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
  entry.waiting = true
  client:request("textDocument/documentSymbol", params, function(_, result)
    entry.waiting = false
    if not result or not vim.api.nvim_buf_is_loaded(bufnr) then
      return
    end
    local encoding = client.offset_encoding
    local flat = {}
    flatten(flat, result, 0, function(position)
      if position.character == 0 then
        return 0
      end
      local text = vim.api.nvim_buf_get_lines(bufnr, position.line, position.line + 1, false)[1] or ""
      return vim.str_byteindex(text, encoding, position.character, false)
    end)
    entry.tick, entry.symbols = tick, flat
    if on_known then
      on_known(flat)
    end
    vim.api.nvim_exec_autocmds("User", { pattern = "NotesLspSymbols", modeline = false, data = { buf = bufnr } })
    vim.cmd.redrawstatus()
  end, bufnr)
end

---Ask for the symbols once no key has come for a moment, if what is known is outdated. Costs next to nothing.
---@param bufnr integer
function M.refresh_when_quiet(bufnr)
  local entry = M.known(bufnr)
  local tick = vim.api.nvim_buf_get_changedtick(bufnr)
  if entry.waiting or entry.tick == tick then
    return
  end
  entry.waiting = true
  vim.defer_fn(function()
    entry.waiting = false
    if not vim.api.nvim_buf_is_loaded(bufnr) then
      M.forget(bufnr)
    elseif vim.api.nvim_buf_get_changedtick(bufnr) ~= tick then
      M.refresh_when_quiet(bufnr)
    else
      M.request(bufnr)
    end
  end, entry.tick == -1 and 0 or quiet_ms)
end

---The index of the innermost symbol that holds `line`, by what is known; nil above the first.
---@param bufnr integer
---@param line integer From 1.
---@return integer? index
function M.at(bufnr, line)
  local symbols = M.known(bufnr).symbols
  local low, high = 1, #symbols + 1
  while low < high do
    local middle = math.floor((low + high) / 2)
    if symbols[middle].first <= line then
      low = middle + 1
    else
      high = middle
    end
  end
  return low > 1 and low - 1 or nil
end

---The talk that holds `line`, by what is known.
---@param bufnr integer
---@param line integer From 1.
---@return notes_lsp.Symbol?
function M.talk_at(bufnr, line)
  local symbols = M.known(bufnr).symbols
  local index = M.at(bufnr, line)
  while index and index > 0 do
    local symbol = symbols[index]
    if symbol.kind == "talk" then
      return symbol.last >= line and symbol or nil
    elseif symbol.kind ~= "section" then
      return nil
    end
    index = index - 1
  end
end

vim.api.nvim_create_autocmd({ "LspDetach", "BufDelete" }, {
  group = vim.api.nvim_create_augroup("notes_lsp_symbols", {}),
  callback = function(event)
    M.forget(event.buf)
  end,
})

return M
