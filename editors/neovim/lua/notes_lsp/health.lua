-- :checkhealth notes_lsp: what is found, which version, what is off and why, and how to mend it.

local M = {}

local health = vim.health
local wait_ms = 5000

local function check_neovim()
  health.start("notes-lsp: Neovim")
  local version = tostring(vim.version())
  if vim.fn.has("nvim-0.11") == 1 then
    health.ok("Neovim " .. version)
  else
    health.error("Neovim " .. version .. " is too old for this plugin", {
      "Install Neovim 0.11 or newer.",
      "Neovim 0.10 can use the server by a few lines: see :help notes-lsp-0.10.",
    })
  end
  if not vim.g.loaded_notes_lsp then
    health.warn("plugin/notes_lsp.lua was not loaded: there are no commands", {
      "Put the folder editors/neovim on 'runtimepath', or let a plugin manager do so (:help notes-lsp-install).",
    })
  end
  local problems = require("notes_lsp.options").problems()
  for _, problem in ipairs(problems) do
    health.warn(problem, { ":help vim.g.notes_lsp lists what can be set." })
  end
  if vim.g.notes_lsp ~= nil and #problems == 0 then
    health.ok("vim.g.notes_lsp holds nothing that is unknown")
  end
end

---@param cmd string[]
---@return string? version
---@return string? problem
local function version_of(cmd)
  local ok, done = pcall(function()
    return vim.system({ cmd[1], "--version" }, { text = true, timeout = wait_ms }):wait()
  end)
  if not ok then
    return nil, tostring(done)
  elseif done.code ~= 0 then
    return nil, vim.trim((done.stderr or "") .. (done.stdout or "")) .. (" (exit code %d)"):format(done.code)
  end
  return vim.trim(done.stdout)
end

---The root of a file that is open, in whose project the server may be.
---@return string?
local function root_of_notes()
  local filetypes = vim.lsp.config.notes_lsp.filetypes or {}
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) and vim.list_contains(filetypes, vim.bo[bufnr].filetype) then
      return require("notes_lsp.root").of(bufnr)
    end
  end
end

local function check_program()
  health.start("notes-lsp: the server")
  local set = vim.lsp.config and vim.lsp.config.notes_lsp and vim.lsp.config.notes_lsp.cmd
  if type(set) == "table" then
    health.info("vim.lsp.config names the command: " .. table.concat(set, " "))
    if vim.fn.executable(set[1]) == 0 then
      health.error(set[1] .. " is no program", { "Correct or remove `cmd` in vim.lsp.config('notes_lsp', ...)." })
    end
    return
  end
  local program, why_not = require("notes_lsp.program").find(root_of_notes(), true)
  if not program then
    health.error(why_not or "notes-lsp was not found", {
      "Install it: pipx install notes-lsp, or uv tool install notes-lsp, or pip install notes-lsp.",
      "Or say where it is: vim.g.notes_lsp = { cmd = { '/path/to/notes-lsp', '--stdio' } }",
      "What Neovim takes for the PATH: :echo $PATH",
    })
    return
  end
  health.ok(("found %s: %s"):format(program.where, program.cmd[1]))
  local version, problem = version_of(program.cmd)
  if version then
    health.ok(version)
  else
    health.error("it does not start: " .. problem, { "Run it in a terminal: " .. program.cmd[1] .. " --version" })
  end
end

local function check_enabled()
  local is_enabled = vim.lsp.is_enabled
  if not require("notes_lsp.options").get().enable then
    health.warn("off: vim.g.notes_lsp.enable is false", { "Remove it, or call vim.lsp.enable('notes_lsp') yourself." })
  elseif is_enabled and not is_enabled("notes_lsp") then
    health.info("not started yet: that happens when a file of Markdown, rst, Org or text is opened")
  end
end

---@param client vim.lsp.Client
---@param params table?
---@return table?
local function status_of(client, params)
  local bufnr = vim.api.nvim_get_current_buf()
  local answer = client:request_sync("notes/status", params or vim.empty_dict(), wait_ms, bufnr)
  return answer and answer.result
end

