-- What stands in the lines of the outline: plain values from symbols.

local M = {}

---@class notes_lsp.Drawing A line for each symbol.
---@field lines string[]
---@field marks notes_lsp.Mark[][] The colours of each line.
---@field folds string[] What 'foldexpr' says of each line.
---@field keys string[] All of that for each line, to tell whether it has changed.

---@class notes_lsp.Mark A stretch of a line and its colour.
---@field from integer In bytes.
---@field to integer
---@field group string

local namespace = vim.api.nvim_create_namespace("notes_lsp_outline")

---@type table<string, string>
local colour_of_kind = {
  conference = "NotesOutlineConference",
  day = "NotesOutlineDay",
  group = "NotesOutlineGroup",
  talk = "NotesOutlineTalk",
  section = "NotesOutlineSection",
}

function M.define_colours()
  local links = {
    NotesOutlineConference = "Title",
    NotesOutlineDay = "Function",
    NotesOutlineGroup = "Identifier",
    NotesOutlineTalk = "Normal",
    NotesOutlineSection = "Comment",
    NotesOutlineTime = "Special",
    NotesOutlineDetail = "Comment",
    NotesOutlineFold = "Comment",
  }
  for name, target in pairs(links) do
    vim.api.nvim_set_hl(0, name, { link = target, default = true })
  end
end

---@param text string
---@return integer
local function width_of(text)
  -- Thousands of times are measured after each pause in typing; almost all of them are ASCII.
  return text:find("[\128-\255]") and vim.fn.strdisplaywidth(text) or #text
end

---The time at which a talk begins, as written: of "10:30 - 11:15" the first.
---@param time string
---@return string
local function beginning(time)
  return time:match("^%d%d?%s*[:.hH]%s*%d%d") or time
end

---The width of the times of talks that stand below each other, so that their titles do, too.
---@param found notes_lsp.Symbol[]
---@return table<integer, integer> by the index of a talk
local function widths_of_times(found)
  local run, run_of, width_of_run = 0, {}, {}
  for index, symbol in ipairs(found) do
    if symbol.kind == "talk" then
      local width = width_of(beginning(symbol.time))
      run_of[index] = run
      width_of_run[run] = math.max(width_of_run[run] or 0, width)
    elseif symbol.kind ~= "section" then
      run = run + 1
    end
  end
  return vim.tbl_map(function(of)
    return width_of_run[of]
  end, run_of)
end

---@param found notes_lsp.Symbol[]
---@return notes_lsp.Drawing
function M.drawing_of(found)
  local drawing = { lines = {}, marks = {}, folds = {}, keys = {} }
  local widths = widths_of_times(found)
  local top = found[1] and found[1].kind == "conference" and 1 or 0
  for index, symbol in ipairs(found) do
    local text = ("  "):rep(math.max(symbol.depth - top, 0))
    local marks = {}
    local function add(piece, group)
      marks[#marks + 1] = { from = #text, to = #text + #piece, group = group }
      text = text .. piece
    end
    local width = widths[index] or 0
    if width > 0 then
      local time = beginning(symbol.time)
      add((" "):rep(width - width_of(time)) .. time, "NotesOutlineTime")
      text = text .. "  "
    end
    add((symbol.title:gsub("%s+", " ")), colour_of_kind[symbol.kind])
    if symbol.detail ~= "" then
      text = text .. "  "
      add((symbol.detail:gsub("%s+", " ")), "NotesOutlineDetail")
    end
    local fold = M.fold_of(symbol, top)
    drawing.lines[index], drawing.marks[index], drawing.folds[index] = text, marks, fold
    drawing.keys[index] = table.concat({ fold, symbol.kind, text }, "\0")
  end
  return drawing
end

---A symbol with others in it begins a fold; the conference does not, since it holds all there is.
---@param symbol notes_lsp.Symbol
---@param top integer The depth at which folds begin.
---@return string
function M.fold_of(symbol, top)
  local level = symbol.depth - top + 1
  if symbol.has_children and level > 0 then
    return ">" .. level
  end
  return tostring(math.max(level - 1, 0))
end

---The 'foldlevel' at which all talks are seen and their sections are not.
---@param found notes_lsp.Symbol[]
---@return integer
function M.level_of_talks(found)
  local top = found[1] and found[1].kind == "conference" and 1 or 0
  local deepest = 0
  for _, symbol in ipairs(found) do
    if symbol.kind == "talk" then
      deepest = math.max(deepest, symbol.depth - top)
    end
  end
  return deepest
end

---Write the lines that differ from those that stand in the buffer: thousands that did not change stay as they are,
---folded as they are.
---@param buffer integer
---@param before notes_lsp.Drawing? What stands there.
---@param now notes_lsp.Drawing
function M.write(buffer, before, now)
  local old, new = before and before.keys or {}, now.keys
  local first, last, last_old = 1, #new, #old
  while first <= math.min(last, last_old) and new[first] == old[first] do
    first = first + 1
  end
  while last >= first and last_old >= first and new[last] == old[last_old] do
    last, last_old = last - 1, last_old - 1
  end
  if last < first and last_old < first then
    return
  end
  -- A buffer has a line even when nothing stands in it.
  local replaced = #old == 0 and -1 or last_old
  vim.api.nvim_buf_clear_namespace(buffer, namespace, first - 1, replaced)
  vim.api.nvim_buf_set_lines(buffer, first - 1, replaced, false, vim.list_slice(now.lines, first, last))
  for index = first, last do
    for _, mark in ipairs(now.marks[index]) do
      local place = { end_col = mark.to, hl_group = mark.group }
      vim.api.nvim_buf_set_extmark(buffer, namespace, index - 1, mark.from, place)
    end
  end
end

return M
