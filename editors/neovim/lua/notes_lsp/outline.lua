-- :NotesOutline: a narrow window beside the notes with their days and talks. It follows the cursor, folds by day and
-- talk, and shows the notes that were last gone to. There is one in each tab page at most.

local symbols = require("notes_lsp.symbols")
local lines_of = require("notes_lsp.outline_lines")

local M = {}

---@class notes_lsp.Outline
---@field window integer
---@field buffer integer
---@field source integer The buffer whose outline it shows.
---@field drawn notes_lsp.Symbol[]? What stands in its lines.
---@field drawing notes_lsp.Drawing? The lines themselves.

---@type table<integer, notes_lsp.Outline> By tab page.
local outlines = {}

local group = vim.api.nvim_create_augroup("notes_lsp_outline", {})

---@return notes_lsp.Outline?
local function here()
  local tab = vim.api.nvim_get_current_tabpage()
  local outline = outlines[tab]
  if outline and not vim.api.nvim_win_is_valid(outline.window) then
    outlines[tab] = nil
    return nil
  end
  return outline
end

---A window of this tab page that shows the notes.
---@param outline notes_lsp.Outline
---@return integer?
local function window_of_source(outline)
  local previous = vim.fn.win_getid(vim.fn.winnr("#"))
  if previous ~= 0 and vim.api.nvim_win_get_buf(previous) == outline.source then
    return previous
  end
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if window ~= outline.window and vim.api.nvim_win_get_buf(window) == outline.source then
      return window
    end
  end
end

---'foldexpr' of the outline.
---@return string
function M.foldexpr()
  local outline = here()
  return outline and outline.drawing and outline.drawing.folds[vim.v.lnum] or "0"
end

---Put the cursor of the outline where that of the notes is.
---@param outline notes_lsp.Outline
local function follow(outline)
  local window = window_of_source(outline)
  if not window or vim.api.nvim_get_current_win() == outline.window or not outline.drawn then
    return
  end
  local index = symbols.at(outline.source, vim.api.nvim_win_get_cursor(window)[1]) or 1
  index = math.min(index, vim.api.nvim_buf_line_count(outline.buffer))
  if vim.api.nvim_win_get_cursor(outline.window)[1] ~= index then
    vim.api.nvim_win_set_cursor(outline.window, { index, 0 })
  end
end

---@param outline notes_lsp.Outline
local function draw(outline)
  local found = symbols.known(outline.source).symbols
  if outline.drawn == found then
    return follow(outline)
  end
  local is_first = not outline.drawn or #outline.drawn == 0
  local before, now = outline.drawing, lines_of.drawing_of(found)
  outline.drawn, outline.drawing = found, now
  vim.bo[outline.buffer].modifiable = true
  lines_of.write(outline.buffer, before, now)
  vim.bo[outline.buffer].modifiable = false
  -- Days are open and talks closed, until somebody folds otherwise.
  if is_first then
    vim.wo[outline.window][0].foldlevel = lines_of.level_of_talks(found)
  end
  follow(outline)
end

---@param outline notes_lsp.Outline
---@param bufnr integer
local function show(outline, bufnr)
  if outline.source ~= bufnr then
    outline.source, outline.drawn = bufnr, nil
  end
  draw(outline)
  symbols.refresh_when_quiet(bufnr)
end

---Go to what stands in the line of the outline.
---@param stay boolean Show it, and stay in the outline.
local function go(stay)
  local outline = here()
  local symbol = outline and outline.drawn and outline.drawn[vim.api.nvim_win_get_cursor(outline.window)[1]]
  local window = outline and window_of_source(outline)
  if not outline or not symbol or not window then
    return
  end
  vim.api.nvim_win_call(window, function()
    vim.cmd("normal! m'")
    local last = vim.api.nvim_buf_line_count(outline.source)
    vim.api.nvim_win_set_cursor(window, { math.min(symbol.line, last), symbol.column })
    vim.cmd("normal! zvzt")
  end)
  if not stay then
    vim.api.nvim_set_current_win(window)
  end
end

local help = {
  "<CR>  go there        p  show it, stay here",
  "<Tab> fold, unfold    zM zR  all of them",
  "J K   next, previous day",
  "q     close           g?  this help",
}

---@param step 1|-1
local function go_to_day(step)
  local outline = here()
  local drawn = outline and outline.drawn or {}
  local line = vim.api.nvim_win_get_cursor(0)[1] + step
  while drawn[line] do
    if drawn[line].kind == "day" then
      vim.api.nvim_win_set_cursor(0, { line, 0 })
      return
    end
    line = line + step
  end
end

