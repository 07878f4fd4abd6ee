-- What can be set in vim.g.notes_lsp, and what counts where nothing is.

local M = {}

---@class notes_lsp.Options
---@field enable boolean Start the server for files that may hold notes.
---@field cmd string[]? The server and its arguments; without it the server is looked for.
---@field completion boolean Complete while typing, by vim.lsp.completion. CTRL-X CTRL-O works without it.
---@field inlay_hints boolean Show weekdays, years and lengths within the lines.
---@field code_lens boolean Show above a talk how many links lead to it.
---@field folding boolean Fold days, talks, lists and code.
---@field keymaps boolean Let gO list days and talks in Markdown, too, where Neovim lists headings.
---@field outline notes_lsp.OutlineOptions

---@class notes_lsp.OutlineOptions
---@field width integer How many columns :NotesOutline takes.
---@field side "left"|"right"

---@type notes_lsp.Options
local defaults = {
  enable = true,
  cmd = nil,
  completion = false,
  inlay_hints = true,
  code_lens = true,
  folding = false,
  keymaps = true,
  outline = { width = 40, side = "right" },
}

---@type table<string, string>
local types = {
  enable = "boolean",
  cmd = "table",
  completion = "boolean",
  inlay_hints = "boolean",
  code_lens = "boolean",
  folding = "boolean",
  keymaps = "boolean",
  outline = "table",
  ["outline.width"] = "number",
  ["outline.side"] = "string",
}

---The options that count now. Those that cannot be are left out; `problems` names them.
---@return notes_lsp.Options
function M.get()
  local given = type(vim.g.notes_lsp) == "table" and vim.g.notes_lsp or {}
  local options = vim.deepcopy(defaults)
  for name, value in pairs(given) do
    if type(value) == types[name] and name ~= "outline" then
      options[name] = value
    end
  end
  local outline = type(given.outline) == "table" and given.outline or {}
  if type(outline.width) == "number" and outline.width >= 10 then
    options.outline.width = math.floor(outline.width)
  end
  if outline.side == "left" or outline.side == "right" then
    options.outline.side = outline.side
  end
  return options
end

---What is wrong with vim.g.notes_lsp, a sentence for each fault.
---@return string[]
function M.problems()
  local given = vim.g.notes_lsp
  if given == nil then
    return {}
  elseif type(given) ~= "table" then
    return { "vim.g.notes_lsp must be a table, and is a " .. type(given) }
  end
  local found = {}
  local function look(name, value)
    local wanted = types[name]
    if not wanted then
      found[#found + 1] = ("vim.g.notes_lsp.%s: there is no such option"):format(name)
    elseif type(value) ~= wanted then
      found[#found + 1] = ("vim.g.notes_lsp.%s must be a %s, and is a %s"):format(name, wanted, type(value))
    end
  end
  for name, value in vim.spairs(given) do
    look(tostring(name), value)
  end
  local outline = type(given.outline) == "table" and given.outline or {}
  for name, value in vim.spairs(outline) do
    look("outline." .. tostring(name), value)
  end
  if type(outline.width) == "number" and outline.width < 10 then
    found[#found + 1] = "vim.g.notes_lsp.outline.width must be at least 10"
  end
  if type(outline.side) == "string" and outline.side ~= "left" and outline.side ~= "right" then
    found[#found + 1] = 'vim.g.notes_lsp.outline.side must be "left" or "right"'
  end
  return found
end

return M
