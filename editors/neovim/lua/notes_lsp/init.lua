-- What other configuration may use. There is no setup(): vim.g.notes_lsp and vim.lsp.config are all there is to set.

local M = {}

---The talk under the cursor, for a statusline: "10:30 Services instead of one big application". "" where there is
---none. Cheap: it looks up what is known, and asks the server again when no key has come for a moment.
---@param window integer? The current one without it.
---@return string
function M.statusline(window)
  window = window or vim.g.statusline_winid or 0
  if not vim.api.nvim_win_is_valid(window) then
    window = 0
  end
  local talk = M.current_talk(window)
  if not talk then
    return ""
  end
  local words = talk.time == "" and talk.title or (talk.time .. " " .. talk.title)
  return (words:gsub("%%", "%%%%"))
end

---The talk under the cursor of a window, or nil. What was typed within the last half second may not be in it.
---@param window integer? The current one without it.
---@return notes_lsp.Symbol?
function M.current_talk(window)
  window = window or 0
  local bufnr = vim.api.nvim_win_get_buf(window)
  if not require("notes_lsp.client").of(bufnr) then
    return nil
  end
  local symbols = require("notes_lsp.symbols")
  symbols.refresh_when_quiet(bufnr)
  return symbols.talk_at(bufnr, vim.api.nvim_win_get_cursor(window)[1])
end

return M
