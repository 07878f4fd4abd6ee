-- :NotesCheckLinks: asks the web, because the user asked, whether links still lead somewhere. What does not goes to the
-- quickfix list.

local M = {}

local method = "notes/checkLinks"
local words_of_arguments = { "all", "force", "stop" }

---@class notes_lsp.CheckedLink
---@field uri string
---@field range lsp.Range
---@field target string
---@field verdict string
---@field status integer?
---@field reason string?
---@field movedTo string?

---@class notes_lsp.CheckedLinks
---@field checked integer
---@field fromCache integer
---@field verdicts table<string, integer>
---@field links notes_lsp.CheckedLink[]

---What is worth a line of the quickfix list, and of which kind.
---@type table<string, "E"|"W"|"I">
local types_of_verdicts = {
  gone = "E",
  ["no-such-host"] = "E",
  moved = "I",
  unreachable = "W",
  unverifiable = "I",
}

---@type { client_id: integer, request_id: integer }?
local running

---@param typed string
---@return string[]
function M.complete(typed)
  return vim.tbl_filter(function(word)
    return vim.startswith(word, typed)
  end, words_of_arguments)
end

---@param link notes_lsp.CheckedLink
---@param encoding string
---@return table
local function quickfix_item(link, encoding)
  local function said(value)
    return type(value) == "string" and value ~= "" and value or nil
  end
  local why = said(link.movedTo) and ("moved to " .. link.movedTo) or said(link.reason)
  local text = ("%s: %s%s"):format(link.verdict, link.target, why and (" (" .. why .. ")") or "")
  local bufnr = vim.uri_to_bufnr(link.uri)
  local range = link.range
  local function column(position)
    local line = vim.api.nvim_buf_get_lines(bufnr, position.line, position.line + 1, false)[1] or ""
    return vim.str_byteindex(line, encoding, position.character, false) + 1
  end
  vim.fn.bufload(bufnr)
  return {
    bufnr = bufnr,
    lnum = range.start.line + 1,
    end_lnum = range["end"].line + 1,
    col = column(range.start),
    end_col = column(range["end"]),
    type = types_of_verdicts[link.verdict] or "W",
    text = text,
  }
end

---@param verdicts table<string, integer>
---@return string
local function counted(verdicts)
  local parts = {}
  for verdict, count in vim.spairs(verdicts) do
    if count > 0 then
      parts[#parts + 1] = ("%d %s"):format(count, verdict)
    end
  end
  return table.concat(parts, ", ")
end

---@param result notes_lsp.CheckedLinks
---@param encoding string
local function show(result, encoding)
  local say = require("notes_lsp.client").say
  local items = {}
  for _, link in ipairs(result.links or {}) do
    if types_of_verdicts[link.verdict] then
      items[#items + 1] = quickfix_item(link, encoding)
    end
  end
  if #(result.links or {}) == 0 then
    say("there are no links to the web here")
    return
  end
  vim.fn.setqflist({}, " ", { title = "Links to the web", items = items })
  local all = counted(result.verdicts or {})
  local told = #items > 0 and " (:copen)" or ""
  say(("%s%s"):format(all, told), #items > 0 and "WARN" or "INFO")
end

local function stop()
  local client = running and vim.lsp.get_client_by_id(running.client_id)
  if client and running then
    client:cancel_request(running.request_id)
    require("notes_lsp.client").say("links are no longer being checked")
  else
    require("notes_lsp.client").say("no links are being checked")
  end
  running = nil
  require("notes_lsp.progress").stop()
end

---@param call { args: string, range: integer, line1: integer, line2: integer }
---@return table
local function params_of(call)
  local params = { force = call.args == "force" or nil, workDoneToken = "notes-lsp-links" }
  if call.args ~= "all" then
    params.textDocument = vim.lsp.util.make_text_document_params(0)
  end
  if call.range > 0 and call.args ~= "all" then
    params.range = {
      start = { line = call.line1 - 1, character = 0 },
      ["end"] = { line = call.line2, character = 0 },
    }
  end
  return params
end

---@param call { args: string, range: integer, line1: integer, line2: integer } As a command gives it.
function M.run(call)
  local asking = require("notes_lsp.client")
  if call.args == "stop" then
    return stop()
  elseif call.args ~= "" and not vim.list_contains(words_of_arguments, call.args) then
    asking.say(("NotesCheckLinks takes all, force or stop, not %s"):format(call.args), "WARN")
    return
  elseif running then
    asking.say("links are already being checked; :NotesCheckLinks stop ends that")
    return
  end
  local client = asking.required(call.args == "all")
  if not client then
    return
  end
  local _, id = client:request(method, params_of(call), function(err, result)
    running = nil
    require("notes_lsp.progress").stop()
    if not err then
      show(result, client.offset_encoding)
    elseif err.code == vim.lsp.protocol.ErrorCodes.MethodNotFound then
      asking.say("this notes-lsp cannot check links yet: install a newer one", "WARN")
    elseif err.code ~= vim.lsp.protocol.ErrorCodes.RequestCancelled then
      asking.say(err.message or vim.inspect(err), "ERROR")
    end
  end, vim.api.nvim_get_current_buf())
  running = id and { client_id = client.id, request_id = id } or nil
  require("notes_lsp.progress").start()
end

return M
