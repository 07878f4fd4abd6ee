-- How Neovim starts notes-lsp: what vim.lsp.enable("notes_lsp") reads.
--
-- vim.lsp.config("notes_lsp", { ... }) is merged over it; see :help notes-lsp-config.

---@type table<string, lsp.Handler>
local handlers = {
  ["workspace/diagnostic/refresh"] = function(...)
    return require("notes_lsp.refresh").diagnostics(...)
  end,
}
if vim.fn.has("nvim-0.12") == 0 then
  handlers["workspace/codeLens/refresh"] = function(...)
    return require("notes_lsp.refresh").code_lenses(...)
  end
end

---@type vim.lsp.Config
return {
  cmd = function(dispatchers, config)
    local found = assert(require("notes_lsp.program").find(config and config.root_dir))
    local place = config and config.cmd_cwd or config and config.root_dir
    return vim.lsp.rpc.start(found.cmd, dispatchers, {
      cwd = place and vim.fn.isdirectory(place) == 1 and place or nil,
      env = config and config.cmd_env,
    })
  end,
  filetypes = { "markdown", "rst", "org", "text" },
  root_markers = { "notes-lsp.toml", ".git" },
  root_dir = function(bufnr, on_dir)
    require("notes_lsp.root").decide(bufnr, on_dir)
  end,
  -- One server is enough for all notes: it is told of further folders as files in them are opened.
  reuse_client = function(client, config)
    return client.name == config.name and not client:is_stopped()
  end,
  handlers = handlers,
  -- Neovim 0.11 does not say so; these handlers can do it there, too.
  capabilities = {
    workspace = { diagnostics = { refreshSupport = true }, codeLens = { refreshSupport = true } },
  },
  on_exit = function(code, signal, client_id)
    require("notes_lsp.restart").on_exit(code, signal, client_id)
  end,
}
