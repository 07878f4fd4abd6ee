-- Which folder belongs to a file of notes, and whether the server may be started for it at all.

local M = {}

---The folder whose notes belong together: the one with a marker, else the one that holds the file.
---@param bufnr integer
---@return string?
function M.of(bufnr)
  local name = vim.api.nvim_buf_get_name(bufnr)
  local config = vim.lsp.config.notes_lsp
  local root = vim.fs.root(bufnr, config and config.root_markers or { ".git" })
  if root then
    return root
  end
  local folder = vim.fs.dirname(vim.fs.normalize(vim.fn.fnamemodify(name, ":p")))
  local home = vim.fs.normalize(vim.uv.os_homedir() or "~")
  -- A file that lies in the home folder, or above, is no reason to read all that is below.
  if (home .. "/"):sub(1, #folder + 1) == folder:gsub("/$", "") .. "/" then
    return nil
  end
  return folder
end

---`root_dir` of the server: calls `on_dir` only for files for which it can be started.
---@param bufnr integer
---@param on_dir fun(root: string?)
function M.decide(bufnr, on_dir)
  local name = vim.api.nvim_buf_get_name(bufnr)
  if name == "" or name:match("^%a[%w+.-]+://") then
    return
  end
  local root = M.of(bufnr)
  -- A command of the user's own (vim.lsp.config) needs no looking for.
  if type((vim.lsp.config.notes_lsp or {}).cmd) == "function" then
    local _, why_not = require("notes_lsp.program").find(root)
    if why_not then
      vim.notify_once("notes-lsp: " .. why_not, vim.log.levels.WARN)
      return
    end
  end
  on_dir(root)
end

return M
