-- What the server says of work that takes its time, shown below the notes while it lasts. vim.lsp.status() and plugins
-- that draw progress get the same from Neovim itself.

local M = {}

local group = vim.api.nvim_create_augroup("notes_lsp_progress", {})

---@param value { title: string?, message: string?, percentage: integer? }
---@return string
local function words_of(value)
  local parts = { value.title, value.message }
  if value.percentage and not (value.message or ""):find("%d") then
    parts[#parts + 1] = value.percentage .. " %"
  end
  return table.concat(parts, "  ")
end

---Show the progress of the server until `stop`.
function M.start()
  vim.api.nvim_clear_autocmds({ group = group })
  vim.api.nvim_create_autocmd("LspProgress", {
    group = group,
    callback = function(event)
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      local value = event.data.params.value
      if client and client.name == "notes_lsp" and type(value) == "table" and value.kind ~= "end" then
        vim.api.nvim_echo({ { words_of(value), "ModeMsg" } }, false, {})
        vim.cmd.redraw()
      end
    end,
  })
end

function M.stop()
  vim.api.nvim_clear_autocmds({ group = group })
end

return M