---@param buffer integer
local function map_keys(buffer)
  local function map(keys, what, does)
    for _, key in ipairs(keys) do
      vim.keymap.set("n", key, does, { buffer = buffer, nowait = true, silent = true, desc = what })
    end
  end
  map({ "<CR>", "<2-LeftMouse>" }, "Go there", function()
    go(false)
  end)
  map({ "p" }, "Show it, and stay here", function()
    go(true)
  end)
  map({ "<Tab>" }, "Fold or unfold", function()
    pcall(vim.cmd.normal, { "za", bang = true })
  end)
  map({ "J" }, "Next day", function()
    go_to_day(1)
  end)
  map({ "K" }, "Previous day", function()
    go_to_day(-1)
  end)
  map({ "q" }, "Close the outline", function()
    M.close()
  end)
  map({ "g?" }, "Keys of the outline", function()
    vim.notify(table.concat(help, "\n"))
  end)
end

---@param source integer
---@return notes_lsp.Outline
local function open(source)
  local options = require("notes_lsp.options").get().outline
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.bo[buffer].bufhidden = "wipe"
  vim.bo[buffer].filetype = "notes_outline"
  vim.bo[buffer].modifiable = false
  local window = vim.api.nvim_open_win(buffer, false, { split = options.side, win = -1, width = options.width })
  local set = vim.wo[window][0]
  set.winfixwidth, set.winfixbuf = true, true
  set.number, set.relativenumber, set.signcolumn, set.statuscolumn = false, false, "no", ""
  set.wrap, set.spell, set.list, set.cursorline = false, false, false, true
  set.foldcolumn, set.foldmethod, set.foldenable = "1", "expr", true
  set.foldexpr, set.foldtext = "v:lua.require'notes_lsp.outline'.foldexpr()", ""
  local signs = "fold: ,foldopen:▾,foldclose:▸,foldsep: ,eob: "
  set.fillchars = vim.fn.has("nvim-0.12") == 1 and signs .. ",foldinner: " or signs
  set.winhighlight = "FoldColumn:NotesOutlineFold,CursorLineFold:NotesOutlineFold,Folded:Normal"
  set.statusline = " Outline"
  map_keys(buffer)
  lines_of.define_colours()
  return { window = window, buffer = buffer, source = source }
end

---Whether a window other than the outline is left in this tab page.
---@param outline notes_lsp.Outline
---@return boolean
local function is_alone(outline)
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if window ~= outline.window and vim.api.nvim_win_get_config(window).relative == "" then
      return false
    end
  end
  return true
end

local function watch()
  vim.api.nvim_create_autocmd({ "CursorMoved", "CursorMovedI", "BufEnter" }, {
    group = group,
    callback = function(event)
      local outline = here()
      if not outline or event.buf == outline.buffer then
        return
      end
      if event.buf == outline.source then
        follow(outline)
        symbols.refresh_when_quiet(event.buf)
      elseif require("notes_lsp.client").of(event.buf) then
        show(outline, event.buf)
      end
    end,
  })
  vim.api.nvim_create_autocmd("User", {
    group = group,
    pattern = "NotesLspAttach",
    callback = function(event)
      local outline = here()
      if outline and event.data.buf == vim.api.nvim_get_current_buf() then
        show(outline, event.data.buf)
      end
    end,
  })
  vim.api.nvim_create_autocmd("User", {
    group = group,
    pattern = "NotesLspSymbols",
    callback = function(event)
      for _, outline in pairs(outlines) do
        if outline.source == event.data.buf and vim.api.nvim_win_is_valid(outline.window) then
          draw(outline)
        end
      end
    end,
  })
  vim.api.nvim_create_autocmd("ColorScheme", { group = group, callback = lines_of.define_colours })
  vim.api.nvim_create_autocmd("WinClosed", {
    group = group,
    -- When the last window beside it has gone, the outline must not keep Neovim open.
    callback = vim.schedule_wrap(function()
      local outline = here()
      if outline and is_alone(outline) then
        vim.cmd("silent! quit")
      elseif next(outlines) == nil then
        vim.api.nvim_clear_autocmds({ group = group })
      end
    end),
  })
end

---Close the outline of this tab page.
function M.close()
  local outline = here()
  if not outline then
    return
  end
  local window = window_of_source(outline)
  if vim.api.nvim_get_current_win() == outline.window and window then
    vim.api.nvim_set_current_win(window)
  end
  outlines[vim.api.nvim_get_current_tabpage()] = nil
  vim.api.nvim_win_close(outline.window, true)
  if next(outlines) == nil then
    vim.api.nvim_clear_autocmds({ group = group })
  end
end

---Open the outline of the current buffer, or close it. With `focus`, go into it, opening it if need be.
---@param options { focus: boolean }?
function M.toggle(options)
  local focus = options ~= nil and options.focus
  local outline = here()
  if outline then
    if focus then
      vim.api.nvim_set_current_win(outline.window)
    else
      M.close()
    end
    return
  end
  if not require("notes_lsp.client").required() then
    return
  end
  outline = open(vim.api.nvim_get_current_buf())
  if next(outlines) == nil then
    watch()
  end
  outlines[vim.api.nvim_get_current_tabpage()] = outline
  show(outline, outline.source)
  if focus then
    vim.api.nvim_set_current_win(outline.window)
  end
end

return M
