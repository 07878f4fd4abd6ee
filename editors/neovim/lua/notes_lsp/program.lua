-- Where the server is: as set, on the PATH, or in the virtual environment of the project.

local M = {}

---@class notes_lsp.Program
---@field cmd string[] The server with its arguments.
---@field where string In words.

local inside = vim.fn.has("win32") == 1 and "Scripts/notes-lsp.exe" or "bin/notes-lsp"
local not_found = "notes-lsp is not installed, or not on the PATH (:checkhealth notes_lsp)"

---@param path string
---@return boolean
local function is_program(path)
  return vim.fn.executable(path) == 1
end

---The server in the `.venv` or `venv` of a project, if the user trusts it: opening a file must not run what
---somebody else put beside it. Neovim asks once (|vim.secure.read()|) and remembers the answer.
---@param root string?
---@param ask boolean Whether the user may be asked now.
---@return string? path
---@return string? untrusted The path of one that is there and not used.
local function in_project(root, ask)
  for _, name in ipairs({ ".venv", "venv" }) do
    local path = root and vim.fs.joinpath(root, name, inside)
    if path and is_program(path) then
      if ask and vim.secure.read(path) then
        return path
      end
      return nil, path
    end
  end
end

---@param root string? The folder of the project, in whose virtual environment the server may be.
---@param quiet boolean? Ask the user nothing; a server in the project is then never used.
---@return notes_lsp.Program?
---@return string? why_not
function M.find(root, quiet)
  local cmd = require("notes_lsp.options").get().cmd
  if cmd then
    if type(cmd[1]) ~= "string" or not is_program(vim.fs.normalize(cmd[1])) then
      return nil, ("vim.g.notes_lsp.cmd names %s, which is no program"):format(vim.inspect(cmd[1]))
    end
    return { cmd = vim.list_extend({ vim.fs.normalize(cmd[1]) }, cmd, 2), where = "set in vim.g.notes_lsp.cmd" }
  end
  local active = vim.env.VIRTUAL_ENV and vim.fs.joinpath(vim.env.VIRTUAL_ENV, inside)
  if active and is_program(active) then
    return { cmd = { active, "--stdio" }, where = "in the active virtual environment" }
  end
  local on_path = vim.fn.exepath("notes-lsp")
  if on_path ~= "" then
    return { cmd = { on_path, "--stdio" }, where = "on the PATH" }
  end
  local path, untrusted = in_project(root, not quiet)
  if path then
    return { cmd = { path, "--stdio" }, where = "in the virtual environment of the project" }
  elseif untrusted then
    return nil, ("%s is there, and not trusted: open the file and :trust it"):format(untrusted)
  end
  return nil, not_found
end

return M
