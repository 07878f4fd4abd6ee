-- A server that dies is started again, a few times: one that dies of a file must not do so for ever.

local M = {}

local most_restarts = 3
local within_ms = 3 * 60 * 1000
local wait_ms = 300

---@type integer[] When it was started again, in milliseconds.
local restarts = {}

---@param code integer
---@param signal integer
---@param client_id integer
function M.on_exit(code, signal, client_id)
  local client = vim.lsp.get_client_by_id(client_id)
  local buffers = client and vim.tbl_keys(client.attached_buffers) or {}
  -- 15 is how Neovim ends a server that does not end by itself.
  if (code == 0 and signal == 0) or signal == 15 or vim.v.exiting ~= vim.NIL then
    return
  end
  vim.defer_fn(function()
    M.start_again(buffers)
  end, wait_ms)
end

---@param buffers integer[] Those that the server knew.
function M.start_again(buffers)
  local now = vim.uv.now()
  restarts = vim.tbl_filter(function(time)
    return now - time < within_ms
  end, restarts)
  if #restarts >= most_restarts then
    local words = "notes-lsp ended %d times within minutes and stays off; :edit starts it again (:help notes-lsp-log)"
    vim.notify(words:format(#restarts + 1), vim.log.levels.ERROR)
    return
  end
  restarts[#restarts + 1] = now
  for _, bufnr in ipairs(buffers) do
    if vim.api.nvim_buf_is_loaded(bufnr) then
      pcall(vim.api.nvim_exec_autocmds, "FileType", { group = "nvim.lsp.enable", buffer = bufnr, modeline = false })
    end
  end
end

return M
