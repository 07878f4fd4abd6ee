-- What happens when the server is attached to a buffer: it is asked whether the file is talk notes, and only then are
-- its features turned on. From other files it is detached again.

local M = {}

local idle_ms = 30 * 1000

---Start the server for the files that are open and those to come. Waits until Neovim has started.
function M.enable_once()
  if not require("notes_lsp.options").get().enable then
    return
  end
  if vim.v.vim_did_enter == 1 then
    vim.lsp.enable("notes_lsp")
  else
    vim.api.nvim_create_autocmd("VimEnter", {
      once = true,
      callback = function()
        vim.lsp.enable("notes_lsp")
      end,
    })
  end
end

---@param client vim.lsp.Client
---@param bufnr integer
function M.on_attach(client, bufnr)
  M.add_folder(client, require("notes_lsp.root").of(bufnr))
  client:request("notes/status", { uri = vim.uri_from_bufnr(bufnr) }, function(err, status)
    if not vim.api.nvim_buf_is_valid(bufnr) or not client.attached_buffers[bufnr] then
      return
    end
    local file = not err and status and status.file or nil
    if file and file.taken == false then
      vim.b[bufnr].notes_lsp_refused = file.reason or ""
      vim.lsp.buf_detach_client(bufnr, client.id)
      M.stop_when_idle(client)
      return
    end
    vim.b[bufnr].notes_lsp_refused = nil
    require("notes_lsp.turn_on").features(client, bufnr)
    vim.api.nvim_exec_autocmds("User", {
      pattern = "NotesLspAttach",
      modeline = false,
      data = { buf = bufnr, client_id = client.id },
    })
  end, bufnr)
end

---Tell the server of a folder that it does not know yet.
---@param client vim.lsp.Client
---@param root string?
function M.add_folder(client, root)
  if not root then
    return
  end
  local uri = vim.uri_from_fname(root)
  client.workspace_folders = client.workspace_folders or {}
  for _, folder in ipairs(client.workspace_folders) do
    if folder.uri == uri then
      return
    end
  end
  local folder = { uri = uri, name = root }
  table.insert(client.workspace_folders, folder)
  client:notify("workspace/didChangeWorkspaceFolders", { event = { added = { folder }, removed = {} } })
end

---A server whose files all turned out to be no notes need not stay.
---@param client vim.lsp.Client
function M.stop_when_idle(client)
  vim.defer_fn(function()
    if not client:is_stopped() and vim.tbl_isempty(client.attached_buffers) then
      client:stop()
    end
  end, idle_ms)
end

return M
