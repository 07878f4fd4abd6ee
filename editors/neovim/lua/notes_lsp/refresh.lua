-- The server asks to have things asked for again: its settings have changed, or a file that others link to.
--
-- For findings Neovim 0.12 then asks about the whole workspace, makes a buffer for each file of it, and leaves open
-- files as they were. Here the open files are asked about, and no others.

local M = {}

---`workspace/diagnostic/refresh`.
---@type lsp.Handler
function M.diagnostics(_, _, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  if not client then
    return vim.NIL
  end
  local provider = client.server_capabilities.diagnosticProvider or {}
  for bufnr in pairs(client.attached_buffers) do
    if vim.api.nvim_buf_is_loaded(bufnr) then
      client:request("textDocument/diagnostic", {
        textDocument = vim.lsp.util.make_text_document_params(bufnr),
        identifier = provider.identifier,
      }, nil, bufnr)
    end
  end
  return vim.NIL
end

---`workspace/codeLens/refresh`, before Neovim 0.12.
---@type lsp.Handler
function M.code_lenses(_, _, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  if client and require("notes_lsp.options").get().code_lens then
    for bufnr in pairs(client.attached_buffers) do
      vim.lsp.codelens.refresh({ bufnr = bufnr })
    end
  end
  return vim.NIL
end

return M
