-- The server that a buffer is attached to, and its answers.

local M = {}

---@param bufnr integer? The current buffer without it.
---@return vim.lsp.Client?
function M.of(bufnr)
  return vim.lsp.get_clients({ name = "notes_lsp", bufnr = bufnr or vim.api.nvim_get_current_buf() })[1]
end

---The server of the current buffer, or any that runs; says so where there is none.
---@param any_will_do boolean?
---@return vim.lsp.Client?
function M.required(any_will_do)
  local client = M.of() or (any_will_do and vim.lsp.get_clients({ name = "notes_lsp" })[1]) or nil
  if not client then
    M.say("no talk notes here, or no server: :checkhealth notes_lsp", "WARN")
  end
  return client
end

---@param words string
---@param level ("INFO"|"WARN"|"ERROR")?
function M.say(words, level)
  vim.notify("notes-lsp: " .. words, vim.log.levels[level or "INFO"])
end

---Ask the server. `on_result` is called when the answer is there, unless it is an error, which is said.
---@param client vim.lsp.Client
---@param method string
---@param params table
---@param on_result fun(result: any)
---@param bufnr integer?
---@return integer? request_id
function M.ask(client, method, params, on_result, bufnr)
  local _, id = client:request(method, params, function(err, result)
    if err then
      M.say(err.message or vim.inspect(err), "ERROR")
    else
      on_result(result)
    end
  end, bufnr or vim.api.nvim_get_current_buf())
  return id
end

return M