---What a server without a capability was told to leave off, or does not know.
---@type table<string, string>
local names_of_methods = {
  ["textDocument/documentSymbol"] = "outline",
  ["textDocument/hover"] = "hover",
  ["textDocument/completion"] = "completion",
  ["textDocument/rename"] = "rename",
  ["textDocument/codeAction"] = "code-actions",
  ["textDocument/foldingRange"] = "folding",
  ["textDocument/inlayHint"] = "inlay-hints",
  ["textDocument/codeLens"] = "code-lenses",
  ["textDocument/semanticTokens/full"] = "semantic-tokens",
  ["workspace/symbol"] = "workspace-symbols",
}

---@param client vim.lsp.Client
local function check_features(client)
  local options = require("notes_lsp.options").get()
  for method, setting in vim.spairs(names_of_methods) do
    if not client:supports_method(method) then
      health.info(("the server leaves %s off: look at the setting `%s` (docs/settings.md)"):format(method, setting))
    end
  end
  for _, name in ipairs({ "completion", "inlay_hints", "code_lens", "folding" }) do
    if not options[name] then
      health.info(("vim.g.notes_lsp.%s is off; true turns it on"):format(name))
    end
  end
end

---@param bufnr integer
---@return string
local function name_of(bufnr)
  return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ":~:.")
end

---@param client vim.lsp.Client
local function check_buffers(client)
  for bufnr in vim.spairs(client.attached_buffers) do
    local status = status_of(client, { uri = vim.uri_from_bufnr(bufnr) })
    local file = status and status.file
    if file then
      health.ok(("%s: notes, read as %s (%s)"):format(name_of(bufnr), file.dialect or "?", file.reason or ""))
    end
  end
end

local function check_refused()
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local reason = vim.api.nvim_buf_is_loaded(bufnr) and vim.b[bufnr].notes_lsp_refused
    if reason then
      health.info(("%s: %s"):format(name_of(bufnr), reason))
    end
  end
end

---@param client vim.lsp.Client
local function check_client(client)
  local status = status_of(client)
  if not status then
    health.error("the server runs and does not answer", {
      "End it: :lua vim.lsp.get_clients({ name = 'notes_lsp' })[1]:stop(true)",
      "Start it again: :edit",
    })
    return
  end
  health.ok(("it runs, version %s, with positions in %s"):format(status.version, client.offset_encoding))
  local reading = status.indexing and ", still reading" or ""
  health.info(("files of notes: %d open, %d known%s"):format(status.openFiles, status.knownFiles, reading))
  if status.indexCut and status.indexCut ~= vim.NIL then
    health.warn("not all files of the workspace were read", { "Raise the setting `index-files` (docs/settings.md)." })
  end
  for _, folder in ipairs(status.folders or {}) do
    health.info("folder: " .. vim.fn.fnamemodify(folder, ":~"))
  end
  for _, file in ipairs(status.configFiles or {}) do
    health.info("settings: " .. vim.fn.fnamemodify(file, ":~"))
  end
  for _, problem in ipairs(status.settingsProblems or {}) do
    health.warn(tostring(problem), { "docs/settings.md lists what can be set." })
  end
  local python = vim.tbl_get(status, "python", "reason")
  if type(python) == "string" then
    health.info("Python in snippets: " .. python)
  end
  check_features(client)
  check_buffers(client)
end

local function check_highlighting()
  health.start("notes-lsp: highlighted Python")
  local has = function(language)
    return vim.treesitter.language.add(language) == true
  end
  if has("python") then
    health.ok("there is a parser for Python")
  else
    health.info("no parser for Python: snippets in Markdown stay plain. With nvim-treesitter: :TSInstall python")
  end
  if not has("rst") then
    health.info("no parser for reStructuredText: only `.. code-block:: python` has colours. :TSInstall rst")
  end
end

function M.check()
  check_neovim()
  if vim.fn.has("nvim-0.11") == 0 then
    return
  end
  check_program()
  check_enabled()
  local clients = vim.lsp.get_clients({ name = "notes_lsp" })
  for _, client in ipairs(clients) do
    check_client(client)
  end
  if #clients == 0 then
    health.info("no server runs now")
  end
  check_refused()
  check_highlighting()
end

return M
