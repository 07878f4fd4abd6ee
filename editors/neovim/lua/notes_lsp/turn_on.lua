-- The features of a buffer of notes, each as the options say.

local M = {}

local is_0_12 = vim.fn.has("nvim-0.12") == 1

---@param bufnr integer
local function lenses(bufnr)
  if is_0_12 then
    vim.lsp.codelens.enable(true, { bufnr = bufnr })
    return
  end
  -- Before 0.12 somebody has to ask for them.
  vim.lsp.codelens.refresh({ bufnr = bufnr })
  vim.api.nvim_create_autocmd({ "BufEnter", "InsertLeave", "TextChanged" }, {
    group = vim.api.nvim_create_augroup("notes_lsp_lens_" .. bufnr, {}),
    buffer = bufnr,
    callback = function()
      if not require("notes_lsp.client").of(bufnr) then
        return true
      end
      vim.lsp.codelens.refresh({ bufnr = bufnr })
    end,
  })
end

---@param bufnr integer
local function folds(bufnr)
  local function set(window)
    local options = vim.wo[window][0]
    options.foldmethod = "expr"
    options.foldexpr = "v:lua.vim.lsp.foldexpr()"
    options.foldlevel = 99
  end
  for _, window in ipairs(vim.fn.win_findbuf(bufnr)) do
    set(window)
  end
  vim.api.nvim_create_autocmd("BufWinEnter", {
    group = vim.api.nvim_create_augroup("notes_lsp_folds_" .. bufnr, {}),
    buffer = bufnr,
    callback = function()
      set(vim.api.nvim_get_current_win())
    end,
  })
end

---@param client vim.lsp.Client
---@param bufnr integer
function M.features(client, bufnr)
  local options = require("notes_lsp.options").get()
  local function can(method)
    return client:supports_method("textDocument/" .. method, bufnr)
  end
  if options.completion and can("completion") then
    vim.lsp.completion.enable(true, client.id, bufnr, { autotrigger = true })
  end
  if options.inlay_hints and can("inlayHint") then
    vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
  end
  if options.code_lens and can("codeLens") then
    lenses(bufnr)
  end
  if options.folding and can("foldingRange") then
    folds(bufnr)
  end
  -- The ftplugin of Markdown has a gO of its own, which knows nothing of days and talks.
  if options.keymaps and can("documentSymbol") and vim.bo[bufnr].filetype == "markdown" then
    vim.keymap.set("n", "gO", function()
      vim.lsp.buf.document_symbol()
    end, { buffer = bufnr, desc = "Days and talks of these notes" })
  end
end

return M
